"""Social care's case system: the modules of the CIN census, with records begun before birth."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from synthetic_data import calibration as cal
from synthetic_data.arrays import NO_DATE, Dates, Ints, after, chance
from synthetic_data.calendar import EXTRACT_DATE
from synthetic_data.columns import blanked, pick, table, take
from synthetic_data.families import EHCP
from synthetic_data.identifiers import numbered, prefixed
from synthetic_data.moves import BORN_HERE
from synthetic_data.social_care import CATEGORIES, IN_NEED, ON_PLAN, Episodes
from synthetic_data.truth import Service, ServiceTable
from synthetic_data.world import World

# Of the children born here who are ever in need, the share with a record begun before birth that
# nobody completed afterwards: the child then has two (assumption). Of plans at 31 March 2024, 1,270
# of the 16,380 of children under five were of the unborn (DfE, children in need).
_UNBORN_LEFT = 0.05
_UNBORN_PLAN = 0.6

# Main need and category of abuse (DfE, children in need 2024: abuse or neglect 72% of under-fives;
# neglect 51% and emotional abuse 37% of plans); the rest are assumptions.
_NEEDS = ("N1", "N2", "N3", "N4", "N5", "N7", "N8", "N0")
_NEED_SHARES = (0.72, 0.07, 0.04, 0.06, 0.08, 0.005, 0.01, 0.015)
_ABUSE = ("NEG", "EMO", "PHY", "SAB", "MUL")
_ABUSE_SHARES = (0.51, 0.37, 0.06, 0.03, 0.03)
_SOURCES = ("6", "3D", "2B", "3A", "3B", "5B", "1A")
_SOURCE_SHARES = (0.32, 0.22, 0.12, 0.06, 0.08, 0.12, 0.08)
_FACTORS = ("3B", "4B", "17A", "2B", "1B", "6A", "21")
_FACTOR_SHARES = (0.34, 0.26, 0.16, 0.08, 0.07, 0.04, 0.05)
_CLOSURES = ("RC7", "RC8", "RC6", "RC1")
_CLOSURE_SHARES = (0.66, 0.22, 0.09, 0.03)
_DISABILITIES = ("NONE", "AUT", "COMM", "LD", "MOB", "HEAR", "VIS", "BEH", "DDA")
_LEAVES_UPN_DAYS = 1_461  # a pupil has a number once in school


@dataclass(frozen=True)
class Cases:
    """The children of the case system: row of `People`, and whether the record is an unborn one."""

    child: Ints
    unborn: np.ndarray
    number: pa.Array


def make_cases(world: World, episodes: Episodes) -> Cases:
    """Everyone with an episode, and the left-over records of the unborn."""
    rng, people = world.stream("cin_cases"), world.people
    known = np.unique(episodes.child)
    begun = known[(people.origin[known] == BORN_HERE) & chance(rng, _UNBORN_LEFT, len(known))]
    child = np.concatenate([known, begun])
    unborn = np.repeat([False, True], [len(known), len(begun)])
    numbers = rng.permutation(len(child)) + 1
    return Cases(child, unborn, prefixed(f"SYNCIN{world.locality.number}", numbers, 7))


def make_cin_census(world: World, episodes: Episodes, cases: Cases) -> Service:
    """The modules of the return."""
    rng = world.stream("cin_census")
    place = np.full(len(world.people), -1)
    place[cases.child[~cases.unborn]] = np.flatnonzero(~cases.unborn)
    need = np.flatnonzero(episodes.category == CATEGORIES.index(IN_NEED))
    plan = np.flatnonzero(episodes.category == CATEGORIES.index(ON_PLAN))
    before = np.flatnonzero(cases.unborn)
    referred = after(world.people.birth[cases.child[before]], -rng.integers(40, 150, len(before)))
    case = np.concatenate([place[episodes.child[need]], before])
    start = np.concatenate([episodes.start[need], referred])
    end = np.concatenate([episodes.end[need], np.full(len(before), NO_DATE)])
    number = numbered(f"CIN{world.locality.number}", len(case))
    of_case = np.full(len(cases.child), -1)
    of_case[case[::-1]] = np.arange(len(case))[::-1]  # the first episode of each
    planned = np.concatenate([place[episodes.child[plan]], before[chance(
        rng, _UNBORN_PLAN, len(before))]])  # fmt: skip
    planned_start = np.concatenate(
        [episodes.start[plan], after(start[of_case[planned[len(plan) :]]], 25)]
    )
    planned_end = np.concatenate([episodes.end[plan], np.full(len(planned) - len(plan), NO_DATE)])
    conference = np.full(len(case), NO_DATE)
    conference[of_case[planned]] = planned_start
    held = {
        "cin_child": _children(rng, world, cases),
        "cin_disability": _disabilities(rng, world, cases),
        "cin_details": _details(rng, cases, case, number, start, end, conference),
        "cin_assessment": _assessments(rng, cases, case, number, start),
        "cin_plan": _plans(rng, cases, case, number, start, end),
        "section_47": _enquiries(rng, cases, case, number, start, conference),
    }
    first = of_case[planned]
    held |= _protection(rng, world, cases, planned, take(number, first), planned_start, planned_end)
    return Service(
        {name: ServiceTable(rows, cases.child[which]) for name, (rows, which) in held.items()}
    )


Held = tuple[pa.Table, Ints]


def _children(rng: np.random.Generator, world: World, cases: Cases) -> Held:
    people, child, unborn = world.people, cases.child, cases.unborn
    sex = pick(("M", "F"), people.girl[child].astype(np.int64))
    due = after(
        people.birth[child], 280 - people.gestation[child] + rng.integers(-6, 7, len(child))
    )
    codes = [row.code for row in cal.ETHNICITIES]
    rows = table(
        "cin_child",
        la_child_id=cases.number,
        child_id=blanked(take(world.child_id, child), unborn),
        date_of_birth=np.where(unborn, NO_DATE, people.birth[child]),
        expected_date_of_birth=np.where(unborn, due, NO_DATE),
        sex=blanked(sex, unborn),
        upn=pa.nulls(len(child), pa.string()),
        upn_unknown=pick(("UN1", "UN3"), unborn.astype(np.int64)),
        ethnicity=pick(codes, np.where(unborn, len(codes) - 1, people.ethnicity[child])),
        date_of_death=np.where(unborn, NO_DATE, people.died[child]),
    )
    return rows, np.arange(len(child))


def _disabilities(rng: np.random.Generator, world: World, cases: Cases) -> Held:
    which = np.flatnonzero(~cases.unborn)
    plan = world.people.sen[cases.child[which]] == EHCP
    kind = rng.integers(1, len(_DISABILITIES), len(which))
    has = chance(rng, np.where(plan, 0.8, 0.05), len(which))
    rows = table(
        "cin_disability",
        la_child_id=take(cases.number, which),
        disability=pick(_DISABILITIES, np.where(has, kind, 0)),
    )
    return rows, which


def _details(
    rng: np.random.Generator,
    cases: Cases,
    case: Ints,
    number: pa.Array,
    start: Dates,
    end: Dates,
    conference: Dates,
) -> Held:
    count = len(case)
    still_open = np.isnat(end)
    rows = table(
        "cin_details",
        cin_details_id=number,
        la_child_id=take(cases.number, case),
        referral_date=start,
        referral_source=pick(_SOURCES, rng.choice(7, p=_SOURCE_SHARES, size=count)),
        primary_need=pick(_NEEDS, rng.choice(8, p=_NEED_SHARES, size=count)),
        closure_date=end,
        reason_for_closure=pick(
            _CLOSURES, rng.choice(4, p=_CLOSURE_SHARES, size=count), still_open
        ),
        initial_conference_date=conference,
        no_further_action=pa.array(["N"] * count, pa.string()),
    )
    return rows, case


def _assessments(
    rng: np.random.Generator, cases: Cases, case: Ints, number: pa.Array, start: Dates
) -> Held:
    began = after(start, rng.integers(0, 10, len(case)))
    done = after(began, rng.integers(10, 75, len(case)))
    rows = table(
        "cin_assessment",
        cin_details_id=number,
        la_child_id=take(cases.number, case),
        start_date=began,
        end_date=np.where(done <= EXTRACT_DATE, done, NO_DATE),
        factors=pick(_FACTORS, rng.choice(7, p=_FACTOR_SHARES, size=len(case))),
    )
    return rows.filter(pa.array(began <= EXTRACT_DATE)), case[began <= EXTRACT_DATE]


def _plans(
    rng: np.random.Generator, cases: Cases, case: Ints, number: pa.Array, start: Dates, end: Dates
) -> Held:
    began = after(start, rng.integers(30, 60, len(case)))
    last = np.where(np.isnat(end), EXTRACT_DATE, end)
    which = np.flatnonzero(chance(rng, 0.7, len(case)) & (began < last))
    rows = table(
        "cin_plan",
        cin_details_id=take(number, which),
        la_child_id=take(cases.number, case[which]),
        start_date=began[which],
        end_date=end[which],
    )
    return rows, case[which]


def _enquiries(
    rng: np.random.Generator,
    cases: Cases,
    case: Ints,
    number: pa.Array,
    start: Dates,
    conference: Dates,
) -> Held:
    planned = ~np.isnat(conference)
    which = np.flatnonzero(planned | chance(rng, 0.3, len(case)))
    began = np.where(planned, after(conference, -14), after(start, 5))[which]
    began = np.maximum(began, start[which])
    none = (~planned[which]).astype(np.int64)
    rows = table(
        "section_47",
        cin_details_id=take(number, which),
        la_child_id=take(cases.number, case[which]),
        start_date=began,
        conference_date=conference[which],
        conference_not_required=pick(("N", "Y"), none),
    )
    return rows, case[which]


def _protection(
    rng: np.random.Generator,
    world: World,
    cases: Cases,
    case: Ints,
    details: pa.Array,
    start: Dates,
    end: Dates,
) -> dict[str, Held]:
    """Protection plans and their reviews, after three months and then every six."""
    count = len(case)
    number = numbered(f"CPP{world.locality.number}", count)
    abuse = rng.choice(5, p=_ABUSE_SHARES, size=count)
    later = np.where(chance(rng, 0.1, count), rng.integers(0, 5, count), abuse)
    plans = table(
        "child_protection_plan",
        cpp_id=number,
        cin_details_id=details,
        la_child_id=take(cases.number, case),
        start_date=start,
        end_date=end,
        initial_category=pick(_ABUSE, abuse),
        latest_category=pick(_ABUSE, later),
        previous_plans=rng.choice(3, p=(0.79, 0.17, 0.04), size=count),
    )
    last = np.where(np.isnat(end), EXTRACT_DATE, end)
    due = [after(start, days + rng.integers(-10, 10, count)) for days in (90, 270, 450, 630)]
    place, plan = np.nonzero([day < last for day in due])
    order = np.lexsort((place, plan))
    place, plan = place[order], plan[order]
    reviews = table(
        "cpp_review",
        cpp_id=take(number, plan),
        la_child_id=take(cases.number, case[plan]),
        review_date=np.array(due)[place, plan],
    )
    return {"child_protection_plan": (plans, case), "cpp_review": (reviews, case[plan])}
