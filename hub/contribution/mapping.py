"""A mapping file: how one file of a system becomes one table of the data dictionary."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints

from hub.contribution.parts import Card, Name

SIGNS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}


def _several(value: Any) -> Any:
    """One text or a list of them, as a list of texts."""
    every = value if isinstance(value, list) else [value]
    if any(isinstance(one, bool) for one in every):
        raise ValueError("YAML takes such a word for true or false; put it in quotes")
    return [str(one) if isinstance(one, (int, float)) else one for one in every]


def _sign(value: Any) -> Any:
    return SIGNS.get(value, value) if isinstance(value, str) else value


As = Annotated[str, StringConstraints(strip_whitespace=False, max_length=200)]
Marks = Annotated[tuple[As, ...], BeforeValidator(_several)]
Delimiter = Annotated[
    str,
    StringConstraints(strip_whitespace=False, min_length=1, max_length=1),
    BeforeValidator(_sign),
]


class ColumnCard(Card):
    """Which column holds a field, and how its values are read; without a column it is not given."""

    column: As = ""
    date_format: As = "%Y-%m-%d"
    factor: Annotated[float, Field(gt=0)] = 1.0
    yes: Marks = ()
    no: Marks = ()
    codes: dict[str, Marks] = {}


class MappingCard(Card):
    """One file of a system, and the table that it becomes."""

    table: Name
    file: As = ""
    delimiter: Delimiter = ","
    encoding: As = "utf-8"
    yes: Marks = ("true", "True")
    no: Marks = ("false", "False")
    blank: Marks = ("",)
    fields: dict[Name, ColumnCard]
    vendor: As = ""
    label: As = Field("", description="what the mappings of synthetic files say of themselves")
