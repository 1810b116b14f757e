"""Family M, indicators: what a result says it measures is defined, and in the same unit."""

from __future__ import annotations

from collections.abc import Iterator

from hub.check.rules import Complaint, StaticCheck, Subject, check
from hub.contribution import NumberResult
from hub.indicators import Indicator, indicators
from hub.model import Level
from hub.nearest import suggestion


def _named(subject: Subject) -> Iterator[tuple[str, NumberResult, str]]:
    card = subject.recipe.card.value
    for name, result in card.results.items() if card else ():
        if isinstance(result, NumberResult) and result.indicator:
            yield name, result, result.indicator


@check("M151", "unknown-indicator")
def unknown_indicator(subject: Subject) -> Iterator[Complaint]:
    """A result names an indicator that is not defined.

    Results of two places can stand side by side only where both measure the same. The page
    "Indicators" lists all definitions; propose a new one in an issue.
    """
    for name, _, indicator in _named(subject):
        if indicator not in indicators():
            yield Complaint(
                f'{name} names the indicator "{indicator}", which is not defined.',
                suggestion(indicator, indicators(), "indicator"),
                subject.at("recipe.yml", subject.recipe.card.line("results", name, "indicator")),
            )


@check("M152", "indicator-in-another-unit", Level.WARNING)
def indicator_in_another_unit(subject: Subject) -> Iterator[Complaint]:
    """A result is given in another unit than its indicator is defined in."""
    for name, result, named in _named(subject):
        defined: Indicator | None = indicators().get(named)
        if defined and result.unit != defined.unit:
            yield Complaint(
                f'{name} is given in "{result.unit or "no unit"}", and its indicator '
                f'"{named}" is defined in "{defined.unit}".',
                f'give it in "{defined.unit}", or name no indicator.',
                subject.at("recipe.yml", subject.recipe.card.line("results", name)),
            )


INDICATORS: tuple[StaticCheck, ...] = (unknown_indicator, indicator_in_another_unit)
