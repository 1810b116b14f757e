"""A published table as a reader meets it: which columns count, which are shares, which name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hub.model import Table
from hub.nameset import names

SIGNS = frozenset("*∗⁎✱٭★☆※✻✽") | {"c", "x", "z", "u", "low", ":", "..", "…", "-", "–", "—"}
IN_WORDS = re.compile(
    r"^(?:<|≤|under|below|less than|fewer than|up to)\s*\d+$|^\d+\s*(?:-|–|to)\s*\d+$"
)
NUMBER = re.compile(r"^[-+]?\d+(?:\.\d+)?$")
UNSEEN = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
PEOPLE = names(
    "n count counts total number adults babies births carers cases children clients eligible "
    "families fathers households infants mothers parents patients people persons "
    "population pupils residents toddlers twos users"
)
GENERIC = names("n count counts total number cases population")
KEYS = names(
    "age band code decile fifth id month months quarter quintile rank stage term week year "
    "years version urn lsoa lsoa21 ward"
)
TOTAL = re.compile(
    r"^(?:(?:grand |sub)?totals?|all|any|both|everyone|everybody|overall|whole|cyfanswm|pawb)\b"
    r"|\b(?:sub)?total$|^england$|^wales$",
    re.IGNORECASE,
)
THE_REST = re.compile(r"^(?:all|any)\s+(?:the\s+)?(?:others?|else|rest|remaining)\b", re.IGNORECASE)
SHARES = names("coverage pct per_cent percent percentage prop proportion rate share uptake")
NOT_SHARES = names(
    "change diff difference gap high low lower lcl odds off out points ratio risk se sd ucl upper "
    "target mean median average expected"
)
LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its cells as they stand, and what they say as numbers."""

    name: str
    cells: tuple[str, ...]
    numbers: tuple[float | None, ...]
    hidden: tuple[bool, ...]

    @property
    def words(self) -> frozenset[str]:
        """The words of its name."""
        return frozenset(re.split(r"[^a-z0-9]+", self.name.casefold())) - {""}

    @property
    def numeric(self) -> bool:
        """Whether it holds numbers, signs for hidden ones and blanks, and nothing else."""
        said = [at for at, cell in enumerate(self.cells) if cell]
        some = any(number is not None for number in self.numbers)
        return some and all(self.numbers[at] is not None or self.hidden[at] for at in said)

    @property
    def says_nothing(self) -> bool:
        """Whether it holds only signs for hidden values, and blanks."""
        return all(hid or not cell for hid, cell in zip(self.hidden, self.cells, strict=True))

    @property
    def whole(self) -> bool:
        """Whether every number in it is a whole one, nought or more."""
        return all(n is None or (n >= 0 and n == int(n)) for n in self.numbers)

    def decimals(self, row: int) -> int:
        """With how many decimals the number of that row is shown."""
        after = self.cells[row].rpartition(".")[2].rstrip("%") if "." in self.cells[row] else ""
        return len(after) if after.strip("0") else 0  # 20.0 may be a rounded 20.4


@dataclass(frozen=True, slots=True)
class Published:
    """A table result, its columns told apart."""

    name: str
    columns: Mapping[str, Column]
    counts: tuple[str, ...]
    undeclared: tuple[str, ...]  # of the counts, those that recipe.yml does not name
    labels: tuple[str, ...]
    shares: tuple[str, ...]
    declared_shares: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    rows: int = 0
    declared_totals: Mapping[str, str] = field(default_factory=dict)  # in lower case

    @property
    def counts_people(self) -> bool:
        """Whether a column is declared as a count, or named for people and not only as a count."""
        declared = set(self.counts) - set(self.undeclared)
        named = (self.columns[name].words & PEOPLE - GENERIC for name in self.undeclared)
        return bool(declared) or any(named)

    @property
    def keys(self) -> tuple[str, ...]:
        """The first labels that tell all rows apart; those after them only describe a row."""
        for length in range(1, len(self.labels)):
            cells = zip(*(self.columns[name].cells for name in self.labels[:length]), strict=True)
            if len(set(cells)) == self.rows:
                return self.labels[:length]
        return self.labels

    def row(self, at: int) -> str:
        """What names a row, for a finding: its labels, never a number of it."""
        said = " · ".join(self.columns[name].cells[at] for name in self.keys)
        return said[:LONGEST_LABEL] or f"row {at + 1}"

    def is_total(self, name: str, word: str) -> bool:
        """Whether a label marks a total: the one that recipe.yml names, or one that looks like it.

        What is named counts only where a row says it, so that a slip of the pen hides no total.
        """
        declared = self.declared_totals.get(name)
        if declared is not None and any(declared == c.casefold() for c in self.columns[name].cells):
            return word.casefold() == declared
        return bool(TOTAL.search(word)) and not THE_REST.search(word)

    def key(self, at: int) -> dict[str, str]:
        """The labels of a row by column, in lower case."""
        return {name: self.columns[name].cells[at].casefold() for name in self.labels}


def published(
    name: str,
    table: Table,
    counts: Sequence[str],
    shares: Mapping[str, tuple[str, str]] | None = None,
    totals: Mapping[str, str] | None = None,
) -> Published:
    """Tell the columns of a table apart, by what recipe.yml says and by what they look like."""
    columns = {
        title: _column(title, tuple(row[at] for row in table.rows))
        for at, title in enumerate(table.header)
    }
    declared = [title for title in counts if title in columns]
    found = [c.name for c in columns.values() if c.name not in declared and _counts_people(c)]
    rest = [c for c in columns.values() if c.name not in (*declared, *found)]
    named = (c for c in rest if not c.says_nothing)
    labels = tuple(c.name for c in named if not c.numeric or c.words & KEYS)
    return Published(
        name,
        columns,
        (*declared, *found),
        tuple(found),
        labels,
        tuple(c.name for c in rest if c.name not in labels),
        dict(shares or {}),
        len(table.rows),
        {name: word.casefold() for name, word in (totals or {}).items()},
    )


def _column(name: str, cells: tuple[str, ...]) -> Column:
    plain = tuple(_plain(cell) for cell in cells)
    numbers = tuple(_number(cell) for cell in plain)
    hidden = tuple(bool(c) and (c.casefold() in SIGNS or bool(IN_WORDS.match(c))) for c in plain)
    return Column(name, plain, numbers, hidden)


def _plain(cell: str) -> str:
    """A cell without characters that nobody sees, and with its look-alikes in their usual form."""
    return UNSEEN.sub("", unicodedata.normalize("NFKC", cell)).strip()


def _number(cell: str) -> float | None:
    text = re.sub(r"(?<=\d)[,\u202f ](?=\d{3})", "", cell).rstrip("%").strip()
    return float(text) if NUMBER.match(text) else None


def _counts_people(column: Column) -> bool:
    """Whether an undeclared column looks like a count of people."""
    if not column.numeric or not column.whole or column.words & (KEYS | SHARES | NOT_SHARES):
        return False
    return bool(column.words & PEOPLE)
