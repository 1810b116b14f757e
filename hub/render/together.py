"""Every publishable result of a run in one zip, with what a reader must know of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from hub.contribution import TableResult
from hub.model import Verdict
from hub.registry.bundle import zipped
from hub.render import citing, words
from hub.render.output import Output
from hub.render.site import Site

if TYPE_CHECKING:
    from hub.render.recipe import Made

FILE = "results/all-results.zip"
FEWEST = 2  # files; a single one is fetched by itself


def of(made: Made, site: Site) -> Iterator[Output]:
    """The zip, where a run passed and gave more than one file."""
    entry = made.entry
    if entry.verdict is not Verdict.PASSED or len(made.shown.files) < FEWEST:
        return
    files = {file.path.rpartition("/")[2]: file.data for file in made.shown.files}
    about = "\r\n".join(_about(made, site, sorted(files))) + "\r\n"
    yield Output(FILE, zipped({**files, "READ-ME.txt": about.encode("utf-8-sig")}))


def _columns(made: Made, file: str) -> Iterator[str]:
    """What the columns of a table are, as far as its card says."""
    table = next((t for t in made.shown.tables if t.file.rpartition("/")[2] == file), None)
    declared = made.card.results.get(table.name) if table and made.card else None
    if table is None or not isinstance(declared, TableResult):
        return
    yield f"{words.counted(table.all_rows, 'row')}; columns: {', '.join(table.header)}"
    if declared.counts:
        yield f"Columns that count people: {', '.join(declared.counts)}"
    for name, (part, whole) in declared.shares.items():
        yield f"{name} is {part} as a share of {whole}, in per cent"
    if table.description:
        yield table.description


def _about(made: Made, site: Site, files: Sequence[str]) -> Iterator[str]:
    """What the files are, where they come from and how to cite them, for who meets them alone."""
    card, record = made.card, made.entry.shown
    titles = {table.file.rpartition("/")[2]: table.title for table in made.shown.tables}
    titles |= {figure.file.rpartition("/")[2]: figure.title for figure in made.shown.figures}
    titles["all-numbers.csv"] = "Every number, not rounded for reading"
    citation = citing.of(made.entry, made.page, site)
    yield card.question if card else made.entry.recipe.title
    if made.answer:
        yield made.answer
    yield ""
    yield f"Made from synthetic data of {site.data_of(made.entry.recipe.locality)}, an invented"
    yield "locality: these numbers say nothing about a real place."
    yield "A star stands for a count that is too small to be shown."
    yield ""
    for name in files:
        yield f"{name}: {titles.get(name, 'a result')}"
        yield from (f"    {said}" for said in _columns(made, name))
    yield ""
    if record:
        yield f"Run on {words.day(record.execution.started)}, of version {record.version}."
    if card:
        yield f"Licence: {card.licence.text}"
    if citation:
        yield f"Cite as: {citation.text}"
