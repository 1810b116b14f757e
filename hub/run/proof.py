"""A last cell of the hub's own: only a process that still runs cells, and tells errors, answers it.

A recipe can change what its own process does with cells: transform them, swallow their errors, or
answer in their place. So after the last cell comes one that must fail with a number that nobody
knows beforehand.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CELL = """
class {ename}(Exception):
    def _render_traceback_(self):  # IPython asks for it, and need not look for lines of code
        return []
{value} = {first} * {second}
raise {ename}({value})
"""


@dataclass(frozen=True, slots=True)
class Proof:
    """A cell, and the error that it must end with."""

    source: str
    ename: str
    evalue: str

    def holds(self, content: Mapping[str, Any]) -> bool:
        """Whether this answer is of a process that ran it."""
        said = (content.get("status"), content.get("ename"), content.get("evalue"))
        return said == ("error", self.ename, self.evalue)


def proof() -> Proof:
    """Another one each time."""
    first, second = secrets.randbelow(10**9), secrets.randbelow(10**9)
    value, ename = f"_{secrets.token_hex(4)}", f"Asked{secrets.token_hex(4)}"
    source = CELL.format(ename=ename, value=value, first=first, second=second)
    return Proof(source, ename, str(first * second))
