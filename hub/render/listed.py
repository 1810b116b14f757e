"""Names written in one line as a set, for lists of what is allowed."""

from __future__ import annotations


def listed(names: str) -> frozenset[str]:
    """The names in a text, parted by spaces."""
    return frozenset(names.split())
