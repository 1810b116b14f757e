"""Whether a run would publish people: what it gives as publishable, and what its cells print.

The recipe ran on invented people. What prints a row of them prints real ones on real data, so here
they count.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from hub.contribution import RecipeCard
from hub.model import ResultFile, Seen
from hub.privacy import Kind, Sighting, scan_bytes, scan_path

EXECUTED = "executed.ipynb"
SHOWN_ROWS = 20  # rows of invented people that a notebook may show as an example
PUT_IN = {"injected-parameters", "papermill-error-cell-tag"}
ROWS = {Kind.RECORDS, Kind.BIRTH}
HARMLESS = {Kind.SHUT, Kind.PERSONAL_PATH}  # the hub made these files, on its own machine


def shown_by(card: RecipeCard, results: Mapping[str, ResultFile], folder: Path) -> Iterator[Seen]:
    """What could belong to a person in the results for publishing and in the executed notebook."""
    files = {results[name].file for name in card.publishable if name in results}
    for file in sorted(files):
        yield from _in(folder / "results" / file, f"results/{file}")
    printed = [one for one in _printed(folder / EXECUTED) if one.sighting.spot.inside]
    rows: dict[int | None, int] = {}  # of each cell, whose output may stand there in several forms
    for one in printed:
        if one.sighting.kind in ROWS:
            cell = one.sighting.spot.cell
            rows[cell] = max(rows.get(cell, 0), one.sighting.count)
    for one in printed:
        if one.sighting.kind not in ROWS or sum(rows.values()) > SHOWN_ROWS:
            yield one


def _in(path: Path, name: str) -> Iterator[Seen]:
    if path.is_file() and not path.is_symlink():
        yield from _seen(name, scan_path(path, name, made=True))


def _seen(name: str, found: Iterable[Sighting]) -> Iterator[Seen]:
    for one in found:
        if one.kind not in HARMLESS:
            yield Seen(name, one)


def _printed(path: Path) -> Iterator[Seen]:
    """What the cells put out: their code is the contributed one, and was looked through before."""
    try:
        cells = json.loads(path.read_bytes())["cells"]
        tags = [cell.get("metadata", {}).get("tags", []) for cell in cells]
        bare = [_without_code(cell) for cell in cells]
    except (OSError, ValueError, KeyError, AttributeError, TypeError, RecursionError):
        yield from _in(path, EXECUTED)  # not as the hub writes it: the whole file, as it is
        return
    added = [at for at, own in enumerate(tags, start=1) if PUT_IN.intersection(own)]
    data = json.dumps({"cells": bare}).encode()
    for one in _seen(EXECUTED, scan_bytes(EXECUTED, data, made=True)):
        yield _as_contributed(one, added)


def _without_code(cell: dict[str, Any]) -> dict[str, Any]:
    """A cell with its outputs; of its words, those that say where it stands."""
    if cell["cell_type"] == "markdown":
        return {"cell_type": "markdown", "source": cell["source"]}
    return {"cell_type": "code", "outputs": cell.get("outputs", [])}


def _as_contributed(seen: Seen, added: list[int]) -> Seen:
    """The same at the number that the cell has in the contributor's notebook."""
    cell = seen.sighting.spot.cell
    if cell is None:
        return seen
    spot = replace(seen.sighting.spot, cell=cell - sum(at < cell for at in added))
    return replace(seen, sighting=replace(seen.sighting, spot=spot))
