"""indicators: what is measured, defined once, so that results of two places can be compared.

One YAML file an indicator in `defined/`, and the domains of people's lives that they speak of in
`domains.yml`. A hub with data of its own brings them in its folder `indicators/`, or has none. A
result names the indicator that it computes; only results of the same indicator and version are
comparable.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from hub.collect import yamlfile
from hub.configured import SettingsError
from hub.contribution.parts import Card, Line, Name, Slug, Text
from hub.data import GIVEN, OURS

Nation = Literal["england", "wales", "scotland", "northern-ireland"]
C = TypeVar("C", bound=Card)
OWN = Path.cwd() / "indicators"
FOLDER = OWN if OWN.is_dir() or GIVEN.package != OURS else Path(__file__).parent


class Domain(Card):
    """A part of people's lives, and who named it."""

    id: Slug
    title: Line
    meaning: Text
    defined_by: Line


class Domains(Card):
    """domains.yml: every domain, also those that no indicator speaks of yet."""

    domains: list[Domain]


class Near(Card):
    """Another measure that looks alike, and why it is not the same."""

    name: Line
    differs: Text


class Indicator(Card):
    """One measure: who is counted, among whom, at what age, and how far it may be compared."""

    id: Slug
    version: Annotated[int, Field(ge=1)]
    title: Line
    definition: Text
    numerator: Text
    denominator: Text
    age_window: Line
    exclusions: list[Text]
    direction: Literal["higher is better", "lower is better", "neither"]
    unit: Line
    sources: Annotated[dict[Name, list[Name]], Field(min_length=1)]
    near_equivalents: list[Near] = Field([])
    comparability: Text
    nations: list[Nation] = Field([])  # that it is defined for; none named: wherever it is measured
    elsewhere: dict[str, Text] = Field({})  # what is measured in other nations instead
    domain: Slug
    defined_by: Line


class IndicatorsWrong(SettingsError):
    """A definition cannot be read; the text says which and why."""


@cache
def indicators() -> dict[str, Indicator]:
    """Every indicator by its id, in the order of their ids."""
    found = [_read(path, Indicator) for path in sorted((FOLDER / "defined").glob("*.yml"))]
    return {one.id: one for one in found}


@cache
def domains() -> tuple[Domain, ...]:
    """Every domain, in the order of domains.yml."""
    path = FOLDER / "domains.yml"
    return tuple(_read(path, Domains).domains) if path.is_file() else ()


def _read(path: Path, model: type[C]) -> C:
    document = yamlfile.read(path.name, path.read_bytes(), model)
    if document.value is None or document.mistakes:
        said = document.mistakes[0].problem if document.mistakes else "it cannot be read."
        raise IndicatorsWrong(f"indicators: {path.name}: {said}")
    return document.value
