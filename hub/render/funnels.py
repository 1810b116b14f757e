"""Where everything stands in the two drawings of a comparison: the funnel, and the intervals."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from hub.compare import funnel
from hub.model import Comparison, Funnel, Standing

WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 56, 20, 16, 52
POINTS = 70  # of each curve
ROW = 34
NAMES = 150  # room for the names of places
MARKS = ("within", "chance", "beyond")
LETTER, LINE = 7.6, 18  # room that a label takes, a letter and a line

Scale = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: where, and what it says."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: where its mark and its name stand, and which mark it has."""

    name: str
    mark: str
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str
    lower: float = 0.0
    upper: float = 0.0
    planted: float | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing in its own units; curves by name, as SVG paths."""

    width: int
    height: int
    spots: tuple[Spot, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    curves: tuple[tuple[str, str], ...]
    target: float


def mark(one: Standing) -> str:
    """Which mark a place has: within all limits, beyond those of chance, or beyond all."""
    return MARKS[2 if one.spread else 1 if one.chance else 0]


def funnel_of(comparison: Comparison) -> Drawing | None:
    """The funnel: shares against the number of children, on a logarithmic axis."""
    limits = comparison.funnel
    if limits is None:
        return None
    sizes = [one.measured.number.n or 1 for one in comparison.beside]
    few, many = min(sizes) * 0.7, max(sizes) * 1.6
    low, high = _range(comparison.beside, limits)
    x = _scale(math.log(few), math.log(many), LEFT, WIDTH - RIGHT)
    y = _scale(low, high, HEIGHT - BOTTOM, TOP)
    return Drawing(
        WIDTH,
        HEIGHT,
        tuple(_spots(comparison.beside, x, y)),
        tuple(Tick(round(x(math.log(n)), 1), f"{n:,}") for n in _sizes(few, many)),
        tuple(Tick(round(y(share), 1), f"{100 * share:.0f}%") for share in _shares(low, high)),
        tuple(_curves(limits, few, many, low, high, x, y)),
        round(y(limits.target), 1),
    )


def intervals_of(comparison: Comparison) -> Drawing | None:
    """A row a place, in the order of their names: the number and its interval."""
    known = [one for one in comparison.beside if one.measured.number.value is not None]
    if not known:
        return None
    ends = [value for one in known for value in _ends(one)]
    low, high = min(ends), max(ends)
    room = (high - low) * 0.06 or 1.0
    x = _scale(low - room, high + room, NAMES, WIDTH - RIGHT)
    height = TOP + ROW * len(known) + BOTTOM
    step = _step(low, high)
    first, last = math.ceil(low / step), math.floor(high / step)
    target = 100 * comparison.funnel.target if comparison.funnel else None
    return Drawing(
        WIDTH,
        height,
        tuple(_row(one, place, x) for one, place in enumerate(known)),
        tuple(Tick(round(x(n * step), 1), f"{n * step:g}") for n in range(first, last + 1)),
        (),
        (),
        round(x(target), 1) if target is not None else 0.0,
    )


def _ends(one: Standing) -> list[float]:
    number = one.measured.number
    told = (number.value, number.lower, number.upper, one.measured.planted)
    return [value for value in told if value is not None]


def _row(at: int, one: Standing, x: Scale) -> Spot:
    number, planted = one.measured.number, one.measured.planted
    value = number.value or 0.0
    y = TOP + ROW * (at + 0.5)
    return Spot(
        one.measured.name,
        mark(one),
        round(x(value), 1),
        y,
        NAMES - 12,
        y + 5,
        "end",
        round(x(value if number.lower is None else number.lower), 1),
        round(x(value if number.upper is None else number.upper), 1),
        None if planted is None else round(x(planted), 1),
    )


def _scale(low: float, high: float, start: float, end: float) -> Scale:
    return lambda value: start + (end - start) * (value - low) / (high - low)


def _range(places: Sequence[Standing], limits: Funnel) -> tuple[float, float]:
    """The shares that the axis shows: every place, and the limits of those that are not tiny."""
    sizes = [one.measured.number.n or 1 for one in places]
    shown = [share for n in sizes if n >= 200 for share in funnel.of_spread(limits, n, 0.001)]
    shown += [(one.measured.number.value or 0.0) / 100 for one in places]
    low, high = min(shown) - 0.02, max(shown) + 0.02
    return max(0.0, math.floor(low * 20) / 20), min(1.0, math.ceil(high * 20) / 20)


def _curves(
    limits: Funnel, few: float, many: float, low: float, high: float, x: Scale, y: Scale
) -> Iterable[tuple[str, str]]:
    steps = [few * (many / few) ** (i / (POINTS - 1)) for i in range(POINTS)]
    sizes = sorted({max(1, round(n)) for n in steps})
    kinds = (("chance", _of_chance), ("spread", funnel.of_spread))
    for kind, limit in kinds:
        for tail, level in zip(funnel.TAILS, ("95", "998"), strict=True):
            pairs = [limit(limits, n, tail) for n in sizes]
            for side in (0, 1):
                points = [(n, pair[side]) for n, pair in zip(sizes, pairs, strict=True)]
                inside = [(n, share) for n, share in points if low <= share <= high]
                drawn = "L".join(f"{x(math.log(n)):.1f} {y(share):.1f}" for n, share in inside)
                if drawn:
                    yield f"{kind}-{level}", f"M{drawn}"


def _of_chance(limits: Funnel, size: int, tail: float) -> tuple[float, float]:
    return funnel.of_chance(limits.target, size, tail)


def _sizes(few: float, many: float) -> list[int]:
    """1, 2 and 5 times the powers of ten between two sizes; only the powers where they are many."""
    powers = [10**n for n in range(7)]
    parts = (1, 2, 5) if many / few < 100 else (1, 3)
    return [part * power for power in powers for part in parts if few <= part * power <= many]


def _shares(low: float, high: float) -> list[float]:
    step = 0.1 if high - low > 0.35 else 0.05
    return [
        step * n for n in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)
    ]


def _step(low: float, high: float) -> float:
    return next(
        (step for step in (0.5, 1, 2, 5, 10, 20, 50, 100) if (high - low) / step <= 8), 1000.0
    )


def _spots(places: Sequence[Standing], x: Scale, y: Scale) -> Iterable[Spot]:
    """Each place with its name beside it, where the name covers no other."""
    at = [
        (x(math.log(one.measured.number.n or 1)), y((one.measured.number.value or 0) / 100))
        for one in places
    ]
    taken = [(left - 8, top - 8, left + 8, top + 8) for left, top in at]
    for one, (left, top) in zip(places, at, strict=True):
        label = _label(one.measured.name, left, top, taken)
        yield Spot(one.measured.name, mark(one), round(left, 1), round(top, 1), *label)


Box = tuple[float, float, float, float]


def _label(name: str, x: float, y: float, taken: list[Box]) -> tuple[float, float, str]:
    """Where a name stands: the first side of its mark that is free; that side is then taken."""
    wide = LETTER * len(name)
    sides = [
        (x + 11, y + 5, "start", (x + 11, y - 9, x + 11 + wide, y + 9)),
        (x - 11, y + 5, "end", (x - 11 - wide, y - 9, x - 11, y + 9)),
        (x, y - 13, "middle", (x - wide / 2, y - 13 - LINE, x + wide / 2, y - 9)),
        (x, y + 25, "middle", (x - wide / 2, y + 9, x + wide / 2, y + 9 + LINE)),
    ]
    free = [
        side for side in sides if _inside(side[3]) and not any(_meet(side[3], b) for b in taken)
    ]
    left, top, anchor, box = (free or sides)[0]
    taken.append(box)
    return round(left, 1), round(top, 1), anchor


def _free(box: Box, taken: Sequence[Box]) -> bool:
    return _inside(box) and not any(_meet(box, one) for one in taken)


def _inside(box: Box) -> bool:
    return box[0] >= LEFT and box[2] <= WIDTH - 2 and box[1] >= 0 and box[3] <= HEIGHT - BOTTOM


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
