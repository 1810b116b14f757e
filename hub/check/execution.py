"""Family X: what happened when the recipe ran."""

from __future__ import annotations

from collections.abc import Iterator

from hub.check.hints import what_to_do
from hub.check.rules import Complaint, RunCheck, check
from hub.disclosure.quoted import Code, without_values
from hub.model import PASSED_OVER, REPLACED, Ending, Evidence, Fault, Level, Place, Reply


def place_of(evidence: Evidence, number: int | None) -> Place:
    """The place of a cell in the notebook, with the heading above it."""
    recipe = evidence.recipe
    cell = next((c for c in recipe.notebook.cells if c.number == number), None)
    return Place(
        f"{recipe.folder}/recipe.ipynb", cell=number, heading=cell.heading if cell else None
    )


def last_cell(evidence: Evidence) -> int | None:
    """The cell at which the run stood when it ended."""
    return evidence.execution.replies[-1].cell if evidence.execution.replies else None


def _ended(evidence: Evidence, *endings: Ending) -> bool:
    return evidence.execution.ended in endings


def _beyond_a_limit(evidence: Evidence, advice: str, *endings: Ending) -> Iterator[Complaint]:
    """That the run was ended at a limit, which its detail names, and the cell it stood at."""
    if _ended(evidence, *endings):
        where = place_of(evidence, last_cell(evidence))
        yield Complaint(f"{evidence.execution.detail}.", advice, where)


def _failed(evidence: Evidence) -> Reply | None:
    return next((r for r in evidence.execution.replies if r.status == "error"), None)


@check("X101", "cell-failed")
def cell_failed(evidence: Evidence) -> Iterator[Complaint]:
    """A cell raised an error, so the cells after it were not run.

    What the error quotes of the data is left out here and on the page, since on a locality's own
    data it could be of a person: names of the code and of the contract stay.
    """
    reply = _failed(evidence)
    if reply and _ended(evidence, Ending.STOPPED):
        line = f"   in   {reply.line}" if reply.line else ""
        said = without_values(reply.error or "", Code(_sources(evidence)))
        do = what_to_do(reply.error or "", evidence.recipe.card.value)
        yield Complaint(f"{said}{line}", do, place_of(evidence, reply.cell))


def _sources(evidence: Evidence) -> tuple[str, ...]:
    """The code of the notebook and of its helpers."""
    recipe = evidence.recipe
    helpers = (one.data.decode("utf-8", "replace") for one in recipe.files if one.suffix == ".py")
    return (*(cell.source for cell in recipe.notebook.code), *helpers)


@check("X102", "left-early")
def left_early(evidence: Evidence) -> Iterator[Complaint]:
    """A cell left the notebook, with sys.exit(), exit() or quit(), before the last cell had run.

    Other tools call such a run a success. Here every code cell must have run to its end.
    """
    if _ended(evidence, Ending.LEFT):
        yield Complaint(
            f"the cell left the notebook: {evidence.execution.detail}. "
            "The cells after it were not run.",
            "take the exit out; use if … else where a part is not needed.",
            place_of(evidence, last_cell(evidence)),
        )


@check("X103", "took-too-long")
def took_too_long(evidence: Evidence) -> Iterator[Complaint]:
    """A cell, or the whole run, went on longer than it may, and was ended.

    The limits are there so that one recipe cannot hold up all others.
    """
    advice = "make it faster: fewer rows, fewer repeats, work on whole columns."
    yield from _beyond_a_limit(evidence, advice, Ending.CELL_TIMEOUT, Ending.RUN_TIMEOUT)


@check("X104", "process-died")
def process_died(evidence: Evidence) -> Iterator[Complaint]:
    """Python itself went away while a cell ran: a crash inside a library, or the end of memory."""
    if _ended(evidence, Ending.DIED):
        yield Complaint(
            f"the Python process crashed: {evidence.execution.detail}.",
            "run the cell alone; crashes come from compiled libraries or from too little memory.",
            place_of(evidence, last_cell(evidence)),
        )


@check("X105", "out-of-memory")
def out_of_memory(evidence: Evidence) -> Iterator[Complaint]:
    """The recipe used more memory than a run may."""
    advice = "read only the fields it needs, and let go of tables when done."
    yield from _beyond_a_limit(evidence, advice, Ending.OUT_OF_MEMORY)


@check("X110", "too-much-output")
def too_much_output(evidence: Evidence) -> Iterator[Complaint]:
    """The notebook printed or drew so much that the run was ended.

    A page drops what it cannot hold, with a note; a flood far beyond that is a mistake in a loop.
    """
    advice = "look for a loop that prints; show heads of tables, and write whole ones as results."
    yield from _beyond_a_limit(evidence, advice, Ending.TOO_MUCH_OUTPUT)


@check("X111", "too-much-written")
def too_much_written(evidence: Evidence) -> Iterator[Complaint]:
    """The recipe wrote more, or more files, than a run may."""
    advice = "write results only, and take temporary files away when done with them."
    yield from _beyond_a_limit(evidence, advice, Ending.TOO_MUCH_WRITTEN)


@check("X112", "too-many-processes")
def too_many_processes(evidence: Evidence) -> Iterator[Complaint]:
    """The recipe had more processes, or more threads, at once than a run may."""
    advice = "work on whole columns instead, or give the pool of workers a number."
    yield from _beyond_a_limit(evidence, advice, Ending.TOO_MANY_PROCESSES)


@check("X106", "cells-not-run")
def cells_not_run(evidence: Evidence) -> Iterator[Complaint]:
    """The run came to its end, and yet some code cell was not done.

    It never answered, or an error in it was shown and passed over, as %%capture and %run do.
    """
    if not _ended(evidence, Ending.FINISHED):
        return
    done = {reply.cell for reply in evidence.execution.replies if reply.status == "ok"}
    for cell in evidence.recipe.notebook.code:
        if cell.number not in done:
            yield Complaint(
                "the cell was never run to its end.",
                "run the notebook from a fresh kernel and look at this cell.",
                place_of(evidence, cell.number),
            )
    for reply in evidence.execution.replies:
        for warning in reply.warnings:
            if warning.startswith(PASSED_OVER):
                do = "mend it, or catch it with try and except where it may happen."
                yield Complaint(warning, do, place_of(evidence, reply.cell))


@check("X107", "could-not-start", fault=Fault.HUB)
def could_not_start(evidence: Evidence) -> Iterator[Complaint]:
    """The hub could not start the run. This is the hub's fault and says nothing of the recipe."""
    if _ended(evidence, Ending.NOT_STARTED):
        yield Complaint(
            f"the hub could not start the run: {evidence.execution.detail}.",
            "run it again; if it stays so, tell the hub's maintainers.",
        )


@check("X113", "shell-replaced")
def shell_replaced(evidence: Evidence) -> Iterator[Complaint]:
    """A cell replaced the functions that run cells, so the run proves nothing.

    Whether the cells after it were executed cannot be told any more.
    """
    for reply in evidence.execution.replies:
        if REPLACED in reply.warnings:
            yield Complaint(
                REPLACED,
                "take out what changes get_ipython(), its run_cell or its hooks.",
                place_of(evidence, reply.cell),
            )
            return


@check("X114", "less-is-seen", Level.WARNING)
def less_is_seen(evidence: Evidence) -> Iterator[Complaint]:
    """The notebook is in another language than Python, so its verdict rests on less.

    Each cell was sent in order and answered, within the same isolation and limits, and the results
    are held against what is declared, expected and planted. That the cells did what the kernel says
    is its word alone: failed commands, errors in threads and a kernel that answers in the place of
    its cells are not seen. Its packages are not known either, so it is run anew each time, and
    outputs are not shown where a result stays with the locality.
    """
    notebook = evidence.recipe.notebook
    if not notebook.is_python and _ended(evidence, Ending.FINISHED):
        yield Complaint(
            f"it was run by a kernel of {notebook.written_in}, whose word that the cells worked "
            "is all that there is.",
            "read the results knowing that, or carry it over to Python.",
        )


@check("X108", "silent-trouble", Level.WARNING)
def silent_trouble(evidence: Evidence) -> Iterator[Complaint]:
    """Something went wrong in a cell that still counted as done.

    A shell command that failed, an error in a thread, a task or a worker that nobody looked at,
    sys.exit() where it ends nothing, an assignment that changes a copy: the notebook goes on, and
    its numbers may be wrong.
    """
    for reply in evidence.execution.replies:
        for warning in reply.warnings:
            if warning.startswith((REPLACED, PASSED_OVER)):
                continue  # errors of their own
            yield Complaint(
                warning, "mend it, or catch it where it happens.", place_of(evidence, reply.cell)
            )


@check("X109", "cut-output", Level.ADVICE)
def cut_output(evidence: Evidence) -> Iterator[Complaint]:
    """The notebook printed or drew more than a page can show, and the rest was dropped."""
    for note in evidence.execution.notes:
        yield Complaint(note, "show heads of tables, and write whole tables as results.")


EXECUTION: tuple[RunCheck, ...] = (
    cell_failed,
    left_early,
    took_too_long,
    process_died,
    out_of_memory,
    cells_not_run,
    could_not_start,
    shell_replaced,
    silent_trouble,
    less_is_seen,
    cut_output,
    too_much_output,
    too_much_written,
    too_many_processes,
)
