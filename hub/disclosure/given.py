"""Which cells of a notebook speak of a result, and which variables were given under its name.

A name counts where it stands as a string: alone, or as that of a file (`f"{results}/areas.csv"`).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator

from hub import pycode

FOLDERS = {"data", "results"}  # parameters of every notebook, given along with any name
FILE = re.compile(r"(?:^|[\\/])([a-z0-9_]+)(?:\.[a-z.]{2,8})?$")
QUOTED = re.compile(r"[\"']([^\"'\n]{1,200})[\"']")


def speaks_of(source: str, names: Collection[str]) -> bool:
    """Whether a cell names one of these results."""
    module = pycode.tree(source)
    if module is None:  # no Python that can be read: whatever stands between quotation marks
        return any(_names(text, names) for text in QUOTED.findall(source))
    return _says(module, names)


def variables(sources: Iterable[str], names: Collection[str]) -> frozenset[str]:
    """Variables that some cell gives under one of these names."""
    return frozenset(found for source in sources for found in _given(source, names)) - FOLDERS


def shown(source: str) -> frozenset[str]:
    """Names in the last expression of a cell, and in what it prints or displays."""
    module = pycode.tree(source)
    body = module.body if module else []
    parts: list[ast.AST] = [body[-1]] if body and isinstance(body[-1], ast.Expr) else []
    for node in pycode.nodes(module):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Name) and called.id in ("print", "display"):
            parts.append(node)
    return frozenset(name for part in parts for name in _variables(part))


def used(source: str) -> frozenset[str]:
    """Every variable that a cell names."""
    module = pycode.tree(source)
    return frozenset(_variables(module)) if module else frozenset()


def _given(source: str, names: Collection[str]) -> Iterator[str]:
    for node in pycode.nodes(pycode.tree(source)):
        for parts in _groups(node):
            if any(_says(part, names) for part in parts):
                yield from (part.id for part in parts if isinstance(part, ast.Name))


def _groups(node: ast.AST) -> Iterator[list[ast.expr]]:
    """What stands together: the parts of a call, a name and its value, the items of a pair."""
    if isinstance(node, ast.Call):
        given = [*node.args, *(word.value for word in node.keywords)]
        yield given
        if isinstance(node.func, ast.Attribute):  # figure.savefig(name), Path(name).write_text(x)
            owner = node.func.value
            yield [*given, owner] if given else []
    elif isinstance(node, ast.Dict):
        yield from ([key, value] for key, value in zip(node.keys, node.values, strict=True) if key)
    elif isinstance(node, ast.Tuple):
        yield list(node.elts)


def _says(node: ast.AST, names: Collection[str]) -> bool:
    texts = (part.value for part in ast.walk(node) if isinstance(part, ast.Constant))
    return any(_names(text, names) for text in texts if isinstance(text, str))


def _names(text: str, names: Collection[str]) -> bool:
    found = FILE.search(text)
    return found is not None and found[1] in names


def _variables(node: ast.AST) -> Iterator[str]:
    yield from (part.id for part in ast.walk(node) if isinstance(part, ast.Name))
