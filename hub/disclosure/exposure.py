"""One thing that a published result gives away: where, and what to do; never the value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is wrong; each is a check of its own."""

    SMALL_COUNT = "small-count-shown"
    NOT_ROUNDED = "count-not-rounded"
    GIVEN_BACK = "hidden-count-given-back"
    SHARE_OF_FEW = "share-of-few"
    SHARE_TELLS = "share-gives-count-back"
    NONE_OR_ALL = "none-or-all-of-few"
    SHOWN_ELSEWHERE = "hidden-here-shown-there"
    NOT_DECLARED = "count-not-declared"
    FIGURE = "figure-shows-too-much"
    NOT_TO_LEAVE = "profile-lets-nothing-out"


@dataclass(frozen=True, slots=True)
class Exposure:
    """A complaint about one cell, column or figure of a result, or about several like it."""

    kind: Kind
    result: str
    where: str  # column and row in words, or empty for the whole result
    problem: str
    do: str
    more: int = 0  # further cells of the same column with the same problem
