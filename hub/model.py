"""The nouns of the hub as frozen values: nothing here reads or writes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Any, Generic, TypeVar

from hub.contribution import Advisories, Advisory, Expected, LocalityCard, RecipeCard
from hub.disclosure.exposure import Exposure
from hub.privacy import mask
from hub.privacy.sighting import Sighting

T = TypeVar("T")
DRAFT = re.compile(r"^status:[ \t]*[\"']?draft[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)


class Level(StrEnum):
    """How much a finding matters."""

    ERROR = "error"  # blocks
    WARNING = "warning"  # must be answered
    ADVICE = "advice"


class Fault(StrEnum):
    """Whose it is to mend."""

    RECIPE = "recipe"
    HUB = "hub"


class Verdict(StrEnum):
    """What came of a run, in the hub's own judgement."""

    PASSED = "passed"
    FAILED = "failed"
    TIMED_OUT = "timed-out"
    NOT_STARTED = "not-started"  # the hub's fault
    NOT_RUN = "not-run"  # with the reason


class Ending(StrEnum):
    """How the processes of a run came to their end, before any judgement."""

    FINISHED = "finished"  # every cell was sent, and the kernel was alive at the end
    STOPPED = "stopped"  # a cell replied with an error, and nothing was sent after it
    LEFT = "left"  # a cell asked the kernel to leave
    DIED = "died"  # the kernel went away by itself
    CELL_TIMEOUT = "cell-timeout"
    RUN_TIMEOUT = "run-timeout"
    OUT_OF_MEMORY = "out-of-memory"
    TOO_MANY_PROCESSES = "too-many-processes"
    TOO_MUCH_WRITTEN = "too-much-written"
    TOO_MUCH_OUTPUT = "too-much-output"
    NOT_STARTED = "not-started"  # the hub could not start it
    NOT_RUN = "not-run"  # there was nothing to start: the reason is in the detail
    NOT_APPLICABLE = "not-applicable"  # the profile lacks what the recipe needs


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is: a file, and the line or the cell in it (both counted from 1)."""

    file: str
    line: int | None = None
    cell: int | None = None
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What could belong to a person in a file; with the commit where that is not the newest."""

    file: str
    sighting: Sighting
    commit: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One complaint by one check."""

    code: str
    name: str
    level: Level
    recipe: str | None
    place: Place
    problem: str
    do: str
    fault: Fault = Fault.RECIPE

    def __post_init__(self) -> None:
        """Quote nothing that could belong to a person, whatever a check has put into its words."""
        place = self.place
        shown = replace(
            place,
            file=mask(place.file),
            heading=mask(place.heading) if place.heading else place.heading,
        )
        object.__setattr__(self, "place", shown)
        if not self.code.startswith("P"):  # those of family P name whom to tell, and quote nothing
            object.__setattr__(self, "problem", mask(self.problem))
            object.__setattr__(self, "do", mask(self.do))


# What a contributor gives --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class File:
    """One file of a contribution: its path inside the folder, and its bytes."""

    path: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The hash of the content, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def suffix(self) -> str:
        """The ending of the name in lower case, with its dot."""
        return PurePosixPath(self.path).suffix.lower()


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry of a folder that was not read, and why."""

    path: str
    why: str
    do: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A plain file of a folder that no step reads, and that is looked through all the same.

    `left_behind` ones are what editors and systems leave there, such as saved checkpoints.
    """

    path: str
    lies_at: Path
    left_behind: bool = False


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong in a YAML file, before a check has given it a code."""

    kind: str
    line: int | None
    problem: str
    do: str


@dataclass(frozen=True, slots=True)
class Document(Generic[T]):
    """A YAML file read into its model: the value, or what is wrong with it.

    `lines` maps a path such as ("inputs", "birth", "fields", 0) to its line, counted from 1.
    """

    file: str
    value: T | None = None
    mistakes: tuple[Mistake, ...] = ()
    lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict)

    def line(self, *path: str | int) -> int | None:
        """The line of a path, or of its nearest parent that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a contributed notebook; everything but this is left behind."""

    number: int  # from 1, as people count
    kind: str  # code | markdown | raw
    source: str
    tags: tuple[str, ...] = ()
    heading: str | None = None  # the nearest heading above it
    has_outputs: bool = False
    has_attachments: bool = False


@dataclass(frozen=True, slots=True)
class Notebook:
    """A contributed notebook as its cells, or the reason why it could not be read."""

    cells: tuple[Cell, ...] = ()
    language: str = "python"
    problem: str | None = None
    do: str = ""

    @property
    def code(self) -> tuple[Cell, ...]:
        """The code cells that hold code."""
        return tuple(cell for cell in self.cells if cell.kind == "code" and cell.source.strip())


@dataclass(frozen=True, slots=True)
class Locality:
    """An area and its team; the card is missing where locality.yml could not be read."""

    slug: str
    card: Document[LocalityCard]
    data: bytes = b""  # locality.yml as it lies there
    notices: Document[Advisories] | None = None  # advisories.yml, where there is one

    @property
    def name(self) -> str:
        """What people call it."""
        return self.card.value.name if self.card.value else self.slug

    @property
    def advisories(self) -> tuple[Advisory, ...]:
        """The advisories on its recipes, newest first."""
        known = self.notices.value.advisories if self.notices and self.notices.value else []
        return tuple(sorted(known, key=lambda one: (one.date, one.recipe), reverse=True))

    @property
    def data_of(self) -> str:
        """The locality of the synthetic data that its recipes run on."""
        return (self.card.value.stands_in if self.card.value else None) or self.slug


@dataclass(frozen=True, slots=True)
class Source:
    """A locality's own repository that recipes are taken from, and how fresh the copy is.

    `commit` is the one that was read: the agreed one, or the last good one; `problem` says why.
    """

    address: str
    path: str
    owner: str
    wanted: str
    commit: str | None
    fetched: str | None  # when that commit was first fetched, UTC
    problem: str = ""
    do: str = ""

    @property
    def stale(self) -> bool:
        """Whether an older copy stands in for the agreed commit."""
        return self.commit is not None and self.commit != self.wanted


@dataclass(frozen=True, slots=True)
class Recipe:
    """One reusable analysis as it was contributed, read but not judged."""

    locality: Locality
    slug: str
    folder: str  # as people see it: recipes/sandhythe/two-year-old-take-up
    files: tuple[File, ...]
    card: Document[RecipeCard]
    expected: Document[Expected]
    notebook: Notebook
    refused: tuple[Refused, ...] = ()
    commit: str | None = None
    source: Source | None = None  # None: it lies in the hub's own repository
    unread: tuple[Unread, ...] = ()

    @property
    def id(self) -> str:
        """`locality/slug`, never reused for another meaning."""
        return f"{self.locality.slug}/{self.slug}"

    @property
    def title(self) -> str:
        """Its title, or its id where the card could not be read."""
        return self.card.value.title if self.card.value else self.id

    @property
    def is_draft(self) -> bool:
        """Whether it says so itself, even where the rest of its card cannot be read."""
        if self.card.value:
            return self.card.value.status == "draft"
        return bool(DRAFT.search(self.text("recipe.yml")))

    def file(self, path: str) -> File | None:
        """The file of that path inside the folder."""
        return next((file for file in self.files if file.path == path), None)

    def text(self, path: str) -> str:
        """A file as text, empty where there is none."""
        found = self.file(path)
        return found.data.decode("utf-8-sig", errors="replace") if found else ""


@dataclass(frozen=True, slots=True)
class Published:
    """One version of a recipe as it was published: its bundle, and what the next is held against.

    `files` maps each file of the recipe's folder to its hash.
    """

    recipe: str
    version: str
    bundle: bytes
    files: Mapping[str, str]
    card: RecipeCard | None = None
    locality: LocalityCard | None = None

    @property
    def sha256(self) -> str:
        """The hash of the bundle, in hexadecimal."""
        return hashlib.sha256(self.bundle).hexdigest()


# What comes of running it --------------------------------------------------------------------


REPLACED = "a cell replaced what runs cells, so nobody can tell what came after it."
"""The warning of a reply after which the run proves nothing."""


@dataclass(frozen=True, slots=True)
class Reply:
    """How the kernel answered one code cell; `status` is None when it never did."""

    cell: int
    status: str | None
    error: str | None = None  # the name and words of the error
    line: str | None = None  # the line of the recipe that raised it
    warnings: tuple[str, ...] = ()  # what went wrong in it without an error
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Execution:
    """The facts of one run, before any judgement; `folder` holds what it left behind."""

    recipe: str
    profile: str
    fingerprint: str
    ended: Ending
    detail: str
    replies: tuple[Reply, ...]
    started: str
    seconds: Mapping[str, float]
    peak_mib: int
    engine: str
    isolation: str
    environment: str
    data: str
    folder: Path
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


# What the site shows -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """One recipe with its runs, results and findings: all that its page shows."""

    recipe: Recipe
    verdict: Verdict
    reason: str
    records: tuple[Record, ...]  # one a profile, the default profile first
    findings: tuple[Finding, ...]
    tier: str | None = None  # how far it has come; None where it does not run
    step: str = ""  # what is missing for the next tier

    @property
    def shown(self) -> Record | None:
        """The record whose results the page shows: that of the default profile."""
        return self.records[0] if self.records else None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the site shows."""

    entries: tuple[Entry, ...]
    localities: tuple[Locality, ...]
    findings: tuple[Finding, ...]  # that belong to no recipe
    commit: str | None
    profiles: tuple[str, ...]
    data: Mapping[str, Any] = field(
        default_factory=dict
    )  # facts of the synthetic data, as its manifest
