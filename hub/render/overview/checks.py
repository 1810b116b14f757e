"""Every check with its own words."""

from __future__ import annotations

from itertools import groupby

from hub.render.output import Output
from hub.render.page import Meta
from hub.render.site import Site
from hub.render.templating import page_of


def page(site: Site) -> Output:
    """The page of checks, in the order of the line: files first, results last."""
    families = [
        (family, tuple(found)) for family, found in groupby(site.checks, key=lambda c: c.family)
    ]
    meta = Meta("Every check", "What the hub looks at in each contribution.")
    return page_of("checks", "checks.md.j2", meta, families=families)
