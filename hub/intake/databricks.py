"""What only Databricks knows: widgets that ask for a value, and tables of Spark."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from hub import pycode
from hub.intake.cells import Work

MADE_FOR_SPARK = {"withColumn", "withColumnRenamed", "toPandas", "groupBy", "orderBy",
                  "unionByName", "createOrReplaceTempView", "createTempView", "createDataFrame",
                  "selectExpr", "printSchema", "saveAsTable"}  # fmt: skip
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


def runs_notebook(call: ast.Call) -> str | None:
    """The notebook that dbutils.notebook.run(…) would run."""
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    runs = isinstance(owner, ast.Attribute) and owner.attr == "notebook"
    return pycode.literal(call.args[0]) if runs and call.args else None


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


def still_spark(works: Sequence[Work]) -> list[int]:
    """The cells that need Spark after all: by its name, by what it gives, or by its methods."""
    trees = [(work.cell.number, _tree(work.edited())) for work in works if not work.foreign]
    given = {"spark", "sqlContext"}
    on_spark = False
    for work in works:
        for node in ast.walk(work.tree or ast.Module([], [])):
            on_spark = on_spark or (isinstance(node, ast.Name) and node.id == "spark")
            if isinstance(node, (ast.Import, ast.ImportFrom)) and _of_spark(node):
                on_spark = True
                given |= {(one.asname or one.name).split(".")[0] for one in node.names}
    return [number for number, tree in trees if on_spark and _asks_spark(tree, given)]


def _tree(source: str) -> ast.AST:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.Module([], [])


def _of_spark(node: ast.Import | ast.ImportFrom) -> bool:
    return "pyspark" in {one.name for one in pycode.imports(ast.Module([node], []))}


def _asks_spark(tree: ast.AST, given: set[str]) -> bool:
    return any(
        (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in given)
        or (isinstance(node, ast.Attribute) and node.attr in MADE_FOR_SPARK)
        for node in ast.walk(tree)
    )
