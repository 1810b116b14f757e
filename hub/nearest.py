"""The nearest valid name to one that is not, for messages that help."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(wrong: object, names: Iterable[str]) -> str | None:
    """The name most like `wrong`, or None where nothing is like it."""
    known = {name.lower(): name for name in sorted(names)}
    found = difflib.get_close_matches(str(wrong).lower(), known, n=1, cutoff=0.5)
    return known[found[0]] if found else None


def listed(names: Iterable[str], most: int = 12) -> str:
    """Names as a sentence part: "a, b, c", and how many more there are."""
    every = sorted(names)
    more = f" and {len(every) - most} more" if len(every) > most else ""
    return ", ".join(every[:most]) + more


def number_of(count: int, noun: str) -> str:
    """So many of a thing: "1 cell", "3 cells"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def suggestion(wrong: object, names: Iterable[str], noun: str = "name") -> str:
    """What to write instead: the nearest name, or else the list to choose from."""
    names = tuple(names)
    if not names:
        return f"there is no {noun} yet."
    near = nearest(wrong, names)
    return f'write "{near}" (the nearest {noun}).' if near else f"choose from: {listed(names)}."
