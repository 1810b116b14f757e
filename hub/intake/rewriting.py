"""The cells of a notebook put in the form of a recipe: set-up apart, tables and results by name."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from hub import pycode
from hub.check.code import offered
from hub.check.files import slug
from hub.intake import finding, matching
from hub.intake.cells import Work, opened
from hub.intake.columns import columns_by_read
from hub.intake.databricks import as_pandas, asked
from hub.intake.finding import Read, Write
from hub.intake.reading import Page
from hub.repair.notebook import cell

GIVEN = ("data", "results")
PLACES = {"chdir", "mount", "makedirs"}
WORDS = re.compile(r"^[a-z][a-z0-9_]{0,40}$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A plain value that moved into the parameters cell."""

    name: str
    kind: str
    value: object


@dataclass(frozen=True, slots=True)
class Input:
    """A file that the notebook read, and the table of the contract that takes its place."""

    file: str
    cell: int
    match: matching.Match | None
    remote: bool


@dataclass
class Rewritten:
    """The new cells, and all that was found on the way."""

    cells: list[dict[str, object]] = field(default_factory=list)
    heading: str | None = None
    parameters: list[Parameter] = field(default_factory=list)
    inputs: list[Input] = field(default_factory=list)
    results: dict[str, str] = field(default_factory=dict)  # name -> table | figure
    packages: set[str] = field(default_factory=set)
    missing: dict[str, int] = field(default_factory=dict)  # package -> cell
    helpers: list[str] = field(default_factory=list)
    lacking: set[str] = field(default_factory=set)  # helper files that are not there
    network: list[tuple[int, str]] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    spark: bool = False


def rewrite(page: Page, beside: frozenset[str]) -> Rewritten:
    """Put a page in the form of a recipe."""
    made = Rewritten()
    works = [opened(one) for one in page.cells if one.kind == "code" and one.source.strip()]
    known = finding.known_paths(works)
    found = finding.reads(works, known)
    columns = columns_by_read(works, found)
    written = finding.writes(works, known)
    setup = _imports(works, made, beside)
    _parameters(works, made)
    _places(works, made)
    for read, names in zip(found, columns, strict=True):
        _read(read, names, made)
    for write in written:
        _write(write, made)
    _shown_figures(works, made)
    _reserved(works)
    _network(works, found, made)
    _unused_paths(works, known)
    if made.inputs and "import pandas as pd" not in setup:
        setup.append("import pandas as pd")
    _cells(page, works, setup, made)
    return made


def _imports(works: Sequence[Work], made: Rewritten, beside: frozenset[str]) -> list[str]:
    """Move plain imports into one cell; say which packages are not offered."""
    setup: list[str] = []
    for work in works:
        for name in work.runs:
            script = f"{name.rsplit('.', 1)[0]}.py"
            if script in beside:
                made.helpers.append(script)
            else:
                made.lacking.add(name)
        for node in work.tree.body if work.tree else ():
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                text = ast.unparse(node)
                if "google.colab" not in text:
                    setup.append(text)
                work.drop(node)
        for one in pycode.imports(work.tree):
            made.packages.add(one.name)
            if f"{one.name}.py" in beside and not offered(one.name):
                made.helpers.append(f"{one.name}.py")
            elif not offered(one.name) and not one.guarded and one.name != "google":
                made.missing.setdefault(one.name, work.cell.number)
        made.spark = made.spark or "pyspark" in made.packages or "spark." in work.source
    made.helpers = sorted(set(made.helpers))
    return list(dict.fromkeys(setup))


def _parameters(works: Sequence[Work], made: Rewritten) -> None:
    constants = ((name, *found) for name, found in finding.constants(works).items())
    for name, work, node, value in chain(asked(works), constants):
        if name in GIVEN:
            continue
        if not WORDS.match(name):
            _rename(works, name, name.lower())
            name = name.lower()
        if WORDS.match(name) and name not in {one.name for one in made.parameters}:
            made.parameters.append(Parameter(name, finding.kind_of(value), value))
            work.drop(node)


def _rename(works: Sequence[Work], old: str, new: str) -> None:
    """Give a name another everywhere in the code, but not in the words of strings."""
    pattern = re.compile(rf"(?<![\w.\"']){re.escape(old)}(?![\w\"'])")
    for work in works:
        hidden: set[int] = set()
        for node in ast.walk(work.tree or ast.Module([], [])):
            if isinstance(node, ast.JoinedStr):
                hidden |= {id(inner) for inner in ast.walk(node)}
                text = work.text(node)
                braced = re.sub(r"\{[^{}]*\}", lambda m: pattern.sub(new, m[0]), text)
                if braced != text:
                    work.replace(node, braced)
            elif isinstance(node, ast.Name) and node.id == old and id(node) not in hidden:
                work.replace(node, new)


def _places(works: Sequence[Work], made: Rewritten) -> None:
    """Take out what only one computer needs: changing folders, mounting drives, asking widgets."""
    for work in works:
        for node in work.tree.body if work.tree else ():
            call = node.value if isinstance(node, ast.Expr) else None
            if not isinstance(call, ast.Call):
                continue
            name = pycode.called(call)
            if name in PLACES or "dbutils" in ast.dump(call.func):
                work.drop(node)
                made.taken.append(f"{name}(…) in cell {work.cell.number}")
        made.taken += [f"{word} in cell {work.cell.number}" for word in work.taken]
        made.taken += [f"the installing of {name}" for name in work.installs]


def _read(read: Read, columns: tuple[str, ...], made: Rewritten) -> None:
    """Read the table of the contract in the place of the file, under the notebook's own names."""
    match = matching.match(read.name, columns)
    made.inputs.append(Input(read.file, read.work.cell.number, match, read.remote))
    if match is None:
        name = re.sub(r"[^\w.-]", "_", read.file)[:60]
        if read.node.args and pycode.called(read.node) in finding.READ:
            read.work.replace(read.node.args[0], f'f"{{data}}/{name}"')
        return
    text = f'pd.read_parquet(f"{{data}}/{match.table}.parquet")'
    other = {ours: theirs for theirs, ours in match.fields.items() if ours != theirs}
    if other:
        text += f".rename(columns={other!r})"
    read.work.replace(as_pandas(read.node, read.work), text)


def _write(write: Write, made: Rewritten) -> None:
    stem = slug(write.file.rsplit(".", 1)[0]).replace("-", "_")[:40]
    name = stem if WORDS.match(stem) else f"result_{len(made.results) + 1}"
    if write.figure:
        made.results[name] = "figure"
        write.work.replace(write.path, f'f"{{results}}/{name}.svg"')
        return
    made.results.setdefault(name, "table")
    function = write.node.func
    if isinstance(function, ast.Attribute) and function.attr.startswith(("to_", "write_")):
        table = write.work.text(function.value)
        write.work.replace(write.node, f'{table}.to_csv(f"{{results}}/{name}.csv", index=False)')
    else:
        write.work.replace(write.path, f'f"{{results}}/{name}.csv"')


def _shown_figures(works: Sequence[Work], made: Rewritten) -> None:
    """A figure that is only shown is saved as well, so that it is a result."""
    if "figure" in made.results.values():
        return
    for work in works:
        for node in work.tree.body if work.tree else ():
            if isinstance(node, ast.Expr) and work.text(node).strip() == "plt.show()":
                name = f"figure_{sum(kind == 'figure' for kind in made.results.values()) + 1}"
                made.results[name] = "figure"
                work.replace(node, f'plt.savefig(f"{{results}}/{name}.svg")\nplt.show()')


def _reserved(works: Sequence[Work]) -> None:
    """`data` and `results` are the hub's folders; a notebook's own get another name."""
    used = {
        node.id
        for work in works
        for node in ast.walk(work.tree or ast.Module([], []))
        if isinstance(node, ast.Name)
    }
    for name in GIVEN:
        if name in used:
            _rename(
                works, name, next(n for n in (f"{name}_table", f"own_{name}_") if n not in used)
            )


def _network(works: Sequence[Work], found: Sequence[Read], made: Rewritten) -> None:
    replaced = {id(read.node) for read in found}
    for work in works:
        for node in ast.walk(work.tree or ast.Module([], [])):
            if isinstance(node, ast.Call) and id(node) not in replaced:
                for call in pycode.network_reads(ast.Module([ast.Expr(node)], [])):
                    made.network.append((work.cell.number, call))
    made.network = sorted(set(made.network))


def _unused_paths(works: Sequence[Work], known: dict[str, str]) -> None:
    """Take out names that only held a path, where nothing asks for them any more."""
    for work in works:
        for node in work.tree.body if work.tree else ():
            for name in pycode.assigned(node):
                text = known.get(name, "")
                kept = pycode.ABSOLUTE.match(text) or pycode.REMOTE.match(text)
                if kept and not _used(works, name, node):
                    work.drop(node)


def _used(works: Sequence[Work], name: str, but: ast.stmt) -> bool:
    own = {id(inner) for inner in ast.walk(but)}
    for work in works:
        replaced = [(first, last) for first, last, _ in work.edits]
        for node in ast.walk(work.tree or ast.Module([], [])):
            if isinstance(node, ast.Name) and node.id == name and id(node) not in own:
                first, last = work.span(node)
                if not any(a <= first and last <= b for a, b in replaced):
                    return True
    return False


def _cells(page: Page, works: Sequence[Work], setup: list[str], made: Rewritten) -> None:
    """Put the new notebook together: words, parameters, set-up, then the cells as they were."""
    by_number = {work.cell.number: work for work in works}
    begun = False
    for one in page.cells:
        if one.kind == "markdown" and made.heading is None and one.heading:
            made.heading = one.heading
        if one.kind == "code" and not begun:
            begun = True
            _begin(setup, made)
        source = (
            _source(one.number, one.source, by_number, made) if one.kind == "code" else one.source
        )
        if source.strip():
            kind = "markdown" if one.kind == "raw" or source.startswith("```") else one.kind
            made.cells.append(cell(kind, source, len(made.cells) + 1))
    if not begun:
        _begin(setup, made)


def _begin(setup: list[str], made: Rewritten) -> None:
    values = [f'{name} = "{name}"' for name in GIVEN]
    values += [f"{one.name} = {one.value!r}" for one in made.parameters]
    made.cells.append(cell("markdown", "## What you may change", len(made.cells) + 1))
    made.cells.append(cell("code", "\n".join(values), len(made.cells) + 1, ("parameters",)))
    if setup:
        made.cells.append(cell("markdown", "## Set up", len(made.cells) + 1))
        made.cells.append(cell("code", "\n".join(setup), len(made.cells) + 1))


def _source(number: int, source: str, by_number: dict[int, Work], made: Rewritten) -> str:
    work = by_number.get(number)
    if work is None:
        return ""
    if work.foreign:
        made.problems.append((number, f"is written in {work.foreign}; it was kept as text"))
        return f"```\n{source}\n```"
    if work.tree is None:
        made.problems.append((number, f"Python cannot read it: {work.problem}"))
        return work.source
    return work.edited()
