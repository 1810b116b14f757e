"""What a failing recipe gave when it last worked, ready for its page: cleaned once more, marked.

The tables and figures come from the site that was published before, so they are read as hostile.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from hub import pictures
from hub.model import Table
from hub.registry.lastgood import GoodFile, LastGood
from hub.render import results
from hub.render.clean import printable
from hub.render.output import Output
from hub.render.results import FigureShown, TableShown

FOLDER = "last-good"  # beside a recipe's page


@dataclass(frozen=True, slots=True)
class Earlier:
    """The last good results, with the tables and figures that could be kept."""

    good: LastGood
    figures: tuple[FigureShown, ...] = ()
    tables: tuple[TableShown, ...] = ()
    outputs: tuple[Output, ...] = ()


def of(good: LastGood, page: str, kept: Mapping[str, bytes]) -> Earlier:
    """The results with their files below the recipe's own page; what is not sound is left out."""
    figures, tables, outputs, files = [], [], [], []
    for file in good.files:
        data = kept.get(file.file, b"")
        found = _figure(file, data) if file.kind == "figure" else _table(file, data)
        if found is None:
            continue
        shown, output = found
        if isinstance(shown, FigureShown):
            figures.append(shown)
        else:
            tables.append(shown)
        outputs.append(output)
        files.append(file.model_copy(update={"file": f"{page}/{output.path}"}))
    return Earlier(
        good.model_copy(update={"files": tuple(files)}),
        tuple(figures),
        tuple(tables),
        tuple(outputs),
    )


def _figure(file: GoodFile, data: bytes) -> tuple[FigureShown, Output] | None:
    kind = file.file.rpartition(".")[2]
    alt = printable(file.alt or file.title)
    picture = pictures.of(data, kind, alt) if kind in ("svg", "png") else None
    if picture is None:
        return None
    path = f"{FOLDER}/{file.name}{picture.suffix}"
    shown = FigureShown(
        name=file.name,
        title=printable(file.title),
        description="",
        alt=picture.alt,
        file=path,
        width=picture.width,
        height=picture.height,
        table=None,
    )
    return shown, Output(path, picture.data)


def _table(file: GoodFile, data: bytes) -> tuple[TableShown, Output] | None:
    content = _read(data)
    if content is None:
        return None
    path = f"{FOLDER}/{file.name}.csv"
    shown = results.table(file.name, printable(file.title), "", content, path)
    return shown, Output(path, results.as_csv(content))


def _read(data: bytes) -> Table | None:
    """The CSV as text cells, or None where it is not one whose rows are all as long."""
    if not data or len(data) > pictures.LARGEST:
        return None
    try:
        rows = [
            tuple(row) for row in csv.reader(io.StringIO(data.decode("utf-8-sig")), strict=True)
        ]
    except (UnicodeDecodeError, csv.Error):
        return None
    if not rows or not rows[0] or {len(row) for row in rows} != {len(rows[0])}:
        return None
    return Table(rows[0], tuple(rows[1:]))
