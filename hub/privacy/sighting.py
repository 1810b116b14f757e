"""What the scan says: the kind of thing, where, and how often. Never the thing itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Kind(StrEnum):
    """What could belong to a person; the value is how a message names one of it."""

    NHS_NUMBER = "an NHS number"
    PUPIL_NUMBER = "a unique pupil number"
    NI_NUMBER = "a National Insurance number"
    POSTCODE = "a full postcode"
    MAIL = "a mail address"
    PHONE = "a telephone number"
    BIRTH = "a date of birth"
    RECORDS = "a record of a person"
    SECRET = "a password or key"  # noqa: S105 - the words for one
    PERSONAL_PATH = "a path with a person's or a server's name"
    POSITION = "the position where a picture was taken"
    SHUT = "a file that cannot be looked into"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a file: inside what, and the line or the cell (both counted from 1)."""

    inside: tuple[str, ...] = ()  # ("people.zip", "sheet 2"): from the outside inwards
    line: int | None = None
    cell: int | None = None
    heading: str | None = None

    def within(self, *names: str) -> Spot:
        """The same spot, further in."""
        return replace(self, inside=(*self.inside, *names))

    def at(self, line: int) -> Spot:
        """The same spot, at a line."""
        return replace(self, line=line)


@dataclass(frozen=True, slots=True)
class Sighting:
    """One kind of thing at one spot, so many times; the reason stands where one is needed."""

    kind: Kind
    spot: Spot
    count: int = 1
    reason: str = ""
