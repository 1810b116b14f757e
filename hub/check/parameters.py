"""Family N: the parameters of a notebook, which the hub and every reader may set."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from hub import pycode
from hub.check.rules import Complaint, StaticCheck, Subject, check
from hub.contribution import RESERVED_PARAMETERS
from hub.model import Cell, Level
from hub.nearest import listed, nearest


def _parameters_cell(subject: Subject) -> tuple[Cell, ast.Module] | None:
    """The tagged cell and its tree, where it can be read."""
    cell = next((c for c in subject.recipe.notebook.code if "parameters" in c.tags), None)
    tree = pycode.tree(cell.source) if cell else None
    return (cell, tree) if cell and tree else None


@check("N110", "parameters-differ", Level.WARNING)
def parameters_differ(subject: Subject) -> Iterator[Complaint]:
    """The parameters cell and recipe.yml do not name the same parameters.

    What only the cell names cannot be changed from outside; what only recipe.yml names changes
    nothing.
    """
    card, found = subject.recipe.card.value, _parameters_cell(subject)
    if card is None or found is None:
        return
    cell, tree = found
    in_cell = {name for node in tree.body for name in pycode.assigned(node)}
    for name in sorted(in_cell - set(card.parameters) - set(RESERVED_PARAMETERS)):
        near = nearest(name, card.parameters)
        meant = f' Or did you mean "{near}"?' if near else ""
        yield Complaint(
            f'the cell sets "{name}", and recipe.yml does not declare it.',
            f"declare it under parameters in recipe.yml, or move it to another cell.{meant}",
            subject.in_cell(cell),
        )
    for name in sorted(set(card.parameters) - in_cell):
        yield Complaint(
            f'recipe.yml declares "{name}", and the parameters cell does not set it.',
            f"add {name} = … with its default to the cell.",
            subject.in_cell(cell),
        )


@check("N111", "default-differs", Level.WARNING)
def default_differs(subject: Subject) -> Iterator[Complaint]:
    """A parameter has one default in the notebook and another in recipe.yml.

    The hub runs with that of recipe.yml; whoever opens the notebook gets the other, and wonders.
    """
    card, found = subject.recipe.card.value, _parameters_cell(subject)
    if card is None or found is None:
        return
    cell, tree = found
    for node in tree.body:
        for name in pycode.assigned(node):
            try:
                value = pycode.constant(getattr(node, "value", None))
            except ValueError:
                continue
            declared = None if name in RESERVED_PARAMETERS else card.parameters.get(name)
            if declared and str(value) != str(declared.default):
                yield Complaint(
                    f'"{name}" is {_short(value)} in the cell and {_short(declared.default)} '
                    "in recipe.yml.",
                    f"write {name} = {_short(_as_python(declared.default))} in the cell, "
                    "or change the default.",
                    subject.in_cell(cell),
                )


def _as_python(value: object) -> object:
    return value if isinstance(value, (str, int, float, bool)) else str(value)


def _short(value: object) -> str:
    text = repr(value) if isinstance(value, (str, int, float, bool)) else str(value)
    return f"{text[:40]}…" if len(text) > 41 else text


@check("N112", "computed-parameter", Level.WARNING)
def computed_parameter(subject: Subject) -> Iterator[Complaint]:
    """The parameters cell does more than set plain values.

    The values that a reader or the hub gives go in after this cell, so whatever it computes from
    them has been computed from the old ones. Imports and computations go into the next cell.
    """
    found = _parameters_cell(subject)
    for node in found[1].body if found else ():
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if pycode.assigned(node) and _is_plain(getattr(node, "value", None)):
            continue
        yield Complaint(
            f"line {node.lineno} of the parameters cell is no plain value.",
            "move it to the cell below; values given from outside arrive only after this cell.",
            subject.in_cell(found[0]) if found else None,
        )


def _is_plain(value: ast.expr | None) -> bool:
    try:
        pycode.constant(value)
    except ValueError:
        return False
    return True


@check("N116", "parameter-set-again", Level.WARNING)
def parameter_set_again(subject: Subject) -> Iterator[Complaint]:
    """A later cell sets a parameter anew, so a value that is given from outside has no effect.

    The hub and everybody who takes the recipe to other data give their values right after the
    parameters cell: `data`, `results` and those that recipe.yml declares. A cell that makes
    something of a parameter, such as `day = pd.to_datetime(day)`, is left alone.
    """
    card, found = subject.recipe.card.value, _parameters_cell(subject)
    if found is None:
        return
    given = {*(card.parameters if card else ()), *RESERVED_PARAMETERS}
    for cell in subject.recipe.notebook.code:
        tree = pycode.tree(cell.source) if cell.number > found[0].number else None
        for name in sorted(given & set(_set_anew(tree.body if tree else ()))):
            yield Complaint(
                f'the cell sets the parameter "{name}" anew, so a value from outside has no '
                "effect.",
                f"take the line out, or give what it sets another name than {name}.",
                subject.in_cell(cell),
            )


@check("N117", "parameters-too-late", Level.WARNING)
def parameters_too_late(subject: Subject) -> Iterator[Complaint]:
    """A cell above the parameters cell uses what that sets.

    The values that the hub or a reader gives go in right after the parameters cell, so a cell above
    it never sees them: it fails, or goes on with a value of its own.
    """
    found = _parameters_cell(subject)
    if found is None:
        return
    setting, tree = found
    given = {name for node in tree.body for name in pycode.assigned(node)}
    for cell in subject.recipe.notebook.code:
        used = sorted(given & pycode.names(pycode.tree(cell.source)))
        if used and cell.number < setting.number:
            yield Complaint(
                f"the cell uses {listed(used)}, which only cell {setting.number} sets.",
                f"move cell {setting.number}, the one tagged parameters, above it.",
                subject.in_cell(cell),
            )


def _set_anew(body: Sequence[ast.stmt]) -> Iterator[str]:
    """The names that statements set whatever came before, and not of what they held."""
    for node in body:
        if isinstance(node, (ast.For, ast.With)):
            yield from _set_anew(node.body)
        if isinstance(node, ast.For):
            yield from pycode.names(node.target, ast.Store)
        asked = pycode.names(getattr(node, "value", None))
        for target in pycode.targets(node):
            yield from pycode.names(target, ast.Store) - asked


PARAMETERS: tuple[StaticCheck, ...] = (
    parameters_differ,
    default_differs,
    computed_parameter,
    parameter_set_again,
    parameters_too_late,
)
