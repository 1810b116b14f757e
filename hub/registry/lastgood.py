"""The last good results of a recipe that fails now, from the site that was published before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

MOST_NUMBERS = 30
Words = Annotated[str, Field(max_length=600)]


class _Kept(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class GoodNumber(_Kept):
    """A number that the recipe gave when it worked."""

    title: Words
    value: float
    lower: float | None = None
    upper: float | None = None
    n: int | None = None
    unit: Words | None = None


class LastGood(_Kept):
    """What a recipe gave when it last worked: kept for reading, and marked as such."""

    version: Words | None
    last_run: Words = Field(description="ISO 8601")
    answer: Words | None = None
    numbers: Annotated[tuple[GoodNumber, ...], Field(max_length=MOST_NUMBERS)] = ()


def of_summary(summary: Mapping[str, Any]) -> LastGood | None:
    """What an entry of catalogue.json gave, or had kept itself; None where there is nothing."""
    try:
        if summary.get("verdict") != "passed":
            kept = summary.get("last_good")
            return LastGood.model_validate(kept) if kept else None
        return LastGood.model_validate({**summary, "numbers": _numbers(summary)})
    except (ValidationError, TypeError, AttributeError):
        return None  # of an older form: there is nothing to keep


def _numbers(summary: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    results = summary.get("results", {}).values()
    given = [one for one in results if one.get("kind") == "number"]
    return [one for one in given if one.get("value") is not None][:MOST_NUMBERS]
