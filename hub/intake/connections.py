"""What only reaches a database: connections, cursors, and the servers and passwords they need."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hub import pycode
from hub.intake.cells import Work, still_used

MODULES = {"pyodbc", "psycopg2", "psycopg", "sqlite3", "pymssql", "oracledb", "cx_Oracle",
           "turbodbc", "mysql", "pymysql", "snowflake", "sqlalchemy", "duckdb", "teradatasql",
           "ibm_db"}  # fmt: skip
OPENS = {"connect", "create_engine", "URL"}
PARTS = {"cursor", "connect", "begin", "raw_connection", "inspect"}
ENDS = {"close", "commit", "dispose", "rollback"}
ADDRESS = re.compile(r"(?i)\b(?:driver|server|data source|host)\s*=|^\w+(?:\+\w+)?://[^/]*@")
SECRET = re.compile(r"(?i)pass(?:word|wd)?$|pwd|secret|token|api_?key")


@dataclass(frozen=True, slots=True)
class Connections:
    """The statements that open, pass on or close connections, and the names that feed them."""

    statements: tuple[tuple[Work, ast.stmt], ...] = ()
    names: frozenset[str] = frozenset()


def connections(works: Sequence[Work]) -> Connections:
    """Every connection of a notebook, followed through the names that it is kept under."""
    if not any(one.name in MODULES for work in works for one in pycode.imports(work.tree)):
        return Connections()
    held: set[str] = set()
    found: list[tuple[Work, ast.stmt]] = []
    fed: set[str] = set()
    for work, node in _statements(works):
        if _opens(node, held):
            held.update(pycode.assigned(node))
            fed |= pycode.names(node)
            found.append((work, node))
        elif _ends(node, held):
            found.append((work, node))
    for _, node in reversed(list(_statements(works))):
        if set(pycode.assigned(node)) & fed:
            fed |= pycode.names(node)
    return Connections(tuple(found), frozenset(fed - held))


def is_login(name: str, value: object, linked: Connections) -> bool:
    """Whether a constant only says where a database is, or who may read it."""
    says = isinstance(value, str) and ADDRESS.search(value)
    return name in linked.names or bool(SECRET.search(name) or says)


def drop(works: Sequence[Work], linked: Connections) -> list[str]:
    """Take the connections out, and what fed them where nothing else asks for it; said in words."""
    for work, node in linked.statements:
        work.drop(node)
    cells = sorted({work.cell.number for work, _ in linked.statements})
    for work, node in reversed(list(_statements(works))):
        names = pycode.assigned(node)
        value = pycode.literal(getattr(node, "value", None))
        login = names and all(is_login(one, value, linked) for one in names)
        if login and not any(still_used(works, one, node) for one in names):
            work.drop(node)
    return [f"the connection to a database in cell {one}" for one in cells]


def asking(works: Sequence[Work], linked: Connections) -> Iterator[int]:
    """The cells that still ask a database, for which nothing was found to read instead."""
    held = {name for _, node in linked.statements for name in pycode.assigned(node)}
    for work in works:
        if any(still_used([work], name, ast.Pass()) for name in held):
            yield work.cell.number


def _statements(works: Sequence[Work]) -> Iterator[tuple[Work, ast.stmt]]:
    for work in works:
        for node in work.tree.body if work.tree else ():
            yield work, node


def _opens(node: ast.stmt, held: set[str]) -> bool:
    value = getattr(node, "value", None)
    if not pycode.assigned(node) or not isinstance(value, ast.Call):
        return False
    name = pycode.called(value)
    owner = value.func.value if isinstance(value.func, ast.Attribute) else None
    if isinstance(owner, ast.Name) and owner.id in held:
        return name in PARTS
    return name in OPENS or (name == "inspect" and bool(pycode.names(value) & held))


def _ends(node: ast.stmt, held: set[str]) -> bool:
    call = node.value if isinstance(node, ast.Expr) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return False
    owner = call.func.value
    return call.func.attr in ENDS and isinstance(owner, ast.Name) and owner.id in held
