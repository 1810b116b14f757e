"""What the code of a notebook reads, writes and sets, found in its trees and never run."""

from __future__ import annotations

import ast
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from hub import pycode
from hub.intake.cells import Work
from hub.intake.loaders import READ, loaders
from hub.intake.values import LISTS, is_path, last_part, path_of

QUERY = {"read_sql", "read_sql_query", "sql", "execute"}
WRITE = {"to_csv", "to_excel", "to_parquet", "to_json", "to_feather", "to_pickle", "to_html",
         "to_markdown", "to_latex",
         "ExcelWriter", "to_file", "write_csv", "write_parquet", "saveAsTable"}  # fmt: skip
DRAW = {"savefig", "write_image", "write_html", "save"}
COLUMN_WORDS = {"on", "by", "columns", "usecols", "subset", "left_on", "right_on", "index",
                "x", "y", "values", "parse_dates", "dtype", "hue", "id_vars"}  # fmt: skip
ASKS = re.compile(r"^\s*(?:select|with|insert|update|exec|declare)\b", re.IGNORECASE)
FROM = re.compile(r"\b(?:from|join)\s+([\w.\[\]`\"]+)", re.IGNORECASE)
CHOOSES = re.compile(r"^\s*select\s+(?:distinct\s+)?([^()*]+?)\s+from\s+(?!.*\bjoin\b)",
                     re.IGNORECASE | re.DOTALL)  # fmt: skip
MOST_PARAMETERS = 12


@dataclass(frozen=True, slots=True)
class Read:
    """One place where the notebook reads a file or a table."""

    file: str  # the last part of its path, or the name of the table
    work: Work
    node: ast.Call
    target: str | None
    sheet: str | None = None
    columns: tuple[str, ...] = ()
    remote: bool = False
    query: str = ""  # the words of a query of SQL that chooses, joins or counts
    given: ast.expr | None = None  # the path, where a function of the notebook's own reads it

    @property
    def others(self) -> tuple[str, ...]:
        """The further tables that a query joins."""
        named = (last_name(one) for one in FROM.findall(self.query))
        return tuple(dict.fromkeys(one for one in named if one != self.file))

    @property
    def name(self) -> str:
        """What it is called, for finding the table that it is like."""
        return f"{self.file} {self.sheet or ''}".strip()


@dataclass(frozen=True, slots=True)
class Write:
    """One place where the notebook writes a file."""

    file: str
    work: Work
    node: ast.Call
    path: ast.expr
    figure: bool


def known_paths(works: Sequence[Work]) -> dict[str, str]:
    """The names that hold the text of a path or another string, worked out in order."""
    known: dict[str, str] = {}
    for work in works:
        for node in work.tree.body if work.tree else ():
            value = path_of(getattr(node, "value", None), known)
            for name in pycode.assigned(node):
                if value is not None:
                    known[name] = value
        for name, many in _each_of(work):
            if (value := path_of(many, known)) is not None:
                known.setdefault(name, value)
    return known


def _each_of(work: Work) -> Iterator[tuple[str, ast.expr]]:
    """The names that stand for one file after the other, with the list that they come from."""
    for node in ast.walk(work.tree or ast.Module([], [])):
        if isinstance(node, (ast.For, ast.comprehension)) and isinstance(node.target, ast.Name):
            yield node.target.id, node.iter


def listings(works: Sequence[Work]) -> Iterator[tuple[Work, ast.Call]]:
    """The calls that list the files of a folder."""
    for work in works:
        for node in _calls(work):
            if pycode.called(node) in LISTS and (node.args or isinstance(node.func, ast.Attribute)):
                yield work, node


def opens(works: Sequence[Work], known: dict[str, str]) -> Iterator[int]:
    """The cells that open a file by hand to read it."""
    for work in works:
        for node in _calls(work):
            mode = [*node.args[1:2], *(one.value for one in node.keywords if one.arg == "mode")]
            writes = any(isinstance(m, ast.Constant) and "r" not in str(m.value) for m in mode)
            path = path_of(node.args[0], known) if node.args else None
            if isinstance(node.func, ast.Name) and node.func.id == "open" and path and not writes:
                yield work.cell.number


def reads(works: Sequence[Work], known: dict[str, str]) -> list[Read]:
    """Every read of a file, an address, a Spark table or a query."""
    found = []
    own = loaders(works, known)
    inside = {id(one.read) for one in own.values()}
    for work in works:
        targets = _targets(work)
        for node in _calls(work):
            loader = own.get(pycode.called(node))
            given = loader.given(node) if loader else None
            path = path_of(given, known) if given else _read_path(node, known)
            if path is None or id(node) in inside:
                continue
            target = targets.get(id(node))
            found.append(
                Read(
                    last_part(path) or "data",
                    work,
                    node,
                    target,
                    _sheet(node),
                    (*column_words(node), *_chosen(node, known)),
                    bool(pycode.REMOTE.match(path)),
                    _query(node, known),
                    given,
                )
            )
    return found


def _read_path(node: ast.Call, known: dict[str, str]) -> str | None:
    name = pycode.called(node)
    first = node.args[0] if node.args else next((k.value for k in node.keywords if k.arg in (
        "filepath_or_buffer", "io", "path", "filename", "path_or_buf", "sql")), None)  # fmt: skip
    text = path_of(first, known)
    on_spark = "spark" in ast.dump(node.func)[:400]
    if name in QUERY and text and (found := FROM.search(text)):
        return last_name(found[1])
    if name == "table" and on_spark:
        return (text or "table").split(".")[-1]
    if name in ("csv", "parquet", "json", "load", "table", "orc") and on_spark:
        return text or "data"
    if name == "parse" and isinstance(node.func, ast.Attribute):  # a sheet of an ExcelFile
        return path_of(node.func.value, known)
    if name not in READ:
        return None
    return text if text else ast.unparse(first)[:40] if first is not None else "data"


def last_name(table: str) -> str:
    """The name of a table without its database and its schema."""
    return table.replace("`", "").replace('"', "").split(".")[-1].strip("[]")


def _query(node: ast.Call, known: dict[str, str]) -> str:
    """What a query says beyond taking a whole table; nothing where it is no query."""
    text = path_of(node.args[0], known) if node.args and pycode.called(node) in QUERY else None
    plain = re.fullmatch(
        r"\s*select\s+\*\s+from\s+[\w.\[\]`\"]+\s*;?\s*", text or "", re.IGNORECASE
    )
    return "" if plain or not text else text


def _chosen(node: ast.Call, known: dict[str, str]) -> Iterator[str]:
    """The columns that a query of one table chooses by their plain names."""
    found = CHOOSES.match(_query(node, known))
    for word in found[1].split(",") if found else ():
        name = word.strip().strip('[]`"')
        if re.fullmatch(r"\w+", name) and name.casefold() not in ("distinct", "null"):
            yield name


def _calls(work: Work) -> Iterator[ast.Call]:
    """The calls of a cell, but not those inside f-strings, whose places are not known."""
    hidden = {
        id(inner)
        for node in ast.walk(work.tree or ast.Module([], []))
        if isinstance(node, ast.JoinedStr)
        for inner in ast.walk(node)
    }
    for node in ast.walk(work.tree or ast.Module([], [])):
        if isinstance(node, ast.Call) and id(node) not in hidden:
            yield node


def _targets(work: Work) -> dict[int, str]:
    """The name that each call at the end of an assignment goes to."""
    found: dict[int, str] = {}
    for node in ast.walk(work.tree or ast.Module([], [])):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target = node.targets[0]
            for inner in ast.walk(node.value):
                if isinstance(target, ast.Name) and isinstance(inner, ast.Call):
                    found.setdefault(id(inner), target.id)
    return found


def _sheet(node: ast.Call) -> str | None:
    for one in node.keywords:
        if one.arg == "sheet_name" and isinstance(one.value, ast.Constant):
            return str(one.value.value)
    first = node.args[0] if node.args and pycode.called(node) == "parse" else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


def column_words(node: ast.AST) -> Iterator[str]:
    """The columns that a call names by keyword."""
    for one in getattr(node, "keywords", ()):
        if one.arg in COLUMN_WORDS:
            yield from strings(one.value)


def strings(node: ast.AST) -> Iterator[str]:
    """Every text that stands in a node."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str) and inner.value.strip():
            yield inner.value


def writes(works: Sequence[Work], known: dict[str, str]) -> list[Write]:
    """Every file that the notebook writes: tables and figures."""
    found = []
    for work in works:
        for node in _calls(work):
            name = pycode.called(node)
            first = node.args[0] if node.args else None
            path = path_of(first, known)
            if first is None or path is None or not (name in WRITE or name in DRAW):
                continue
            if name in DRAW and not is_path(path):
                continue
            found.append(Write(last_part(path) or "result", work, node, first, name in DRAW))
    return found


def constants(
    works: Sequence[Work], capitals: Set[str] = frozenset()
) -> dict[str, tuple[Work, ast.stmt, object]]:
    """Plain values that a reader may wish to change: set once, early or in capitals, at the top.

    `capitals` are the names that stood in capitals before they were changed.
    """
    counts = Counter(
        inner.id
        for work in works
        for inner in ast.walk(work.tree or ast.Module([], []))
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, (ast.Store, ast.Del))
    )
    found: dict[str, tuple[Work, ast.stmt, object]] = {}
    for number, work in enumerate(works):
        for node in work.tree.body if work.tree else ():
            names = pycode.assigned(node)
            if len(names) != 1 or counts[names[0]] != 1 or len(found) >= MOST_PARAMETERS:
                continue
            value = _plain(node)
            wanted = number < 3 or names[0].isupper() or names[0] in capitals
            words = isinstance(value, str) and (is_path(value) or ASKS.match(value))
            if value is not None and wanted and not words:
                found[names[0]] = (work, node, value)
    return found


def _plain(node: ast.stmt) -> object:
    try:
        value = pycode.constant(getattr(node, "value", None))
    except ValueError:
        return None
    if isinstance(value, str):
        return value if 0 < len(value) <= 200 and "\n" not in value else None
    return value if isinstance(value, (int, float)) and value == value else None


def kind_of(value: object) -> str:
    """The type of a parameter, as recipe.yml names it."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float):
        return "number"
    try:
        dt.date.fromisoformat(str(value))
    except ValueError:
        return "string"
    return "date" if len(str(value)) == 10 else "string"
