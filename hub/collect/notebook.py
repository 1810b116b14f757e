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


def read(data: bytes | None) -> Notebook:
    """Read the bytes of a notebook; what cannot be read comes back with its reason."""
    if data is None:
        return Notebook(problem="there is no recipe.ipynb.", do="add the notebook under that name.")
    if sum(data.count(mark) for mark in (b",", b"[", b"{")) > MOST_VALUES:
        return Notebook(problem="it holds more values than a notebook does.", do=SAVE_AGAIN)
    try:
        raw = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError:
        return Notebook(problem="it is not UTF-8 text.", do=SAVE_AGAIN)
    except RecursionError:
        return Notebook(problem="it nests too deeply to be a notebook.", do=SAVE_AGAIN)
    except ValueError as fault:
        return Notebook(problem=_json_problem(data, fault), do=SAVE_AGAIN)
    if not isinstance(raw, dict) or "nbformat" not in raw:
        return Notebook(problem="it is JSON but not a notebook.", do=SAVE_AGAIN)
    return _from_json(raw)


def _no_constant(name: str) -> None:
    raise ValueError(f"it holds {name}, which JSON does not know")


def _json_problem(data: bytes, fault: ValueError) -> str:
    if not data.strip():
        return "the file is empty."
    line = getattr(fault, "lineno", None)
    return f"it is not a notebook: not readable as JSON{f' at line {line}' if line else ''}."


def _from_json(raw: dict[str, Any]) -> Notebook:
    version = raw.get("nbformat")
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
    except Exception:  # noqa: BLE001 - nbformat raises many kinds on odd files
        return Notebook(problem="its cells are not those of a notebook.", do=SAVE_AGAIN)
    return Notebook(cells=cells, language=_language(raw))


def _cells(notebook: Any) -> Any:
    heading: str | None = None
    for number, cell in enumerate(notebook["cells"], start=1):
        source = cell["source"]
        source = source if isinstance(source, str) else "".join(source)
        source = source.encode("utf-8", "replace").decode()  # half characters cannot be written
        if cell["cell_type"] not in ("code", "markdown", "raw"):
            raise ValueError(cell["cell_type"])
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
