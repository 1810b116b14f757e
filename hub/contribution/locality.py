"""locality.yml and advisories.yml: who contributes, from where, and what was wrong."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from pydantic import (
    AfterValidator,
    Field,
    StringConstraints,
    model_validator,
)

from hub.address import checked_address
from hub.contribution.parts import (
    Card,
    Handle,
    Line,
    Nation,
    RecipeId,
    Slug,
    Text,
    Version,
)


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


class Adoption(Card):
    """A recipe of another locality that the team runs on its own data; an id alone will do."""

    recipe: RecipeId
    since: dt.date | None = None
    version: Version | None = Field(None, description="the version that is in use")
    used_for: Line | None = Field(None, description="which decision or report it serves")
    came_of_it: Text | None = Field(
        None, description="what was done otherwise because of it; nothing about a single person"
    )

    @model_validator(mode="before")
    @classmethod
    def _an_id_will_do(cls, value: Any) -> Any:
        return {"recipe": value} if isinstance(value, str) else value


class LocalityCard(Card):
    """locality.yml: an area and its team that contributes or adopts."""

    name: Line
    kind: Line
    nation: Nation
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
        list[Adoption],
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

    @property
    def as_data(self) -> dict[str, Any]:
        """What other programs read of it."""
        return {"id": self.id, **self.model_dump(mode="json")}

    def concerns(self, version: str) -> bool:
        """Whether a version is one of those."""
        return version in SpecifierSet(self.versions)


class Advisories(Card):
    """advisories.yml beside locality.yml: every advisory on the locality's recipes."""

    advisories: list[Advisory]
