"""A complaint by a check: what, where, how bad, and whose it is to mend."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from hub.privacy import mask
from hub.privacy.sighting import Sighting


class Level(StrEnum):
    """How much a finding matters."""

    ERROR = "error"  # blocks
    WARNING = "warning"  # must be answered
    ADVICE = "advice"


class Fault(StrEnum):
    """Whose it is to mend."""

    RECIPE = "recipe"
    HUB = "hub"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is: a file, and the line or the cell in it (both counted from 1)."""

    file: str
    line: int | None = None
    cell: int | None = None
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What could belong to a person in a file; with the commit where that is not the newest."""

    file: str
    sighting: Sighting
    commit: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One complaint by one check."""

    code: str
    name: str
    level: Level
    recipe: str | None
    place: Place
    problem: str
    do: str
    fault: Fault = Fault.RECIPE

    def __post_init__(self) -> None:
        """Quote nothing that could belong to a person, whatever a check has put into its words."""
        place = self.place
        shown = replace(
            place,
            file=mask(place.file),
            heading=mask(place.heading) if place.heading else place.heading,
        )
        object.__setattr__(self, "place", shown)
        if not self.code.startswith("P"):  # those of family P name whom to tell, and quote nothing
            object.__setattr__(self, "problem", mask(self.problem))
            object.__setattr__(self, "do", mask(self.do))
