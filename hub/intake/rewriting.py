"""The cells of a notebook put in the form of a recipe: set-up apart, tables and results by name."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from itertools import chain

from hub import pycode
from hub.check.files import slug
from hub.intake import connections, finding, matching
from hub.intake.cells import (
    Work,
    making_folders,
    naming_a_computer,
    opened,
    replaced,
    still_used,
)
from hub.intake.columns import Asked, columns_by_read
from hub.intake.connections import Connections
from hub.intake.databricks import as_pandas, asked, runs_notebook, still_spark, without_spark
from hub.intake.finding import Read, Write
from hub.intake.loaders import READ, loaders, read_tables
from hub.intake.matching import Match
from hub.intake.network import network
from hub.intake.packages import set_up
from hub.intake.reading import Page
from hub.intake.renaming import names_of, rename
from hub.intake.rewritten import Input, Parameter, Rewritten
from hub.intake.values import last_part, path_of
from hub.privacy import scan_text
from hub.repair.notebook import cell

GIVEN = ("data", "results")
PLACES = {"chdir", "mount", "makedirs"}
ASKS = "asks a database, which a run does not have; read the table with pd.read_parquet"
IN_TURN = (
    "the files that it read in turn are one table now, which is read once; what was made of each "
    "file's name must be done otherwise"
)
ELSEWHERE = "names a place on one computer; read from the folder in data, write to that in results"
SHAPES = "read a map with its shapes, and the table {} has none; draw something else of it"
OPENS = "opens a file by itself; read a table of the contract with pd.read_parquet"
WORDS = re.compile(r"^[a-z][a-z0-9_]{0,40}$")


def rewrite(page: Page, beside: frozenset[str]) -> Rewritten:
    """Put a page in the form of a recipe."""
    made = Rewritten()
    works = [opened(one) for one in page.cells if one.kind == "code" and one.source.strip()]
    names = _other_names(works)
    rename(works, names)
    known = finding.known_paths(works)
    found = finding.reads(works, known)
    columns = columns_by_read(works, found)
    written = finding.writes(works, known)
    linked = connections.connections(works)
    _parameters(works, linked, set(names.values()), made)
    _places(works, made)
    matches = [_match(*one) for one in zip(found, columns, strict=True)]
    matches = matching.apart(matches, [one.name for one in found], columns)
    for one in zip(found, columns, matching.share_out(matches, columns), strict=True):
        _read(*one, made)
    for write in written:
        _write(write, made)
    read_tables(loaders(works, known))
    _shown_figures(works, made)
    without_spark(works)
    made.taken += connections.drop(works, linked)
    made.problems += [(n, ASKS) for n in connections.asking(works, linked)]
    setup = set_up(works, made, beside)
    made.network = network(works, found, known)
    _listings(works, found, made)
    _unused_paths(works, known)
    made.problems += [(n, OPENS) for n in dict.fromkeys(finding.opens(works, known))]
    made.spark = still_spark(works)
    made.problems += [(n, ELSEWHERE) for n in naming_a_computer(works)]
    if made.inputs and "import pandas as pd" not in setup:
        setup.append("import pandas as pd")
    _cells(page, works, setup, made)
    return made


def _other_names(works: Sequence[Work]) -> dict[str, str]:
    """The names that become others: constants in small letters, and those that the hub gives."""
    used = names_of(works)
    names: dict[str, str] = {}
    for name in finding.constants(works):
        if name.lower() != name and WORDS.match(name.lower()) and name not in GIVEN:
            names[name] = _free(name.lower(), used | set(names.values()), "given")
    for name in GIVEN:
        if name in used:
            names[name] = _free(f"{name}_table", used, "own")
    return names


def _free(name: str, used: set[str], more: str) -> str:
    while name in used:
        name = f"{name}_{more}"
    return name


def _parameters(
    works: Sequence[Work], linked: Connections, capitals: set[str], made: Rewritten
) -> None:
    """Move plain values into the parameters cell, but no password and no server."""
    constants = ((name, *found) for name, found in finding.constants(works, capitals).items())
    for name, work, node, value in chain(asked(works), constants):
        if name in {one.name for one in made.parameters}:  # asked for once more
            work.drop(node)
        if name in {one.name for one in made.parameters} or not WORDS.match(name):
            continue
        if connections.is_login(name, value, linked) or any(scan_text(str(value))):
            continue
        made.parameters.append(Parameter(name, finding.kind_of(value), value))
        work.drop(node)


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
                if other := runs_notebook(call):
                    made.lacking.add(last_part(other))
        made.taken += [f"{word} in cell {work.cell.number}" for word in work.taken]
        made.taken += [f"the installing of {name}" for name in work.installs]


def _match(read: Read, asked: Asked) -> Match | None:
    found = None if matching.is_published(asked.all) else matching.match(read.name, asked.all)
    return None if found and asked.no_others and not found.fields else found


def _read(read: Read, asked: Asked, match: Match | None, made: Rewritten) -> None:
    """Read the table of the contract in the place of the file, under the notebook's own names."""
    published = matching.is_published(asked.all)
    made.inputs.append(
        Input(read.file, read.work.cell.number, match, read.remote, published,
              bool(read.query), read.others, asked.no_others)
    )  # fmt: skip
    if match and pycode.called(read.node) == "read_file":
        made.problems.append((read.work.cell.number, SHAPES.format(match.table)))
    if read.query:
        read.work.remark(read.node, f"The query was:\n{read.query}")
    name = re.sub(r"[^\w.-]", "_", read.file)[:60]
    if read.given is not None:
        read.work.replace(
            read.given, f'f"{{data}}/{match.table}.parquet"' if match else f'f"{{data}}/{name}"'
        )
        if renamed := _renamed(match):
            read.work.follow(read.node, renamed)
        return
    if match is None and pycode.called(read.node) in READ:
        if read.node.args:
            read.work.replace(read.node.args[0], f'f"{{data}}/{name}"')
        return
    text = f'pd.read_parquet(f"{{data}}/{match.table if match else name}.parquet")'
    text += _renamed(match)
    read.work.replace(as_pandas(read.node, read.work), _as_given(read.node, text))


def _renamed(match: Match | None) -> str:
    """The step that gives the table the notebook's own names; nothing where they are the same."""
    fields = match.fields.items() if match else ()
    other = {ours: theirs for theirs, ours in fields if ours != theirs}
    return f".rename(columns={other!r})" if other else ""


def _as_given(node: ast.Call, table: str) -> str:
    """A table in the form that the options of a read give: in parts, by sheet, or with an index."""
    for one in node.keywords:
        value = one.value.value if isinstance(one.value, ast.Constant) else None
        if one.arg in ("chunksize", "iterator"):
            return f"[{table}]"
        if one.arg == "sheet_name" and value is None and isinstance(one.value, ast.Constant):
            return f'{{"all": {table}}}'
        if one.arg == "index_col" and isinstance(value, str):
            return f"{table}.set_index({value!r})"
    return table


def _listings(works: Sequence[Work], found: Sequence[Read], made: Rewritten) -> None:
    """Files that were read in turn are one table, which is read once."""
    names = {read.file for read in found}
    for work, call in finding.listings(works):
        path = path_of(call, finding.known_paths(works)) or ""
        if last_part(path) in names:
            work.replace(call, '["all.csv"]')
            made.problems.append((work.cell.number, IN_TURN))


def _write(write: Write, made: Rewritten) -> None:
    stem = slug(write.file.rsplit(".", 1)[0]).replace("-", "_")[:40]
    name = stem if WORDS.match(stem) else f"result_{len(made.results) + 1}"
    kind = "figure" if write.figure else "table"
    if made.results.get(name, kind) != kind:  # a picture and a table under one name
        name = f"{name[:33]}_{kind}"
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


def _unused_paths(works: Sequence[Work], known: dict[str, str]) -> None:
    """Take out names that only held a path, where nothing asks for them any more.

    The last first, since a path is often made of one before it.
    """
    made = [(work, node, name) for work in works for node in (work.tree.body if work.tree else ())
            for name in pycode.assigned(node)]  # fmt: skip
    for work, node, name in reversed(made):
        text = known.get(name, "")
        of_a_computer = pycode.ABSOLUTE.match(text) or pycode.REMOTE.match(text)
        if not (of_a_computer or replaced(works, name)):
            continue
        folders = list(making_folders(works, name))
        if not still_used(works, name, node, *(one for _, one in folders)):
            for owner, one in ((work, node), *folders):
                owner.drop(one)


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
