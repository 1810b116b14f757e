"""recipe.yml: who, what question, which tables, which results, what it is not for."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    Field,
    StringConstraints,
    model_validator,
)

from hub.contribution.parts import (
    Card,
    CodeLicence,
    DisclosureProfile,
    Distribution,
    Line,
    Method,
    Name,
    Nation,
    OptionalInput,
    RecipeId,
    Slug,
    Text,
    TextLicence,
    Topic,
    Version,
)


class Author(Card):
    """Who made the recipe: a team, or a person who wishes to be named."""

    name: Line
    orcid: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$")] | None = (
        None
    )


class Licence(Card):
    """How others may use the code and the text."""

    code: CodeLicence
    text: TextLicence


class Input(Card):
    """A table of the contract that the recipe reads, and the fields it needs of it."""

    required: bool = True
    fields: Annotated[list[Name], Field(min_length=1)]
    optional: list[Name] = Field([], description="those of its fields that it can do without")
    why: Line | None = None

    @model_validator(mode="after")
    def _optional_ones_are_named(self) -> Input:
        for name in self.optional:
            if name not in self.fields:
                raise ValueError(f'"{name}" is optional and not among the fields')
        if not set(self.fields) - set(self.optional):
            raise ValueError("all fields are optional: write required: false instead")
        return self


class Parameter(Card):
    """A value that a reader may change before running."""

    type: Literal["string", "integer", "number", "boolean", "date"]
    default: str | int | float | bool | dt.date
    title: Line
    choices: list[str | int | float] | None = None
    minimum: float | None = None
    maximum: float | None = None
    of_place: Literal["authority", "nation"] | None = Field(
        None,
        description="what it says of the place that the data are of: the code of its local "
        "authority, or its nation; the hub fills it in where it runs the recipe elsewhere",
    )

    @model_validator(mode="after")
    def _default_is_of_its_type(self) -> Parameter:
        allowed: dict[str, tuple[type, ...]] = {
            "string": (str,),
            "integer": (int,),
            "number": (int, float),
            "boolean": (bool,),
            "date": (dt.date,),
        }
        right = isinstance(self.default, allowed[self.type])
        if isinstance(self.default, bool) and self.type != "boolean":
            right = False
        if not right:
            raise ValueError(f'the default is not of the type "{self.type}"')
        if isinstance(self.default, float) and not math.isfinite(self.default):
            raise ValueError("the default is not a number that can be written down")
        if isinstance(self.default, (int, float)):
            low, high = self.minimum, self.maximum
            if (low is not None and self.default < low) or (
                high is not None and self.default > high
            ):
                raise ValueError("the default lies beyond the minimum or the maximum")
        if self.of_place and self.type != "string":
            raise ValueError('what is of_place is of the type "string"')
        if self.choices is not None and self.default not in self.choices:
            raise ValueError("the default is not among the choices")
        return self

    def allows(self, value: object) -> bool:
        """Whether it may have a value: of its type, among its choices, within its bounds."""
        try:
            Parameter.model_validate({**self.model_dump(), "default": value})
        except ValueError:
            return False
        return True


class _Result(Card):
    """What all results share."""

    title: Line
    description: Text | None = None
    class_: Annotated[
        Literal["private", "local", "publishable"],
        Field(
            alias="class",
            description="private never leaves the machine; local is for the "
            "locality's own use; publishable may stand on the site",
        ),
    ] = "publishable"
    needs: list[OptionalInput] = Field(
        [],
        description="optional tables, or fields as table.field, without which it is not given",
    )


class NumberResult(_Result):
    """One number, with an interval where it has one."""

    kind: Literal["number"]
    unit: Line | None = None
    decimals: Annotated[int, Field(ge=0, le=6)] = 1
    indicator: Slug | None = None
    group: Line | None = Field(
        None, description="the group of people it is about, where it is not about all"
    )
    naive: bool = Field(
        False, description="what an easy sum would say: wrong, and shown only for comparison"
    )


class TableResult(_Result):
    """A table of results, one fact a row; disclosure rules act on its counts."""

    kind: Literal["table"]
    counts: list[Name] = Field([], description="columns that count people")
    shares: dict[str, tuple[Name, Name]] = Field(
        {},
        description="columns in per cent, each with the columns of its part and its whole; "
        "the disclosure checks find most of them by themselves",
    )
    totals: dict[str, Line] = Field(
        {},
        description="columns whose rows add up, each with the label of the row that is their "
        'total, where it is not one such as "All" or where others look like one',
    )


class FigureResult(_Result):
    """A figure; `alt` says in words what it shows."""

    kind: Literal["figure"]
    alt: Annotated[str, StringConstraints(min_length=1, max_length=600)] | None = None
    shows: Name | None = Field(None, description="the table result that holds its numbers")


Result = Annotated[NumberResult | TableResult | FigureResult, Field(discriminator="kind")]


class Lookup(Card):
    """A small reference table that comes with the recipe."""

    file: Annotated[str, StringConstraints(pattern=r"^lookups/[a-z0-9_-]+\.csv$")]
    source: Line
    licence: Line


class Dpia(Card):
    """Whether a data protection impact assessment was made where the recipe comes from."""

    done: Literal["yes", "no", "not-applicable"]
    date: dt.date | None = None

    @model_validator(mode="before")
    @classmethod
    def _yes_is_a_word(cls, value: Any) -> Any:
        if isinstance(value, dict) and isinstance(value.get("done"), bool):
            return {**value, "done": "yes" if value["done"] else "no"}
        return value


class Linkage(Card):
    """How records of several services are joined before the recipe runs."""

    keys: list[Line]
    method: Line
    known_bias: Text | None = None


class DataProtection(Card):
    """The responsible-use card: shown on the page and given to whoever adopts the recipe."""

    purpose: Text
    benefit: Text
    possible_harm: Text
    identifiability: Literal["identifiable", "pseudonymised", "anonymised"]
    special_category: list[Line] = []
    legal_basis: Line | None = Field(
        None, description="as the contributing locality stated it; not legal advice"
    )
    dpia: Dpia
    linkage: Linkage | None = None
    minimisation: Text
    geography_smallest: Literal["postcode", "LSOA", "MSOA", "ward", "LA", "none"]
    disclosure_profile: DisclosureProfile
    outputs_individual_level: bool
    under_represented: Text
    groups_reported: list[Line] = []
    family_voice: Text | None = Field(
        None, description="how children and families were involved, or that they were not"
    )
    prohibited_uses: Annotated[list[Line], Field(min_length=1)]
    reviewed_by: Annotated[Line, Field(description="who last read this card through")]
    review_date: Annotated[dt.date, Field(description="the day on which they read it")]


class RecipeLimits(Card):
    """How much a run of this recipe may use, where that is less than the hub allows to all."""

    cell_seconds: Annotated[int, Field(ge=1)] | None = None
    run_seconds: Annotated[int, Field(ge=1)] | None = None
    memory_mib: Annotated[int, Field(ge=256)] | None = None
    processes: Annotated[int, Field(ge=4)] | None = None
    threads: Annotated[int, Field(ge=32)] | None = None
    written_bytes: Annotated[int, Field(ge=1_000_000)] | None = None
    files: Annotated[int, Field(ge=10)] | None = None
    output_bytes: Annotated[int, Field(ge=1000)] | None = None
    outputs: Annotated[int, Field(ge=10)] | None = None
    page_bytes: Annotated[int, Field(ge=1000)] | None = None
    page_outputs: Annotated[int, Field(ge=10)] | None = None


class RecipeCard(Card):
    """recipe.yml: who, what question, which tables, which results, what it must not be used for."""

    title: Annotated[str, StringConstraints(min_length=3, max_length=100)]
    question: Annotated[str, StringConstraints(max_length=200, pattern=r"\?$")]
    summary: Annotated[str, StringConstraints(min_length=10, max_length=150)]
    answer: Annotated[str, StringConstraints(max_length=400)] | None = Field(
        None, description="one plain sentence; {name}, {name.lower} and {name.upper} become numbers"
    )
    version: Version
    status: Literal["draft", "active", "archived"]
    superseded_by: RecipeId | None = None
    authors: Annotated[list[Author], Field(min_length=1)]
    contact: Line | None = None
    licence: Licence
    topics: Annotated[list[Topic], Field(min_length=1)]
    methods: Annotated[list[Method], Field(min_length=1)]
    audience: Annotated[list[Literal["operational", "strategic", "public"]], Field(min_length=1)]
    nations: Annotated[list[Nation], Field(min_length=1)]
    inputs: Annotated[dict[Name, Input], Field(min_length=1)]
    parameters: dict[Name, Parameter] = {}
    results: Annotated[dict[Name, Result], Field(min_length=1)]
    lookups: list[Lookup] = []
    packages: list[Distribution] = Field(
        [], description="packages of the hub's list beyond those that every recipe has"
    )
    limits: RecipeLimits | None = Field(
        None, description="lower than the hub's own; what asks for more is not heeded"
    )
    data_protection: DataProtection
    limitations: Annotated[list[Text], Field(min_length=1)]
    references: list[Text] = []
    similar: list[RecipeId] = []

    @model_validator(mode="after")
    def _superseded_only_when_archived(self) -> RecipeCard:
        if self.superseded_by and self.status != "archived":
            raise ValueError("superseded_by goes with status: archived")
        return self

    def set_otherwise(self, values: Mapping[str, object]) -> RecipeCard:
        """The card with other values of its parameters."""
        parameters = {
            name: one.model_copy(update={"default": values[name]}) if name in values else one
            for name, one in self.parameters.items()
        }
        return self.model_copy(update={"parameters": parameters})

    @property
    def publishable(self) -> dict[str, Any]:
        """The results that may leave the machine."""
        return {name: r for name, r in self.results.items() if r.class_ == "publishable"}
