"""The shapes of catalogue.json and entry.json as typed models; their JSON Schemas come from here.

A promise to whoever reads them: within one `schema` version fields are added and never taken away.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from hub.registry.lastgood import LastGood

VerdictWord = Literal["passed", "failed", "timed-out", "not-started", "not-run"]


class Result(BaseModel):
    """A publishable result: a number with its interval, or the file of a table or figure."""

    kind: Literal["number", "table", "figure"]
    title: str
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    n: int | None = None
    unit: str | None = None
    file: str | None = Field(None, description="from the root of the site")
    alt: str | None = Field(None, description="of a figure: what it shows, in words")


class Input(BaseModel):
    """A table of the data contract that the recipe reads."""

    required: bool
    fields: list[str]
    optional: list[str] = Field([], description="those of the fields that it can do without")


class Profile(BaseModel):
    """What came of running on one version of the synthetic data."""

    verdict: VerdictWord
    reason: str


class Source(BaseModel):
    """The repository that a recipe is taken from."""

    address: str
    path: str
    commit: str | None
    fetched: str | None = Field(description="ISO 8601")
    problem: str | None


class Notice(BaseModel):
    """An advisory: versions that turned out wrong, and what to do about it."""

    id: str
    recipe: str
    date: str
    versions: str
    problem: str
    do: str
    fixed_in: str | None


class ExerciseShown(BaseModel):
    """Something to try with the recipe; its task and answer stand on the page."""

    name: str
    title: str
    skill: str
    minutes: int
    holds: bool = Field(description="whether it showed what it says when the hub tried it")


class Summary(BaseModel):
    """One recipe of the catalogue."""

    id: str = Field(description="locality/slug, never reused for another meaning")
    title: str
    question: str | None
    summary: str | None
    answer: str | None = Field(description="from the run on synthetic data; about no real place")
    locality: str
    version: str | None
    next_step: str | None = Field(None, description="what would bring it to the next tier")
    status: Literal["draft", "active", "archived"] | None
    verdict: VerdictWord
    reason: str
    last_run: str | None = Field(description="ISO 8601")
    tier: str | None
    profiles: dict[str, Profile]
    topics: list[str]
    methods: list[str]
    audience: list[str]
    nations: list[str]
    results: dict[str, Result]
    inputs: dict[str, Input]
    last_good: LastGood | None = Field(
        None, description="what it gave when it last worked, where it does not now"
    )
    superseded_by: str | None = Field(None, description="of an archived one: what to use instead")
    source: Source | None = Field(None, description="its own repository; null for the hub's")
    advisories: list[Notice] = []
    exercises: list[ExerciseShown] = []
    page: str = Field(description="from the root of the site, as are all addresses")
    entry: str
    versions: str = Field(description="every published version, with its checksum")
    history: str = Field(description="every run that is kept, on every profile")


class Recovered(BaseModel):
    """One result held against what was planted, or against what its contributors expect."""

    result: str
    expected: float | None
    got: float | None
    met: bool
    truth: str | None
    how: str


class Run(BaseModel):
    """One run of the recipe on one profile."""

    profile: str
    verdict: VerdictWord
    reason: str
    version: str
    commit: str | None
    started: str
    seconds: dict[str, float]
    peak_mib: int
    engine: str
    isolation: str
    environment: str
    data: str
    fingerprint: str
    recovered: list[Recovered]


class FindingShown(BaseModel):
    """One complaint by one check."""

    code: str
    name: str
    level: Literal["error", "warning", "advice"]
    problem: str
    do: str


class CatalogueFile(BaseModel):
    """catalogue.json: every recipe, in the order of their ids."""

    version: Literal["1"] = Field(alias="schema")
    commit: str | None
    recipes: list[Summary]


class EntryFile(Summary):
    """entry.json: one recipe with its runs and findings."""

    version_of_shape: Literal["1"] = Field(alias="schema")
    commit: str | None
    authors: list[str]
    licence: dict[str, str] | None
    citation: str | None
    limitations: list[str]
    prohibited_uses: list[str]
    runs: list[Run]
    findings: list[FindingShown]


def json_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of each file that other programs read, by its stem."""
    return {
        "catalogue": CatalogueFile.model_json_schema(by_alias=True),
        "entry": EntryFile.model_json_schema(by_alias=True),
    }
