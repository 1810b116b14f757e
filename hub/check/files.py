"""Family F: the files of a recipe's folder."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath

from hub.check.rules import Complaint, StaticCheck, Subject, check
from hub.model import Level

NEEDED = {
    "recipe.yml": "it says who, what question, which tables and which results",
    "recipe.ipynb": "it is the analysis",
}
EXPECTED = {
    "README.md": "readers of the results begin with it",
    "CHANGELOG.md": "it tells adopters what changed in each version",
    "expected.yml": "without it nobody can say whether the results are right",
}
KNOWN = {**NEEDED, **EXPECTED}
ELSEWHERE = {"locality.yml": "it belongs one folder up, to the locality"}
TEXT_KINDS = {".py", ".md", ".yml", ".ipynb", ".csv", ".txt"}
WINDOWS_NAMES = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
SHADOWED = sys.stdlib_module_names | {"ipykernel_launcher", "numpy", "pandas"}
PLAIN_NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
SLUG = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")


def _near(name: str) -> str | None:
    """The file that a near-miss such as Recipe.yaml was meant to be."""
    stem = PurePosixPath(name.lower().replace("_", "-").replace(" ", "-"))
    if stem.suffix == ".ipynb":
        return "recipe.ipynb"
    if stem.stem in ("recipe", "recipes", "expected", "expect") and stem.suffix in (
        ".yaml",
        ".yml",
        ".json",
    ):
        return "recipe.yml" if stem.stem.startswith("recipe") else "expected.yml"
    if stem.stem in ("readme", "read-me") and stem.suffix in (".md", ".txt", ".markdown", ".rst"):
        return "README.md"
    if stem.stem in ("changelog", "changes", "change-log") and stem.suffix in (".md", ".txt"):
        return "CHANGELOG.md"
    return None


@check("F101", "missing-file")
def missing_file(subject: Subject) -> Iterator[Complaint]:
    """A recipe needs recipe.yml and recipe.ipynb.

    The first says who gives it, what question it answers, which tables it reads and which results
    it gives; the second is the analysis. Without both it cannot be run.
    """
    yield from _missing(subject, NEEDED)


@check("F102", "missing-page", Level.WARNING)
def missing_page(subject: Subject) -> Iterator[Complaint]:
    """A recipe should have README.md, CHANGELOG.md and expected.yml.

    It runs without them, but its readers do not learn what it tells them, and nobody can say
    whether its results are right.
    """
    yield from _missing(subject, EXPECTED)


def _missing(subject: Subject, names: dict[str, str]) -> Iterator[Complaint]:
    near = {_near(file.path) for file in subject.recipe.files}
    refused = {entry.path for entry in subject.recipe.refused}
    for name, why in names.items():
        if subject.recipe.file(name) is None and name not in near | refused:
            yield Complaint(f"there is no {name}, and {why}.", f"add {name}.")


@check("F103", "near-miss-name")
def near_miss(subject: Subject) -> Iterator[Complaint]:
    """A file is named almost as the hub expects, and so would be passed over in silence.

    The names are recipe.yml, recipe.ipynb, README.md, CHANGELOG.md and expected.yml, written so.
    """
    for file in subject.recipe.files:
        meant = _near(file.path)
        if meant and file.path != meant and subject.recipe.file(meant) is None:
            yield Complaint(
                f'"{file.path}" is not a name that the hub reads.',
                f'name it "{meant}".',
                subject.at(file.path),
            )


@check("F104", "not-read")
def not_read(subject: Subject) -> Iterator[Complaint]:
    """An entry of the folder is a link, a folder, too large or not a plain file.

    Links could hand over files of the machine that reads them, and large files are data, which
    recipes get from the hub's tables. Folders other than lookups/ are not read.
    """
    for entry in subject.recipe.refused:
        yield Complaint(
            f'"{entry.path}" was not read: {entry.why}', entry.do, subject.at(entry.path)
        )


@check("F105", "odd-name")
def odd_name(subject: Subject) -> Iterator[Complaint]:
    """A name that some computers cannot store, or that two computers read differently.

    Most adopters work on Windows. Names are letters, digits, dots, hyphens and underscores; no two
    may differ only in capitals; aux, con, nul and their like are words that Windows keeps. A helper
    named like a module of Python, such as json.py, would be imported in its place.
    """
    seen: dict[str, str] = {}
    for file in subject.recipe.files:
        name = PurePosixPath(file.path).name
        folded = unicodedata.normalize("NFKC", file.path).casefold()
        if not PLAIN_NAME.match(name) or WINDOWS_NAMES.match(name) or len(name) > 80:
            yield Complaint(
                f"{name!a} is a name that not every computer can store.",
                "use letters, digits, dots, hyphens and underscores.",
                subject.at(),
            )
        elif folded in seen:
            yield Complaint(
                f'"{file.path}" and "{seen[folded]}" differ only in capitals.',
                "rename one of them.",
                subject.at(file.path),
            )
        seen.setdefault(folded, file.path)
        if file.suffix == ".py" and name.removesuffix(".py") in SHADOWED:
            yield Complaint(
                f'"{name}" has the name of a module of Python, and would hide it.',
                "rename the helper.",
                subject.at(file.path),
            )


@check("F106", "stray-file")
def stray_file(subject: Subject) -> Iterator[Complaint]:
    """A file that is not part of a recipe.

    A recipe is its notebook, its cards and pages, helper modules (*.py) and small tables in
    lookups/. Data never lie in a recipe: they come from the hub's tables, so that no child's
    record is ever published by mistake.
    """
    for file in subject.recipe.files:
        if file.path in KNOWN or _near(file.path) or file.suffix == ".py":
            continue
        if file.path.startswith("lookups/") and file.suffix == ".csv":
            continue
        why = ELSEWHERE.get(file.path, "it is not part of a recipe")
        yield Complaint(
            f'"{file.path}": {why}.',
            "take it out; a small reference table goes to lookups/ as CSV.",
            subject.at(file.path),
        )


@check("F107", "folder-name")
def folder_name(subject: Subject) -> Iterator[Complaint]:
    """The names of the two folders are the recipe's id, which stands in its address for ever.

    They are small letters, digits and single hyphens, beginning with a letter.
    """
    recipe = subject.recipe
    names = [("recipe", recipe.slug)]
    if not PurePosixPath(recipe.folder).is_absolute():  # outside the project it has no locality yet
        names.insert(0, ("locality", recipe.locality.slug))
    for what, name in names:
        if not SLUG.match(name) or len(name) > 60 or WINDOWS_NAMES.match(name):
            yield Complaint(
                f"the folder of the {what} is called {name!a}.",
                "rename it to small letters, digits and single hyphens.",
            )


@check("F108", "same-id")
def same_id(subject: Subject) -> Iterator[Complaint]:
    """Two recipes of one locality differ only in capitals, so their pages would be one.

    An id is never reused for another meaning.
    """
    mine = subject.recipe.id
    for other in sorted(subject.ids - {mine}):
        if other.casefold() == mine.casefold():
            yield Complaint(f'"{other}" has the same id.', "rename one of the two folders.")


FILES: tuple[StaticCheck, ...] = (
    missing_file,
    missing_page,
    near_miss,
    not_read,
    odd_name,
    stray_file,
    folder_name,
    same_id,
)
