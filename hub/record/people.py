"""Whether a run would publish people: what it gives as publishable, and what its cells print.

The recipe ran on invented people. What prints a row of them prints real ones on real data, so here
they count.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from hub.contribution import RecipeCard
from hub.model import ResultFile, Seen
from hub.privacy import Kind, scan_path

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
    added = _added_cells(folder / EXECUTED)
    printed = [
        _as_contributed(one, added)
        for one in _in(folder / EXECUTED, EXECUTED)
        if one.sighting.spot.inside
    ]
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
        for one in scan_path(path, name, made=True):
            if one.kind not in HARMLESS:
                yield Seen(name, one)


def _added_cells(path: Path) -> list[int]:
    """The numbers of the cells that papermill put in, for parameters and messages of its own."""
    try:
        cells = json.loads(path.read_bytes())["cells"]
        tags = [cell.get("metadata", {}).get("tags", []) for cell in cells]
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return []
    return [at for at, own in enumerate(tags, start=1) if PUT_IN.intersection(own)]


def _as_contributed(seen: Seen, added: list[int]) -> Seen:
    """The same at the number that the cell has in the contributor's notebook."""
    cell = seen.sighting.spot.cell
    if cell is None:
        return seen
    spot = replace(seen.sighting.spot, cell=cell - sum(at < cell for at in added))
    return replace(seen, sighting=replace(seen.sighting, spot=spot))
