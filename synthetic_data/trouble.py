"""Trouble that the caller can mend, told in one sentence."""

from collections.abc import Iterable
from difflib import get_close_matches


class CannotMake(Exception):
    """The data cannot be made as asked; the message is one sentence for whoever asked."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Words that point from a mistaken name to the nearest known one, or to all of them."""
    names = list(known)
    close = get_close_matches(name, names, n=1)
    return f'did you mean "{close[0]}"?' if close else f"there are: {', '.join(names)}."
