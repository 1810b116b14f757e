"""What is new, month by month: versions of recipes and notices about them, to read in a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from hub.contribution import Advisory
from hub.render import news, words
from hub.render.news import News
from hub.render.output import Output
from hub.render.page import Meta
from hub.render.site import Site
from hub.render.templating import page_of

if TYPE_CHECKING:
    from hub.render.recipe import Made

MOST = 200  # versions; older ones stand on the recipes' own pages


@dataclass(frozen=True, slots=True)
class Month:
    """The versions that came in one month, the newest first."""

    title: str  # November 2026
    found: tuple[News, ...]


def page(made: Sequence[Made], site: Site) -> Output:
    """Every dated version of every recipe, as far as a page can hold them."""
    found = news.of(made)
    months = groupby(found[:MOST], key=lambda one: words.day(one.day).partition(" ")[2])
    return page_of(
        "news",
        "news.md.j2",
        Meta("What is new", "New recipes, new versions and notices.", hide=("navigation", "toc")),
        site=site,
        months=[Month(title, tuple(group)) for title, group in months],
        advisories=_advisories(site),
        left_out=len(found) - MOST,
    )


def _advisories(site: Site) -> list[Advisory]:
    every = (one for place in site.catalogue.localities for one in place.advisories)
    return sorted(every, key=lambda one: (one.date, one.recipe), reverse=True)
