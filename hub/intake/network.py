"""What of a notebook goes to the internet: the calls that are given an address, or need one."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from hub import pycode
from hub.intake.cells import Work
from hub.intake.finding import Read
from hub.intake.values import path_of

ONLY_SHOW = {"print", "display", "Markdown", "HTML", "Image", "join", "append", "format", "str"}
ADDRESSES = {"url", "path", "filepath_or_buffer"}


def network(
    works: Sequence[Work], found: Sequence[Read], known: Mapping[str, str]
) -> list[tuple[int, str]]:
    """Each such call with its cell, but for the reads that a table has taken the place of."""
    replaced = {id(read.node) for read in found}
    return sorted(
        {
            (work.cell.number, f"{pycode.called(node)}(…)")
            for work in works
            for node in ast.walk(work.tree or ast.Module([], []))
            if isinstance(node, ast.Call) and id(node) not in replaced and _asks(node, known)
        }
    )


def _asks(node: ast.Call, known: Mapping[str, str]) -> bool:
    if pycode.asks_the_network(node):
        return True
    given = [*node.args[:1], *(one.value for one in node.keywords if one.arg in ADDRESSES)]
    remote = (path_of(one, known) for one in given)
    shown = pycode.called(node) in ONLY_SHOW
    return not shown and any(pycode.REMOTE.match(one) for one in remote if one)
