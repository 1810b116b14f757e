"""Which columns a notebook asks of the tables it reads, followed through what it makes of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from hub import pycode
from hub.intake.cells import Work
from hub.intake.finding import Read, column_words, strings


def columns_by_read(works: Sequence[Work], found: Sequence[Read]) -> list[tuple[str, ...]]:
    """The columns that the notebook names of each read, followed through derived tables."""
    roots: dict[str, set[int]] = {}
    for number, read in enumerate(found):
        if read.target:
            roots.setdefault(read.target, set()).add(number)
    named: list[list[str]] = [list(read.columns) for read in found]
    made = _made(works)
    for work in works:
        for node in work.tree.body if work.tree else ():
            _follow(node, roots)
            for column, owner in _columns(node):
                for number in roots.get(owner, ()) if column not in made else ():
                    named[number].append(column)
    return [tuple(dict.fromkeys(columns)) for columns in named]


def _made(works: Sequence[Work]) -> set[str]:
    """Columns that the notebook makes itself: set before they are read, or named by agg, assign."""
    made: set[str] = set()
    read: set[str] = set()
    for work in works:
        for node in work.tree.body if work.tree else ():
            stored = {
                text
                for one in ast.walk(node)
                if isinstance(one, ast.Subscript) and isinstance(one.ctx, ast.Store)
                for text in _direct(one.slice)
            }
            stored |= {
                str(word.arg)
                for one in ast.walk(node)
                if isinstance(one, ast.Call) and pycode.called(one) in ("agg", "assign")
                for word in one.keywords
            }
            loads = [one for one in ast.walk(node) if _is_load(one)]
            read |= {text for one in loads for text in _direct(one.slice)}  # type: ignore[attr-defined] # a subscript
            made |= stored - read
    return made


def _is_load(node: ast.AST) -> bool:
    return isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load)


def _direct(node: ast.AST) -> Iterator[str]:
    """The names between brackets, not what a condition there compares with."""
    if isinstance(node, (ast.List, ast.Tuple)):
        for one in node.elts:
            yield from _direct(one)
    elif isinstance(node, ast.Constant):
        yield from strings(node)


def _follow(node: ast.stmt, roots: dict[str, set[int]]) -> None:
    """A table made of others has the columns of all of them."""
    value = getattr(node, "value", None)
    if value is None:
        return
    used = {n.id for n in ast.walk(value) if isinstance(n, ast.Name)} & set(roots)
    for name in pycode.assigned(node):
        if used and name not in roots:
            roots[name] = set().union(*(roots[one] for one in used))


def _columns(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Each column with the name of the table that it is asked of."""
    methods = {id(inner.func) for inner in ast.walk(node) if isinstance(inner, ast.Call)}
    for inner in ast.walk(node):
        if isinstance(inner, ast.Subscript) and (owner := _owner(inner.value)):
            for text in _direct(inner.slice):
                yield text, owner
        elif id(inner) in methods:
            continue
        elif isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name):
            yield inner.attr, inner.value.id
        elif isinstance(inner, ast.Call) and (owner := _table_of(inner)):
            for text in column_words(inner):
                yield text, owner
            if pycode.called(inner) in ("groupby", "merge", "sort_values", "set_index", "drop"):
                for arg in inner.args[:1]:
                    for text in strings(arg):
                        yield text, owner


def _table_of(call: ast.Call) -> str | None:
    """The table that a call works on: that of `data=`, as plots have it, or the one before it."""
    given = next((one.value for one in call.keywords if one.arg == "data"), None)
    return _owner(given) if given is not None else _owner(call.func)


def _owner(node: ast.AST) -> str | None:
    """The name at the root of a chain such as `df.loc[…].groupby(…)`."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None
