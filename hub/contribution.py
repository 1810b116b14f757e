"""What a contributor writes: recipe.yml, locality.yml and expected.yml as typed models.

The models are the definition. Messages, JSON Schemas for editors and the pages all come from them.
"""

from __future__ import annotations

import datetime as dt
import keyword
import math
from typing import Annotated, Any, Literal

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from hub.address import checked_address
from hub.vocabulary import (
    CODE_LICENCES,
    DISCLOSURE_PROFILES,
    METHODS,
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


def _terms(terms: tuple[Term, ...]) -> tuple[str, ...]:
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
CodeLicence = Annotated[str, _one_of(*CODE_LICENCES), _enum(CODE_LICENCES)]
TextLicence = Annotated[str, _one_of(*TEXT_LICENCES), _enum(TEXT_LICENCES)]
DisclosureProfile = Annotated[str, _one_of(*DISCLOSURE_PROFILES), _enum(DISCLOSURE_PROFILES)]


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
        if self.choices is not None and self.default not in self.choices:
            raise ValueError("the default is not among the choices")
        return self


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
        None, description="the group of children it is about, where it is not about all"
    )
    naive: bool = Field(
        False, description="what an easy sum would say: wrong, and shown only for comparison"
    )


class TableResult(_Result):
    """A table of results, one fact a row; disclosure rules act on its counts."""

    kind: Literal["table"]
    counts: list[Name] = Field([], description="columns that count children or other people")
    shares: dict[str, tuple[Name, Name]] = Field(
        {},
        description="columns in per cent, each with the columns of its part and its whole; "
        "the disclosure checks find most of them by themselves",
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
    prohibited_uses: Annotated[list[Line], Field(min_length=1)]
    reviewed_by: Annotated[Line, Field(description="who last read this card through")]
    review_date: Annotated[dt.date, Field(description="the day on which they read it")]


class RecipeLimits(Card):
    """How much a run of this recipe may use, where that is less than the hub allows to all."""

    cell_seconds: Annotated[int, Field(ge=1)] | None = None
    run_seconds: Annotated[int, Field(ge=1)] | None = None
    memory_mib: Annotated[int, Field(ge=256)] | None = None
    processes: Annotated[int, Field(ge=4)] | None = None
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
    nations: Annotated[
        list[Literal["england", "wales", "scotland", "northern-ireland"]], Field(min_length=1)
    ]
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

    @property
    def publishable(self) -> dict[str, Any]:
        """The results that may leave the machine."""
        return {name: r for name, r in self.results.items() if r.class_ == "publishable"}


class Repository(Card):
    """A git repository of the locality's own that recipes are taken from, at an agreed commit."""

    address: Annotated[str, AfterValidator(checked_address)]
    commit: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}$")] = Field(
        description="all 40 characters of the commit; `hub update` proposes newer ones"
    )
    branch: (
        Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$")] | None
    ) = Field(None, description="where `hub update` looks; the default branch if left out")
    path: Annotated[
        str,
        StringConstraints(
            pattern=r"^(\.|[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*)$"
        ),
    ] = Field(".", description="the folder inside that holds the recipes")
    owner: Line = Field(description="the team that answers for what is there")


class LocalityCard(Card):
    """locality.yml: an area and its team that contributes or adopts."""

    name: Line
    kind: Line
    nation: Literal["england", "wales", "scotland", "northern-ireland"]
    summary: Annotated[str, StringConstraints(min_length=10, max_length=400)]
    team: Line
    contact: Line
    stands_in: Slug | None = Field(
        None,
        description="the locality of the synthetic data that its recipes run on, if not itself",
    )
    repositories: list[Repository] = []
    owners: Annotated[
        list[Handle],
        Field(description="accounts on the code host that answer for its recipes"),
    ] = []
    shares: list[Line] = []
    looking_for: list[Line] = []
    adopts: Annotated[
        list[RecipeId],
        Field(description="recipes of others that the team runs on its own data"),
    ] = []


def _a_range(value: str) -> str:
    try:
        SpecifierSet(value)
    except InvalidSpecifier:
        raise ValueError(
            f'"{value[:60]}" is no range of versions; write for example ">=1.2.0,<1.5.0"'
        ) from None
    return value


class Advisory(Card):
    """A notice that versions of a recipe were wrong: what about, and what to do about it."""

    recipe: RecipeId
    date: dt.date
    versions: Annotated[str, AfterValidator(_a_range)] = Field(
        description='which versions it concerns, such as ">=1.2.0,<1.5.0"'
    )
    problem: Text
    do: Text
    fixed_in: Version | None = None

    @property
    def id(self) -> str:
        """Its name, which never changes: the recipe and the day."""
        return f"{self.recipe}/{self.date.isoformat()}"

    def concerns(self, version: str) -> bool:
        """Whether a version is one of those."""
        return version in SpecifierSet(self.versions)


class Advisories(Card):
    """advisories.yml beside locality.yml: every advisory on the locality's recipes."""

    advisories: list[Advisory]


class Expectation(Card):
    """What one result must be: a value within a tolerance, a planted truth, or a number of rows."""

    value: float | None = None
    truth: Name | None = None
    tolerance: Annotated[float, Field(ge=0)] | None = None
    within: Literal["interval"] | None = None
    rows: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Expectation:
        targets = [t for t in (self.value, self.truth, self.rows) if t is not None]
        if len(targets) != 1:
            raise ValueError("give exactly one of value, truth and rows")
        if self.rows is None and (self.tolerance is None) == (self.within is None):
            raise ValueError('say how near: "tolerance: number", or "within: interval"')
        return self


class Expected(Card):
    """expected.yml: what the results must be, by profile of the synthetic data."""

    clean: dict[Name, Expectation]
    messy: dict[Name, Expectation] = {}
    tiny: dict[Name, Expectation] = {}
    minimum: dict[Name, Expectation] = {}
    other_system: dict[Name, Expectation] = Field({}, alias="other-system")

    def of(self, profile: str) -> dict[str, Expectation]:
        """What is expected on one profile."""
        return dict(getattr(self, profile.replace("-", "_"), {}))

    def profiles(self) -> tuple[str, ...]:
        """Every profile that something may be expected on, as expected.yml writes it."""
        return tuple(field.alias or name for name, field in type(self).model_fields.items())


SCHEMAS: dict[str, type[Card]] = {
    "recipe": RecipeCard,
    "locality": LocalityCard,
    "advisories": Advisories,
    "expected": Expected,
}


def json_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of each file that a contributor writes, by the file's stem."""
    return {stem: model.model_json_schema(by_alias=True) for stem, model in SCHEMAS.items()}
