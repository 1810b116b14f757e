"""What becomes of a notebook on its way to a recipe: its new cells, and all that was found."""

from __future__ import annotations

from dataclasses import dataclass, field

from hub.intake.matching import Match


@dataclass(frozen=True, slots=True)
class Parameter:
    """A plain value that moved into the parameters cell."""

    name: str
    kind: str
    value: object


@dataclass(frozen=True, slots=True)
class Input:
    """A file that the notebook read, and the table of the contract that takes its place."""

    file: str
    cell: int
    match: Match | None
    remote: bool
    published: bool = False  # totals that somebody published, not records
    query: bool = False
    others: tuple[str, ...] = ()  # the further tables of its query
    no_others: bool = False  # the read itself says which columns it takes


@dataclass
class Rewritten:
    """The new cells, and all that was found on the way."""

    cells: list[dict[str, object]] = field(default_factory=list)
    heading: str | None = None
    parameters: list[Parameter] = field(default_factory=list)
    inputs: list[Input] = field(default_factory=list)
    results: dict[str, str] = field(default_factory=dict)  # name -> table | figure
    packages: set[str] = field(default_factory=set)
    missing: dict[str, int] = field(default_factory=dict)  # package -> cell
    helpers: list[str] = field(default_factory=list)
    lacking: set[str] = field(default_factory=set)  # helper files that are not there
    network: list[tuple[int, str]] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    spark: list[int] = field(default_factory=list)  # the cells that still need it
