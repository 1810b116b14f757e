"""Family hubs: sites, registrations, attendance and consent, as staff typed them."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from synthetic_data.arrays import Bools, Dates, Floats, Ints, after, chance, logistic
from synthetic_data.calendar import EXTRACT_DATE
from synthetic_data.columns import blanked, pick, table, take
from synthetic_data.feeding import supported
from synthetic_data.geometry import KM_PER_DEGREE
from synthetic_data.identifiers import numbered, prefixed
from synthetic_data.moves import OUTSIDE
from synthetic_data.truth import Service, ServiceTable, TruthValue
from synthetic_data.world import World

PROGRAMMES = ("stay_and_play", "talk_and_play", "home_visiting", "advice", "feeding_support")
_STAY, _TALK, _VISIT, _ADVICE, _FEEDING = range(5)
_TYPED = (
    ("Stay and Play", "Stay & Play", "S&P", "stay and play ", "Stay+Play Tues"),
    ("Talk and Play", "Talk & Play", "T&P", "TALK AND PLAY", "Talk n Play"),
    ("Home visiting", "HV prog", "Home Visit", "home visiting", "H/V"),
    ("Advice", "Advice drop in", "Benefits advice", "advice", "CAB"),
    ("Feeding support", "Infant feeding", "BF group", "feeding supp.", "Baby cafe"),
)
_TYPED_SHARES = (0.55, 0.2, 0.1, 0.1, 0.05)

# All assumptions: births a year for each site, who registers, how often families come, and the
# share of families of whom only a parent was entered.
_BIRTHS_EACH, _NEAREST = 450, 3
_REGISTERED, _PARENT_ONLY, LESS_OTHER_LANGUAGE = 0.35, 0.04, -0.35
_STAY_EACH, _ADVICE_EACH, _FEEDING_EACH = 2.6, 0.25, 0.35
_MAY_LINK, _MAY_SHARE, _NOT_ASKED = 0.90, 0.84, 0.09


@dataclass(frozen=True)
class Hubs:
    """Sites and who came: sites by position, registrations and attendance by child."""

    site_area: Ints
    site_of: Ints
    registered: Bools
    registered_on: Dates
    parent_only: Bools
    child: Ints
    date: Dates
    programme: Ints


def make_hubs(world: World) -> Hubs:
    """Draw sites, registrations and attendance."""
    rng, people, places = world.stream("family_hubs"), world.people, world.places
    sites = max(1, round(world.locality.births_a_year / _BIRTHS_EACH))
    open_areas = np.flatnonzero(places.own & ~places.under_served)
    site_area = open_areas[rng.permutation(len(open_areas))[:sites]]
    distance = np.hypot(
        places.x[:, None] - places.x[site_area], places.y[:, None] - places.y[site_area]
    )
    site_of = np.argmin(distance, axis=1)
    near = np.minimum(distance.min(axis=1) / world.locality.radius_km, 1.0)
    here = people.origin != OUTSIDE
    joins = logistic(
        _REGISTERED
        + 0.25 * people.hardship
        + LESS_OTHER_LANGUAGE * people.eal
        - 1.2 * near[people.first_home]
    )
    programmes = world.programmes
    takes_part = programmes.talk_and_play | programmes.home_visiting
    registered = here & (chance(rng, joins, len(people))[people.family] | takes_part)
    on = after(people.arrived, 10 + rng.exponential(150, len(people)).astype(np.int64))
    on = np.where(takes_part, np.fmin(on, after(programmes.began, -14)), on)
    registered &= people.resident(on) & (on <= EXTRACT_DATE)
    child, date, programme = _attendance(rng, world, registered, on, 1 - near)
    return Hubs(
        site_area=site_area,
        site_of=site_of,
        registered=registered,
        registered_on=on,
        parent_only=chance(rng, _PARENT_ONLY, len(people)) & ~takes_part,
        child=child,
        date=date,
        programme=programme,
    )


def _attendance(
    rng: np.random.Generator, world: World, registered: Bools, on: Dates, near: Floats
) -> tuple[Ints, Dates, Ints]:
    """Sessions of the registered: open ones after joining, programmes when they ran."""
    people, programmes = world.people, world.programmes
    keen = rng.gamma(0.7, 1 / 0.7, len(people)) * near[people.first_home]
    fed = _FEEDING_EACH * np.where(supported(world), 2.0, 0.6)
    plans = (
        (_STAY, rng.poisson(_STAY_EACH * keen), on, 500),
        (_ADVICE, rng.poisson(_ADVICE_EACH * np.exp(0.4 * people.hardship)), on, 700),
        (_FEEDING, rng.poisson(fed), people.birth, 60),
        (_TALK, programmes.talk_and_play * (2 + rng.binomial(8, 0.75, len(people))),
         programmes.began, 150),
        (_VISIT, programmes.home_visiting * (2 + rng.binomial(6, 0.75, len(people))),
         programmes.began, 170),
    )  # fmt: skip
    children, dates, kinds = [], [], []
    for kind, times, since, span in plans:
        child = np.repeat(np.arange(len(people)), times * registered)
        date = after(since[child], rng.integers(0, span, len(child)))
        left = people.left[child]
        kept = (date <= EXTRACT_DATE) & (date >= people.arrived[child])
        kept &= np.isnat(left) | (date < left)
        children.append(child[kept])
        dates.append(date[kept])
        kinds.append(np.full(int(kept.sum()), kind))
    who, when, what = (np.concatenate(part) for part in (children, dates, kinds))
    order = np.lexsort((what, who, when))
    return who[order], when[order], what[order]


def site_table(world: World, hubs: Hubs) -> Service:
    """Where the hubs stand."""
    places, locality = world.places, world.locality
    scale = KM_PER_DEGREE * np.cos(np.radians(locality.latitude))
    area = hubs.site_area
    names = [f"{name} Family Hub" for name in take(places.name, area).to_pylist()]
    rows = table(
        "family_hub_site",
        site_id=_site_ids(world, np.arange(len(area))),
        site_name=pa.array(names),
        lsoa21=take(places.code, area),
        latitude=np.round(locality.latitude + places.y[area] / KM_PER_DEGREE, 6),
        longitude=np.round(locality.longitude + places.x[area] / scale, 6),
    )
    return Service({"family_hub_site": ServiceTable(rows)})


def registered_rows(hubs: Hubs) -> Ints:
    """The children of the registrations, in the order of the table."""
    return np.flatnonzero(hubs.registered)


def family_ids(world: World, rows: Ints) -> pa.Array:
    """The number of each child's family in the hub system."""
    people = world.people
    return prefixed(f"FAM{world.locality.number}", people.number[people.family[rows]], 8)


def person_ids(world: World, rows: Ints) -> pa.Array:
    """The number of each registration in the hub system."""
    return prefixed(f"FH{world.locality.number}", world.people.number[rows], 8)


def make_registrations(world: World, hubs: Hubs) -> Service:
    """Registrations and consent; one address a family, from the day it joined."""
    rng, people = world.stream("family_hub_registration"), world.people
    rows = registered_rows(hubs)
    home = people.home(hubs.registered_on[rows], rows)
    known = take(world.child_id, rows)
    registrations = table(
        "family_hub_registration",
        person_id=person_ids(world, rows),
        family_id=family_ids(world, rows),
        child_id=blanked(known, hubs.parent_only[rows]),
        registered_on=hubs.registered_on[rows],
        site_id=_site_ids(world, hubs.site_of[home]),
        lsoa21=take(world.places.code, home),
    )
    asked = rows[~hubs.parent_only[rows]]
    blank = chance(rng, _NOT_ASKED, len(asked))
    link = chance(rng, _MAY_LINK, len(asked))
    share = link & chance(rng, _MAY_SHARE / _MAY_LINK, len(asked))
    consent = table(
        "consent",
        child_id=take(world.child_id, asked),
        may_link=pick(("N", "Y"), link.astype(np.int64), blank),
        may_share=pick(("N", "Y"), share.astype(np.int64), blank),
        recorded_on=hubs.registered_on[asked],
    )
    return Service(
        {
            "family_hub_registration": ServiceTable(registrations, rows),
            "consent": ServiceTable(consent, asked),
        },
        {
            "consent_no_link": TruthValue(
                float((blank | ~link).sum()),
                "Children registered with a hub whose records may not be linked.",
            )
        },
    )


def attendance_table(world: World, hubs: Hubs) -> Service:
    """The registers of the sessions."""
    rng = world.stream("family_hub_attendance")
    child, kind = hubs.child, hubs.programme
    typed = rng.choice(5, p=_TYPED_SHARES, size=len(child))
    names = [name for of in _TYPED for name in of]
    site = hubs.site_of[world.people.home(hubs.date, child)]
    away = chance(rng, 0.08, len(child))
    site = np.where(away, rng.integers(len(hubs.site_area), size=len(child)), site)
    rows = table(
        "family_hub_attendance",
        attendance_id=numbered(f"AT{world.locality.number}", len(child)),
        child_id=take(world.child_id, child),
        family_id=family_ids(world, child),
        site_id=_site_ids(world, site),
        session_date=hubs.date,
        programme=pick(PROGRAMMES, kind),
        session_name=pick(names, kind * 5 + typed),
    )
    return Service({"family_hub_attendance": ServiceTable(rows, child)})


def _site_ids(world: World, site: Ints) -> pa.Array:
    return prefixed(f"SITE{world.locality.number}", site + 1, 3)
