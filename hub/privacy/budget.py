"""How much one file may unfold into while it is looked through."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

MEBIBYTE = 1 << 20


class TooMuch(Exception):
    """It unfolds into more than is looked through; the text says of what."""


@dataclass
class Budget:
    """What is left of the bounds; spending more than is left raises TooMuch."""

    unfolded: int = 256 * MEBIBYTE  # bytes that come out of containers
    members: int = 5_000
    depth: int = 8
    seconds: float = 120.0
    whole: int = 32 * MEBIBYTE  # the largest thing inside a container that is held in memory
    begun: float = field(default_factory=time.monotonic)

    def spend(self, count: int) -> None:
        """Take so many unfolded bytes off."""
        self.unfolded -= count
        if self.unfolded < 0:
            raise TooMuch("it unfolds into more than can be looked through")
        self.in_time()

    def member(self) -> None:
        """Take one member of a container off."""
        self.members -= 1
        if self.members < 0:
            raise TooMuch("it holds more files than can be looked through")

    def in_time(self) -> None:
        """Raise TooMuch when the time is up."""
        if time.monotonic() - self.begun > self.seconds:
            raise TooMuch("it takes longer than it may to look through")
