"""Family F: the files of a recipe's folder."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath

from hub.check.rules import Complaint, StaticCheck, Subject, check
from hub.model import File, Level

NEEDED = {
    "recipe.yml": "it says who, what question, which tables and which results",
    "recipe.ipynb": "it is the analysis",
}
EXPECTED = {
    "README.md": "readers of the results begin with it",
    "CHANGELOG.md": "it tells adopters what changed in each version",
    "expected.yml": "without it nobody can say whether the results are right",
}
HOLDS = {
    "README.md": " with the headings What it tells you, What it cannot tell you, How it works and "
    "How to use it",
    "CHANGELOG.md": ' with a heading "## " and the version, and below it what is new',
    "expected.yml": ": for each profile a value or a planted truth (hub explain R105)",
}
WELCOME = {"learning.yml": "notes on cells and exercises, where there are any"}
KNOWN = {**NEEDED, **EXPECTED, **WELCOME}
HOW_TO_GET = {
    "recipe.yml": "hub new writes one, and hub import NOTEBOOK makes one of your notebook.",
    "recipe.ipynb": "add the notebook under that name; hub import NOTEBOOK makes it of yours.",
}
HARMLESS = {".md", ".rst", ".yml", ".yaml", ".toml", ".cfg", ".ini", ".lock", ".sh", ".bat",
            ".ipynb", ".r", ".rmd", ".qmd", ".jl", ".sql", ".do", ".sas"}  # fmt: skip
HARMLESS_NAMES = {"licence", "license", "makefile", ".gitignore", ".gitattributes", ".gitkeep",
                  ".editorconfig", "requirements.txt", "citation.cff"}  # fmt: skip
ELSEWHERE = {"locality.yml": "it belongs one folder up, to the locality"}
WINDOWS_NAMES = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
SHADOWED = sys.stdlib_module_names | {"ipykernel_launcher", "numpy", "pandas"}
PLAIN_NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
SLUG = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")


def slug(text: str) -> str:
    """A folder name made of any words: small letters, digits and single hyphens."""
    whole = "".join(
        letter for letter in text if unicodedata.category(letter) != "No"
    )  # 2½ is no 212
    plain = unicodedata.normalize("NFKD", whole).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    made = "-".join(words).lstrip("0123456789-")[:60].rstrip("-")
    return made if made and not WINDOWS_NAMES.match(made) else "my-recipe"


def near_name(name: str) -> str | None:
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
    """A recipe needs recipe.yml and recipe.ipynb, written so.

    The first says who gives it, what question it answers, which tables it reads and which results
    it gives; the second is the analysis. Without both it cannot be run. A recipe that is not yet
    whole is welcome too: say `status: draft` in its recipe.yml.
    """
    refused = {entry.path for entry in subject.recipe.refused}
    for name, why in NEEDED.items():
        if subject.recipe.file(name) is not None or name in refused:
            continue
        meant = next((f.path for f in subject.recipe.files if near_name(f.path) == name), None)
        if meant:
            yield Complaint(
                f'"{meant}" is not a name that the hub reads, and there is no {name}.',
                f'name it "{name}".',
                subject.at(meant),
            )
        else:
            yield Complaint(f"there is no {name}, and {why}.", HOW_TO_GET[name])


@check("F102", "missing-page", Level.WARNING)
def missing_page(subject: Subject) -> Iterator[Complaint]:
    """A recipe should have README.md, CHANGELOG.md and expected.yml.

    It runs without them, but its readers do not learn what it tells them, and nobody can say
    whether its results are right.
    """
    near = {near_name(file.path) for file in subject.recipe.files}
    refused = {entry.path for entry in subject.recipe.refused}
    for name, why in EXPECTED.items():
        if subject.recipe.file(name) is None and name not in near | refused:
            yield Complaint(f"there is no {name}, and {why}.", f"add {name}{HOLDS[name]}.")


@check("F103", "near-miss-name", Level.WARNING)
def near_miss(subject: Subject) -> Iterator[Complaint]:
    """A file is named almost as the hub expects, and so is passed over.

    The names are README.md, CHANGELOG.md and expected.yml, written so.
    """
    for file in subject.recipe.files:
        meant = near_name(file.path)
        if meant in EXPECTED and file.path != meant and subject.recipe.file(meant) is None:
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


@check("F105", "odd-name", Level.WARNING)
def odd_name(subject: Subject) -> Iterator[Complaint]:
    """A file name with blanks, accents or signs that some tools stumble over.

    Names are best made of letters, digits, dots, hyphens and underscores.
    """
    for file in subject.recipe.files:
        name = PurePosixPath(file.path).name
        if not PLAIN_NAME.match(name) and not cannot_be_stored(name):
            yield Complaint(
                f"{name!a} is a name that some tools stumble over.",
                "rename it, with letters, digits, dots, hyphens and underscores only.",
                subject.at(file.path),
            )


@check("F106", "stray-file", Level.WARNING)
def stray_file(subject: Subject) -> Iterator[Complaint]:
    """A file that is not part of a recipe, and that the hub does not show.

    A recipe is its notebook, its cards and pages, helper modules (*.py) and small tables in
    lookups/.
    """
    for file in _others(subject):
        if _harmless(file):
            why = ELSEWHERE.get(file.path, "it is not part of a recipe")
            yield Complaint(
                f'"{file.path}": {why}.', "take it out of the folder.", subject.at(file.path)
            )


@check("F111", "data-in-recipe")
def data_in_recipe(subject: Subject) -> Iterator[Complaint]:
    """A file that may hold data, such as a table, a workbook, an archive or a database.

    Data never lie in a recipe: they come from the hub's tables, so that nobody's record is ever
    published by mistake. The one exception is a small reference table in lookups/, as CSV, with
    its source and licence.
    """
    for file in _others(subject):
        if not _harmless(file):
            yield Complaint(
                f'"{file.path}" may hold data, and data never lie in a recipe.',
                "take it out. If it holds records of real people, stop: do not push another "
                "commit, and tell your data protection lead. A small reference table goes to "
                "lookups/ as CSV.",
                subject.at(file.path),
            )


def _others(subject: Subject) -> Iterator[File]:
    for file in subject.recipe.files:
        lookup = file.path.startswith("lookups/") and file.suffix == ".csv"
        meant = near_name(file.path)
        near = meant is not None and subject.recipe.file(meant) is None  # said by F101 and F103
        if not (file.path in KNOWN or near or file.suffix == ".py" or lookup):
            yield file


def _harmless(file: File) -> bool:
    return file.suffix in HARMLESS or PurePosixPath(file.path).name.lower() in HARMLESS_NAMES


@check("F109", "name-cannot-be-stored")
def name_cannot_be_stored(subject: Subject) -> Iterator[Complaint]:
    """A name that some computers cannot store, or that two computers read differently.

    Most adopters work on Windows. aux, con, nul and their like are words that Windows keeps; no two
    names may differ only in capitals, or in how an accent is written.
    """
    seen: dict[str, str] = {}
    for file in subject.recipe.files:
        name = PurePosixPath(file.path).name
        folded = unicodedata.normalize("NFKC", file.path).casefold()
        if cannot_be_stored(name):
            yield Complaint(
                f"{_cut(name)} is a name that Windows cannot store.",
                "rename it, with letters, digits, dots, hyphens and underscores.",
                subject.at(),
            )
        elif folded in seen:
            yield Complaint(
                f'"{file.path}" and "{seen[folded]}" differ only in capitals.',
                "rename one of them.",
                subject.at(file.path),
            )
        seen.setdefault(folded, file.path)


def cannot_be_stored(name: str) -> bool:
    """Whether Windows would refuse the name."""
    odd = any(letter in '<>:"|?*\\' or ord(letter) < 32 for letter in name)
    return bool(WINDOWS_NAMES.match(name)) or odd or len(name) > 80 or name.endswith((".", " "))


def _cut(name: str) -> str:
    return f"{name[:40]!a} …" if len(name) > 41 else f"{name!a}"


@check("F110", "hides-a-module")
def hides_a_module(subject: Subject) -> Iterator[Complaint]:
    """A helper named like a module of Python, such as json.py, would be imported in its place."""
    for file in subject.recipe.files:
        name = PurePosixPath(file.path).name
        if file.suffix == ".py" and name.removesuffix(".py") in SHADOWED:
            yield Complaint(
                f'"{name}" has the name of a module of Python, and would hide it.',
                "rename the helper, and the import of it.",
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
        if WINDOWS_NAMES.match(name):
            yield Complaint(
                f"the folder of the {what} is called {name!a}, a word that Windows keeps.",
                "give it another name, one that says what it is about.",
            )
        elif not SLUG.match(name) or len(name) > 60:
            yield Complaint(
                f"the folder of the {what} is called {_cut(name)}.",
                f'rename it to small letters, digits and single hyphens, such as "{slug(name)}".',
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
    name_cannot_be_stored,
    hides_a_module,
    data_in_recipe,
)
