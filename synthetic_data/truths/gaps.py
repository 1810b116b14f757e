"""How unequal the good level of development truly is: gaps, indices, and the way to a target."""

import numpy as np

from synthetic_data import development as dev
from synthetic_data.arrays import Bools, Floats, Ints
from synthetic_data.calendar import SCHOOL_YEARS
from synthetic_data.eyfsp import Profiled
from synthetic_data.families import NO_SEN
from synthetic_data.fitted import EFFECTS
from synthetic_data.truth import Service, TruthValue
from synthetic_data.world import World

_TARGET = 75.0  # the government's target for 2028
_YEAR = len(SCHOOL_YEARS) - 1


def gap_truth(world: World, profiled: Profiled) -> Service:
    """Of the children assessed in the latest year and in all years."""
    values: dict[str, TruthValue] = {}
    everyone = np.ones(len(profiled.child), dtype=bool)
    for suffix, rows, when in (
        ("", profiled.year == _YEAR, f"in {SCHOOL_YEARS[_YEAR].name}"),
        ("_all_years", everyone, "in all years together"),
    ):
        if rows.any():
            values |= _gaps(world, profiled, np.flatnonzero(rows), suffix, when)
            values |= _indices(world, profiled, np.flatnonzero(rows), suffix, when)
    if len(profiled.child):
        values |= _to_target(profiled)
    return Service({}, values)


def _gaps(
    world: World, profiled: Profiled, rows: Ints, suffix: str, when: str
) -> dict[str, TruthValue]:
    """Differences of the underlying percentage between groups, in points."""
    people, child = world.people, profiled.child[rows]
    chances = dev.gld_probability(profiled.predicted[rows])
    month = people.birth[child].astype("datetime64[M]").astype(int) % 12 + 1
    autumn, summer = np.isin(month, (9, 10, 11, 12)), np.isin(month, (5, 6, 7, 8))
    groups: tuple[tuple[str, Bools, Bools, str], ...] = (
        ("fsm", ~people.fsm[child], people.fsm[child], "without and with free school meals"),
        ("sex", people.girl[child], ~people.girl[child], "who are girls and who are boys"),
        ("term", autumn, summer, "born in autumn (September to December) and in summer (May on)"),
        ("eal", ~people.eal[child], people.eal[child], "with English and with another language"),
        ("sen", people.sen[child] == NO_SEN, people.sen[child] != NO_SEN,
         "without and with special educational needs"),
    )  # fmt: skip
    values = {}
    for name, better, other, words in groups:
        if better.any() and other.any():
            values[f"gld_gap_{name}{suffix}"] = TruthValue(
                round(100 * float(chances[better].mean() - chances[other].mean()), 4),
                f"Underlying difference in GLD, in points, of children {words}, {when}.",
                3.0,
            )
    poor = people.fsm[child]
    if poor.any() and not poor.all():
        added = world.programmes.effect[child]
        usual = float(added[~poor].mean())
        alike = profiled.predicted[rows][poor] - EFFECTS.fsm - added[poor] + usual
        values[f"gld_gap_fsm_unexplained{suffix}"] = TruthValue(
            round(100 * float((dev.gld_probability(alike) - chances[poor]).mean()), 4),
            "The part of the gap by free school meals, in points, that remains between children "
            "who are alike in sex, age, language, needs, social care, ethnicity and gestation, "
            f"{when}; programmes that poorer children come to more often make it smaller.",
            4.0,
        )
    return values


def _indices(
    world: World, profiled: Profiled, rows: Ints, suffix: str, when: str
) -> dict[str, TruthValue]:
    """Slope and relative index of inequality over the tenths of deprivation."""
    people, child = world.people, profiled.child[rows]
    assessed = np.array([year.assessed for year in SCHOOL_YEARS])[profiled.year[rows]]
    decile = world.places.decile[people.home(assessed, child)]
    chances = 100 * dev.gld_probability(profiled.predicted[rows])
    slope = _slope(chances, decile)
    if slope is None:
        return {}
    how = "by weighted regression on the ranked tenths of deprivation, least against most deprived"
    return {
        f"gld_slope_index{suffix}": TruthValue(
            round(slope, 4), f"Slope index of inequality of GLD {when}, in points, {how}.", 4.0
        ),
        f"gld_relative_index{suffix}": TruthValue(
            round(slope / float(chances.mean()), 4),
            f"The same {when} divided by the underlying percentage of all.",
            0.06,
        ),
    }


def _slope(chances: Floats, decile: Ints) -> float | None:
    """The slope of mean chances on the middle ranks of the deciles; nothing for a single one."""
    size = np.bincount(decile, minlength=11)[1:].astype(float)
    held = size > 0
    if held.sum() < 2:
        return None
    mean = np.bincount(decile, chances, minlength=11)[1:][held] / size[held]
    weight = size[held] / size.sum()
    rank = np.cumsum(weight) - weight / 2
    centred = rank - (weight * rank).sum()
    return float((weight * centred * mean).sum() / (weight * centred**2).sum())


def _to_target(profiled: Profiled) -> dict[str, TruthValue]:
    """How many more children the latest year would have needed."""
    chances = dev.gld_probability(profiled.predicted[profiled.year == _YEAR])
    needed = max(0.0, _TARGET / 100 * len(chances) - float(chances.sum()))
    return {
        "gld_children_to_target": TruthValue(
            round(needed, 2),
            f"How many more children with GLD would have made {_TARGET:g}% in "
            f"{SCHOOL_YEARS[_YEAR].name}, by the underlying percentage.",
            round(2 * float(np.sqrt((chances * (1 - chances)).sum())), 2),
        )
    }
