"""The front page: what this is, the questions by topic, what is new, what works today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hub import vocabulary
from hub.model import Entry
from hub.render import news
from hub.render.output import Output
from hub.render.page import Meta
from hub.render.site import Site
from hub.render.templating import page_of

if TYPE_CHECKING:
    from hub.render.recipe import Made

MOST_OF_A_TOPIC = 4  # the rest is one link away
MOST_NEWS = 5


def page(made: Sequence[Made], site: Site) -> Output:
    """The front page."""
    entries = site.catalogue.entries
    return page_of(
        "",
        "home.md.j2",
        Meta(site.settings.title, site.settings.summary, hide=("navigation", "toc")),
        site=site,
        groups=_groups(site),
        entries=entries,
        most=MOST_OF_A_TOPIC,
        news=news.latest(news.of(made))[:MOST_NEWS],
        checked=max((e.shown.execution.started for e in entries if e.shown), default=""),
    )


def _groups(site: Site) -> list[tuple[vocabulary.Term | None, tuple[Entry, ...]]]:
    """The topics that have recipes, each recipe under its first topic only."""
    entries = site.catalogue.entries
    groups: list[tuple[vocabulary.Term | None, tuple[Entry, ...]]] = []
    for topic in (*vocabulary.TOPICS, None):
        slug = topic.slug if topic else None
        found = tuple(entry for entry in entries if _first_topic(entry) == slug)
        if found:
            groups.append((topic, found))
    return groups


def _first_topic(entry: Entry) -> str | None:
    return entry.recipe.card.value.topics[0] if entry.recipe.card.value else None
