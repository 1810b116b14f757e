"""Which columns a notebook asks of the tables it reads, followed through what it makes of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hub import pycode
from hub.intake.cells import Work
from hub.intake.finding import Read, column_words, strings

JOINS = {"merge", "join", "merge_asof", "merge_ordered"}
FIRST = {"groupby", "sort_values", "set_index", "drop", "pivot", "nunique", "drop_duplicates"}
AGGREGATES = {"agg", "aggregate"}
TAKEN = {"usecols", "columns"}  # how a read says which columns it takes
NAMES = {"name", "names", "var_name", "value_name"}  # of columns that a call makes
PARTS = {"T", "at", "attrs", "axes", "cat", "columns", "dt", "dtype", "dtypes", "empty", "flags",
         "iat", "iloc", "index", "loc", "name", "names", "ndim", "plot", "shape", "size", "sparse",
         "str", "style", "values"}  # fmt: skip
"""What every table of pandas has: no column is called so where it stands after a dot."""


@dataclass(slots=True)
class Asked:
    """The columns asked of one read: of it alone, and of what it was joined into with others."""

    own: list[str] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)
    no_others: bool = False  # the read itself says which, so it has no others

    @property
    def all(self) -> tuple[str, ...]:
        """Both, each once."""
        return tuple(dict.fromkeys((*self.own, *self.shared)))


def columns_by_read(works: Sequence[Work], found: Sequence[Read]) -> list[Asked]:
    """The columns that the notebook names of each read, followed through derived tables."""
    roots: dict[str, set[int]] = {}
    joined: set[str] = set()
    for number, read in enumerate(found):
        if read.target:
            roots.setdefault(read.target, set()).add(number)
    named = [Asked(list(read.columns)) for read in found]
    made = _made(works)
    for work in works:
        for node in work.tree.body if work.tree else ():
            for column, owner in _columns(node):
                for number in roots.get(owner, ()) if column not in made else ():
                    one = named[number]
                    (one.shared if owner in joined else one.own).append(column)
            _follow(node, roots, joined)  # what a statement asks for, it asks of what was before
    lists = _lists(works)
    return [_narrowed(one, read.node, lists) for one, read in zip(named, found, strict=True)]


def _lists(works: Sequence[Work]) -> dict[str, list[str]]:
    """The names that hold a plain list of words."""
    return {
        name: words
        for work in works
        for node in (work.tree.body if work.tree else ())
        for name in pycode.assigned(node)
        if (words := _words(getattr(node, "value", None), {}))
    }


def _words(node: ast.expr | None, lists: Mapping[str, list[str]]) -> list[str]:
    """The words of a plain list, written there or under a name; none where it is anything else."""
    if isinstance(node, ast.Name):
        return lists.get(node.id, [])
    try:
        value = pycode.constant(node)
    except ValueError:
        return []
    many = value if isinstance(value, (list, tuple, set)) else ()
    return [one for one in many if isinstance(one, str)] if len(many) else []


def _narrowed(asked: Asked, read: ast.Call, lists: Mapping[str, list[str]]) -> Asked:
    """Only the columns that a read takes, where it says which: no later words add to them."""
    given = next((one.value for one in read.keywords if one.arg in TAKEN), None)
    taken = _words(given, lists)
    shared = [one for one in asked.shared if one in taken]
    return Asked(taken, shared, no_others=True) if taken else asked


def _made(works: Sequence[Work]) -> set[str]:
    """Columns that the notebook makes itself: set before they are read, or named by a call."""
    made: set[str] = set()
    read: set[str] = set()
    for work in works:
        for node in work.tree.body if work.tree else ():
            read |= {text for text, _ in _columns(node, loads=True)}
            made |= set(_set_by(node)) - read
            read |= {text for text, _ in _columns(node)}
    return made


def _set_by(node: ast.stmt) -> Iterator[str]:
    """The columns that a statement gives a name to."""
    for one in ast.walk(node):
        if isinstance(one, ast.Subscript) and isinstance(one.ctx, ast.Store):
            yield from _direct(one.slice)
            if isinstance(one.slice, ast.Tuple):  # of df.loc[rows, "column"]
                yield from (text for part in one.slice.elts for text in _direct(part))
        if not isinstance(one, ast.Call):
            continue
        if pycode.called(one) in (*AGGREGATES, "assign"):
            yield from (str(word.arg) for word in one.keywords)
        for word in one.keywords:
            if word.arg in NAMES:
                yield from _direct(word.value)
            if word.arg == "columns" and isinstance(word.value, ast.Dict):
                yield from (text for value in word.value.values for text in _direct(value))


def _direct(node: ast.AST | None) -> Iterator[str]:
    """The names between brackets, not what a condition there compares with."""
    if isinstance(node, (ast.List, ast.Tuple)):
        for one in node.elts:
            yield from _direct(one)
    elif isinstance(node, ast.Constant):
        yield from strings(node)


def _follow(node: ast.stmt, roots: dict[str, set[int]], joined: set[str]) -> None:
    """A table made of others has the columns of all of them."""
    value = getattr(node, "value", None)
    if value is None:
        return
    used = {n.id for n in ast.walk(value) if isinstance(n, ast.Name)} & set(roots)
    joins = any(isinstance(n, ast.Call) and pycode.called(n) in JOINS for n in ast.walk(value))
    for name in pycode.assigned(node):
        if used and (name not in roots or joins):
            roots[name] = roots.get(name, set()).union(*(roots[one] for one in used))
            if joins or used & joined:
                joined.add(name)


def _columns(node: ast.AST, loads: bool = False) -> Iterator[tuple[str, str]]:
    """Each column with the name of the table that it is asked of.

    `loads` leaves out those that are set, and those of calls that follow in the same chain.
    """
    methods = {id(inner.func) for inner in ast.walk(node) if isinstance(inner, ast.Call)}
    for inner in ast.walk(node):
        if isinstance(inner, ast.Subscript) and (owner := _owner(inner.value)):
            if not (loads and isinstance(inner.ctx, ast.Store)):
                yield from ((text, owner) for text in _direct(inner.slice))
        elif id(inner) in methods:
            continue
        elif isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name):
            if inner.attr not in PARTS:
                yield inner.attr, inner.value.id
        elif isinstance(inner, ast.Call):
            yield from _aggregated(inner) if loads else _of_call(inner)


def _of_call(call: ast.Call) -> Iterator[tuple[str, str]]:
    """The columns that a call names by keyword, in its first argument, or to put together."""
    name = pycode.called(call)
    if name in JOINS:
        yield from _of_join(call)
        return
    owner = _table_of(call)
    if not owner:
        return
    yield from ((text, owner) for text in column_words(call))
    for arg in call.args[:1] if name in FIRST else ():
        yield from ((text, owner) for text in strings(arg))
    yield from _aggregated(call)


def _aggregated(call: ast.Call) -> Iterator[tuple[str, str]]:
    """The columns that are counted or summed: `n=("column", "sum")` and `{"column": "sum"}`."""
    owner = _owner(call.func)
    if pycode.called(call) not in AGGREGATES or not owner:
        return
    pairs = [one.value for one in call.keywords if isinstance(one.value, ast.Tuple)]
    firsts = [one.elts[0] for one in pairs if one.elts]
    firsts += [key for arg in call.args if isinstance(arg, ast.Dict) for key in arg.keys if key]
    yield from ((text, owner) for one in firsts for text in _direct(one))


def _of_join(call: ast.Call) -> Iterator[tuple[str, str]]:
    """The columns by which two tables are joined, each with its own."""
    words = {one.arg: one.value for one in call.keywords}
    tables = [words.get("left"), *call.args, words.get("right")]
    owner = _owner(call.func)
    called_alone = owner in (None, "pd", "pandas")
    sides = [one for one in tables if one is not None][: 2 if called_alone else 1]
    names = [_owner(one) for one in sides]
    names = names if called_alone else [owner, *names]
    for word, of in (("on", names), ("left_on", names[:1]), ("right_on", names[1:])):
        for text in _direct(words.get(word)):
            yield from ((text, one) for one in of if one)


def _table_of(call: ast.Call) -> str | None:
    """The table that a call works on: that of `data=`, as plots have it, or the one before it."""
    given = next((one.value for one in call.keywords if one.arg == "data"), None)
    return _owner(given) if given is not None else _owner(call.func)


def _owner(node: ast.AST) -> str | None:
    """The name at the root of a chain such as `df.loc[…].groupby(…)`."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None
