"""What stays with the locality: results of the classes private and local, told in what goes out.

Outputs of cells are kept back whole: where the cell gives such a result, shows a variable that was
given as one, or puts out rows or numbers of it. In findings and reasons the values alone are taken
out, so that the sentence stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from hub.contribution import RecipeCard
from hub.disclosure import given
from hub.model import Number, ResultFile, Table

KEPT_BACK = (
    "This output is not shown: it holds a result that the recipe keeps for the locality's own use."
)
LEFT_OUT = "[kept back]"
TOKEN = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
TAG = re.compile(r"<[^>]*>")
SHORTEST = 2  # digits of a single number that can be told from others
TELLING = 3  # digits of a bound, and letters of a word


@dataclass(frozen=True)
class Staying:
    """The results that stay: their names, the rows of their tables, their numbers."""

    names: frozenset[str] = frozenset()
    rows: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)  # by first label
    numbers: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()  # of private tables, in lower case
    labels: frozenset[str] = frozenset()  # of rows, where no published result has them

    def variables(self, sources: Iterable[str]) -> frozenset[str]:
        """Variables that some cell gives under the name of such a result."""
        return given.variables(sources, self.names) if self.names else frozenset()

    def concerns(self, source: str, variables: frozenset[str]) -> bool:
        """Whether a cell gives such a result, or shows a variable that was given as one."""
        if not self.names:
            return False
        return given.speaks_of(source, self.names) or bool(variables & given.shown(source))

    def may_draw(self, source: str, variables: frozenset[str]) -> bool:
        """Whether a picture by this cell could be of such a result: nobody reads pictures."""
        return bool(variables and variables & given.used(source))

    def appears_in(self, text: str) -> bool:
        """Whether a row of such a table, or such a number, stands in what a cell put out."""
        for line in _lines(text):
            plain = TAG.sub(" ", line).casefold()
            tokens = _numbers(plain)
            if tokens & self.numbers or any(_stands_in(word, plain) for word in self.words):
                return True
            for label, rows in self.rows.items():
                if label in plain and any(_mostly(row, tokens, plain) for row in rows):
                    return True
        return False

    def without(self, text: str) -> str:
        """The text with every value of such results left out."""
        if not self.names:
            return text
        for word in self._texts:
            if word in text.casefold():
                text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", LEFT_OUT, text, flags=re.I)
        return TOKEN.sub(lambda m: LEFT_OUT if _plain(m[0]) in self._values else m[0], text)

    @cached_property
    def _values(self) -> frozenset[str]:
        every = {part for rows in self.rows.values() for row in rows for part in row}
        telling = {one for one in every if TOKEN.fullmatch(one) and _digits(one) >= TELLING}
        return self.numbers | telling

    @cached_property
    def _texts(self) -> list[str]:
        """Words that no published result shows, the longest first."""
        every = {part for rows in self.rows.values() for row in rows for part in row}
        found = {one for one in every if len(one) > TELLING and not TOKEN.fullmatch(one)}
        return sorted(found | self.words | self.labels, key=lambda word: (-len(word), word))


def of(card: RecipeCard | None, results: Mapping[str, ResultFile]) -> Staying:
    """What of a run's results stays, told apart from what is published of the same things."""
    if card is None:
        return Staying()
    names = frozenset(name for name, one in card.results.items() if one.class_ != "publishable")
    public = [one.content for name, one in results.items() if name not in names]
    known = {token for one in public for token in _tokens_of(one)}
    said = {word for one in public if isinstance(one, Table) for word in _words(one)}
    rows: dict[str, list[frozenset[str]]] = {}
    numbers: set[str] = set()
    words: set[str] = set()
    for name in names & set(results):
        content = results[name].content
        if isinstance(content, Table):
            for label, secret in _rows(content, known, said):
                rows.setdefault(label, []).append(secret)
            words |= _words(content) - said if card.results[name].class_ == "private" else set()
        elif isinstance(content, Number):
            numbers |= _told_by(content) - known
    by_label = {label: tuple(found) for label, found in rows.items()}
    labels = frozenset(label for label in rows if len(label) > TELLING) - said
    return Staying(names, by_label, frozenset(numbers), frozenset(words), labels)


def _words(table: Table) -> set[str]:
    """The cells of a table that are no numbers, in lower case: names, codes, pseudonyms."""
    cells = {cell.casefold() for row in table.rows for cell in row}
    return {cell for cell in cells if len(cell) > SHORTEST and not TOKEN.fullmatch(cell)}


def _stands_in(word: str, plain: str) -> bool:
    return word in plain and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain) is not None


def _lines(text: str) -> list[str]:
    """The rows of tables in HTML, each as one line, and the lines of everything else."""
    flat = re.sub(r"<tr\b.*?</tr>", lambda row: row[0].replace("\n", " "), text, flags=re.S | re.I)
    return flat.split("\n")


def _rows(table: Table, known: set[str], said: set[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Each row's first label, and those of its values that no published result shows."""
    for row in table.rows:
        numbers = [cell for cell in row if TOKEN.fullmatch(cell)]
        texts = [cell.casefold() for cell in row if cell and cell not in numbers]
        label = texts[0] if texts else ""
        others = {text for text in texts[1:] if len(text) > TELLING and text != label} - said
        secret = ({_plain(number) for number in numbers} - known) | others
        if not secret and len(label) > TELLING and label not in said:
            secret = {label}
        if secret:
            yield label, frozenset(secret)


def _mostly(secret: frozenset[str], tokens: frozenset[str], plain: str) -> bool:
    """Whether at least two of a row's values, or its only one, are among these."""
    held = sum(one in tokens or _stands_in(one, plain) for one in secret)
    return held >= min(2, len(secret))


def _tokens_of(content: object) -> set[str]:
    if isinstance(content, Number):
        return _forms(content.value)
    if isinstance(content, Table):
        return {_plain(cell) for row in content.rows for cell in row if TOKEN.fullmatch(cell)}
    return set()


def _told_by(number: Number) -> set[str]:
    """What tells a number that stays: its value in several forms, and its bounds."""
    bounds = _forms(number.lower) | _forms(number.upper)
    told = {token for token in _forms(number.value) if _digits(token) >= SHORTEST}
    return told | {token for token in bounds if _digits(token) >= TELLING}


def _forms(value: float | None) -> set[str]:
    """A number as it may be written: whole, with up to two decimals, with six digits."""
    if value is None:
        return set()
    return {_plain(f"{value:.{decimals}f}") for decimals in range(3)} | {f"{value:g}", f"{value}"}


def _numbers(text: str) -> frozenset[str]:
    return frozenset(_plain(token) for token in TOKEN.findall(text))


def _plain(number: str) -> str:
    """A written number without separators and without noughts that say nothing."""
    text = number.replace(",", "")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _digits(token: str) -> int:
    return sum(character.isdigit() for character in token)
