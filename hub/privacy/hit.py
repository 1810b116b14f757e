"""One match of a pattern: what it could be, where in the text, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def lines_with(text: str, signs: Sequence[str], most: int = 2_000) -> Iterator[tuple[int, int]]:
    """Where each line lies that holds one of the signs (in small letters); of a long line, a part.

    Finding plain words is far quicker than any pattern, and most lines hold none.
    """
    low = text.lower()
    if len(low) != len(text):  # a letter that becomes two: places would not agree
        yield 0, len(text)
        return
    found = []
    for sign in signs:
        at = low.find(sign)
        while at >= 0:
            end = low.find("\n", at)
            end = min(end if end >= 0 else len(low), at + most)
            found.append((max(low.rfind("\n", 0, at) + 1, at - most), end))
            at = low.find(sign, max(end, at + 1))
    last = -1
    for start, end in sorted(found):
        if end > last:
            yield max(start, last), end
            last = end
