"""What a published hub says of its recipes, held against the form that it must have.

It is looked at once, where it comes in. Only what the commands use is looked at; a later hub
may say more.
"""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, ValidationError

from hub.contribution.parts import RecipeId, Version


class _Said(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Notice(_Said):
    id: str
    recipe: str
    date: str
    versions: str
    problem: str
    do: str


class _Profile(_Said):
    verdict: str


class _Table(_Said):
    required: bool = False
    fields: tuple[str, ...] = ()


class _Entry(_Said):
    id: RecipeId
    title: str | None = None
    question: str | None = None
    answer: str | None = None
    reason: str | None = None
    version: str | None = None
    status: str | None = None
    superseded_by: str | None = None
    verdict: str
    last_run: str | None = None
    profiles: Mapping[str, _Profile] = {}
    inputs: Mapping[str, _Table] = {}
    advisories: tuple[_Notice, ...] = ()
    page: str = ""
    entry: str | None = None
    versions: str | None = None


class Catalogue(_Said):
    """catalogue.json."""

    recipes: tuple[_Entry, ...]


class _Published(_Said):
    version: Version
    bundle: str
    sha256: str
    advisories: tuple[str, ...] = ()


class Versions(_Said):
    """versions.json of a recipe; of one that is not in the catalogue it says the notices, too."""

    versions: tuple[_Published, ...]
    advisories: tuple[_Notice, ...] = ()
    superseded_by: str | None = None


def wrong_in(said: object, form: type[BaseModel]) -> str | None:
    """Where something is not of a form, as recipes.0.id; None where all of it is."""
    try:
        form.model_validate(said)
    except ValidationError as fault:
        return ".".join(str(part) for part in fault.errors()[0]["loc"])
    return None
