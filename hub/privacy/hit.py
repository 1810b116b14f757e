"""One match of a pattern: what it could be, where in the text, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hub.privacy.sighting import Kind


class Hit(NamedTuple):
    """A candidate. Only good ones count; the rest of the same shape are weighed against them.

    `certain` ones need no company: words beside them say what they are, or their form does.
    """

    kind: Kind
    start: int
    end: int
    good: bool = True
    certain: bool = True
    shape: str = ""


def before(text: str, start: int, most: int = 40) -> str:
    """What stands before a place on its line, in lower case."""
    line = text.rfind("\n", max(0, start - most), start) + 1
    return text[max(line, start - most) : start].lower()


def plain_hits(kind: Kind, pattern: re.Pattern[str], text: str) -> Iterator[Hit]:
    """Every match of a pattern that needs no further thought."""
    for match in pattern.finditer(text):
        yield Hit(kind, match.start(), match.end())
