"""The controlled lists: topics, methods, licences, disclosure profiles that a recipe may name.

Topics and methods are data (vocabulary.toml), so that a hub for another sector brings its own.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from early_years.profiles import profiles


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a controlled list, with the title and meaning that readers see."""

    slug: str
    title: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Words:
    """What a vocabulary.toml holds; `problem` says why a hub's own could not be used."""

    topics: tuple[Term, ...]
    methods: tuple[Term, ...]
    same: tuple[tuple[str, ...], ...] = ()
    problem: str = ""


FILE = "vocabulary.toml"
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def read(folder: Path) -> Words:
    """The words of the hub in a folder, or those of early years where it has none of its own."""
    ours = _words(Path(__file__).with_name(FILE))
    own = folder / FILE
    if not own.is_file():
        return ours
    try:
        return _words(own)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        return replace(ours, problem=f"{FILE} is not readable TOML: {fault}. Mend that line.")
    except (KeyError, TypeError, ValueError) as fault:
        return replace(ours, problem=f"{FILE}: {fault}. The form is that of hub/{FILE}.")


def _words(path: Path) -> Words:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    same = tuple(tuple(str(phrase) for phrase in row) for row in table.get("same", ()))
    return Words(_terms(table, "topics"), _terms(table, "methods"), same)


def _terms(table: dict[str, Any], name: str) -> tuple[Term, ...]:
    rows = table.get(name)
    if not isinstance(rows, list) or not rows:
        raise ValueError(f"it has no [[{name}]]")
    found = []
    for number, row in enumerate(rows, 1):
        try:
            term = Term(str(row["slug"]), str(row["title"]), str(row["meaning"]))
        except KeyError as fault:
            raise ValueError(f"[[{name}]] number {number} lacks {fault}") from fault
        if not SLUG.fullmatch(term.slug):
            raise ValueError(f'[[{name}]] number {number}: "{term.slug[:40]}" is no slug')
        found.append(term)
    if len({term.slug for term in found}) < len(found):
        raise ValueError(f"two of [[{name}]] have the same slug")
    return tuple(found)


WORDS = read(Path.cwd())  # the models of contributions are made of these when they are imported
TOPICS, METHODS = WORDS.topics, WORDS.methods

AUDIENCES = (
    Term("operational", "Operational", "People who run a service from week to week."),
    Term("strategic", "Strategic", "People who plan and pay for services."),
    Term("public", "Public", "Anyone."),
)

NATIONS = (
    Term("england", "England", ""),
    Term("wales", "Wales", ""),
    Term("scotland", "Scotland", ""),
    Term("northern-ireland", "Northern Ireland", ""),
)

CODE_LICENCES = (
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "GPL-3.0-or-later",
    "EUPL-1.2",
)
TEXT_LICENCES = ("OGL-UK-3.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0")
DISCLOSURE_PROFILES = tuple(profiles())  # what each asks for: early_years/profiles.toml


def title_of(terms: tuple[Term, ...], slug: str) -> str:
    """The title of a slug, or the slug itself where the list lacks it."""
    return next((term.title for term in terms if term.slug == slug), slug)
