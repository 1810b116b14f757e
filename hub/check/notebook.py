"""Family N: the notebook, read but not run."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from collections.abc import Iterator
from functools import cache

from IPython.core.inputtransformer2 import TransformerManager

from hub.check.rules import Complaint, StaticCheck, Subject, check
from hub.model import Cell, Level, Place
from hub.nearest import listed, suggestion

FILE = "recipe.ipynb"
KEPT_TAGS = {"parameters"}
ABSOLUTE = re.compile(
    r"""["'](?:/(?:home|Users|root|mnt|media|content|workspaces?|tmp|var|opt)/|[A-Za-z]:[\\/]|\\\\\w)"""
)


def _in(subject: Subject, cell: Cell) -> Place:
    return Place(f"{subject.recipe.folder}/{FILE}", cell=cell.number, heading=cell.heading)


def _python(source: str) -> str:
    """The Python that IPython makes of a cell, its magics turned into calls."""
    return str(TransformerManager().transform_cell(source))  # type: ignore[no-untyped-call]


def _tree(source: str) -> ast.Module | None:
    try:
        return ast.parse(_python(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


@check("N101", "unreadable-notebook")
def unreadable_notebook(subject: Subject) -> Iterator[Complaint]:
    """recipe.ipynb is not a notebook that can be read.

    It must be JSON in UTF-8, of notebook format 4, as Jupyter saves it.
    """
    notebook = subject.recipe.notebook
    if notebook.problem and subject.recipe.file(FILE) is not None:
        yield Complaint(notebook.problem, notebook.do, subject.at(FILE))


@check("N102", "nothing-to-run")
def nothing_to_run(subject: Subject) -> Iterator[Complaint]:
    """The notebook holds no code, so there is nothing that could work.

    A notebook without code runs to its end in every tool; here that does not count as working.
    """
    notebook = subject.recipe.notebook
    if not notebook.problem and not notebook.code:
        yield Complaint(
            "the notebook has no code cells.",
            "add the analysis, or keep the page elsewhere until there is one.",
            subject.at(FILE),
        )


@check("N103", "no-parameters-cell")
def no_parameters_cell(subject: Subject) -> Iterator[Complaint]:
    """One cell must be tagged `parameters`, so that the hub can say where the data are.

    The hub's values go in right after it. It holds `data`, `results` and what recipe.yml declares,
    each as a plain value.
    """
    notebook = subject.recipe.notebook
    tagged = [cell for cell in notebook.code if "parameters" in cell.tags]
    if notebook.code and not tagged:
        yield Complaint(
            "no cell is tagged parameters.",
            'tag the cell that holds data = "data" and results = "results" '
            "(in Jupyter: property inspector > add tag).",
            subject.at(FILE),
        )
    for cell in tagged[1:]:
        yield Complaint(
            f"a second cell is tagged parameters; the first is cell {tagged[0].number}.",
            "keep one.",
            _in(subject, cell),
        )


@check("N104", "other-language")
def other_language(subject: Subject) -> Iterator[Complaint]:
    """The notebook is written in another language than Python, and only Python is run here."""
    language = subject.recipe.notebook.language
    if language not in ("python", "ipython", "python3"):
        yield Complaint(
            f"the notebook is written in {language[:30]}, and only Python is run here.",
            "choose a Python kernel, or propose the recipe as a draft in an issue.",
            subject.at(FILE),
        )


@check("N105", "saved-outputs", Level.WARNING)
def saved_outputs(subject: Subject) -> Iterator[Complaint]:
    """The notebook was saved with outputs or attachments. The hub drops them and shows its own.

    Saved outputs are the commonest way in which children's records reach a public place. If yours
    were made with real data, stop: do not push another commit, and tell your data protection lead,
    because a deleted file stays in git's history.
    """
    cells = [c.number for c in subject.recipe.notebook.cells if c.has_outputs or c.has_attachments]
    if cells:
        yield Complaint(
            f"saved outputs or attachments in {len(cells)} of its cells, first in cell {cells[0]}.",
            "in Jupyter choose Kernel > Restart and clear outputs of all cells, and save.",
            subject.at(FILE),
        )


@check("N106", "ignored-tag", Level.WARNING)
def ignored_tag(subject: Subject) -> Iterator[Complaint]:
    """A cell carries a tag that makes other tools skip it or forgive its errors.

    Here every code cell runs, in order, and an error is an error.
    """
    for cell in subject.recipe.notebook.code:
        other = set(cell.tags) & {"skip-execution", "raises-exception"}
        if other:
            yield Complaint(
                f"the tag {listed(other)} is not heeded: the cell runs, and its errors count.",
                "take the tag out, or the cell.",
                _in(subject, cell),
            )


@check("N107", "absolute-path", Level.WARNING)
def absolute_path(subject: Subject) -> Iterator[Complaint]:
    """The code names a path of one computer, which no other computer has.

    Read tables from the folder `data` and write to the folder `results`, such as
    pd.read_parquet(f"{data}/birth.parquet").
    """
    for cell in subject.recipe.notebook.code:
        if ABSOLUTE.search(cell.source):
            yield Complaint(
                "the code names a path of one computer.",
                "read from the folder in `data`, write to the folder in `results`.",
                _in(subject, cell),
            )


@check("N108", "not-python")
def not_python(subject: Subject) -> Iterator[Complaint]:
    """A cell is not valid Python, so the run would end there."""
    for cell in subject.recipe.notebook.code:
        try:
            ast.parse(_python(cell.source))
        except SyntaxError as fault:
            where = f" (line {fault.lineno} of the cell)" if fault.lineno else ""
            yield Complaint(
                f"Python cannot read it: {fault.msg}{where}.", "mend it.", _in(subject, cell)
            )
        except (ValueError, RecursionError, MemoryError):
            yield Complaint("Python cannot read it.", "simplify it.", _in(subject, cell))


@check("N109", "package-not-offered")
def package_not_offered(subject: Subject) -> Iterator[Complaint]:
    """The code imports a package that the hub does not offer.

    Every recipe runs in one locked environment, so that it still runs next year. Ask for another
    package in an issue that says what it does and which recipe needs it.
    """
    helpers = {f.path.removesuffix(".py") for f in subject.recipe.files if f.suffix == ".py"}
    for cell in subject.recipe.notebook.code:
        for name in sorted(_imports(cell.source) - helpers):
            if not _offered(name):
                yield Complaint(
                    f'needs the package "{name}", which the hub does not offer.',
                    "do without it, or ask for it in an issue.",
                    _in(subject, cell),
                )


def _imports(source: str) -> set[str]:
    tree = _tree(source)
    found: set[str] = set()
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


@cache
def _offered(name: str) -> bool:
    if name in sys.stdlib_module_names:
        return True
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False


@check("N110", "parameters-differ", Level.WARNING)
def parameters_differ(subject: Subject) -> Iterator[Complaint]:
    """The parameters cell and recipe.yml do not name the same parameters.

    What only the cell names cannot be changed from outside; what only recipe.yml names changes
    nothing.
    """
    card = subject.recipe.card.value
    cell = next((c for c in subject.recipe.notebook.code if "parameters" in c.tags), None)
    tree = _tree(cell.source) if cell else None
    if card is None or cell is None or tree is None:
        return
    in_cell = {
        target.id for node in tree.body for target in _targets(node) if isinstance(target, ast.Name)
    }
    for name in sorted(in_cell - set(card.parameters) - {"data", "results"}):
        yield Complaint(
            f'the cell sets "{name}", and recipe.yml does not declare it.',
            f"declare it under parameters, or move it to another cell: "
            f"{suggestion(name, card.parameters)}"
            if card.parameters
            else "declare it under parameters in recipe.yml, or move it to another cell.",
            _in(subject, cell),
        )
    for name in sorted(set(card.parameters) - in_cell):
        yield Complaint(
            f'recipe.yml declares "{name}", and the parameters cell does not set it.',
            f"add {name} = … with its default to the cell.",
            _in(subject, cell),
        )


def _targets(node: ast.stmt) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AnnAssign) else []


NOTEBOOK: tuple[StaticCheck, ...] = (
    unreadable_notebook,
    nothing_to_run,
    no_parameters_cell,
    other_language,
    saved_outputs,
    ignored_tag,
    absolute_path,
    not_python,
    package_not_offered,
    parameters_differ,
)
