"""The scan: bytes in, sightings out. Nothing of what it reads is kept, shown or written down."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from hub.privacy import birth, contact, keys, numbers, paths, places, tables
from hub.privacy.budget import Budget, TooMuch
from hub.privacy.embedded import hidden
from hub.privacy.folding import folded
from hub.privacy.hit import Hit
from hub.privacy.passage import Passage
from hub.privacy.plain import flat, views
from hub.privacy.readers import items
from hub.privacy.sighting import Kind, Sighting, Spot
from hub.privacy.source import Source
from hub.privacy.tally import Tally

FINDERS: tuple[Callable[[str], Iterator[Hit]], ...] = (
    numbers.nhs_numbers,
    numbers.pupil_numbers,
    numbers.ni_numbers,
    places.postcodes,
    contact.mail_addresses,
    contact.phone_numbers,
    birth.births,
    tables.records,
    keys.secrets,
    paths.personal_paths,
)
FOLDED, INSIDE_TEXT = 1_000, "text in code"
SHUT = "it cannot be read as what it says it is"


def scan_bytes(name: str, data: bytes, budget: Budget | None = None) -> tuple[Sighting, ...]:
    """What could belong to a person in these bytes, under this name."""
    return scan_stream(name, io.BytesIO(data), budget)


def scan_path(path: Path, name: str | None = None) -> tuple[Sighting, ...]:
    """What could belong to a person in a file, read as it comes. Raises OSError."""
    with path.open("rb") as stream:
        return scan_stream(name or path.name, stream, path=path)


def scan_stream(
    name: str, stream: BinaryIO, budget: Budget | None = None, path: Path | None = None
) -> tuple[Sighting, ...]:
    """What could belong to a person in a stream, and in its name."""
    budget = budget or Budget()
    found = list(scan_text(re.sub(r"[/\\]", " / ", name), Spot(("its name",))))
    source = Source(name, stream, Spot(), budget, path=path)
    found += _guarded(source)
    return tuple(dict.fromkeys(found))


def scan_text(text: str, spot: Spot | None = None) -> Iterator[Sighting]:
    """What could belong to a person in a short text."""
    yield from _look(Passage(spot or Spot(), (text,)), Source("", io.BytesIO(), Spot(), Budget()))


def _guarded(source: Source) -> Iterator[Sighting]:
    """A hostile file can break any reader: then it counts as one that cannot be looked into."""
    try:
        for item in items(source):
            if isinstance(item, Sighting):
                yield item
            else:
                yield from _look(item, source)
    except TooMuch as fault:
        yield Sighting(Kind.SHUT, source.spot, reason=str(fault))
    except Exception:  # noqa: BLE001 - readers of other people's formats raise anything
        if source.name != INSIDE_TEXT:  # letters that only happen to begin like a container
            yield Sighting(Kind.SHUT, source.spot, reason=SHUT)


def _look(passage: Passage, source: Source) -> Iterator[Sighting]:
    tally, line = Tally(card=passage.card), 1
    for number, piece in enumerate(passage.pieces):
        if number == 0 and not passage.code:
            tally.lay_out(piece)
        for view, text in enumerate(views(piece)):
            for find in FINDERS:
                tally.add(find(text), text, line, view)
        if passage.code:
            _add_folded(tally, piece, line)
        yield from _unwrapped(piece, line, passage.spot, source)
        line += piece.count("\n")
    yield from tally.sightings(passage.spot)


def _add_folded(tally: Tally, code: str, line: int) -> None:
    for at, text in folded(code):
        for find in FINDERS:
            tally.add(find(flat(text)), text, line + at - 1, FOLDED)


def _unwrapped(piece: str, line: int, spot: Spot, source: Source) -> Iterator[Sighting]:
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
        yield from _guarded(inner)
