"""What the pictures and tables of a notebook are called, for who does not see where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hub.disclosure import given


@dataclass(frozen=True, slots=True)
class Names:
    """What one output of a cell is called, if it is a picture or if it is a table."""

    picture: str
    table: str


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a notebook: its number, the heading that it stands under, its code."""

    number: int
    heading: str
    source: str


def of_cell(place: Place, pictured: Sequence[bool], figures: Mapping[str, str]) -> Iterator[Names]:
    """The names of each output of a cell, of which `pictured` says whether it is a picture.

    `figures` are the words of the results that are figures, by name. Where a cell names as many of
    them as it puts out pictures, they are taken to be those.
    """
    words = _words(place.source, figures)
    known = iter(words if len(words) == sum(pictured) else [])
    under = f", under “{place.heading}”" if place.heading else ""
    for number, is_picture in enumerate(pictured, 1):
        which = f", output {number}" if len(pictured) > 1 else ""
        where = f"put out by cell {place.number} of the notebook{which}{under}"
        told = next(known, "") if is_picture else ""
        yield Names(told or f"Picture {where}", f"Table {where}")


def _words(source: str, figures: Mapping[str, str]) -> list[str]:
    """The words of the figures that a cell names, in the order in which it does."""
    named = [name for name in figures if name in source and given.speaks_of(source, {name})]
    return [figures[name] for name in sorted(named, key=source.index)]
