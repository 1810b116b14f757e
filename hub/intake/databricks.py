"""What only Databricks knows: widgets that ask for a value, and tables of Spark."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from hub import pycode
from hub.intake.cells import Work

ASKS = {"text", "dropdown", "combobox", "multiselect"}


def asked(works: Sequence[Work]) -> Iterator[tuple[str, Work, ast.stmt, object]]:
    """Each variable that a widget fills: its name, where it is set, and the widget's default."""
    defaults: dict[str, object] = {}
    for work in works:
        for node in work.tree.body if work.tree else ():
            call = getattr(node, "value", None)
            if not isinstance(call, ast.Call) or "widgets" not in ast.dump(call.func):
                continue
            name = pycode.literal(call.args[0]) if call.args else None
            if name and pycode.called(call) in ASKS:
                defaults[name] = _default(call)
            elif name and pycode.called(call) == "get":
                for variable in pycode.assigned(node):
                    yield variable, work, node, defaults.get(name, "")


def _default(call: ast.Call) -> object:
    given = call.args[1] if len(call.args) > 1 else None
    given = next((one.value for one in call.keywords if one.arg == "defaultValue"), given)
    try:
        return pycode.constant(given)
    except ValueError:
        return ""


def as_pandas(read: ast.Call, work: Work) -> ast.Call:
    """A read, with the step behind it that makes a pandas table of one of Spark."""
    for node in ast.walk(work.tree or ast.Module([], [])):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr == "toPandas" and node.func.value is read:
            return node
    return read


def without_spark(works: Sequence[Work]) -> None:
    """Drop every step that makes a pandas table of one of Spark: the tables are read so already."""
    for work in works:
        for node in ast.walk(work.tree or ast.Module([], [])):
            call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if call and node.func.attr == "toPandas":  # type: ignore[attr-defined] # seen above
                work.replace(node, work.text(node.func.value))  # type: ignore[attr-defined]
