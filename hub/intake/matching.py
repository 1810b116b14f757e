"""Which table of the contract a file of a notebook is most like, by its name and its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from hub.data import CONTRACT, Table
from hub.intake.columns import Asked
from hub.vocabulary import WORDS

LEAST = 1.5
STANDARD_NAME = re.compile(r"[A-Za-z]\w+")
PUBLISHED = {"time_period", "geographic_level", "country_code", "new_la_code", "old_la_code",
             "la_name", "region_code", "region_name", "indicator_id", "area_code", "area_name",
             "area_type", "timeperiod", "lower_ci", "upper_ci", "time_identifier"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """The nearest table, with their columns by the field that each is, and the rest."""

    table: str
    fields: Mapping[str, str] = field(default_factory=dict)  # theirs -> field
    unknown: tuple[str, ...] = ()
    sure: bool = False


def match(name: str, columns: Iterable[str]) -> Match | None:
    """The table that a file is most like, or None where nothing is like it."""
    seen = tuple(dict.fromkeys(columns))
    words = _words(name)
    scored = [
        (_score(table, words, seen), -number, table)
        for number, table in enumerate(CONTRACT.tables)
        if not table.name.endswith(("_person", "person_review"))
    ]
    score, _, best = max(scored, key=lambda one: one[:2])
    fields: dict[str, str] = {}
    for column in seen:
        found = field_of(column, best)
        if found and found not in fields.values():
            fields[column] = found
    by_chance = len(fields) == 1 and len(seen) > 2 and not _by_name(best, words)
    if score < LEAST or by_chance:
        return None
    unknown = tuple(column for column in seen if column not in fields)
    return Match(best.name, fields, unknown, bool(fields) and score >= 2 * LEAST)


def apart(
    found: Sequence[Match | None], names: Sequence[str], asked: Sequence[Asked]
) -> list[Match | None]:
    """Two files that are joined are seldom one table: the less alike is looked at again.

    It is matched without the shared columns that the other file has.
    """
    made = list(found)
    for number, one in enumerate(found):
        other = next((at for at, it in enumerate(found) if _clash(at, number, found, asked)), None)
        if one is None or other is None or _named(one, names[other]) <= _named(one, names[number]):
            continue
        taken = set(found[other].fields) - set(asked[number].own)  # type: ignore[union-attr] # clash
        made[number] = match(names[number], (c for c in asked[number].all if c not in taken))
    return made


def _named(one: Match, name: str) -> float:
    return _by_name(CONTRACT.table(one.table), _words(name))


def _clash(at: int, number: int, found: Sequence[Match | None], asked: Sequence[Asked]) -> bool:
    mine, other = found[number], found[at]
    if at == number or mine is None or other is None or mine.table != other.table:
        return False
    return bool(set(asked[at].shared) & set(asked[number].shared))


def share_out(found: Sequence[Match | None], asked: Sequence[Asked]) -> list[Match | None]:
    """Each column that is asked of joined tables goes to one of them, and is missing in none."""
    return [_share(number, found, asked) if one else None for number, one in enumerate(found)]


def _share(number: int, found: Sequence[Match | None], asked: Sequence[Asked]) -> Match:
    mine = found[number]
    if mine is None:
        raise ValueError("nothing is shared out to no table")
    shared = set(asked[number].shared) - set(asked[number].own)
    beside = [
        (other, one)
        for other, one in enumerate(found)
        if one and other != number and set(asked[other].shared) & shared
    ]
    elsewhere = {
        column for other, one in beside for column in one.fields
        if other < number or column in asked[other].own or column not in mine.fields
    }  # fmt: skip
    said = {column for other, one in beside if other < number for column in one.unknown}
    left = shared & (elsewhere | said)
    return replace(
        mine,
        fields={column: name for column, name in mine.fields.items() if column not in left},
        unknown=tuple(column for column in mine.unknown if column not in left),
    )


def is_published(columns: Iterable[str]) -> bool:
    """Whether these are columns of published totals, and not of records."""
    return len({_plain(one) for one in columns} & PUBLISHED) >= 3


def field_of(column: str, table: Table) -> str | None:
    """The field of a table that a column is, under its own name or another of its names."""
    plain = _plain(column)
    squeezed = plain.replace("_", "")
    known = WORDS.columns
    for name in (plain, known.get(plain, ""), known.get(squeezed, ""), squeezed):
        if table.has_field(name):
            return name
    own = {one.replace("_", ""): one for one in table.field_names}
    return own.get(squeezed) or _by_standard(table.name).get(squeezed)


@cache
def _by_standard(table: str) -> Mapping[str, str]:
    """The fields of a table by the names of their standards, such as CINreferralDate."""
    return {
        word.replace("_", "").lower(): field.name
        for field in reversed(CONTRACT.table(table).fields)
        for word in STANDARD_NAME.findall(field.source)
        if len(word) > 5 and re.search(r"[a-z][A-Z]|[A-Z]{2}[a-z]|_", word)
    }


def _score(table: Table, words: set[str], columns: tuple[str, ...]) -> float:
    found = {field_of(column, table) for column in columns} - {None}
    by_columns = sum(1 / _tables_with(name) for name in found if name)
    share = len(found) / len(columns) if columns else 0
    whole = 1 if _words(table.name) <= words or _run_together(table, words) else 0
    return 2 * by_columns + share + _by_name(table, words) + whole


def _by_name(table: Table, words: set[str]) -> float:
    own = _words(table.name) | _words(table.title)
    hinted = sum(2.0 for word in words if WORDS.files.get(word) == table.name)
    together = 2.0 * _run_together(table, words)
    return hinted + together + sum(1.0 for word in words if word in own)


def _run_together(table: Table, words: set[str]) -> bool:
    """Whether the words of a table's name stand in one, as in CINdetails."""
    squeezed = table.name.replace("_", "")
    return "_" in table.name and any(squeezed in word for word in words)


@cache
def _tables_with(name: str) -> int:
    return sum(table.has_field(name) for table in CONTRACT.tables)


def _plain(column: str) -> str:
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", str(column).strip())
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def _words(text: str) -> set[str]:
    stop = {"csv", "xlsx", "xls", "parquet", "final", "copy", "of", "the", "at", "by", "and", "in"}
    words = {word.rstrip("0123456789") for word in _plain(text).split("_")}
    return {word for word in words if len(word) > 1} - stop
