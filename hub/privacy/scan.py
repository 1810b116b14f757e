"""The scan: bytes in, sightings out. Nothing of what it reads is kept, shown or written down."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from hub.privacy.budget import Budget, TooMuch
from hub.privacy.embedded import hidden
from hub.privacy.finders import CONTRIBUTED, MADE, Finders
from hub.privacy.folding import folded
from hub.privacy.passage import Passage
from hub.privacy.plain import flat, views
from hub.privacy.readers import items
from hub.privacy.sighting import Kind, Sighting, Spot
from hub.privacy.source import Source
from hub.privacy.tally import Tally

FOLDED, INSIDE_TEXT = 1_000, "text in code"
SHUT = "it cannot be read as what it says it is"


def scan_bytes(
    name: str, data: bytes, *, made: bool = False, seconds: float | None = None
) -> tuple[Sighting, ...]:
    """What could belong to a person in these bytes, under this name.

    `made` bytes are what a recipe made of synthetic data: there, invented people count as well,
    since it would print real ones just so.
    """
    return scan_stream(name, io.BytesIO(data), made=made, seconds=seconds)


def scan_path(
    path: Path, name: str | None = None, *, made: bool = False, seconds: float | None = None
) -> tuple[Sighting, ...]:
    """What could belong to a person in a file, read as it comes. Raises OSError."""
    with path.open("rb") as stream:
        return scan_stream(name or path.name, stream, path=path, made=made, seconds=seconds)


def scan_stream(
    name: str,
    stream: BinaryIO,
    *,
    path: Path | None = None,
    made: bool = False,
    seconds: float | None = None,
) -> tuple[Sighting, ...]:
    """What could belong to a person in a stream, and in its name; in so many seconds at most."""
    budget = Budget() if seconds is None else Budget(seconds=seconds)
    found = list(scan_text(re.sub(r"[/\\]", " / ", name), Spot(("its name",))))
    source = Source(name, stream, Spot(), budget, path=path)
    found += _guarded(source, MADE if made else CONTRIBUTED)
    return tuple(dict.fromkeys(found))


def scan_text(text: str, spot: Spot | None = None) -> Iterator[Sighting]:
    """What could belong to a person in a short text."""
    yield from _look(
        Passage(spot or Spot(), (text,)), Source("", io.BytesIO(), Spot(), Budget()), CONTRIBUTED
    )


def _guarded(source: Source, finders: Finders) -> Iterator[Sighting]:
    """A hostile file can break any reader: then it counts as one that cannot be looked into."""
    try:
        for item in items(source):
            if isinstance(item, Sighting):
                yield item
            else:
                yield from _look(item, source, finders)
    except TooMuch as fault:
        yield Sighting(Kind.SHUT, source.spot, reason=str(fault))
    except Exception:  # noqa: BLE001 - readers of other people's formats raise anything
        if source.name != INSIDE_TEXT:  # letters that only happen to begin like a container
            yield Sighting(Kind.SHUT, source.spot, reason=SHUT)


def _look(passage: Passage, source: Source, finders: Finders) -> Iterator[Sighting]:
    """What stands in a passage; what was seen before it became too much is told all the same."""
    tally = Tally(card=passage.card)
    try:
        yield from _looked(passage, tally, source, finders)
    except Exception:
        yield from tally.sightings(passage.spot)
        raise
    yield from tally.sightings(passage.spot)


def _looked(passage: Passage, tally: Tally, source: Source, finders: Finders) -> Iterator[Sighting]:
    line = 1
    for number, piece in enumerate(passage.pieces):
        if number == 0 and not passage.code:
            tally.lay_out(piece)
        for view, text in enumerate(views(piece)):
            for find in finders:
                tally.add(find(text), text, line, view)
            source.budget.in_time()
        if passage.code:
            _add_folded(tally, piece, line, finders)
        yield from _unwrapped(piece, line, passage.spot, source, finders)
        line += piece.count("\n")


def _add_folded(tally: Tally, code: str, line: int, finders: Finders) -> None:
    for at, text in folded(code):
        for find in finders:
            tally.add(find(flat(text)), text, line + at - 1, FOLDED)


def _unwrapped(
    piece: str, line: int, spot: Spot, source: Source, finders: Finders
) -> Iterator[Sighting]:
    """What stands in letters that are bytes: base64, hexadecimal and their like."""
    for at, data in hidden(flat(piece)):
        here = spot.at(line + piece.count("\n", 0, at))
        if source.depth >= source.budget.depth:
            yield Sighting(Kind.SHUT, here, reason="it is wrapped too deep to be looked into")
            return
        inner = Source(
            INSIDE_TEXT,
            io.BytesIO(data),
            here.within(INSIDE_TEXT),
            source.budget,
            source.depth + 1,
            counted=True,
        )
        yield from _guarded(inner, finders)
