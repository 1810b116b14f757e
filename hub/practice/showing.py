"""Whether a changed recipe shows what its exercise says of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from hub.contribution import Exercise, Shows
from hub.model import Number, Record, Table

HIDDEN = "*"  # what make_safe writes in the place of a count
NOT_THE_LEAST = 1e-9  # the part of a number by which two that are the same may differ

Law = Callable[[float, float], bool]
OF_VALUES: Mapping[str, tuple[Law, str]] = {
    "lower": (lambda before, after: after < before, "is not lower than"),
    "higher": (lambda before, after: after > before, "is not higher than"),
    "the-same": (lambda a, b: math.isclose(a, b, rel_tol=NOT_THE_LEAST), "is not the same as"),
}
OF_WIDTHS: Mapping[str, tuple[Law, str]] = {
    "wider": (OF_VALUES["higher"][0], "has no wider interval than"),
    "narrower": (OF_VALUES["lower"][0], "has no narrower interval than"),
}
OF_TABLES: Mapping[str, tuple[Callable[[Table], int], Law, str]] = {
    "fewer-rows": (lambda table: len(table.rows), OF_VALUES["lower"][0], "has not fewer rows than"),
    "more-rows": (lambda table: len(table.rows), OF_VALUES["higher"][0], "has not more rows than"),
    "more-hidden": (lambda table: hidden(table), OF_VALUES["higher"][0], "has no more hidden than"),
    "fewer-hidden": (lambda table: hidden(table), OF_VALUES["lower"][0], "has no fewer hidden than"),
}


def hidden(table: Table) -> int:
    """How many cells of a table are hidden."""
    return sum(cell == HIDDEN for row in table.rows for cell in row)


def problem(exercise: Exercise, before: Record, after: Record) -> str:
    """The first thing that is not as the exercise says, in words; empty where all is."""
    found = (_problem(one, before, after) for one in exercise.shows)
    return next((words for words in found if words), "")


def _problem(shows: Shows, before: Record, after: Record) -> str:
    if shows.finding:
        codes = {finding.code for finding in after.findings}
        return "" if shows.finding in codes else f"the hub does not complain by {shows.finding}."
    name = str(shows.result)
    was, now = (one.results.get(name) for one in (before, after))
    if was is None:
        return f'the unchanged recipe does not give "{name}".'
    if shows.is_ == "kept-back":
        value = now.content if now else None
        shut = now is None or (isinstance(value, Number) and value.value is None)
        return "" if shut else f'"{name}" is given, and not kept back.'
    if now is None:
        return f'the changed recipe does not give "{name}".'
    return _compared(str(shows.is_), name, was.content, now.content)


def _compared(is_: str, name: str, was: object, now: object) -> str:
    if isinstance(was, Table) and isinstance(now, Table) and is_ in OF_TABLES:
        measure, law, words = OF_TABLES[is_]
        old, new = measure(was), measure(now)
        return "" if law(old, new) else f'"{name}" {words} before: {new:,} and {old:,}.'
    if isinstance(was, Number) and isinstance(now, Number):
        return _of_numbers(is_, name, was, now)
    return f'"{name}" cannot be {is_.replace("-", " ")}.'


def _of_numbers(is_: str, name: str, was: Number, now: Number) -> str:
    if is_ == "given":
        return "" if now.value is not None else f'"{name}" is kept back.'
    laws, pair = (
        (OF_VALUES, (was.value, now.value))
        if is_ in OF_VALUES
        else (OF_WIDTHS, (_width(was), _width(now)))
    )
    if is_ not in laws:
        return f'"{name}" is a number, and cannot have {is_.replace("-", " ")}.'
    old, new = pair
    if old is None or new is None:
        return f'"{name}" is kept back, or has no interval.'
    law, words = laws[is_]
    return "" if law(old, new) else f'"{name}" {words} before: {new:.6g} and {old:.6g}.'


def _width(number: Number) -> float | None:
    if number.lower is None or number.upper is None:
        return None
    return number.upper - number.lower
