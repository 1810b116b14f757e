"""The errors of a cell as a page shows them: with the code that failed, and nothing of the data."""

from __future__ import annotations

from typing import Any

from hub.disclosure.quoted import Code, traceback_without_values
from hub.disclosure.quoted import without_values as said_without
from hub.render.scrub import ANSI


def without_values(cell: dict[str, Any], code: Code) -> dict[str, Any]:
    """The cell, with errors among its outputs that quote nothing of the data."""
    outputs = cell.get("outputs")
    if not isinstance(outputs, list):
        return cell
    return {**cell, "outputs": [_discreet(one, code) for one in outputs]}


def _discreet(output: Any, code: Code) -> Any:
    if not isinstance(output, dict) or output.get("output_type") != "error":
        return output
    lines = output.get("traceback")
    parts = [one for one in lines if isinstance(one, str)] if isinstance(lines, list) else []
    told = traceback_without_values(ANSI.sub("", "\n".join(parts)), code)
    _, _, said = said_without(f"{output.get('ename')}: {output.get('evalue')}", code).partition(
        ": "
    )
    return {**output, "evalue": said, "traceback": told.split("\n") if parts else []}
