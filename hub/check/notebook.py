"""Family N: the notebook as a file, its cells and their tags, read but not run."""

from __future__ import annotations

from collections.abc import Iterator

from hub.check.rules import Complaint, StaticCheck, Subject, check
from hub.model import Level
from hub.nearest import listed

FILE = "recipe.ipynb"


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
            "add the analysis; until it is there, status: draft in recipe.yml says so.",
            subject.at(FILE),
        )


@check("N103", "no-parameters-cell", Level.WARNING)
def no_parameters_cell(subject: Subject) -> Iterator[Complaint]:
    """One cell should be tagged `parameters`, so that readers see what they may change.

    The hub's values go in right after it; without the tag they go in at the top, where the cells
    below may set them anew. It holds `data`, `results` and what recipe.yml declares, each as a
    plain value. `hub check --fix` adds the tag where it is clear which cell is meant.
    """
    notebook = subject.recipe.notebook
    tagged = [cell for cell in notebook.code if "parameters" in cell.tags]
    if notebook.code and not tagged:
        near = next(
            (c.number for c in notebook.cells if any(t.casefold() == "parameters" for t in c.tags)),
            None,
        )
        but = f" (cell {near} is: in capitals, or it holds no code)" if near else ""
        yield Complaint(
            f"no cell is tagged parameters{but}.",
            'tag the cell that holds data = "data" and results = "results" '
            "(in Jupyter: property inspector > add tag).",
            subject.at(FILE),
        )
    for cell in tagged[1:]:
        yield Complaint(
            f"a second cell is tagged parameters; the first is cell {tagged[0].number}.",
            "keep one.",
            subject.in_cell(cell),
        )


@check("N104", "other-language")
def other_language(subject: Subject) -> Iterator[Complaint]:
    """The notebook is written in another language than Python, and only Python is run here.

    A hub of one's own can run others: its maintainer installs a kernel, names it in hub.toml, such
    as `kernels = {r = "ir"}`, and runs with `--engine kernel`. Such a verdict rests on less: X114.
    """
    notebook = subject.recipe.notebook
    if not notebook.is_python and notebook.language not in subject.languages:
        yield Complaint(
            f"the notebook is written in {notebook.written_in}, and only Python is run here.",
            "choose a Python kernel; or set status: draft, and ask in an issue for someone to "
            "carry it over.",
            subject.at(FILE),
        )


@check("N105", "saved-outputs", Level.WARNING)
def saved_outputs(subject: Subject) -> Iterator[Complaint]:
    """The notebook was saved with outputs or attachments. The hub drops them and shows its own.

    Saved outputs are the commonest way in which people's records reach a public place. If yours
    were made with real data, stop: do not push another commit, and tell your data protection lead,
    because a deleted file stays in git's history.
    """
    cells = [c.number for c in subject.recipe.notebook.cells if c.has_outputs or c.has_attachments]
    if cells:
        yield Complaint(
            f"saved outputs or attachments in {len(cells)} of its cells, first in cell {cells[0]}.",
            "run hub check --fix, or in Jupyter choose Kernel > Restart and clear outputs of all "
            "cells, and save.",
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
                subject.in_cell(cell),
            )


NOTEBOOK: tuple[StaticCheck, ...] = (
    unreadable_notebook,
    nothing_to_run,
    no_parameters_cell,
    other_language,
    saved_outputs,
    ignored_tag,
)
