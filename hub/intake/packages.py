"""The imports of a notebook: into one cell, and which packages and helper files are not there."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from hub import pycode
from hub.check.code import offered
from hub.intake.cells import Work, still_used
from hub.intake.connections import MODULES
from hub.intake.rewritten import Rewritten

ELSEWHERE = {"google", "pyspark", "dbutils"}  # only there where the notebook was written


def set_up(works: Sequence[Work], made: Rewritten, beside: frozenset[str]) -> list[str]:
    """Move plain imports into one cell; say which packages are not offered."""
    setup: list[str] = []
    for work in works:
        _runs(work, made, beside)
        gone = set()
        for node in work.tree.body if work.tree else ():
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                if _idle(works, node):
                    gone |= {one.name for one in pycode.imports(ast.Module([node], []))}
                else:
                    setup.append(ast.unparse(node))
                work.drop(node)
        for one in pycode.imports(work.tree):
            if one.name not in gone:
                _needs(one, work, made, beside)
    made.helpers = sorted(set(made.helpers))
    return list(dict.fromkeys(setup))


def _runs(work: Work, made: Rewritten, beside: frozenset[str]) -> None:
    for name in work.runs:
        script = f"{name.rsplit('.', 1)[0]}.py"
        if script in beside:
            made.helpers.append(script)
        else:
            made.lacking.add(name)


def _needs(one: pycode.Import, work: Work, made: Rewritten, beside: frozenset[str]) -> None:
    made.packages.add(one.name)
    if f"{one.name}.py" in beside and not offered(one.name):
        made.helpers.append(f"{one.name}.py")
    elif not offered(one.name) and not one.guarded:
        made.missing.setdefault(one.name, work.cell.number)


def _idle(works: Sequence[Work], node: ast.Import | ast.ImportFrom) -> bool:
    """Whether an import served only what was taken out: a database, a drive, a cluster."""
    modules = {one.name for one in pycode.imports(ast.Module([node], []))}
    if not modules <= MODULES | ELSEWHERE:
        return False
    names = [(one.asname or one.name).split(".")[0] for one in node.names]
    return not any(still_used(works, name, node) for name in names)
