"""Who among the two-year-olds is eligible for a funded place, who takes it, and what the list says.

The list of the authority is stale: families who moved away stay on it, families who moved here are
not yet on it, and addresses are those of some months before. So dividing children in places by
children on the list gives more than 100% in some areas.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from synthetic_data.arrays import Bools, Floats, Ints, chance, logistic
from synthetic_data.calendar import TERMS, Term
from synthetic_data.columns import pick, plain_table, table, take
from synthetic_data.families import EHCP
from synthetic_data.moves import OUTSIDE
from synthetic_data.social_care import LOOKED_AFTER, Episodes
from synthetic_data.truth import Service, ServiceTable, TruthValue, percent
from synthetic_data.world import World

BASES = ("ECO", "LAA", "HSD", "FS")

# Planted effects on taking a place, in log odds.
LOW_AREA, OTHER_LANGUAGE, RECENT_MOVER = -1.4, -0.55, -0.80
_RECENT_DAYS = 365
# Of those who take a place, the share who take it across the border, unseen by the authority; and
# for each who takes one here, the children from outside who take one here.
_ELSEWHERE = 0.03
_FROM_OUTSIDE = 0.07

# The list: the share of eligible children missing from it, more among new arrivals; the months by
# which its addresses lag; the share of families who left in that time and are still on it; and the
# share of other two-year-olds who are on it though no longer eligible. All assumptions.
_NOT_LISTED, _ARRIVAL_NOT_LISTED, _ARRIVAL_DAYS = 0.05, 0.50, 182
_LAG_DAYS = 270
_STILL_LISTED = 0.85
_NO_LONGER_ELIGIBLE = 0.015


@dataclass(frozen=True)
class TwoYearOlds:
    """One row for each two-year-old resident and term, with the truth of entitlement and place.

    `base` is the position in BASES, and means nothing where `eligible` is false. `here` tells that
    the place is with a provider of the locality.
    """

    child: Ints
    term: Ints
    home: Ints
    eligible: Bools
    base: Ints
    low_area: Bools
    recent: Bools
    taken: Bools
    here: Bools


def make_two_year_olds(world: World, episodes: Episodes) -> TwoYearOlds:
    """Draw eligibility and take-up of the two-year-olds of every term."""
    rng, people = world.stream("two_year_olds"), world.people
    will = rng.random(len(people))
    crosses = chance(rng, _ELSEWHERE, len(people))
    parts = [_one_term(world, episodes, index, term) for index, term in enumerate(TERMS)]
    child, term, home, eligible, base, recent = (
        np.concatenate(columns) for columns in zip(*parts, strict=True)
    )
    low = world.places.low_take_up[home]
    lean = LOW_AREA * low + OTHER_LANGUAGE * people.eal[child] + RECENT_MOVER * recent
    level = _level(lean[eligible], world.locality.take_up / 100)
    taken = eligible & (will[child] < logistic(level + lean))
    return TwoYearOlds(
        child, term, home, eligible, base, low, recent, taken, taken & ~crosses[child]
    )


def from_outside(world: World, twos: TwoYearOlds) -> tuple[Ints, Ints]:
    """The children across the border who take a place here: their rows and terms."""
    rng, people = world.stream("from_outside"), world.people
    outside = people.origin == OUTSIDE
    willing = rng.random(len(people))
    children, terms = [], []
    for index, term in enumerate(TERMS):
        wanted = _FROM_OUTSIDE * (twos.here & (twos.term == index)).sum()
        candidates = np.flatnonzero(outside & _aged_two(world, term))
        share = min(1.0, wanted / max(1, len(candidates)))
        chosen = candidates[willing[candidates] < share]
        children.append(chosen)
        terms.append(np.full(len(chosen), index))
    return np.concatenate(children), np.concatenate(terms)


def make_eligibility(world: World, twos: TwoYearOlds) -> Service:
    """The list as the authority has it, and the truth of who is eligible and who takes a place."""
    rng, people = world.stream("eligibility_list"), world.people
    starts = np.array([term.starts for term in TERMS])[twos.term]
    new = (starts - people.arrived[twos.child]).astype(np.int64) < _ARRIVAL_DAYS
    new &= people.arrived[twos.child] > people.birth[twos.child]
    missing = chance(rng, np.where(new, _ARRIVAL_NOT_LISTED, _NOT_LISTED), len(new))
    lapsed = ~twos.eligible & chance(rng, _NO_LONGER_ELIGIBLE, len(new))
    listed = np.flatnonzero((twos.eligible & ~missing) | lapsed)
    gone, gone_term = _still_listed(rng, world)
    child = np.concatenate([twos.child[listed], gone])
    term = np.concatenate([twos.term[listed], gone_term])
    base = np.concatenate([twos.base[listed], np.zeros(len(gone), dtype=np.int64)])
    then = np.array([term.starts for term in TERMS])[term] - np.timedelta64(_LAG_DAYS, "D")
    home = people.home(then, child)
    order = np.lexsort((child, term))
    rows = table(
        "early_education_eligibility",
        child_id=take(world.child_id, child[order]),
        term=pick([term.name for term in TERMS], term[order]),
        basis=pick(BASES, base[order]),
        lsoa21=take(world.places.code, home[order]),
    )
    return Service(
        {"early_education_eligibility": ServiceTable(rows, child[order])},
        _values(world, twos),
        {"two_year_old": _truth(world, twos), "low_take_up_area": _areas(world)},
    )


def _aged_two(world: World, term: Term) -> Bools:
    """Whether each child counts as two years old in a term."""
    birth = world.people.birth
    return np.asarray((birth < term.years_before(2)) & (birth >= term.years_before(3)))


def _one_term(
    world: World, episodes: Episodes, index: int, term: Term
) -> tuple[Ints, Ints, Ints, Bools, Ints, Bools]:
    people = world.people
    day = np.full(len(people), term.starts)
    cared = episodes.open_on(LOOKED_AFTER, day, len(people))
    rows = np.flatnonzero(_aged_two(world, term) & people.resident(term.starts))
    plan = people.sen[rows] == EHCP
    base = np.where(cared[rows], 1, np.where(plan & ~people.poor_at_two[rows], 2, 0))
    # Few plans are made before three: an eighth of those who will have one (assumption).
    early_plan = plan & (people.number[rows] % 8 == 0)
    eligible = cared[rows] | people.poor_at_two[rows] | early_plan
    since = (term.starts - people.arrived[rows]).astype(np.int64)
    recent = (since < _RECENT_DAYS) & (people.arrived[rows] > people.birth[rows])
    home = people.home(term.starts)[rows]
    if world.locality.wales:  # by address, not by income
        eligible, base = world.places.flying_start[home], np.full(len(rows), BASES.index("FS"))
    return rows, np.full(len(rows), index), home, eligible, base, recent


def _level(lean: Floats, share: float) -> float:
    """The log odds at which that share takes a place on average."""
    if not len(lean):
        return 0.0
    low, high = -6.0, 6.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if logistic(middle + lean).mean() < share else (low, middle)
    return (low + high) / 2


def _still_listed(rng: np.random.Generator, world: World) -> tuple[Ints, Ints]:
    """Families who moved away in the months before a term and whom the list still holds."""
    people = world.people
    kept = chance(rng, _STILL_LISTED, len(people)) & people.poor_at_two & (people.origin != OUTSIDE)
    children, terms = [], []
    for index, term in enumerate(TERMS):
        gone = (people.left <= term.starts) & (people.left > term.starts - _LAG_DAYS)
        rows = np.flatnonzero(kept & gone & _aged_two(world, term))
        children.append(rows)
        terms.append(np.full(len(rows), index))
    return np.concatenate(children), np.concatenate(terms)


def _truth(world: World, twos: TwoYearOlds) -> pa.Table:
    rows = np.flatnonzero(twos.eligible)
    return plain_table(
        child_id=take(world.child_id, twos.child[rows]),
        term=pick([term.name for term in TERMS], twos.term[rows]),
        lsoa21=take(world.places.code, twos.home[rows]),
        taken_up=twos.taken[rows],
        taken_up_here=twos.here[rows],
        eal=world.people.eal[twos.child[rows]],
        recent_mover=twos.recent[rows],
        low_take_up_area=twos.low_area[rows],
    )


def _areas(world: World) -> pa.Table:
    low = np.flatnonzero(world.places.low_take_up)
    return plain_table(lsoa21=take(world.places.code, low), area_name=take(world.places.name, low))


def _values(world: World, twos: TwoYearOlds) -> dict[str, TruthValue]:
    """Take-up in every term, and in the latest term by the groups with planted effects."""
    values = {}
    for index, term in enumerate(TERMS):
        among = twos.eligible & (twos.term == index)
        name, when = term.name.replace("-", "_"), f"in {term.name}"
        who = f"eligible two-year-olds living in the locality {when}"
        values[f"two_year_olds_eligible_{name}"] = TruthValue(
            float(among.sum()), f"Number of {who}."
        )
        values[f"two_year_old_take_up_{name}"] = TruthValue(
            percent(twos.taken, among),
            f"Percentage of {who} who have a funded place anywhere.",
            3.0,
        )
        values[f"two_year_old_take_up_here_{name}"] = TruthValue(
            percent(twos.here, among),
            f"Percentage of {who} who have a funded place with a provider of the locality.",
            3.0,
        )
    groups = {
        "low_areas": (twos.low_area, "in the areas where take-up is low by design"),
        "other_areas": (~twos.low_area, "in all other areas"),
        "eal": (world.people.eal[twos.child], "whose first language is not English"),
        "english": (~world.people.eal[twos.child], "whose first language is English"),
        "recent_movers": (twos.recent, "who moved into the locality within a year"),
        "not_recent_movers": (~twos.recent, "who did not move in within a year"),
    }
    every = "of eligible two-year-olds over all terms"
    for name, (rows, words) in groups.items():
        values[f"two_year_old_take_up_{name}"] = TruthValue(
            percent(twos.taken, twos.eligible & rows),
            f"Percentage {every} {words} who have a funded place anywhere.",
            6.0,
        )
        values[f"two_year_old_take_up_here_{name}"] = TruthValue(
            percent(twos.here, twos.eligible & rows),
            f"Percentage {every} {words} who have a funded place with a provider of the locality.",
            6.0,
        )
    low = float(world.places.low_take_up.sum())
    values["low_take_up_areas"] = TruthValue(low, "Number of areas where take-up is low by design.")
    return values | _odds_ratios()


def _odds_ratios() -> dict[str, TruthValue]:
    """The planted effects on taking a place, each with the others held."""
    effects = {
        "low_areas": (LOW_AREA, "living in an area where take-up is low by design"),
        "eal": (OTHER_LANGUAGE, "a first language other than English"),
        "recent_movers": (RECENT_MOVER, "moving into the locality within a year"),
    }
    return {
        f"take_up_odds_ratio_{name}": TruthValue(
            round(float(np.exp(effect)), 4),
            f"Planted odds ratio of an eligible two-year-old taking a place with {words}.",
            0.2,
        )
        for name, (effect, words) in effects.items()
    }
