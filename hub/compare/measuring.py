"""What a run says of a place, or why it says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hub.compare import funnel, same
from hub.compare.elsewhere import told_of
from hub.contribution import NumberResult, RecipeCard
from hub.data import LOCALITIES, store
from hub.indicators import Indicator
from hub.model import Ending, Entry, Funnel, Measured, Number, Record, Standing, Verdict
from hub.vocabulary import NATIONS, title_of


@dataclass(frozen=True, slots=True)
class Asked:
    """One indicator as one recipe computes it: the card, and the name of its result."""

    indicator: Indicator
    entry: Entry
    card: RecipeCard
    result: str

    @property
    def recipe(self) -> str:
        """The recipe's id."""
        return self.entry.recipe.id


def asked(indicator: Indicator, entry: Entry) -> Asked | None:
    """How a recipe computes an indicator; None where it does not, or is no longer kept up."""
    card = entry.recipe.card.value
    if card is None or card.status != "active":
        return None
    for name, one in card.publishable.items():
        if isinstance(one, NumberResult) and one.indicator == indicator.id:
            return Asked(indicator, entry, card, name)
    return None


def why_not(one: Asked, place: str, made: Record | None) -> str:
    """Why there is no number of a place that may be shown; empty where there is one."""
    otherwise = _otherwise(one, place)
    if otherwise:
        return otherwise
    if made is None:
        return "It has not been measured there."
    if made.execution.ended is Ending.NOT_APPLICABLE:
        return f"Its data are not enough: {made.reason}"
    if made.verdict is not Verdict.PASSED:
        return f"The recipe does not work on its data: {made.reason}"
    return ""


def _otherwise(one: Asked, place: str) -> str:
    """Why something else is measured in the nation of a place; empty where the same is."""
    name, nation = name_of(place), told_of(place, "nation")
    otherwise = same.of_nation(one.indicator, nation, name)
    if otherwise or not nation or nation in one.card.nations:
        return otherwise
    return f"The recipe is not made for {title_of(NATIONS, nation)}, where {name} lies."


def measured(one: Asked, place: str, made: Record, data: Mapping[str, Path]) -> Measured:
    """What a run that passed says of a place."""
    given = made.results[one.result].content
    declared = one.card.results[one.result]
    unit = declared.unit if isinstance(declared, NumberResult) else None
    return Measured(
        place=place,
        name=name_of(place),
        indicator=one.indicator.id,
        indicator_version=one.indicator.version,
        recipe=one.recipe,
        recipe_version=made.version,
        settings=tuple(
            (name, str(value.default))
            for name, value in one.card.parameters.items()
            if value.of_place is None
        ),
        disclosure=one.card.data_protection.disclosure_profile,
        unit=unit or "",
        number=given if isinstance(given, Number) else Number(None),
        planted=_planted(one, place, made.profile, data),
    )


def standing(one: Measured, limits: Funnel | None) -> Standing:
    """Where a place lies among the limits."""
    if limits is None or one.number.value is None or not one.number.n:
        return Standing(one)
    share, size = one.number.value / 100, one.number.n
    chance = [funnel.of_chance(limits.target, size, tail) for tail in funnel.TAILS]
    spread = [funnel.of_spread(limits, size, tail) for tail in funnel.TAILS]
    return Standing(one, funnel.beyond(share, chance), funnel.beyond(share, spread))


def fits(one: Asked, place: str) -> bool:
    """Whether indicator and recipe are made for the nation that a place lies in."""
    return not _otherwise(one, place)


def name_of(place: str) -> str:
    """What people call a place."""
    return LOCALITIES[place].name


def _planted(one: Asked, place: str, profile: str, data: Mapping[str, Path]) -> float | None:
    """The truth that the recipe must recover at home, as it was planted at that place."""
    expected = one.entry.recipe.expected.value
    wanted = expected.of(profile).get(one.result) if expected else None
    if wanted is None or wanted.truth is None:
        return None
    truth = store().truth_values(data[profile].parent, profile, place).get(wanted.truth)
    return truth.value if truth else None
