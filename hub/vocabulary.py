"""The controlled lists: topics, methods, licences, disclosure profiles that a recipe may name.

Topics and methods are data (vocabulary.toml), so that a hub for another sector brings its own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
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
class Skill(Term):
    """Something that exercises teach, and the level of the learning path it belongs to."""

    level: str


@dataclass(frozen=True, slots=True)
class Says:
    """Words of the pages that depend on what the hub is about."""

    about: str = "local data"  # as in "the local data team"
    people: str = "people"  # whom the invented records are about
    lead: str = (
        "Questions that localities have learnt to answer with data, and the tested code that "
        "answers them."
    )
    examples: str = ""  # of what to search for
    topics: str = "What the recipes are about."
    systems: str = "Each service sees its part, in a system of its own."


@dataclass(frozen=True, slots=True)
class Words:
    """What a vocabulary.toml holds; `problem` says why a hub's own could not be used.

    `services` gives the topic of each service's tables, `columns` and `files` what people call
    fields and tables in their own files.
    """

    topics: tuple[Term, ...]
    methods: tuple[Term, ...]
    same: tuple[tuple[str, ...], ...] = ()
    nations: tuple[Term, ...] = ()
    levels: tuple[Term, ...] = ()
    skills: tuple[Skill, ...] = ()
    says: Says = Says()
    services: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


FILE = "vocabulary.toml"
UNITED_KINGDOM = (
    Term("england", "England", ""),
    Term("wales", "Wales", ""),
    Term("scotland", "Scotland", ""),
    Term("northern-ireland", "Northern Ireland", ""),
)
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def read(folder: Path) -> Words:
    """The words of the hub in a folder, or those of early years where it has none of its own."""
    ours = _words(Path(__file__).with_name(FILE))
    own = folder / FILE
    if not own.is_file():
        return ours
    try:
        found = _words(own)
        return found if found.skills else replace(found, levels=ours.levels, skills=ours.skills)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        return replace(ours, problem=f"{FILE} is not readable TOML: {fault}. Mend that line.")
    except (KeyError, TypeError, ValueError) as fault:
        return replace(ours, problem=f"{FILE}: {fault}. The form is that of hub/{FILE}.")


def _words(path: Path) -> Words:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    same = tuple(tuple(str(phrase) for phrase in row) for row in table.get("same", ()))
    return Words(
        _terms(table, "topics"),
        _terms(table, "methods"),
        same,
        _terms(table, "nations") if "nations" in table else UNITED_KINGDOM,
        _terms(table, "levels") if "skills" in table else (),
        _skills(table) if "skills" in table else (),
        _says(table.get("says", {})),
        services=_pairs(table, "services"),
        columns=_pairs(table, "columns"),
        files=_pairs(table, "files"),
    )


def _says(table: Any) -> Says:
    known = {one.name for one in fields(Says)}
    if not isinstance(table, dict) or not all(isinstance(text, str) for text in table.values()):
        raise ValueError("[says] holds a name and a text on each line")
    if unknown := sorted(set(table) - known):
        raise ValueError(f"[says] knows no {unknown[0]}, only {', '.join(sorted(known))}")
    return Says(**table)


def _pairs(table: dict[str, Any], name: str) -> dict[str, str]:
    found = table.get(name, {})
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        raise ValueError(f"[{name}] holds a name and a name on each line")
    return found


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


def _skills(table: dict[str, Any]) -> tuple[Skill, ...]:
    """What can be learnt, each skill with its level, in the order of the levels."""
    levels = [level.slug for level in _terms(table, "levels")]
    rows = zip(_terms(table, "skills"), table["skills"], strict=True)
    found = [Skill(t.slug, t.title, t.meaning, str(row.get("level"))) for t, row in rows]
    for one in found:
        if one.level not in levels:
            raise ValueError(f'the skill "{one.slug}" names no level of [[levels]]')
    return tuple(sorted(found, key=lambda one: levels.index(one.level)))


WORDS = read(Path.cwd())  # the models of contributions are made of these when they are imported
TOPICS, METHODS, NATIONS = WORDS.topics, WORDS.methods, WORDS.nations
LEVELS, SKILLS = WORDS.levels, WORDS.skills

AUDIENCES = (
    Term("operational", "Operational", "People who run a service from week to week."),
    Term("strategic", "Strategic", "People who plan and pay for services."),
    Term("public", "Public", "Anyone."),
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
