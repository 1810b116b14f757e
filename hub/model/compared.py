"""Places side by side on one indicator: what each measured, who is left out, and the limits."""

from __future__ import annotations

from dataclasses import dataclass

from hub.model.runs import Number


@dataclass(frozen=True, slots=True)
class Measured:
    """What one recipe gave for one place, with everything that decides what the number means."""

    place: str  # a locality of the synthetic data, by its slug
    name: str
    indicator: str
    indicator_version: int
    recipe: str
    recipe_version: str
    settings: tuple[tuple[str, str], ...]  # parameters that are not about the place itself
    disclosure: str
    unit: str
    number: Number
    planted: float | None = None  # the true answer for that place, where one was planted


@dataclass(frozen=True, slots=True)
class Apart:
    """A place that is not put beside the others, and why."""

    place: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Funnel:
    """The limits within which places of each size lie.

    `target` is the share of all places together, from 0 to 1; `phi` is how much more the places
    differ than chance alone explains (about 1: no more), `tau` the real spread between them that
    this implies, as a standard deviation of shares.
    """

    target: float
    phi: float
    tau: float
    places: int


@dataclass(frozen=True, slots=True)
class Standing:
    """One place in a comparison: its number, and whether it lies within each kind of limits.

    `chance` and `spread` are 0 within the 95% limits, 1 beyond them, and 2 beyond the 99.8% ones:
    of chance alone, and of chance with the real spread between places.
    """

    measured: Measured
    chance: int | None = None
    spread: int | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One indicator, place by place, in the order of their names; `why` says why there is none."""

    indicator: str
    recipe: str
    beside: tuple[Standing, ...] = ()
    apart: tuple[Apart, ...] = ()
    funnel: Funnel | None = None
    why: str = ""
