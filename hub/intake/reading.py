"""A notebook of any form as cells: .ipynb, a jupytext script, an exported Databricks source."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import jupytext

from hub.collect import notebook
from hub.model import Cell
from hub.privacy import mask

LARGEST = 20_000_000
LANGUAGES = {
    ".r": "R",
    ".rmd": "R",
    ".qmd": "Quarto",
    ".jl": "Julia",
    ".sas": "SAS",
    ".do": "Stata",
    ".sps": "SPSS",
    ".sql": "SQL",
    ".m": "MATLAB",
    ".scala": "Scala",
}
SUFFIXES = {".ipynb", ".py", *LANGUAGES}
KERNELS = {"r": "R", "ir": "R", "julia": "Julia", "scala": "Scala", "sas": "SAS", "stata": "Stata",
           "sql": "SQL", "octave": "Octave", "c#": "C#", "bash": "Bash"}  # fmt: skip
DATABRICKS = "# Databricks notebook source"
COMMAND = re.compile(r"^# COMMAND -+\s*$", re.MULTILINE)
TITLE = re.compile(r"^# DBTITLE \d+,(.*)$")
BARE = re.compile(r" ?%(?:sql|md|md-sandbox|python|r|scala|sh|fs|pip|run)\b")
READS = re.compile(
    r"""\b(?:read[._]?\w*|fread|import|use|load|CSV\.read|infile)\b\s*[(=]?\s*["']([^"'\n]{1,300})["']"""
)
READING = re.compile(r"(?i)\b(?:read|load|import|fread|source)")
A_FILE = re.compile(
    r"""["']([^"'\n]{1,300}\.(?:csv|tsv|txt|xlsx?|rds|rdata|sav|dta|sas7bdat|parquet|zip|r))["']""",
    re.IGNORECASE,
)
PACKAGES = re.compile(r"^\s*(?:library|require|using)\b\s*\(?\s*([A-Za-z][\w.]*)", re.MULTILINE)


class CannotRead(Exception):
    """The notebook cannot be taken; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Page:
    """A notebook as its cells, and what was left behind in reading it."""

    name: str
    cells: tuple[Cell, ...]
    form: str
    outputs: int = 0
    attachments: int = 0
    owner: tuple[str, ...] = ()  # the kinds of metadata that told of a person or a computer
    other_language: str | None = None
    packages: tuple[str, ...] = ()  # of another language
    reads: tuple[str, ...] = ()  # file names, of another language


def read(path: Path) -> Page:
    """Read a notebook of any form. Raises CannotRead."""
    data = _bytes(path)
    suffix = path.suffix.lower()
    if suffix == ".ipynb":
        return _notebook(path.name, data)
    if suffix not in SUFFIXES:
        raise CannotRead(
            f"{path.name} is no notebook that can be read here: "
            "give an .ipynb, a .py script, or a Databricks source exported as .py."
        )
    text = _text(path.name, data)
    if suffix in LANGUAGES and not (suffix == ".qmd" and "{python" in text):
        return _foreign(path.name, text, LANGUAGES[suffix])
    if text.startswith(DATABRICKS):
        return _databricks(path.name, text)
    return _script(path.name, text, suffix)


def why_not(page: Page) -> str:
    """Why a notebook in another language is not taken, and what can be done."""
    words = f"{page.name} is written in {page.other_language}, and only Python is run here."
    if page.packages:
        words += f" It uses {', '.join(page.packages[:12])}."
    if page.reads:
        words += f" It reads {', '.join(page.reads[:12])}."
    return mask(
        words + " To share the method, propose it in an issue with its question and its tables; "
        "somebody can carry it over to Python, and you are named as its author."
    )


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise CannotRead(f"{path.name} is not a file.")
        if size > LARGEST:
            raise CannotRead(
                f"{path.name} has {size // 1_000_000} MB. Clear its outputs and save it, "
                "then try again."
            )
        return path.read_bytes()
    except OSError as fault:
        raise CannotRead(f"{path.name} cannot be read: {fault.strerror or fault}.") from fault


def _text(name: str, data: bytes) -> str:
    for coding in ("utf-8-sig", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else (
        "utf-8-sig", "cp1252"):  # fmt: skip
        try:
            text = data.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise CannotRead(f"{name} is not text. Save it as UTF-8.")


def _notebook(name: str, data: bytes) -> Page:
    found = notebook.read(data)
    if found.problem:
        raise CannotRead(f"{name}: {found.problem} To mend it, {found.do}")
    raw = json.loads(data.decode("utf-8-sig"))
    other = KERNELS.get(found.language)
    if not other and found.language not in ("python", "ipython", "python3", "pyspark"):
        other = found.language[:30]
    sources = "\n".join(cell.source for cell in found.code)
    return Page(
        name,
        found.cells,
        "notebook",
        outputs=sum(cell.has_outputs for cell in found.cells),
        attachments=sum(cell.has_attachments for cell in found.cells),
        owner=_owner(raw),
        other_language=other,
        packages=_packages(sources) if other else (),
        reads=_reads(sources) if other else (),
    )


def _owner(raw: dict[str, object]) -> tuple[str, ...]:
    """The names of metadata that go, whatever they hold."""
    metadata = raw.get("metadata")
    kept = {"kernelspec", "language_info"}
    return tuple(sorted(set(metadata) - kept)) if isinstance(metadata, dict) else ()


def _databricks(name: str, text: str) -> Page:
    blocks = [block.strip("\n").splitlines() for block in COMMAND.split(text[len(DATABRICKS) :])]
    return Page(name, _numbered([_command(one) for one in blocks if one]), "Databricks source")


def _command(lines: list[str]) -> tuple[str, str]:
    """One command of a Databricks source: its kind and its text, under the title that it has."""
    title = "".join(f"# {found[1]}\n" for line in lines if (found := TITLE.match(line)))
    lines = [line for line in lines if not TITLE.match(line)]
    magic = [line[len("# MAGIC") :].removeprefix(" ") for line in lines
             if line.startswith("# MAGIC")] or _bare_magic(lines)  # fmt: skip
    if not magic:
        return "code", (title + "\n".join(lines)).rstrip("\n")
    first, _, rest = "\n".join(magic).partition("\n")
    kind, _, same = first.strip().partition(" ")
    body = "\n".join(part for part in (same, rest) if part.strip())
    if kind in ("%md", "%md-sandbox"):
        return "markdown", body
    if kind == "%python":
        return "code", title + body
    if kind in ("%pip", "%run"):
        return "code", first
    said = title.replace("# ", "-- ", 1) if kind == "%sql" else ""
    return "code", f"%{kind}\n{said}{body}" if kind.startswith("%") else "\n".join(magic)


def _bare_magic(lines: list[str]) -> list[str]:
    """The lines of a command that begins with a magic, as published sources have it: one in."""
    text = "\n".join(lines).strip("\n")
    if not BARE.match(text):
        return []
    return [line[line.startswith(" ") and text[0] == " " :] for line in text.split("\n")]


def _script(name: str, text: str, suffix: str) -> Page:
    try:
        found = jupytext.reads(text, fmt=suffix.removeprefix("."))
    except Exception as fault:
        raise CannotRead(f"{name} cannot be read as a script with cells.") from fault
    cells = [(str(cell.cell_type), str(cell.source)) for cell in found.cells]
    return Page(name, _numbered(cells), "script")


def _numbered(cells: list[tuple[str, str]]) -> tuple[Cell, ...]:
    heading = None
    made = []
    for number, (kind, source) in enumerate(cells, start=1):
        if kind == "markdown" and (found := notebook.HEADING.findall(source)):
            heading = found[-1].rstrip("# \t")[:100]
        made.append(Cell(number, kind, source, heading=heading))
    return tuple(made)


def _foreign(name: str, text: str, language: str) -> Page:
    cells = (Cell(1, "code", text),)
    return Page(name, cells, "script", other_language=language, packages=_packages(text),
                reads=_reads(text))  # fmt: skip


def _packages(text: str) -> tuple[str, ...]:
    return tuple(sorted(set(PACKAGES.findall(text))))


def _reads(text: str) -> tuple[str, ...]:
    """The last part of each path only: the folders before it often name people."""
    lines = "\n".join(line for line in text.splitlines() if READING.search(line))
    found = READS.findall(text) + A_FILE.findall(lines)
    return tuple(sorted({re.split(r"[/\\]", path)[-1] for path in found}))
