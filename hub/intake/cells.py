"""The cells of a page as Python with places to edit: magics taken out, text offsets found."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field

from hub.model import Cell

INSTALL = re.compile(
    r"^\s*[%!]\s*(?:sudo\s+)?(?:pip3?|conda|mamba|apt(?:-get)?)\b.*?\binstall\s+(.*)$"
)
WRAPPERS = ("%%time", "%%timeit", "%%capture", "%%python", "%%script", "%%notify")
FOREIGN = re.compile(
    r"^%%(sql|r|R|scala|sh|bash|html|javascript|js|latex|perl|ruby|cmd|spark|bigquery|fs|sparkr)\b"
)
RUN = re.compile(r"^\s*%run\s+[\"']?([^\"'\s]+)")
MAGIC = re.compile(r"^\s*(?:%{1,2}\w|!|\?\w|\w+\?\s*$)")
PACKAGE = re.compile(r"^[A-Za-z][\w.-]*")


@dataclass
class Work:
    """One cell on its way: its source without magics, its tree, and what was taken out."""

    cell: Cell
    source: str
    tree: ast.Module | None = None
    foreign: str | None = None
    problem: str | None = None
    installs: list[str] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    edits: list[tuple[int, int, str]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def span(self, node: ast.AST) -> tuple[int, int]:
        """Where a node stands in the source, in characters."""
        return (
            self._offset(node.lineno, node.col_offset),  # type: ignore[attr-defined]
            self._offset(node.end_lineno, node.end_col_offset),  # type: ignore[attr-defined]
        )

    def text(self, node: ast.AST) -> str:
        """The words of a node."""
        first, last = self.span(node)
        return self.source[first:last]

    def replace(self, node: ast.AST, by: str) -> None:
        """Put other words in the place of a node; nodes inside f-strings have no sure place."""
        self.edits.append((*self.span(node), by))

    def drop(self, node: ast.stmt) -> None:
        """Take a statement out, with its lines where it has them for itself."""
        first, last = self.span(node)
        start = self.source.rfind("\n", 0, first) + 1
        end = self.source.find("\n", last)
        end = len(self.source) if end < 0 else end + 1
        alone = (
            not self.source[start:first].strip() and not self.source[last:end].split("#")[0].strip()
        )
        self.edits.append((start, end, "") if alone else (first, last, "pass"))

    def edited(self) -> str:
        """The source with every edit made; of two that meet, the outer one counts."""
        out, at = [], 0
        for first, last, by in sorted(self.edits, key=lambda one: (one[0], -one[1])):
            if first < at:
                continue
            out.append(self.source[at:first] + by)
            at = last
        text = "".join(out) + self.source[at:]
        return re.sub(r"\n{3,}", "\n\n", text).strip("\n")

    def _offset(self, line: int, column: int) -> int:
        if not self.starts:
            self.starts = [0]
            for row in self.source.split("\n"):
                self.starts.append(self.starts[-1] + len(row) + 1)
        start = self.starts[line - 1]
        row = self.source[start : self.starts[line] - 1]
        return start + len(row.encode()[:column].decode(errors="ignore"))


def opened(cell: Cell) -> Work:
    """A code cell without its magics, parsed."""
    first = cell.source.lstrip().split("\n", 1)[0]
    if found := FOREIGN.match(first):
        return Work(cell, cell.source, foreign=found[1])
    work = Work(cell, "")
    lines = []
    for line in cell.source.split("\n"):
        if not MAGIC.match(line):
            lines.append(line)
        elif found := INSTALL.match(line):
            work.installs += [name[0] for word in found[1].split()
                              if (name := PACKAGE.match(word))]  # fmt: skip
        elif found := RUN.match(line):
            work.runs.append(re.split(r"[/\\]", found[1])[-1])
        elif not line.strip().startswith(WRAPPERS):
            work.taken.append(line.split()[0][:20])
    work.source = "\n".join(lines)
    try:
        work.tree = ast.parse(work.source)
    except SyntaxError as fault:
        work.problem = f"{fault.msg}" + (f" (line {fault.lineno})" if fault.lineno else "")
    except (ValueError, RecursionError, MemoryError):
        work.problem = "it is too deep or too odd"
    return work
