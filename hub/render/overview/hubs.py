"""The page of other hubs and what they list."""

from __future__ import annotations

from hub.render.output import Output
from hub.render.page import Meta
from hub.render.site import Site
from hub.render.templating import page_of

MOST = 200  # recipes shown of one hub; the rest is one link away


def page(site: Site) -> Output:
    """Every hub of the settings, with the recipes that it listed when it was last fetched."""
    meta = Meta("Other hubs", "Recipes that other hubs publish.", ("navigation", "toc"))
    return page_of("hubs", "hubs.md.j2", meta, site=site, hubs=site.neighbours, most=MOST)
