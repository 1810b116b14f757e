"""A notebook made clean: no outputs, nothing of the computer it was saved on, a parameters cell."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from hub import pycode
from hub.nearest import number_of

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
METADATA = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
PARAMETERS = 'data = "data"\nresults = "results"'
GIVEN = {"data", "results"}
CELL_ID = re.compile(r"^[A-Za-z0-9_-]{1,64}$")


@dataclass(frozen=True, slots=True)
class Tidied:
    """The clean notebook as text, and what was mended in words; nothing where it was clean."""

    text: str
    said: tuple[str, ...]


def tidy(data: bytes) -> Tidied:
    """Make the bytes of a readable notebook clean. A clean one comes back with nothing said."""
    before = data.decode("utf-8-sig")
    raw = json.loads(before)
    if raw.get("nbformat") != 4:
        return Tidied(before, ())
    cells = [_cell(cell, number) for number, cell in enumerate(raw["cells"], start=1)]
    said = [*_dropped(raw)]
    if note := tag_parameters(cells):
        said.append(note)
    text = as_text(cells)
    if not said and text != before:
        said.append("metadata, kernel and keys made as usual")
    return Tidied(text, tuple(said))


def as_text(cells: list[dict[str, Any]]) -> str:
    """A notebook of these cells, with nothing else in it, the same bytes for the same cells."""
    whole = {"cells": cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def cell(kind: str, source: str, number: int, tags: tuple[str, ...] = ()) -> dict[str, Any]:
    """One clean cell."""
    made: dict[str, Any] = {
        "cell_type": kind,
        "id": f"cell-{number}",
        "metadata": {"tags": list(tags)} if tags else {},
        "source": source.splitlines(keepends=True),
    }
    if kind == "code":
        made |= {"execution_count": None, "outputs": []}
    return made


def from_script(script: str) -> list[dict[str, Any]]:
    """Cells from a script in percent form: `# %%`, `# %% [markdown]` or `# %% tags=…`."""
    cells = []
    for number, block in enumerate(script.split("# %%")[1:], start=1):
        head, _, body = block.partition("\n")
        markdown = "[markdown]" in head
        lines = [line[2:] if markdown else line for line in body.strip("\n").split("\n")]
        tags = tuple(head.split("tags=")[1].split(",")) if "tags=" in head else ()
        cells.append(cell("markdown" if markdown else "code", "\n".join(lines), number, tags))
    return cells


def _cell(old: dict[str, Any], number: int) -> dict[str, Any]:
    source = old.get("source", "")
    text = source if isinstance(source, str) else "".join(source)
    tags = old.get("metadata", {}).get("tags", [])
    kept = tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else ()
    made = cell(str(old.get("cell_type")), text, number, kept)
    if isinstance(old.get("id"), str) and CELL_ID.match(old["id"]):
        made["id"] = old["id"]
    return made


def _dropped(raw: dict[str, Any]) -> list[str]:
    """What goes, in words."""
    cells = raw["cells"]
    outputs = sum(bool(one.get("outputs") or one.get("execution_count")) for one in cells)
    attached = sum(bool(one.get("attachments")) for one in cells)
    said = [f"outputs and counts of {number_of(outputs, 'cell')} taken out"] if outputs else []
    return said + ([f"attachments of {number_of(attached, 'cell')} taken out"] if attached else [])


def tag_parameters(cells: list[dict[str, Any]]) -> str | None:
    """Tag the cell that sets `data` and `results`, or put one in; None where one is tagged."""
    code = [one for one in cells if one["cell_type"] == "code" and "".join(one["source"]).strip()]
    if not code or any("parameters" in one["metadata"].get("tags", ()) for one in code):
        return None
    setters = [one for one in code if GIVEN & _sets("".join(one["source"]))]
    if len(setters) > 1:
        return None  # nobody but the author knows which is meant
    if setters:
        setters[0]["metadata"] = {"tags": [*setters[0]["metadata"].get("tags", ()), "parameters"]}
        return "the parameters cell tagged"
    ids = {one["id"] for one in cells}
    new = cell("code", PARAMETERS, 0, ("parameters",))
    new["id"] = "parameters" if "parameters" not in ids else "parameters-of-the-hub"
    cells.insert(cells.index(code[0]), new)
    return "a parameters cell put in above the first code"


def _sets(source: str) -> set[str]:
    tree = pycode.tree(source)
    return {name for node in tree.body for name in pycode.assigned(node)} if tree else set()
