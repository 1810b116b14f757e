"""What a contributor gives, read but not judged."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Generic, TypeVar

from hub.contribution import (
    Advisories,
    Advisory,
    Exercise,
    Expected,
    Learning,
    LocalityCard,
    RecipeCard,
)
from hub.contribution.expected import NOTHING

T = TypeVar("T")
DRAFT = re.compile(r"^status:[ \t]*[\"']?draft[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)


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
class Kernel:
    """What runs a notebook: its name among those installed, and its language."""

    name: str = "python3"
    language: str = "python"

    @property
    def specification(self) -> dict[str, str]:
        """What the metadata of a notebook say of it."""
        shown = "Python 3" if self == PYTHON else self.language
        return {"display_name": shown, "language": self.language, "name": self.name}


PYTHON = Kernel()


@dataclass(frozen=True, slots=True)
class Notebook:
    """A contributed notebook as its cells, or the reason why it could not be read."""

    cells: tuple[Cell, ...] = ()
    language: str = "python"
    problem: str | None = None
    do: str = ""

    @property
    def is_python(self) -> bool:
        """Whether it is in the language that the hub reads, and watches as it runs."""
        return self.language in ("python", "ipython", "python3")

    @property
    def written_in(self) -> str:
        """Its language, as pages and metadata name it."""
        known = {"r": "R", "ir": "R", "sql": "SQL"}
        return (
            "Python"
            if self.is_python
            else known.get(self.language, self.language[:30].capitalize())
        )

    @property
    def code(self) -> tuple[Cell, ...]:
        """The code cells that hold code."""
        return tuple(cell for cell in self.cells if cell.kind == "code" and cell.source.strip())

    def code_with(self, words: str) -> tuple[Cell, ...]:
        """The code cells in which words stand."""
        return tuple(cell for cell in self.code if words in cell.source)


@dataclass(frozen=True, slots=True)
class Locality:
    """An area and its team; the card is missing where locality.yml could not be read."""

    slug: str
    card: Document[LocalityCard]
    data: bytes = b""  # locality.yml as it lies there
    notices: Document[Advisories] | None = None  # advisories.yml, where there is one
    beside: tuple[File, ...] = ()  # whatever lies beside the card, advisories.yml among it

    @property
    def name(self) -> str:
        """What people call it."""
        return self.card.value.name if self.card.value else self.slug

    @property
    def advisories(self) -> tuple[Advisory, ...]:
        """The advisories on its recipes, newest first; nobody recalls what others answer for."""
        known = self.notices.value.advisories if self.notices and self.notices.value else []
        mine = [one for one in known if one.recipe.partition("/")[0] == self.slug]
        return tuple(sorted(mine, key=lambda one: (one.date, one.recipe), reverse=True))

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
    fetched: str | None  # when that commit was first fetched, or last ran, UTC
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
    learning: Document[Learning] = Document("learning.yml")

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

    @property
    def is_archived(self) -> bool:
        """Whether it is kept for reading only."""
        return self.card.value is not None and self.card.value.status == "archived"

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """What can be tried with it, where learning.yml could be read."""
        return tuple(self.learning.value.exercises) if self.learning.value else ()

    def set_otherwise(self, values: Mapping[str, object]) -> Recipe:
        """The recipe with other values of its parameters, of which nothing is expected."""
        card = self.card.value.set_otherwise(values) if self.card.value else None
        unasked = Document(self.expected.file, NOTHING)
        return replace(self, card=replace(self.card, value=card), expected=unasked)

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
