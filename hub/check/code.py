"""Family N: what the code of the cells says, read as a tree and never run."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from collections.abc import Iterator
from functools import cache

from hub import pycode
from hub.check.instead import how_to_have
from hub.check.rules import Complaint, StaticCheck, Subject, check
from hub.model import Level

INSTALLS = re.compile(
    r"^\s*[!%]\s*(?:sudo\s+)?(?:pip3?|conda|mamba|apt(?:-get)?|python3? -m pip)\s+install"
    r"|^(?:pip3?|conda) install",
    re.M,
)
CHAINED = {"replace", "fillna", "drop_duplicates", "rename", "sort_values", "clip", "mask", "where"}


@check("N107", "absolute-path", Level.WARNING)
def absolute_path(subject: Subject) -> Iterator[Complaint]:
    """The code names a path of one computer, which no other computer has.

    Read tables from the folder `data` and write to the folder `results`, such as
    pd.read_parquet(f"{data}/birth.parquet"). The path is not repeated here, because such paths
    often hold the name of a person.
    """
    for cell in subject.recipe.notebook.code:
        count = len(list(pycode.paths_of_one_computer(pycode.tree(cell.source))))
        if count:
            yield Complaint(
                f"the code names {count} paths of one computer."
                if count > 1
                else "the code names a path of one computer.",
                "read from the folder in `data`, write to the folder in `results`; "
                "hub import NOTEBOOK does it for you.",
                subject.in_cell(cell),
            )


@check("N108", "not-python")
def not_python(subject: Subject) -> Iterator[Complaint]:
    """A cell is not valid Python, so the run would end there.

    Mistakes of typing, marks of a conflict, cells in R or SQL: what SQL chose is a condition here.
    """
    for cell in subject.recipe.notebook.code:
        other = pycode.OTHER_LANGUAGE.match(cell.source)
        if other:
            yield Complaint(
                f"the cell is written in another language: {other[1]}.",
                "write it in Python; what SQL chose is a condition on the table that was read.",
                subject.in_cell(cell),
            )
            continue
        try:
            ast.parse(pycode.python(pycode.BARE_INSTALL.sub("", cell.source)))
        except SyntaxError as fault:
            where = f" (line {fault.lineno} of the cell)" if fault.lineno else ""
            said = fault.msg if len(fault.msg) < 120 else fault.msg.partition(":")[0]
            if pycode.CONFLICT.search(cell.source):
                said, where = "it holds the marks of a conflict that git could not settle", ""
            yield Complaint(
                f"Python cannot read it: {said}{where}.",
                "mend that line; a cell in another language becomes text or goes.",
                subject.in_cell(cell),
            )
        except (ValueError, RecursionError, MemoryError):
            yield Complaint(
                "Python cannot read it.", "write it in simpler parts.", subject.in_cell(cell)
            )


@check("N109", "package-not-offered")
def package_not_offered(subject: Subject) -> Iterator[Complaint]:
    """The code imports a package that the hub does not offer.

    Every recipe runs in one locked environment, so that it still runs next year. A recipe may
    declare further packages that the hub has on a list, under `packages` in recipe.yml. Ask for
    another in an issue that says what it does and which recipe needs it: hub explain M122. An
    import inside try … except ImportError is left alone: the code goes on without it.
    """
    card = subject.recipe.card.value
    names = card.packages if card else ()
    declared = {module for name in names for module in subject.packages.get(name, ())}
    helpers = {f.path.removesuffix(".py") for f in subject.recipe.files if f.suffix == ".py"}
    for cell in subject.recipe.notebook.code:
        found = {one.name for one in pycode.imports(pycode.tree(cell.source)) if not one.guarded}
        for name in sorted(found - helpers - declared):
            if not offered(name):
                yield Complaint(
                    f'needs the package "{name}", which the hub does not offer.',
                    how_to_have(name, subject.packages),
                    subject.in_cell(cell),
                )


@cache
def offered(name: str) -> bool:
    """Whether recipes can import a package of that name."""
    if name in sys.stdlib_module_names:
        return True
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False


@check("N113", "silent-in-pandas", Level.ADVICE)
def silent_in_pandas(subject: Subject) -> Iterator[Complaint]:
    """Code that older pandas ran and the pandas of the hub passes over without a word.

    `df["x"].replace(…, inplace=True)` changes a copy and so nothing. `to_datetime(…, format=…,
    errors="coerce")` turns every date that has not exactly that format into a missing one.
    """
    for cell in subject.recipe.notebook.code:
        for node in pycode.nodes(pycode.tree(cell.source)):
            if isinstance(node, ast.Call) and (said := _silent(node)):
                yield Complaint(*said, subject.in_cell(cell))


def _silent(node: ast.Call) -> tuple[str, str] | None:
    options = {one.arg: one.value for one in node.keywords if one.arg}
    name, on = pycode.called(node), getattr(node.func, "value", None)
    inplace = options.get("inplace")
    if name in CHAINED and isinstance(on, ast.Subscript) and _is(inplace, True):
        return (
            f".{name}(…, inplace=True) on a column changes a copy (line {node.lineno}).",
            f"assign what it gives: df[column] = df[column].{name}(…).",
        )
    if name == "to_datetime" and "format" in options and _is(options.get("errors"), "coerce"):
        return (
            f"dates of another format become missing without a word (line {node.lineno}).",
            "count the missing before and after, and stop where there are more.",
        )
    return None


def _is(node: ast.expr | None, value: object) -> bool:
    return isinstance(node, ast.Constant) and node.value == value


@check("N114", "reads-the-internet", Level.WARNING)
def reads_the_internet(subject: Subject) -> Iterator[Complaint]:
    """The code reads from the internet, and recipes are run without it.

    What changes elsewhere cannot be checked here, and adopters often have no way out of their
    network. A small reference table goes to lookups/ with its source and licence; areas, provider
    and published tables are in the data contract.
    """
    for cell in subject.recipe.notebook.code:
        for call in sorted(set(pycode.network_reads(pycode.tree(cell.source)))):
            yield Complaint(
                f"{call} reads from the internet, which a run does not have.",
                "use a table of the contract (hub explain table), or put a small one in lookups/.",
                subject.in_cell(cell),
            )


@check("N115", "installs-packages", Level.WARNING)
def installs_packages(subject: Subject) -> Iterator[Complaint]:
    """A cell installs packages. Here that does nothing: there is no internet in a run.

    Every recipe runs in the hub's one locked environment.
    """
    for cell in subject.recipe.notebook.code:
        if INSTALLS.search(cell.source):
            yield Complaint(
                "the cell installs packages, which a run cannot do.",
                "take the line out; ask for a package that is missing: hub explain N109 says how.",
                subject.in_cell(cell),
            )


CODE: tuple[StaticCheck, ...] = (
    absolute_path,
    not_python,
    package_not_offered,
    silent_in_pandas,
    reads_the_internet,
    installs_packages,
)
