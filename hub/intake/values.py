"""What a path or constant of a notebook is, worked out from its plain assignments alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from urllib.parse import unquote

JOINERS = {"join", "joinpath"}
LISTS = {"glob", "iglob", "rglob", "listdir", "iterdir", "scandir"}  # the files of a folder
PATHS = {
    "Path",
    "PurePath",
    "PurePosixPath",
    "PureWindowsPath",
    "WindowsPath",
    "str",
    "fspath",
    "ExcelFile",
}
LIKE_A_PATH = re.compile(
    r"^(?:[A-Za-z]:[\\/]|\\\\|/|~|\.{1,2}[\\/]|https?://|dbfs:|abfss?:|s3a?:|gs:|file:)|[\\/]|"
    r"\.(?:csv|tsv|txt|xlsx?|xlsm|xlsb|parquet|json|feather|pkl|rds|sav|dta|zip|gz|db|sqlite|geojson|"
    r"shp|gpkg|png|svg|pdf|html)$",
    re.IGNORECASE,
)

A_YEAR = re.compile(r"\d{4}/\d{2,4}|\d{1,2}/\d{1,2}/\d{2,4}")  # or a day


def path_of(node: ast.AST | None, known: Mapping[str, str]) -> str | None:
    """The text of an expression that makes a path, with unknown parts as nothing; else None."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.Name):
        return known.get(node.id)
    if isinstance(node, ast.JoinedStr):
        return "".join(_part(part, known) for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Div, ast.Mod)):
        return _joined(node, known)
    if isinstance(node, ast.Call):
        return _called(node, known)
    if isinstance(node, ast.IfExp):
        first = path_of(node.body, known)
        return path_of(node.orelse, known) if first is None else first
    return None


def _part(node: ast.AST, known: Mapping[str, str]) -> str:
    inner = node.value if isinstance(node, ast.FormattedValue) else node
    return path_of(inner, known) or ""


def _joined(node: ast.BinOp, known: Mapping[str, str]) -> str | None:
    left, right = path_of(node.left, known), path_of(node.right, known)
    if isinstance(node.op, ast.Mod):
        return left
    if left is None and right is None:
        return None
    between = "/" if isinstance(node.op, ast.Div) else ""
    return f"{left or ''}{between}{right or ''}"


def _called(node: ast.Call, known: Mapping[str, str]) -> str | None:
    function = node.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if name in JOINERS:
        on = function.value if isinstance(function, ast.Attribute) and name == "joinpath" else None
        parts = [path_of(part, known) or "" for part in ([on] if on else []) + list(node.args)]
        return "/".join(parts)
    if name in PATHS:
        return "/".join(path_of(part, known) or "" for part in node.args)
    if name in LISTS:
        on = function.value if isinstance(function, ast.Attribute) else None
        first = node.args[0] if node.args else None
        folder, pattern = path_of(on, known) or "", path_of(first, known) or ""
        path = f"{folder}/{pattern}".rstrip("/") if folder else pattern
        return re.sub(r"[\\/]\*+(\.\w+)?$", r"\1", path).replace("*", "")
    if name in ("resolve", "absolute", "expanduser", "format", "cwd", "home") and isinstance(
        function, ast.Attribute
    ):
        return path_of(function.value, known) or ""
    return None


def is_path(text: str) -> bool:
    """Whether a text looks like the path or name of a file or folder; 2024/25 is a year."""
    if A_YEAR.fullmatch(text.strip()):
        return False
    return len(text) < 500 and "\n" not in text and bool(LIKE_A_PATH.search(text.strip()))


def last_part(path: str) -> str:
    """The name of the file at the end of a path of any dialect, without a query."""
    name = re.split(r"[\\/]", path.split("?")[0].rstrip("/\\"))[-1].removeprefix("dbfs:")
    return unquote(name) if "://" in path else name
