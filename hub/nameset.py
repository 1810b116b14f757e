"""Names written in one line as a set, for lists of what is allowed."""

from __future__ import annotations


def names(text: str) -> frozenset[str]:
    """The names in a text, parted by blanks."""
    return frozenset(text.split())
