"""What a hub published last time, in numbers, so that a sudden loss is noticed in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hub.registry.lastgood import LastGood, of_summary
from hub.registry.shelf import Shelf, ShelfError, catalogue, shelf, value

HISTORY = "history.json"
MOST_LOST = 3  # files that are not there, before the rest is not asked for


@dataclass(frozen=True, slots=True)
class Before:
    """The recipes that stood there and did, by id, and how much past was kept."""

    where: str
    recipes: frozenset[str]  # not archived
    working: frozenset[str]
    lines: int = 0
    versions: int = 0
    lost: frozenset[str] = frozenset()  # kept files that it knew to be changed or taken away
    good: Mapping[str, LastGood] = field(default_factory=dict)  # results, by recipe


def read(where: str) -> Before:
    """The published site of an address or in a folder. Raises ShelfError."""
    there = shelf(where)
    recipes = [one for one in catalogue(there) if one.get("status") != "archived"]
    lines, versions, lost = _kept(there)
    return Before(
        there.name,
        frozenset(str(one["id"]) for one in recipes),
        frozenset(str(one["id"]) for one in recipes if one.get("verdict") == "passed"),
        lines,
        versions,
        lost,
        {str(one["id"]): good for one in recipes if (good := of_summary(one))},
    )


def of_folder(site: Path) -> Before | None:
    """The site that stands in the output folder; None where there is none that can be read."""
    try:
        return read(str(site)) if (site / "catalogue.json").is_file() else None
    except ShelfError:
        return None


def files(where: str, good: Mapping[str, LastGood]) -> dict[str, bytes]:
    """The tables and figures of last good results, by their path on the site that had them.

    What cannot be had is left out; a site that stops answering is not asked on and on.
    """
    if not any(one.files for one in good.values()):
        return {}
    try:
        there = shelf(where)
        return dict(_files(there, good))
    except ShelfError:
        return {}


def _files(there: Shelf, good: Mapping[str, LastGood]) -> Iterator[tuple[str, bytes]]:
    lost = 0
    for one in (file for kept in good.values() for file in kept.files):
        try:
            yield one.file, there.read(one.file)
        except ShelfError:
            lost += 1
            if lost >= MOST_LOST:
                return


def _kept(there: Shelf) -> tuple[int, int, frozenset[str]]:
    """How many lines and versions it knew, and what was lost; none where it does not say."""
    try:
        found = value(there, HISTORY)
        lost = frozenset(map(str, found.get("lost", ())))
        return int(found["lines"]), int(found["versions"]), lost
    except (ShelfError, KeyError, TypeError, ValueError):
        return 0, 0, frozenset()
