"""The invented localities."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Locality:
    """One of them: what readers see, and how many live there."""

    name: str
    residents: int


LOCALITIES = {"northport": Locality("Northport", 3000), "millbrook": Locality("Millbrook", 1200)}
