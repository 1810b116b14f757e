"""How right a recipe is: each result held against what was planted, with a small drawing of it."""

from __future__ import annotations

from dataclasses import dataclass

from hub.answer import figure_of
from hub.contribution import NumberResult, RecipeCard
from hub.model import Number, Record, Recovery
from hub.render import words

WIDTH, EDGE = 120.0, 8.0  # of the drawing, and what stays free at both ends


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where the interval, the value and the planted answer stand, from left to right."""

    lower: float
    upper: float
    got: float
    planted: float


@dataclass(frozen=True, slots=True)
class Held:
    """One result held against a planted answer, or against what its contributors expect."""

    title: str
    group: str
    meaning: str
    planted: bool
    expected: str
    got: str
    interval: str
    met: bool
    how: str
    drawing: Drawing | None


def held(card: RecipeCard, record: Record) -> tuple[Held, ...]:
    """Everything of a run that was held against something; private results stay out."""
    return tuple(
        _held(found, card, record) for found in record.recovered if found.result in card.publishable
    )


def by_group(found: tuple[Held, ...]) -> tuple[Held, ...]:
    """Those that are about one group of children."""
    return tuple(one for one in found if one.group)


def _held(found: Recovery, card: RecipeCard, record: Record) -> Held:
    declared = card.results[found.result]
    given = record.results.get(found.result)
    number = given.content if given and isinstance(given.content, Number) else None
    as_number = declared if isinstance(declared, NumberResult) else None
    return Held(
        title=declared.title,
        group=(as_number.group if as_number else None) or "",
        meaning=found.meaning,
        planted=found.truth is not None,
        expected=_said(found.expected, as_number),
        got=_said(found.got, as_number),
        interval=words.interval(number, as_number) if number and as_number else "",
        met=found.met,
        how=found.how,
        drawing=_drawing(found, number),
    )


def _said(value: float | None, declared: NumberResult | None) -> str:
    if value is None or declared is None:
        return words.plain(value)
    return figure_of(value, declared).replace("-", "−")


def _drawing(found: Recovery, number: Number | None) -> Drawing | None:
    if number is None or number.value is None or found.expected is None:
        return None
    if number.lower is None or number.upper is None:
        return None
    low = min(number.lower, found.expected)
    span = max(number.upper, found.expected) - low
    if span <= 0:
        return None
    places = [
        round(EDGE + (value - low) / span * (WIDTH - 2 * EDGE), 1)
        for value in (number.lower, number.upper, number.value, found.expected)
    ]
    return Drawing(*places)
