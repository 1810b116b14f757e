"""What in one's own data does not fit: where, what, and what to do; never a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that does not fit. Where it `stops` nothing, it is good to know."""

    where: str  # a file, or table.field
    problem: str
    do: str
    stops: bool = True

    def __str__(self) -> str:
        return f"{self.where}: {self.problem} {self.do}".rstrip()
