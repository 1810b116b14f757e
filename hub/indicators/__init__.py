"""indicators: what is measured, defined once, so that results of two places can be compared.

One YAML file an indicator in `defined/`, and the domains of children's lives that they speak of in
`domains.yml`. A result names the indicator that it computes; only results of the same indicator and
version are comparable.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from hub.collect import yamlfile
from hub.contribution.parts import Card, Line, Name, Slug, Text

C = TypeVar("C", bound=Card)
FOLDER = Path(__file__).parent


class Domain(Card):
    """A part of children's and families' lives, and who named it."""

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
    domain: Slug
    defined_by: Line


class IndicatorsWrong(Exception):
    """A definition cannot be read: the hub's own fault, in words."""


@cache
def indicators() -> dict[str, Indicator]:
    """Every indicator by its id, in the order of their ids."""
    found = [_read(path, Indicator) for path in sorted((FOLDER / "defined").glob("*.yml"))]
    return {one.id: one for one in found}


@cache
def domains() -> tuple[Domain, ...]:
    """Every domain, in the order of domains.yml."""
    return tuple(_read(FOLDER / "domains.yml", Domains).domains)


def _read(path: Path, model: type[C]) -> C:
    document = yamlfile.read(path.name, path.read_bytes(), model)
    if document.value is None or document.mistakes:
        said = document.mistakes[0].problem if document.mistakes else "it cannot be read."
        raise IndicatorsWrong(f"hub/indicators: {path.name}: {said}")
    return document.value
