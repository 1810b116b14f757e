"""How rows of published tables add up, as a reader sees it: totals, splits, finer tables."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from hub.disclosure.published import Published
from hub.nameset import names

SPLITS = names("breakdown category characteristic dimension group grouping split theme")

Rows = tuple[int, tuple[int, ...]]


def totals_of(table: Published) -> Iterator[Rows]:
    """Each row that is the total of others in the same table, with those others."""
    keys = [table.key(row) for row in range(table.rows)]
    splits = set(_splits(table))
    for name in (label for label in table.labels if label not in splits):
        others = [other for other in table.labels if other != name]
        by_rest: dict[tuple[str, ...], list[int]] = {}
        for row in range(table.rows):
            if keys[row][name] and not table.is_total(name, keys[row][name]):
                by_rest.setdefault(tuple(keys[row][o] for o in others), []).append(row)
        for row in range(table.rows):
            if table.is_total(name, keys[row][name]):
                members = _members(table, keys, by_rest, others, row, splits)
                if len(members) > 1:
                    yield row, tuple(members)


def _members(
    table: Published,
    keys: Sequence[dict[str, str]],
    by_rest: dict[tuple[str, ...], list[int]],
    others: Sequence[str],
    total: int,
    splits: Collection[str],
) -> list[int]:
    """The rows that a total adds up: alike in every other label, as far as the total names one.

    Where the total row says nothing in another column, or "all" there too, rows that say the same
    there come first; a column that only describes the label (a name beside a code) does not part.
    Over several splits nothing adds up: each of them holds all children.
    """
    wanted = tuple(keys[total][other] for other in others)
    if wanted in by_rest:
        return by_rest[wanted]
    open_at = [
        at
        for at, (other, word) in enumerate(zip(others, wanted, strict=True))
        if not word or table.is_total(other, word)
    ]
    if not open_at or any(others[at] in splits for at in open_at):
        return []
    found: list[int] = []
    for rest, rows in by_rest.items():
        if all(at in open_at or rest[at] == word for at, word in enumerate(wanted)):
            found += rows
    return sorted(found)


def splits_of(table: Published) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Sets of rows that split the same children in different ways, as by sex and by language.

    A row that is the total in every label is one such set by itself.
    """
    whole = [
        row
        for row in range(table.rows)
        if all(not word or table.is_total(name, word) for name, word in table.key(row).items())
    ]
    for sets in _splits(table).values():
        yield (*((row,) for row in whole), *sets)


def _splits(table: Published) -> dict[str, tuple[tuple[int, ...], ...]]:
    """The columns that name splits, each with the rows of every split."""
    keys, found = [table.key(row) for row in range(table.rows)], {}
    for name in table.labels:
        words = set(re.split(r"[^a-z0-9]+", name.casefold()))
        if not words & SPLITS or len(table.labels) < 2:
            continue
        sets: dict[str, list[int]] = {}
        for row in range(table.rows):
            labels = ((other, word) for other, word in keys[row].items() if other != name)
            if not any(table.is_total(other, word) for other, word in labels):
                sets.setdefault(keys[row][name], []).append(row)
        split = sum(len(rows) for rows in sets.values()) >= 1.5 * len(sets)
        if len(sets) > 1 and split and not _repeats(table, name, sets.values()):
            found[name] = tuple(tuple(rows) for rows in sets.values())
    return found


def _repeats(table: Published, name: str, sets: Iterable[list[int]]) -> bool:
    """Whether the same levels stand in several sets: then they are separate tables, not splits."""
    level = next(other for other in table.labels if other != name)
    seen: set[str] = set()
    for rows in sets:
        levels = {table.columns[level].cells[row].casefold() for row in rows}
        if len(levels) > 1 and len(levels & seen) > 1:
            return True
        seen |= levels
    return False


def same_rows(one: Published, other: Published) -> Iterator[tuple[int, int]]:
    """Rows of two tables that are about the same children, by their labels.

    The labels of the one must all be labels of the other; further labels of the other only describe
    a row where no two of its rows then look alike.
    """
    if not one.keys or not set(one.keys) <= set(other.labels):
        return
    places: dict[tuple[str, ...], int] = {}
    for row in range(other.rows):
        key = tuple(other.columns[name].cells[row].casefold() for name in one.keys)
        if key in places:
            return
        places[key] = row
    for row in range(one.rows):
        key = tuple(one.columns[name].cells[row].casefold() for name in one.keys)
        if key in places:
            yield row, places[key]


def finer_rows(coarse: Published, fine: Published) -> Iterator[Rows]:
    """Rows of one table that add up rows of another, which names the coarser place too."""
    if coarse is fine or len(coarse.keys) != 1:
        return
    name = coarse.keys[0]
    if name not in fine.labels or len(fine.labels) < 2:
        return
    groups: dict[str, list[int]] = {}
    for row in range(fine.rows):
        groups.setdefault(fine.columns[name].cells[row].casefold(), []).append(row)
    for row in range(coarse.rows):
        members = groups.get(coarse.columns[name].cells[row].casefold(), [])
        if len(members) > 1 and not any(
            fine.is_total(other, word) for at in members for other, word in fine.key(at).items()
        ):
            yield row, tuple(members)
