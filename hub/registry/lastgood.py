"""The last good results of a recipe that fails now, from the site that was published before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

MOST_NUMBERS = 30
MOST_FILES = 20
Words = Annotated[str, Field(max_length=600)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=100)]


class _Kept(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class GoodNumber(_Kept):
    """A number that the recipe gave when it worked."""

    name: Name | None = None  # sites of before gave none
    title: Words
    value: float
    lower: float | None = None
    upper: float | None = None
    n: int | None = None
    unit: Words | None = None


class GoodFile(_Kept):
    """A table or figure that the recipe gave when it worked."""

    name: Name
    kind: Literal["table", "figure"]
    title: Words
    alt: Annotated[str, Field(max_length=5000)] | None = None
    file: Words = Field(description="from the root of the site")


class LastGood(_Kept):
    """What a recipe gave when it last worked: kept for reading, and marked as such."""

    version: Words | None
    last_run: Words = Field(description="ISO 8601")
    answer: Words | None = None
    numbers: Annotated[tuple[GoodNumber, ...], Field(max_length=MOST_NUMBERS)] = ()
    files: Annotated[tuple[GoodFile, ...], Field(max_length=MOST_FILES)] = ()

    def without(self, names: frozenset[str]) -> LastGood:
        """The same without some results, and without the sentence that may speak of them."""
        return self.model_copy(
            update={
                "answer": None if names else self.answer,
                "numbers": tuple(one for one in self.numbers if one.name not in names),
                "files": tuple(one for one in self.files if one.name not in names),
            }
        )


def of_summary(summary: Mapping[str, Any]) -> LastGood | None:
    """What an entry of catalogue.json gave, or had kept itself; None where there is nothing."""
    try:
        if summary.get("verdict") != "passed":
            kept = summary.get("last_good")
            return LastGood.model_validate(kept) if kept else None
        return LastGood.model_validate({**summary, **_results(summary)})
    except (ValidationError, TypeError, AttributeError):
        return None  # of an older form: there is nothing to keep


def _results(summary: Mapping[str, Any]) -> dict[str, list[Mapping[str, Any]]]:
    given = list(_named(summary.get("results", {})))
    numbers = [one for one in given if one.get("kind") == "number" and one.get("value") is not None]
    files = [one for one in given if one.get("kind") != "number" and one.get("file")]
    return {"numbers": numbers[:MOST_NUMBERS], "files": files[:MOST_FILES]}


def _named(results: Mapping[str, Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    return ({**one, "name": name} for name, one in results.items())
