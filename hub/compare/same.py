"""Whether two places measured the same, so that their numbers may stand side by side."""

from __future__ import annotations

from collections.abc import Callable

from hub.indicators import Indicator
from hub.model import Measured
from hub.vocabulary import NATIONS, title_of

Rule = Callable[[Measured, Measured], str]


def difference(one: Measured, other: Measured) -> str:
    """What the second measured otherwise than the first, in a sentence; empty where nothing."""
    return next((why for rule in RULES if (why := rule(one, other))), "")


def of_nation(indicator: Indicator, nation: str, name: str) -> str:
    """Why an indicator is not measured in a nation; empty where it is."""
    if not nation or not indicator.nations or nation in indicator.nations:
        return ""
    where = title_of(NATIONS, nation)
    here = " and ".join(title_of(NATIONS, one) for one in indicator.nations)
    said = indicator.elsewhere.get(nation, "Nobody has said what is measured there instead.")
    return f"{name} lies in {where}, and the indicator is defined for {here} only. {said}"


def _definition(one: Measured, other: Measured) -> str:
    if (one.indicator, one.indicator_version) == (other.indicator, other.indicator_version):
        return ""
    return (
        f"It is measured by version {other.indicator_version} of the definition, and the others "
        f"by version {one.indicator_version}."
    )


def _recipe(one: Measured, other: Measured) -> str:
    if one.recipe == other.recipe:
        return ""
    return (
        f"It is measured by another recipe ({other.recipe}), which may count others among the "
        f"denominator than {one.recipe} does."
    )


def _version(one: Measured, other: Measured) -> str:
    if one.recipe_version == other.recipe_version:
        return ""
    return (
        f"It is measured by version {other.recipe_version} of the recipe, and the others by "
        f"version {one.recipe_version}."
    )


def _settings(one: Measured, other: Measured) -> str:
    theirs = dict(other.settings)
    for name, value in one.settings:
        if theirs.get(name) != value:
            said = theirs.get(name, "nothing")
            return f"It is measured with {name} at {said}, and the others with {value}."
    return ""


def _disclosure(one: Measured, other: Measured) -> str:
    if one.disclosure == other.disclosure:
        return ""
    return (
        f"Its small numbers are kept back by other rules ({other.disclosure}) than those of the "
        f"others ({one.disclosure}), so its denominator is not the same."
    )


def _unit(one: Measured, other: Measured) -> str:
    if one.unit == other.unit:
        return ""
    return f'It is given in "{other.unit}", and the others in "{one.unit}".'


def _base(_: Measured, other: Measured) -> str:
    if other.number.value is None:
        return "Its number is kept back, since it rests on too few children to be shown."
    if other.number.n is None:
        return (
            "It does not say of how many children it is a share, so nobody can say how sure it is."
        )
    return ""


RULES: tuple[Rule, ...] = (
    _definition,
    _recipe,
    _version,
    _settings,
    _disclosure,
    _unit,
    _base,
)
