"""What stays with the locality: outputs of cells that show a private or local result are kept back.

Two ways lead to it: the cell gives such a result, or shows a variable that was given as one; or
rows or numbers of it stand in what the cell put out. A sentence takes the place of the output.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from hub.contribution import RecipeCard
from hub.model import Number, Record, Table

KEPT_BACK = (
    "This output is not shown: it holds a result that the recipe keeps for the locality's own use."
)
TOKEN = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
TAG = re.compile(r"<[^>]*>")
SHORTEST = 2  # digits of a single number that can be told from others


@dataclass(frozen=True, slots=True)
class Staying:
    """The results that stay: their names, the rows of their tables, their numbers."""

    names: frozenset[str] = frozenset()
    rows: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)  # by first label
    numbers: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()  # of private tables, in lower case

    def variables(self, sources: Iterable[str]) -> frozenset[str]:
        """Variables that some cell gives under the name of such a result."""
        return frozenset(name for source in sources for name in self._given(source))

    def _given(self, source: str) -> Iterator[str]:
        for node in _nodes(source):
            if isinstance(node, ast.Call):
                parts = [*node.args, *(word.value for word in node.keywords)]
                said = [part.value for part in parts if isinstance(part, ast.Constant)]
                if self.names & {str(one) for one in said}:
                    yield from (part.id for part in parts if isinstance(part, ast.Name))

    def concerns(self, source: str, variables: frozenset[str]) -> bool:
        """Whether a cell gives such a result, or shows a variable that was given as one."""
        nodes = list(_nodes(source))
        said = {str(node.value) for node in nodes if isinstance(node, ast.Constant)}
        return bool(self.names & said) or bool(variables & _shown_names(source))

    def appears_in(self, text: str) -> bool:
        """Whether a row of such a table, or such a number, stands in what a cell put out."""
        for line in _lines(text):
            plain = TAG.sub(" ", line).casefold()
            tokens = _numbers(plain)
            if tokens & self.numbers or any(word in plain for word in self.words):
                return True
            for label, rows in self.rows.items():
                if label in plain and any(_mostly(row, tokens) for row in rows):
                    return True
        return False


def of(card: RecipeCard | None, record: Record) -> Staying:
    """What of a run's results stays, told apart from what is published of the same things."""
    if card is None:
        return Staying()
    names = frozenset(name for name, one in card.results.items() if one.class_ != "publishable")
    public = {name: one.content for name, one in record.results.items() if name not in names}
    known = {token for one in public.values() for token in _tokens_of(one)}
    said = {word for one in public.values() if isinstance(one, Table) for word in _words(one)}
    rows: dict[str, list[frozenset[str]]] = {}
    numbers: set[str] = set()
    words: set[str] = set()
    for name in names & set(record.results):
        content = record.results[name].content
        if isinstance(content, Table):
            for label, secret in _rows(content, known):
                rows.setdefault(label, []).append(secret)
            words |= _words(content) - said if card.results[name].class_ == "private" else set()
        elif isinstance(content, Number):
            numbers |= {
                token for token in _forms(content.value) - known if _digits(token) >= SHORTEST
            }
    by_label = {label: tuple(found) for label, found in rows.items()}
    return Staying(names, by_label, frozenset(numbers), frozenset(words))


def _words(table: Table) -> set[str]:
    """The cells of a table that are no numbers, in lower case: names, codes, pseudonyms."""
    cells = {cell.casefold() for row in table.rows for cell in row}
    return {cell for cell in cells if len(cell) > SHORTEST and not TOKEN.fullmatch(cell)}


def _lines(text: str) -> list[str]:
    """The rows of tables in HTML, each as one line, and the lines of everything else."""
    flat = re.sub(r"<tr\b.*?</tr>", lambda row: row[0].replace("\n", " "), text, flags=re.S | re.I)
    return flat.split("\n")


def _rows(table: Table, known: set[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Each row's first label, and those of its numbers that no published result shows."""
    for row in table.rows:
        numbers = [cell for cell in row if TOKEN.fullmatch(cell)]
        label = next((cell.casefold() for cell in row if cell and cell not in numbers), "")
        secret = frozenset(_plain(number) for number in numbers) - known
        if secret:
            yield label, secret


def _mostly(secret: frozenset[str], tokens: frozenset[str]) -> bool:
    """Whether at least two of a row's numbers, or its only one, are among these."""
    return len(secret & tokens) >= min(2, len(secret))


def _nodes(source: str) -> Iterator[ast.AST]:
    try:
        yield from ast.walk(ast.parse(source))
    except (SyntaxError, ValueError, RecursionError):
        return


def _shown_names(source: str) -> set[str]:
    """Names in the last expression of a cell, and in what it prints or displays."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError):
        return set()
    shown: list[ast.AST] = [body[-1]] if body and isinstance(body[-1], ast.Expr) else []
    for node in ast.walk(ast.Module(body, [])):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Name) and called.id in ("print", "display"):
            shown.append(node)
    return {n.id for part in shown for n in ast.walk(part) if isinstance(n, ast.Name)}


def _tokens_of(content: object) -> set[str]:
    if isinstance(content, Number):
        return _forms(content.value)
    if isinstance(content, Table):
        return {_plain(cell) for row in content.rows for cell in row if TOKEN.fullmatch(cell)}
    return set()


def _forms(value: float | None) -> set[str]:
    """A number as it may be written, with up to two decimals."""
    return set() if value is None else {_plain(f"{value:.{decimals}f}") for decimals in range(3)}


def _numbers(text: str) -> frozenset[str]:
    return frozenset(_plain(token) for token in TOKEN.findall(text))


def _plain(number: str) -> str:
    """A written number without separators and without noughts that say nothing."""
    text = number.replace(",", "")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _digits(token: str) -> int:
    return sum(character.isdigit() for character in token)
