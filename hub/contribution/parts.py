"""What the parts of a contribution are made of: words, names and lists in their forms."""

from __future__ import annotations

import keyword
from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from hub.vocabulary import (
    CODE_LICENCES,
    DISCLOSURE_PROFILES,
    METHODS,
    NATIONS,
    SKILLS,
    TEXT_LICENCES,
    TOPICS,
    Term,
)

RESERVED_PARAMETERS = ("data", "results")


class Card(BaseModel):
    """What all parts of a contribution share: no unknown keys, no change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def _a_name(value: str) -> str:
    if keyword.iskeyword(value):
        raise ValueError(f'"{value}" is a word of Python; choose another')
    return value


def _not_a_number(value: Any) -> Any:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        raise ValueError(f'{value} is read as a number; write three parts, such as "1.0.0"')
    return value


def _one_of(*allowed: str) -> AfterValidator:
    def among(value: str) -> str:
        if value not in allowed:
            expected = ", ".join(f"'{word}'" for word in allowed)
            raise PydanticCustomError("not_in_list", "not in the list", {"expected": expected})
        return value

    return AfterValidator(among)


def _enum(allowed: tuple[str, ...]) -> Any:
    return Field(json_schema_extra={"enum": list(allowed)})


def _terms(terms: Sequence[Term]) -> tuple[str, ...]:
    return tuple(term.slug for term in terms)


Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\n\r]*$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
RecipeId = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*/[a-z][a-z0-9-]*$", max_length=121)
]
Name = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,40}$"),
    AfterValidator(_a_name),
]
Distribution = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
OptionalInput = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,40}(\.[a-z][a-z0-9_]{0,40})?$")
]
Version = Annotated[
    str,
    BeforeValidator(_not_a_number),
    StringConstraints(pattern=r"^(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})$"),
]
Handle = Annotated[str, StringConstraints(pattern=r"^@[A-Za-z0-9][A-Za-z0-9-]{0,38}(/[\w.-]+)?$")]
Topic = Annotated[str, _one_of(*_terms(TOPICS)), _enum(_terms(TOPICS))]
Method = Annotated[str, _one_of(*_terms(METHODS)), _enum(_terms(METHODS))]
Nation = Annotated[str, _one_of(*_terms(NATIONS)), _enum(_terms(NATIONS))]
Skill = Annotated[str, _one_of(*_terms(SKILLS)), _enum(_terms(SKILLS))]
CodeLicence = Annotated[str, _one_of(*CODE_LICENCES), _enum(CODE_LICENCES)]
TextLicence = Annotated[str, _one_of(*TEXT_LICENCES), _enum(TEXT_LICENCES)]
DisclosureProfile = Annotated[str, _one_of(*DISCLOSURE_PROFILES), _enum(DISCLOSURE_PROFILES)]
