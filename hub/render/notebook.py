"""An executed notebook as a safe fragment of a page: the only module that uses nbconvert.

executed.ipynb → allowed cells and outputs → nbconvert with a template of our own → nh3.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters.highlight import Highlight2HTML

from hub.contribution import Note
from hub.disclosure.quoted import Code
from hub.disclosure.staying import KEPT_BACK, Staying
from hub.model import PYTHON, Kernel
from hub.pictures import Picture
from hub.render import clean, errors, naming, prose
from hub.render.cells import CleanCell, as_notebook, download, for_page
from hub.render.clean import Html
from hub.render.naming import Names, Place
from hub.render.outputs import Notice, Rich, Shown, joined_streams, shown
from hub.render.reading import read_plain
from hub.render.scrub import Scrub

FILE = "executed.ipynb"
LARGEST = 60_000_000
MOST_CELLS = 500
MOST_OUTPUTS = 40
MOST_PICTURES = 60
LONGEST_SOURCE = 40_000
PAGE_BUDGET = 300_000  # characters of output, so that no page passes 500 kB
HEADING = re.compile(r"^#{1,6}[ \t]+([^\n]{1,100})", re.MULTILINE)
PARAMETERS = "parameters"
WRITTEN = re.compile(r">([^<>]+)<")  # in an SVG
INJECTED = "injected-parameters"
PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _.+#-]{0,40}")
TEMPLATES = Path(__file__).parent / "nbconvert"
NOTHING = Staying()
NOT_KEPT = "The executed notebook of this run was not kept, so its code and outputs are not shown."


@dataclass(frozen=True, slots=True)
class Rendered:
    """A notebook as a page shows it, its pictures, and the copy that may be downloaded."""

    html: Html
    pictures: tuple[Picture, ...] = ()
    download: bytes | None = None


def render(
    folder: Path,
    scrub: Scrub,
    staying: Staying = NOTHING,
    figures: Mapping[str, str] = MappingProxyType({}),
    notes: Sequence[Note] = (),
) -> Rendered | None:
    """The executed notebook in a run's folder, or None where there is none that can be read.

    `figures` says what each published figure shows, by the name of the result; `notes` explain
    cells.
    """
    data = read_plain(folder, FILE, LARGEST)
    raw = _read(data) if data is not None else {}
    cells = tuple(_explained(one, notes) for one in _cells(raw, scrub, staying, figures))
    if not cells:
        return None
    exporter = _exporter()
    exporter.register_filter("prose", _Prose())  # type: ignore[no-untyped-call] # nbconvert's
    html, _ = exporter.from_file(io.StringIO(json.dumps(as_notebook(cells, for_page))))
    pictures = {
        found.name: found for cell in cells for found in cell.outputs if isinstance(found, Picture)
    }
    return Rendered(
        clean.notebook(html),
        tuple(pictures[name] for name in sorted(pictures)),
        download(cells, _kernel(raw)),
    )


def _explained(cell: CleanCell, notes: Sequence[Note]) -> CleanCell:
    told = [one.says for one in notes if cell.kind == "code" and one.find in cell.source]
    return replace(cell, note=clean.printable(" ".join(told))) if told else cell


def _read(data: bytes) -> dict[str, Any]:
    try:
        raw = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return {}
    return raw if isinstance(raw, dict) else {}


def _kernel(raw: dict[str, Any]) -> Kernel:
    """What ran it, as the hub wrote it down; Python where that cannot be told."""
    metadata = raw.get("metadata")
    told = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    told = told if isinstance(told, dict) else {}
    name, language = str(told.get("name")), str(told.get("language"))
    known = told and PLAIN_NAME.fullmatch(name) and PLAIN_NAME.fullmatch(language)
    return Kernel(name, language) if known else PYTHON


def _cells(
    raw: dict[str, Any], scrub: Scrub, staying: Staying, figures: Mapping[str, str]
) -> tuple[CleanCell, ...]:
    cells, is_python = raw.get("cells"), _kernel(raw) == PYTHON
    if not isinstance(cells, list):
        return ()
    return tuple(_allowed(cells[:MOST_CELLS], scrub, staying, figures, is_python))


def _allowed(
    cells: list[Any],
    scrub: Scrub,
    staying: Staying,
    figures: Mapping[str, str],
    is_python: bool,
) -> Iterator[CleanCell]:
    budget = _Budget()
    given = staying.variables(_joined_source(cell) for cell in cells)
    code = Code(tuple(_joined_source(cell) for cell in cells))
    heading, number = "", 0
    for cell in cells:
        if not isinstance(cell, dict) or cell.get("cell_type") not in ("code", "markdown"):
            continue
        tags = _tags(cell)
        if INJECTED in tags:
            continue  # the hub's own cell: this machine's folders, nothing of the recipe's
        number += 1
        source = _source(cell, scrub)
        heading = _heading(cell, source) or heading
        if cell["cell_type"] == "markdown":
            yield CleanCell(number, "markdown", source, ())
            continue
        kept = tuple(tag for tag in tags if tag == PARAMETERS)
        quiet = staying.concerns(source, given) if is_python else bool(staying.names)
        drawn = staying.may_draw(source, given)
        said = errors.without_values(cell, code)
        found = _found(said)
        names = naming.of_cell(
            Place(number, heading, source), [_is_picture(one) for one in found], figures
        )
        named = list(zip(found, names, strict=True))
        outputs = tuple(_outputs(named, scrub, budget, None if quiet else staying, drawn))
        yield CleanCell(number, "code", source, kept, outputs)


def _found(cell: dict[str, Any]) -> list[Mapping[str, Any]]:
    outputs = cell.get("outputs")
    return list(joined_streams(outputs)) if isinstance(outputs, list) else []


def _outputs(
    found: Sequence[tuple[Mapping[str, Any], Names]],
    scrub: Scrub,
    budget: _Budget,
    staying: Staying | None,
    drawn: bool,
) -> Iterator[Shown]:
    """What a cell put out, as far as it may be shown.

    `staying` is None where nothing may be, `drawn` says whether its pictures may not.
    """
    if staying is None and found:
        yield Notice(KEPT_BACK)
    for output, names in found[:MOST_OUTPUTS] if staying else ():
        if (drawn and _is_picture(output)) or (staying and staying.appears_in(_words_of(output))):
            yield Notice(KEPT_BACK)
            continue
        value = shown(output, scrub, names)
        if value is not None:
            yield budget.spend(value)
    if len(found) > MOST_OUTPUTS:
        yield Notice(f"{len(found) - MOST_OUTPUTS:,} more outputs of this cell are not shown.")


def _joined_source(cell: Any) -> str:
    source = cell.get("source", "") if isinstance(cell, dict) else ""
    return "".join(part for part in source if isinstance(part, str))


def _words_of(output: Mapping[str, Any]) -> str:
    """Every form of an output that holds words, for looking through."""
    data = output.get("data")
    forms = data if isinstance(data, dict) else {}
    told = [forms[mime] for mime in forms if not mime.startswith("image/")]
    written = WRITTEN.findall(str(forms.get("image/svg+xml", "")))
    parts = [
        *told,
        *written,
        output.get("text", ""),
        output.get("evalue", ""),
        output.get("traceback", ""),
    ]
    return "\n".join("".join(part) if isinstance(part, list) else str(part) for part in parts)


def _is_picture(output: Mapping[str, Any]) -> bool:
    data = output.get("data")
    return isinstance(data, dict) and any(mime.startswith("image/") for mime in data)


class _Budget:
    """How much a page may still hold."""

    def __init__(self) -> None:
        self.characters = PAGE_BUDGET
        self.pictures = MOST_PICTURES

    def spend(self, value: Shown) -> Shown:
        """The value itself while there is room, else a sentence that says it is left out."""
        if isinstance(value, Picture):
            self.pictures -= 1
            return value if self.pictures >= 0 else Notice("A picture is left out: too many.")
        self.characters -= len(value.html if isinstance(value, Rich) else str(value))
        if self.characters < 0 and not isinstance(value, Notice):
            return Notice("An output is left out: the page would be too large.")
        return value


def _tags(cell: dict[str, Any]) -> tuple[str, ...]:
    metadata = cell.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else ()


def _source(cell: dict[str, Any], scrub: Scrub) -> str:
    source = cell.get("source", "")
    text = "".join(part for part in source if isinstance(part, str))
    text = clean.printable(scrub.source(text))
    if len(text) > LONGEST_SOURCE:
        return f"{text[:LONGEST_SOURCE]}\n# the rest of this cell is not shown: it is very long"
    return text


def _heading(cell: dict[str, Any], source: str) -> str:
    found = HEADING.findall(source) if cell["cell_type"] == "markdown" else []
    return str(found[-1]).strip(" \t#`*") if found else ""


@cache
def _exporter() -> TemplateExporter:
    """Templates and colours of code from nbconvert, without its own pages in HTML.

    What its exporter of HTML adds is a second walk through all that was made, for pictures without
    words and for the focus of the keyboard: the template has seen to both.
    """
    exporter = TemplateExporter(  # type: ignore[no-untyped-call]
        template_name="early-years-hub",
        extra_template_basedirs=[str(TEMPLATES)],
        file_extension=".html",
    )
    colours = Highlight2HTML(pygments_lexer="ipython3")  # type: ignore[no-untyped-call]
    exporter.register_filter("highlight_code", colours)  # type: ignore[no-untyped-call]
    return exporter


class _Prose:
    """Markdown of cells, with anchors for headings that no other part of the page has."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def __call__(self, source: str) -> Html:
        return prose.to_html(source, top=3, anchor=self._anchor)

    def _anchor(self, title: str) -> str:
        slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60] or "part"
        name, number = f"nb-{slug}", 2
        while name in self.taken:
            name, number = f"nb-{slug}-{number}", number + 1
        self.taken.add(name)
        return name
