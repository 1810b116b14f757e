"""What a check is: a code, a docstring that is its documentation, and a short function."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from hub.data import CONTRACT, Contract
from hub.model import Cell, Evidence, Fault, Finding, Level, Place, Published, Recipe, Seen
from hub.privacy import mask
from hub.seen import plain

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Complaint:
    """What one check has to say once: the problem, what to do, and where."""

    problem: str
    do: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """A recipe and what a check may need to know around it."""

    recipe: Recipe
    ids: frozenset[str] = frozenset()  # of every recipe collected with it
    partial: bool = True  # whether other recipes may exist that were not collected
    contract: Contract = CONTRACT
    seen: tuple[Seen, ...] = ()  # what could belong to a person in its files
    contact: str = ""  # whom to tell of it
    published: Published | None = None  # the newest version of it that was published
    packages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What a recipe may ask for beyond the locked environment: its modules, by package."""
    languages: frozenset[str] = frozenset()  # other than Python, that the hub has kernels for

    def at(self, file: str = "", line: int | None = None) -> Place:
        """A place in a file of the recipe's folder."""
        return Place(f"{self.recipe.folder}/{file}" if file else self.recipe.folder, line)

    def in_cell(self, cell: Cell) -> Place:
        """The place of a cell of the notebook, with the heading above it."""
        return Place(f"{self.recipe.folder}/recipe.ipynb", cell=cell.number, heading=cell.heading)


@dataclass(frozen=True, slots=True)
class Check(Generic[S]):
    """One rule with a code. Its documentation is the docstring of the function that finds."""

    code: str
    name: str
    level: Level
    fault: Fault
    find: Callable[[S], Iterator[Complaint]]

    @property
    def doc(self) -> str:
        """What it wants and why, as shown by `hub explain` and on the site."""
        return inspect.cleandoc(self.find.__doc__ or "")

    @property
    def family(self) -> str:
        """The letter that its code begins with."""
        return self.code[0]

    def findings(self, subject: S, recipe: Recipe) -> Iterator[Finding]:
        """Every complaint as a finding, placed at the recipe's folder where it names no place.

        What it quotes of a contribution is said in one line, without marks that nobody sees and
        without what could belong to a person. The privacy checks quote nothing, and name whom to
        tell.
        """
        said = str if self.family == "P" else mask
        for complaint in self.find(subject):
            yield Finding(
                self.code,
                self.name,
                self.level,
                recipe.id,
                complaint.place or Place(recipe.folder),
                plain(said(complaint.problem)),
                plain(said(complaint.do)),
                self.fault,
            )


def check(
    code: str, name: str, level: Level = Level.ERROR, fault: Fault = Fault.RECIPE
) -> Callable[[Callable[[S], Iterator[Complaint]]], Check[S]]:
    """Make a check of the function that finds what it complains of."""

    def made(find: Callable[[S], Iterator[Complaint]]) -> Check[S]:
        return Check(code, name, level, fault, find)

    return made


StaticCheck = Check[Subject]
RunCheck = Check[Evidence]


def all_findings(checks: Iterable[Check[S]], subject: S, recipe: Recipe) -> tuple[Finding, ...]:
    """Whatever these checks find, in their order."""
    return tuple(found for one in checks for found in one.findings(subject, recipe))
