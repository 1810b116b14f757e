"""What comes of running a recipe: the facts, the results, the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from hub.disclosure.exposure import Exposure
from hub.ending import Ending, Reply
from hub.model.contributed import Recipe
from hub.model.finding import Finding, Seen


class Verdict(StrEnum):
    """What came of a run, in the hub's own judgement."""

    PASSED = "passed"
    FAILED = "failed"
    TIMED_OUT = "timed-out"
    NOT_STARTED = "not-started"  # the hub's fault
    NOT_RUN = "not-run"  # with the reason


@dataclass(frozen=True, slots=True)
class Execution:
    """The facts of one run, before any judgement; `folder` holds what it left behind."""

    recipe: str
    profile: str
    ended: Ending
    detail: str
    folder: Path
    fingerprint: str = ""  # this and what follows is empty where no run was made
    replies: tuple[Reply, ...] = ()
    started: str = ""
    seconds: Mapping[str, float] = field(default_factory=dict)
    peak_mib: int = 0
    engine: str = ""
    isolation: str = ""
    environment: str = ""
    data: str = ""
    reused: bool = False
    differs: tuple[str, ...] | None = None  # results of a second run; None: there was none
    notes: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()  # optional inputs that the profile lacks: table or table.field


@dataclass(frozen=True, slots=True)
class Number:
    """A number result, with its interval and base where the recipe gives them."""

    value: float | None  # None: kept back, because it rests on too few
    lower: float | None = None
    upper: float | None = None
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table result as text cells; every row is as long as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure result: where its file is, and what it shows in words."""

    format: str  # svg | png | vl.json
    alt: str
    texts: tuple[str, ...] = ()  # what is written in it, where that can be read
    data: Table | None = None  # the values it was drawn from, where it holds them


@dataclass(frozen=True, slots=True)
class ResultFile:
    """A result that was given and is well formed."""

    name: str
    file: str  # inside the run's results folder
    sha256: str
    content: Number | Table | Figure


@dataclass(frozen=True, slots=True)
class Recovery:
    """One expectation held against what the run gave."""

    result: str
    expected: float | None  # None: no such truth was planted
    got: float | None
    met: bool
    truth: str | None = None  # the planted truth it was held against
    meaning: str = ""
    how: str = ""  # in words: "within its interval", "within 0.5"


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A result that was declared and not given, or not well formed."""

    result: str
    missing: bool
    problem: str
    do: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the verdict on a run rests on; the checks of families X and R read it."""

    recipe: Recipe
    execution: Execution
    results: Mapping[str, ResultFile] = field(default_factory=dict)
    spoiled: tuple[Spoiled, ...] = ()
    undeclared: tuple[str, ...] = ()
    recovered: tuple[Recovery, ...] = ()
    unasked: tuple[str, ...] = ()  # results that rest on an optional input which is not there
    differing: tuple[str, ...] = ()  # from the profile that it must equal, in words
    people: tuple[Seen, ...] = ()  # what could belong to a person in what would be published
    exposures: tuple[Exposure, ...] = ()  # what a reader could work out of the results
    at_home: bool = False  # whether it is of the profile that the recipe's page speaks from


@dataclass(frozen=True, slots=True)
class Record:
    """What is kept of a run: the facts, the results, and the hub's verdict."""

    execution: Execution
    version: str
    commit: str | None
    verdict: Verdict
    reason: str
    cell: int | None = None
    results: Mapping[str, ResultFile] = field(default_factory=dict)
    recovered: tuple[Recovery, ...] = ()
    findings: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def profile(self) -> str:
        """The profile of the synthetic data it ran on."""
        return self.execution.profile

    @property
    def applies(self) -> bool:
        """Whether the profile holds what the recipe needs, so that the verdict tells of it."""
        return self.execution.ended is not Ending.NOT_APPLICABLE

    @property
    def fine(self) -> bool:
        """Whether nothing in it is to be mended."""
        return self.verdict is Verdict.PASSED or not self.applies
