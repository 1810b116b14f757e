"""Text without what hides a number from a search: other digits, unseen characters, escapes, tags.

Each way of reading is a view: the same lines, written out. A view is made only where the text
holds what it undoes, so plain text is read once.
"""

from __future__ import annotations

import html
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from urllib.parse import unquote

UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u20e3\u2800\u3164\uffa0"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d"
LOOKALIKES = dict(
    zip("АВЕЅНІЈКМОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABESHIJKMOPCTYXABEZHIKMNOPTYX", strict=True)
)
TAGS = re.compile(r"</?[A-Za-z][^<>]{0,2000}>|<!--|-->")
CELL_END = re.compile(r"</(?:td|th|c|v|table:table-cell)\s*>", re.IGNORECASE)
LINE_END = re.compile(
    r"</(?:tr|p|li|div|h\d|si|row|w:p|a:p|text:p|comment|text)\s*>|<br\s*/?>", re.IGNORECASE
)
ESCAPE = re.compile(
    r"\\u\{?([0-9a-fA-F]{4,6})\}?|\\U([0-9a-fA-F]{8})|\\x([0-9a-fA-F]{2})"
    r"|\\N\{([A-Za-z0-9 -]{3,60})\}|\\([0-7]{3})"
)
PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
QUOTED_PRINTABLE = re.compile(r"=([0-9A-F]{2})|=\r?\n")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
GLUED = re.compile(
    r"""(["'])[ \t]*(?:\+|&|\|\||\.\.|\.|<>|\\)?[ \t]*(?:\\?\r?\n[ \t]*)?[rRbBuUfF]{0,2}(["'])"""
)
PIECES = re.compile(
    r"(?:paste0?|concat(?:_ws)?|str_c|join|CONCATENATE|CONCAT)\s*\(([^()]{4,400})\)", re.IGNORECASE
)
BETWEEN = re.compile(r"""["']?\s*[,;]\s*(?:sep\s*=\s*)?["']?""")
EMPHASIS = re.compile(
    r"(?<=\d)(?:\*{1,3}|_{2,3}|`{1,3}|~~|\\)(?=[\d* _`~-])|(?<=[ *_`~-])[*_`~]{1,3}(?=\d)"
)

LONG = 200_000  # characters; longer text is not undone twice
WORDS = {"zero": "0", "oh": "0", "nought": "0", "one": "1", "two": "2", "three": "3", "four": "4",
         "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9"}  # fmt: skip
SPELT = re.compile(
    rf"(?:{'|'.join((*WORDS, *map(str.title, WORDS), *map(str.upper, WORDS)))})"
    rf"(?:(?:[ ,-]{{1,2}}|,?\n[ *-]{{0,4}})(?i:{'|'.join(WORDS)})){{9}}\b"
)
BROKEN = re.compile(r"(\d)-\n(\d)")  # as at the end of a line of print
TIED = re.compile(r"(?<=\d)(?:~|\\[,;:! ]|\{,\})(?=\d)")  # as in TeX
COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
PAGE_HEAD = re.compile(r"(?:Header|Footer)>[^<]*?&(?:amp;)?[LCR]")

ODD = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
"""Letters beyond plain ones, with the one before, which a mark among them may belong to."""
View = Callable[[str], str]


class _Plainly(dict[int, str | None]):
    """What to write for each character that only looks different, or cannot be seen."""

    def __missing__(self, code: int) -> str | None:
        letter = chr(code)
        category = unicodedata.category(letter)
        made: str | None = letter
        if category == "Nd":
            made = str(unicodedata.decimal(letter))
        elif category == "Zs":
            made = " "
        elif category == "Cf" or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
            made = None
        self[code] = made
        return made


PLAINLY = _Plainly(
    {code: chr(code) for code in range(128)}
    | {ord(letter): None for letter in UNSEEN}
    | {ord(dash): "-" for dash in DASHES}
    | {ord(letter): latin for letter, latin in LOOKALIKES.items()}
)


def flat(text: str) -> str:
    """Text in plain digits, blanks and hyphens, with nothing in it that cannot be seen."""
    return text if text.isascii() else ODD.sub(lambda found: _flat(found[0]), text)


def _flat(text: str) -> str:
    return unicodedata.normalize("NFKC", text.translate(PLAINLY)).translate(PLAINLY)


def untagged(text: str) -> str:
    """Markup as its words: cells apart by tabs, rows by line ends, the rest run together."""
    text = LINE_END.sub(lambda m: "\n" if "\n" not in m[0] else m[0], CELL_END.sub("\t", text))
    return flat(html.unescape(TAGS.sub("", text)))


def _unescaped(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        code = match[1] or match[2] or match[3]
        if match[4]:
            try:
                return unicodedata.lookup(match[4])
            except KeyError:
                return match[0]
        value = int(code, 16) if code else int(match[5], 8)
        return chr(value) if value <= sys.maxunicode else match[0]

    return flat(ESCAPE.sub(one, text))


def _unquoted_printable(text: str) -> str:
    return QUOTED_PRINTABLE.sub(lambda m: chr(int(m[1], 16)) if m[1] else "", text)


def _glued(text: str) -> str:
    """String literals that stand side by side, or are added or pasted together, as one."""
    text = PIECES.sub(lambda m: " " + BETWEEN.sub("", m[1]) + " ", text)
    return GLUED.sub("", text)


def _spelt(text: str) -> str:
    return SPELT.sub(
        lambda m: "".join(WORDS[w.lower()] for w in re.findall(r"[A-Za-z]+", m[0])), text
    )


def _unstyled(text: str) -> str:
    return EMPHASIS.sub("", text)


GLUE = re.compile(r"\d[\"'][^\d\n]{0,12}\n?[^\d\n]{0,12}[\"']\d")
STYLED = re.compile(r"\{\\[a-z]+")  # as in RTF and TeX
MARKUP = re.compile(r"</[A-Za-z]|<br\b|/>", re.IGNORECASE)
BY_LINE: tuple[tuple[str, re.Pattern[str], View], ...] = (
    ("&", ENTITY, lambda text: flat(html.unescape(text))),
    ("%", PERCENT, lambda text: flat(unquote(text, errors="replace"))),
    ("\\", ESCAPE, _unescaped),
    ("=", re.compile(r"=3\d=3\d|(?:=[0-9A-F]{2}){3}|\d=\r?\n\d"), _unquoted_printable),
    ('"', GLUE, _glued),
    ("'", GLUE, _glued),
    ("*", EMPHASIS, _unstyled),
    ("`", EMPHASIS, _unstyled),
    ("__", EMPHASIS, _unstyled),
    ("{\\", STYLED, lambda text: re.sub(r"\\[a-z]+-?\d* ?|[{}]", "", text)),
    ("", SPELT, _spelt),
    ("-\n", BROKEN, lambda text: BROKEN.sub(r"\1\2", text)),
    ("~", TIED, lambda text: TIED.sub(" ", text)),
    ("\\", TIED, lambda text: TIED.sub(" ", text)),
    ("{,}", TIED, lambda text: TIED.sub(" ", text)),
    ("\x1b", COLOUR, lambda text: COLOUR.sub("", text)),
    ("&", PAGE_HEAD, lambda text: PAGE_HEAD.sub(" ", text)),
)


def views(text: str, again: int = 1) -> Iterator[str]:
    """The text flat, and every other way in which it can be read.

    Markup is read as a whole; of every other way only the lines that it changes, the rest empty.
    """
    first = flat(text)
    yield first
    marked = "<" in first and MARKUP.search(first)
    others = [untagged(first)] if marked else []
    for sign, holds, view in BY_LINE:
        if sign in first:
            lines = _lines_with(holds, first)
            others += [view(lines)] if lines.strip() else []
    for other in others:
        if again and len(other) < LONG:
            yield from views(other, again - 1)
        else:
            yield other


def _lines_with(holds: re.Pattern[str], text: str) -> str:
    """The lines that match, the others as empty ones, so that lines keep their numbers."""
    parts, at = [], 0
    for match in holds.finditer(text):
        if match.end() <= at:
            continue
        start = text.rfind("\n", at, match.start()) + 1 or at
        end = text.find("\n", match.end() - 1)
        end = len(text) if end < 0 else end + 1
        parts += ["\n" * text.count("\n", at, start), text[start:end]]
        at = end
    return "".join(parts)
