"""Text from elsewhere without what nobody can see: it could tell a terminal to do things."""

from __future__ import annotations

import unicodedata
from typing import Any

GAPS = ("Cc", "Zl", "Zp")  # control characters and ends of lines
HIDDEN = ("Cf", "Co", "Cs", "Cn")


def plain(text: str) -> str:
    """The text in one line, without control characters and marks that cannot be seen."""
    return text if text.isprintable() else "".join(map(_letter, text))


def _letter(letter: str) -> str:
    category = unicodedata.category(letter)
    return " " if category in GAPS else "" if category in HIDDEN else letter


def plain_value(value: Any) -> Any:
    """The same for every text of a value of JSON, its names too."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [plain_value(one) for one in value]
    if isinstance(value, dict):
        return {plain(name): plain_value(one) for name, one in value.items()}
    return value
