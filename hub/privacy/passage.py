"""What a reader gives: text with its place, in pieces that end where lines end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hub.privacy.sighting import Sighting, Spot


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of one place. Code is also read for what its constants come to."""

    spot: Spot
    pieces: Iterable[str]
    code: bool = False
    card: bool = False  # recipe.yml and the like, in which `contact` is the team's own


Item = Passage | Sighting
