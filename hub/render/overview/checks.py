"""Every check with its own words."""

from __future__ import annotations

from hub.render.output import Output
from hub.render.page import Meta
from hub.render.site import Site
from hub.render.templating import page_of


def page(site: Site) -> Output:
    """The page of checks, in the order of the line: files first, results last."""
    families = [
        (family, tuple(check for check in site.checks if check.family == family))
        for family in dict.fromkeys(check.family for check in site.checks)
    ]
    meta = Meta("Every check", "What the hub looks at in each contribution.")
    return page_of("checks", "checks.md.j2", meta, families=families)
