"""What an error says: the words of the code stay, and what came from the data is left out.

An error can quote a name, a number or a row of the table that the cell works on, and its words go
to logs, reports, annotations and pages. Values cannot be told from words by their look alone, so
what the recipe's own code, the contract or a library's usual words do not hold is left out.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from hub.data import CONTRACT
from hub.privacy import mask
from hub.privacy.names import FORENAMES

LEFT_OUT = "…"
WORD = re.compile(r"\w+(?:[.'’-]\w+)*")
QUOTED = re.compile(r"(?<!\w)'([^'\n]*)'(?!\w)|\"([^\"'\n]*)\"|“([^”\n]*)”")
NUMBER = re.compile(r"(?<![\w.])[-+]?\d[\w.:/+-]*")
LENGTHS = re.compile(r"(?i)(?:length|shape|size|axis|elements|columns|rows|position)[^.]{0,30}$")
NAMES = re.compile(r"\b[A-Z][a-z'’-]+(?:\s+[A-Z][A-Za-z'’-]+)+")
OF_CODE = ("AttributeError", "ImportError", "ModuleNotFoundError", "NameError", "SyntaxError",
           "IndentationError", "UnboundLocalError")  # fmt: skip
USUAL = {
    "data", "results", "parquet", "csv", "svg", "json", "numbers", "int64", "float64", "object",
    "str", "string", "int", "float", "bool", "datetime64", "category", "nan", "nat", "none", "na",
    "true", "false", "left", "right", "inner", "outer", "index", "columns", "utf-8", "errno",
    "dataframe", "series", "timestamp", "timedelta", "ndarray", "numpy", "pandas", "numeric",
    "nonetype", "list", "tuple", "dict", "set", "method", "function", "type", "date", "datetime",
    "dataframegroupby", "seriesgroupby", "categorical", "decimal", "interval", "period", "slice",
}  # fmt: skip
FRAME = re.compile(r"^(?:\s*\d+ |\s*-+> ?\d+|\s*File |\s*Cell In|-{5,}|\s*$|\s+\S)")


@dataclass(frozen=True)
class Code:
    """The code of a recipe, by which the words of an error are judged."""

    sources: tuple[str, ...] = field(default=())

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the code and of the contract, in small letters."""
        own = {word.lower() for text in self.sources for word in re.findall(r"\w+", text)}
        tables = {table.name for table in CONTRACT.tables}
        fields = {name for table in CONTRACT.tables for name in table.field_names}
        return frozenset(own | tables | fields | USUAL)

    @cached_property
    def said(self) -> tuple[str, ...]:
        """The fixed parts of the messages that the code itself raises."""
        return tuple(part for text in self.sources for part in _raised(text))

    def own(self, message: str) -> bool:
        """Whether a message is one that the code itself raises."""
        return any(part in message for part in self.said)


def without_values(error: str, code: Code) -> str:
    """The words of an error, such as `KeyError: 'ward'`, without what came from the data."""
    kind, colon, message = error.partition(": ")
    if not colon or not re.fullmatch(r"[\w.]+", kind):
        kind, colon, message = "", "", error
    if code.own(message):
        return kind + colon + mask(_only_known(message, code))
    if kind.endswith(OF_CODE):
        return kind + colon + mask(message)
    message = QUOTED.sub(lambda found: _quoted(found, code), message)
    message = NUMBER.sub(lambda found: _number(found, code), message)
    message = NAMES.sub(lambda found: _named(found[0], code), message)
    return kind + colon + mask(message)


def traceback_without_values(text: str, code: Code) -> str:
    """A traceback with its lines of code as they are, and its messages without values."""
    return "\n".join(
        line if FRAME.match(line) else without_values(line, code) for line in text.split("\n")
    )


def _raised(source: str) -> Iterable[str]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in ast.walk(tree):
        said = node.exc if isinstance(node, ast.Raise) else getattr(node, "msg", None)
        for inner in ast.walk(said) if isinstance(said, ast.AST) else ():
            text = inner.value if isinstance(inner, ast.Constant) else None
            if isinstance(text, str) and len(text.strip()) >= 3:
                yield " ".join(text.split())


def _only_known(message: str, code: Code) -> str:
    return WORD.sub(lambda one: one[0] if _known(one[0], code) else LEFT_OUT, message)


def _known(text: str, code: Code) -> bool:
    return all(word in code.words for word in re.findall(r"\w+", text.lower()))


def _quoted(found: re.Match[str], code: Code) -> str:
    inside = next(part for part in found.groups() if part is not None)
    of_code = found.string[: found.start()].rstrip(": ").endswith(("argument", "arguments"))
    kept = of_code or _known(inside, code)
    return found[0] if kept else found[0][0] + LEFT_OUT + found[0][-1]


def _number(found: re.Match[str], code: Code) -> str:
    text = found[0].rstrip(".:,")
    digits = sum(letter.isdigit() for letter in text)
    plain = digits < 4 and text.lstrip("-+").isdigit()
    counted = LENGTHS.search(found.string, max(0, found.start() - 60), found.start())
    return found[0] if plain or counted or _known(text, code) else LEFT_OUT


def _named(text: str, code: Code) -> str:
    """Words in capitals that the code does not know are a name, and so is a forename with one."""
    first = text.split()[0].lower()
    return LEFT_OUT if first in FORENAMES or not _known(text, code) else text
