"""Cells that may be shown, in the form of a notebook: for the page's template and for download."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hub.model import PYTHON, Kernel
from hub.pictures import Picture
from hub.render.outputs import Notice, Rich, Shown, Text

MIMES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class CleanCell:
    """One cell of an executed notebook after the allow-list."""

    number: int
    kind: str
    source: str
    tags: tuple[str, ...]
    outputs: tuple[Shown, ...] = ()
    note: str = ""  # what it does and why, for who reads such code for the first time


def as_notebook(
    cells: tuple[CleanCell, ...],
    as_output: Callable[[Shown], dict[str, Any]],
    kernel: Kernel = PYTHON,
) -> dict[str, Any]:
    """Cells in the form of a notebook, each output as the given function puts it."""
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "kernelspec": kernel.specification,
            "language_info": {"name": kernel.language},
        },
        "cells": [_as_cell(cell, as_output) for cell in cells],
    }


def _as_cell(cell: CleanCell, as_output: Callable[[Shown], dict[str, Any]]) -> dict[str, Any]:
    told = {"tags": list(cell.tags), "note": cell.note}
    base = {
        "cell_type": cell.kind,
        "id": f"cell-{cell.number}",
        "metadata": {name: value for name, value in told.items() if value},
        "source": cell.source,
    }
    if cell.kind == "markdown":
        return base
    outputs = [as_output(output) for output in cell.outputs]
    return {**base, "execution_count": None, "outputs": outputs}


def _display(data: dict[str, str], metadata: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"output_type": "display_data", "data": data, "metadata": metadata or {}}


def for_page(output: Shown) -> dict[str, Any]:
    """An output as the hub's nbconvert template reads it: its form is in the metadata."""
    match output:
        case Picture():
            size = {"width": output.width, "height": output.height}
            return _display({}, {"form": "picture", "file": output.name, "alt": output.alt, **size})
        case Rich():
            return _display({"text/html": output.html}, {"form": "rich"})
        case Text():
            more = {"form": output.kind, "note": output.note}
            return _display({"text/plain": output.text}, more)
        case Notice():
            return _display({"text/plain": output.sentence}, {"form": "notice"})


def _for_download(output: Shown) -> dict[str, Any]:
    """An output in the plain form of a notebook."""
    match output:
        case Picture(suffix=".svg"):
            return _display({MIMES[".svg"]: output.data.decode()})
        case Picture():
            return _display({MIMES[output.suffix]: base64.b64encode(output.data).decode()})
        case Rich():
            return _display({"text/html": output.html})
        case Text(kind="stream"):
            return {"output_type": "stream", "name": "stdout", "text": output.text}
        case Text():
            return _display({"text/plain": output.text})
        case Notice():
            return _display({"text/plain": output.sentence})


def download(cells: tuple[CleanCell, ...], kernel: Kernel = PYTHON) -> bytes:
    """The copy of a notebook that a reader may take: the cells of the page, as a plain notebook."""
    return (
        json.dumps(as_notebook(cells, _for_download, kernel), indent=1, ensure_ascii=False) + "\n"
    ).encode()
