"""The catalogue: every recipe as a card, made searchable by catalogue.js, and as plain lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from hub.data import CONTRACT
from hub.render.output import Output
from hub.render.page import Meta
from hub.render.search.found import facets
from hub.render.site import Site
from hub.render.templating import page_of

if TYPE_CHECKING:
    from hub.render.recipe import Made

CARDS = 60  # on the page itself; beyond it plain lists hold every recipe
LISTED = 300  # recipes of one plain list
HIDE = ("navigation", "toc")


def pages(made: Sequence[Made], site: Site) -> Iterator[Output]:
    """The catalogue, its plain lists where it is long, and what one can run with one's data."""
    givers = len({one.entry.recipe.locality.slug for one in made})
    lists = range(0, len(made), LISTED) if len(made) > CARDS else range(0)
    yield page_of(
        "catalogue",
        "catalogue.md.j2",
        Meta("Catalogue", "Every recipe of the hub, with search and filters.", hide=HIDE),
        site=site,
        made=made,
        most=CARDS,
        givers=givers,
        facets=facets(site),
        lists=bool(lists),
    )
    for number, start in enumerate(lists, 1):
        yield page_of(
            "catalogue/all" if number == 1 else f"catalogue/all/{number}",
            "all.md.j2",
            Meta(f"Every recipe, list {number}", "Every recipe as a plain list.", hide=HIDE),
            site=site,
            made=made[start : start + LISTED],
            number=number,
            first=start + 1,
            count=len(made),
            lists=len(lists),
        )
    yield _what_can_i_run(site)


def _what_can_i_run(site: Site) -> Output:
    """Tables and fields to tick; without JavaScript, which recipes need which table."""
    meta = Meta(
        "What can I run with the data I hold?",
        "Tick what you hold: see what runs now, and what one more field or table would give.",
        hide=HIDE,
    )
    tables = [table for table in CONTRACT.tables if site.by_table.get(table.name)]
    return page_of("what-can-i-run", "what-can-i-run.md.j2", meta, site=site, tables=tables)
