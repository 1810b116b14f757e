"""The page of other hubs and what they list."""

from __future__ import annotations

from collections.abc import Iterator

from hub.registry import neighbours
from hub.render.output import Output, as_json
from hub.render.page import Meta
from hub.render.site import Site
from hub.render.templating import page_of

MOST = 200  # recipes shown of one hub; the rest is one link away


def outputs(site: Site) -> Iterator[Output]:
    """Every hub of the settings, with the recipes that it listed when it was last fetched."""
    yield _page(site)
    yield as_json(neighbours.PUBLISHED, neighbours.published(site.neighbours))


def _page(site: Site) -> Output:
    meta = Meta("Other hubs", "Recipes that other hubs publish.", ("navigation", "toc"))
    return page_of("hubs", "hubs.md.j2", meta, site=site, hubs=site.neighbours, most=MOST)
