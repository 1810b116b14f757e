"""What is new: the versions that recipes' changelogs date, the newest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hub.render.clean import printable

if TYPE_CHECKING:
    from hub.render.recipe import Made

HEADING = re.compile(
    r"^##[ \t]+\[?v?(\d+\.\d+\.\d+)\]?[ \t,(–-]+(\d{4}-\d{2}-\d{2})\)?", re.MULTILINE
)
POINT = re.compile(r"^[-*][ \t]+(.+(?:\n[ \t]+\S.*)*)", re.MULTILINE)
LONGEST = 240


@dataclass(frozen=True, slots=True)
class News:
    """One version of a recipe: when it came, and what it brought."""

    made: Made
    version: str
    day: str  # 2026-11-22
    text: str


def of(made: Iterable[Made]) -> tuple[News, ...]:
    """Every dated version of every recipe, the newest first, those of one recipe too."""
    found = [news for one in made for news in _versions(one)]
    found.sort(key=lambda news: [int(part) for part in news.version.split(".")], reverse=True)
    found.sort(key=lambda news: news.made.entry.recipe.id)
    return tuple(sorted(found, key=lambda news: news.day, reverse=True))


def latest(found: Iterable[News]) -> tuple[News, ...]:
    """The newest version of each recipe only, in the same order."""
    first: dict[str, News] = {}
    for one in found:
        first.setdefault(one.made.entry.recipe.id, one)
    return tuple(first.values())


def _versions(made: Made) -> Iterator[News]:
    text = made.entry.recipe.text("CHANGELOG.md")[:100_000]
    heads = list(HEADING.finditer(text))
    for head, end in zip(heads, [*(h.start() for h in heads[1:]), len(text)], strict=False):
        point = POINT.search(text, head.end(), end)
        words = printable(" ".join(point[1].split())) if point else ""
        yield News(made, head[1], head[2], words[:LONGEST])
