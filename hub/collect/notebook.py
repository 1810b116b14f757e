"""A contributed notebook as cells: source, kind and tags; nothing else of it is kept."""

from __future__ import annotations

import json
import re
import warnings
from typing import Any

import nbformat

from hub.model import Cell, Notebook

HEADING = re.compile(r"^#{1,6}[ \t]+([^\n]{1,200})", re.MULTILINE)
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
MOST_VALUES = 1_000_000  # about; each takes some sixty bytes when it is read
SAVE_AGAIN = "open it in Jupyter, choose Kernel > Restart and clear outputs, and save it again."
AS_UTF8 = "open it in a text editor and save it as UTF-8; or save it again from Jupyter."
ANOTHER = "put a copy in its place that opens in Jupyter, and save it from there."
LOOK_THERE = "look at that cell in a text editor, or put a copy in its place that opens in Jupyter."


def read(data: bytes | None) -> Notebook:
    """Read the bytes of a notebook; what cannot be read comes back with its reason."""
    if data is None:
        return Notebook(problem="there is no recipe.ipynb.", do="add the notebook under that name.")
    if sum(data.count(mark) for mark in (b",", b"[", b"{")) > MOST_VALUES:
        return Notebook(problem="it holds more values than a notebook does.", do=SAVE_AGAIN)
    try:
        raw = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError:
        return Notebook(problem="it is not UTF-8 text.", do=AS_UTF8)
    except RecursionError:
        return Notebook(problem="it nests too deeply to be a notebook.", do=SAVE_AGAIN)
    except ValueError as fault:
        return _unreadable(data, fault)
    if not isinstance(raw, dict) or "nbformat" not in raw:
        return Notebook(problem="it is JSON but not a notebook.", do=ANOTHER)
    return _from_json(raw)


def _no_constant(name: str) -> None:
    raise ValueError(f"it holds {name}, which JSON does not know")


INSTEAD: tuple[tuple[re.Pattern[bytes], str, str], ...] = (
    (
        re.compile(rb"<(?:!doctype|html)", re.IGNORECASE),
        "it is a web page, as a browser saves it.",
        'download it with "Download raw file" and put that in its place.',
    ),
    (
        re.compile(rb"version https://git-lfs"),
        "it is only a pointer to a file in Git LFS.",
        "put the notebook itself there: git lfs pull, then git lfs untrack it.",
    ),
    (
        re.compile(rb"<{7} |={7}$|>{7} ", re.MULTILINE),
        "it holds the marks of a conflict that git could not settle.",
        "choose one of the two states, or save it again from Jupyter.",
    ),
    (
        re.compile(rb"PK\x03\x04"),
        "it is a zip file.",
        "unpack it, and put the notebook in its place.",
    ),
    (
        re.compile(rb"# Databricks notebook source|(?:#|import|from|library|%)[ (%\w]"),
        "it is a script, not a notebook.",
        "make a notebook of it: hub import FILE.",
    ),
)


def _unreadable(data: bytes, fault: ValueError) -> Notebook:
    """What it is instead of a notebook, where that can be seen; else where it breaks off."""
    head = data[:4_000].lstrip()
    if not head:
        return Notebook(problem="the file is empty.", do=ANOTHER)
    for sign, problem, do in INSTEAD:
        if sign.match(head) or (sign.pattern.startswith(b"<{7}") and sign.search(data)):
            return Notebook(problem=problem, do=do)
    line = getattr(fault, "lineno", None)
    where = f" at line {line}, column {getattr(fault, 'colno', 1)}" if line else ""
    cut = " It seems to be cut off." if not data.rstrip().endswith(b"}") else ""
    return Notebook(problem=f"it is not a notebook: not readable as JSON{where}.{cut}", do=ANOTHER)


def _from_json(raw: dict[str, Any]) -> Notebook:
    version = raw.get("nbformat")
    if str(version) in ("4", "4.0", "4.5") and version != 4:
        return Notebook(
            problem='its version 4 ("nbformat") is written in another way than as a number.',
            do='write "nbformat": 4, "nbformat_minor": 5 at its end.',
        )
    if version not in (3, 4):
        return Notebook(
            problem=f"it is a notebook of version {str(version)[:20]}; the hub reads version 4.",
            do=SAVE_AGAIN,
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # cell ids and minor versions: we make our own
            now = raw if version == 4 else nbformat.convert(nbformat.from_dict(raw), 4)  # type: ignore[no-untyped-call]
            cells = tuple(_cells(now))
    except RecursionError:
        return Notebook(problem="it nests too deeply to be a notebook.", do=SAVE_AGAIN)
    except _OddCell as odd:
        return Notebook(problem=f"its cells are not those of a notebook: {odd}.", do=LOOK_THERE)
    except Exception:  # noqa: BLE001 - nbformat raises many kinds on odd files
        return Notebook(problem="its cells are not those of a notebook.", do=ANOTHER)
    return Notebook(cells=cells, language=_language(raw))


class _OddCell(Exception):
    """A cell that is none; the text says which, and why."""


def _source(cell: Any, number: int) -> str:
    """The source of a cell. Raises _OddCell for what is no cell."""
    if not isinstance(cell, dict):
        raise _OddCell(f"cell {number} is no cell")
    if cell.get("cell_type") not in ("code", "markdown", "raw"):
        raise _OddCell(f"cell {number} does not say whether it is code or markdown")
    if not isinstance(cell.get("metadata", {}), dict):
        raise _OddCell(f"the metadata of cell {number} hold no keys with values")
    source = cell.get("source")
    parts: list[Any] = source if isinstance(source, list) else [source]
    if not all(isinstance(part, str) for part in parts):
        raise _OddCell(f"cell {number} has no source")
    return "".join(parts)


def _cells(notebook: Any) -> Any:
    heading: str | None = None
    if not isinstance(notebook.get("cells"), list):
        raise _OddCell('there is no list of them under "cells"')
    for number, cell in enumerate(notebook["cells"], start=1):
        source = _source(cell, number)
        source = source.encode("utf-8", "replace").decode()  # half characters cannot be written
        if cell["cell_type"] == "markdown":
            found = HEADING.findall(FENCE.sub("", source))
            heading = found[-1].rstrip("# \t\r")[:100] if found else heading
        tags = cell.get("metadata", {}).get("tags", [])
        yield Cell(
            number=number,
            kind=cell["cell_type"],
            source=source,
            tags=tuple(str(tag) for tag in tags) if isinstance(tags, list) else (),
            heading=heading,
            has_outputs=bool(cell.get("outputs")),
            has_attachments=bool(cell.get("attachments")),
        )


def _language(raw: dict[str, Any]) -> str:
    metadata = raw.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    for section, key in (("kernelspec", "language"), ("language_info", "name")):
        part = metadata.get(section)
        if isinstance(part, dict) and isinstance(part.get(key), str):
            return str(part[key]).lower()
    return "python"
