"""The cells of a page as Python with places to edit: magics taken out, text offsets found."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hub import pycode
from hub.model import Cell

INSTALL = re.compile(
    r"^\s*[%!]\s*(?:sudo\s+)?(?:pip3?|conda|mamba|apt(?:-get)?|python3? -m pip)\b.*?"
    r"\binstall\s+(.*)$"
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

    def follow(self, node: ast.AST, words: str) -> None:
        """Put words right behind a node."""
        last = self.span(node)[1]
        self.edits.append((last, last, words))

    def remark(self, node: ast.AST, words: str) -> None:
        """Say something in a comment above the statement that a node stands in."""
        first, last = self.span(node)
        around = (one for one in (self.tree.body if self.tree else ())
                  if self.span(one)[0] <= first and last <= self.span(one)[1])  # fmt: skip
        at = next((self.span(one)[0] for one in around), first)
        at = self.source.rfind("\n", 0, at) + 1
        lines = "".join(f"# {line}".rstrip() + "\n" for line in words.strip().splitlines())
        self.edits.append((at, at, lines))

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

    def settle(self) -> None:
        """Make the edits so far part of the source, so that more can be made of it."""
        self.source, self.edits, self.starts = self.edited(), [], []
        self.parse()

    def parse(self) -> None:
        """Read the source as a tree, or keep why that is not possible."""
        try:
            self.tree = ast.parse(self.source)
        except SyntaxError as fault:
            self.tree = None
            self.problem = f"{fault.msg}" + (f" (line {fault.lineno})" if fault.lineno else "")
        except (ValueError, RecursionError, MemoryError):
            self.tree = None
            self.problem = "it is too deep or too odd"

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
        found = INSTALL.match(line) or pycode.BARE_INSTALL.match(line)
        if not found and not MAGIC.match(line):
            lines.append(line)
        elif found:
            work.installs += [name[0] for word in found[1].split()
                              if (name := PACKAGE.match(word))]  # fmt: skip
        elif found := RUN.match(line):
            work.runs.append(re.split(r"[/\\]", found[1])[-1])
        elif not line.strip().startswith(WRAPPERS):
            work.taken.append(line.split()[0][:20])
    work.source = "\n".join(lines)
    work.parse()
    return work


def still_used(works: Sequence[Work], name: str, *but: ast.stmt) -> bool:
    """Whether code that stays asks for a name anywhere but in some statements."""
    own = {id(inner) for one in but for inner in ast.walk(one)}
    return any(not gone for node, gone in _uses(works, name) if id(node) not in own)


def replaced(works: Sequence[Work], name: str) -> bool:
    """Whether a name was asked for in code that other code has taken the place of."""
    return any(gone for _, gone in _uses(works, name))


def naming_a_computer(works: Sequence[Work]) -> Iterator[int]:
    """The cells in which the path of one computer is left after all edits."""
    for work in works:
        left = work.tree and any(pycode.paths_of_one_computer(pycode.tree(work.edited())))
        if left and not work.foreign:
            yield work.cell.number


def making_folders(works: Sequence[Work], name: str) -> Iterator[tuple[Work, ast.stmt]]:
    """The statements that only make the folder which a name stands for."""
    for work in works:
        for node in work.tree.body if work.tree else ():
            call = node.value if isinstance(node, ast.Expr) else None
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
                on = call.func.value
                if call.func.attr == "mkdir" and isinstance(on, ast.Name) and on.id == name:
                    yield work, node


def _uses(works: Sequence[Work], name: str) -> Iterator[tuple[ast.Name, bool]]:
    """Each place where a name is asked for, and whether other code has taken its place."""
    for work in works:
        spans = [(first, last) for first, last, _ in work.edits if first < last]
        for node, place in _names_with_place(work):
            if node.id == name and isinstance(node.ctx, ast.Load):
                first, last = work.span(place)
                yield node, any(a <= first and last <= b for a, b in spans)


def _names_with_place(work: Work) -> Iterator[tuple[ast.Name, ast.AST]]:
    """Each name with the node that says where it stands: in an f-string, the whole of it."""
    outer: dict[int, ast.AST] = {}
    for node in ast.walk(work.tree or ast.Module([], [])):
        if isinstance(node, ast.JoinedStr):
            for inner in ast.walk(node):
                outer.setdefault(id(inner), node)
        elif isinstance(node, ast.Name):
            yield node, outer.get(id(node), node)
