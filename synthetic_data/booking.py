"""Maternity's records of pregnancy: bookings and raw findings, from which smoking is told."""

from dataclasses import dataclass

import numpy as np

from synthetic_data.arrays import Bools, Dates, Floats, Ints, after, chance
from synthetic_data.columns import blanked, pick, table, take
from synthetic_data.contract import pregnancy as codes
from synthetic_data.identifiers import numbered
from synthetic_data.maternity import NHS_LETTERS, pregnancy_ids
from synthetic_data.moves import BORN_HERE
from synthetic_data.truth import Service, ServiceTable, TruthValue, percent
from synthetic_data.world import World

_NO_YES = ("N", "Y")
_EMPLOYMENT = ("01", "02", "05", "ZZ")
_FOLIC_ACID = ("01", "02", "03", "ZZ")
_CODES = (
    codes.SMOKER,
    codes.NON_SMOKER,
    codes.NEVER_SMOKED,
    codes.SMOKING_UNKNOWN,
    codes.CIGARETTES_A_DAY,
    codes.CARBON_MONOXIDE,
)
_SMOKER, _NOT, _NEVER, _UNKNOWN, _CIGARETTES, _MONOXIDE = range(6)

# Pregnancies sent twice, the later row with what was learned since; smokers at booking who stop
# before delivery; findings that say "unknown"; breath tests done (all assumptions).
_SENT_TWICE, _STOP, _TESTED = 0.06, 0.28, 0.62
_SAID_UNKNOWN = (0.025, 0.08)  # of those who do not smoke and of those who do
_UNKNOWN_SOCIAL = 0.08


def make_bookings(world: World) -> Service:
    """Bookings as they were sent: some pregnancies have an earlier row that is out of date."""
    rng, people, mothers = world.stream("maternity_booking"), world.people, world.mothers
    first = np.flatnonzero(
        (people.origin == BORN_HERE) & (people.delivery == np.arange(len(people)))
    )
    again = first[chance(rng, _SENT_TWICE, len(first))]
    rows = np.concatenate([first, again])
    record = np.repeat([2, 1], [len(first), len(again)])
    order = np.lexsort((record, rows))
    rows, record = rows[order], record[order]
    booked = after(people.birth[rows], mothers.booked_at[rows] - people.gestation[rows])
    due = after(people.birth[rows], 280 - people.gestation[rows])
    stale = (record == 1) & chance(rng, 0.5, len(rows))  # what was not yet known
    unknown = stale | chance(rng, _UNKNOWN_SOCIAL, len(rows))
    ultrasound = chance(rng, 0.93, len(rows))
    bookings = table(
        "maternity_booking",
        pregnancy_id=pregnancy_ids(world, rows),
        record_number=record,
        provider_code=world.trust(rows),
        booking_date=booked,
        gestation_at_booking_days=mothers.booked_at[rows],
        edd=due,
        edd_method=pick(("01", "02"), ultrasound.astype(np.int64)),
        mother_age=np.floor((booked - mothers.birth[rows]).astype(np.int64) / 365.25),
        ethnic_category_mother=pick(NHS_LETTERS, people.ethnicity[rows]),
        lsoa11=take(world.places.code_2011, people.first_home[rows]),
        complex_social_factors=blanked(_yes(mothers.complex_social[rows]), unknown),
        disability_mother=_yes(mothers.disability[rows]),
        mental_health_prediction=blanked(
            _yes(mothers.mental_health[rows]), chance(rng, 0.05, len(rows))
        ),
        employment_mother=pick(_EMPLOYMENT, mothers.employment[rows]),
        support_status=_yes(~mothers.unsupported[rows]),
        folic_acid=pick(_FOLIC_ACID, mothers.folic_acid[rows]),
        previous_live_births=mothers.earlier[rows],
    )
    return Service({"maternity_booking": ServiceTable(bookings, rows)})


@dataclass(frozen=True)
class _Findings:
    child: Ints
    date: Dates
    code: Ints
    value: Floats


def make_findings(world: World) -> Service:
    """Findings and breath tests at booking and at labour."""
    rng, people = world.stream("maternity_finding"), world.people
    rows = np.flatnonzero(
        (people.origin == BORN_HERE) & (people.delivery == np.arange(len(people)))
    )
    at_delivery = people.smoker[rows]
    # Those who stop in pregnancy are, in number, a share of those who still smoke.
    stopped = ~at_delivery & chance(
        rng, _STOP / (1 - _STOP) * at_delivery.mean() / max(1e-9, 1 - at_delivery.mean()), len(rows)
    )
    booked = after(people.birth[rows], world.mothers.booked_at[rows] - people.gestation[rows])
    near = after(booked, rng.integers(-3, 4, len(rows)))
    labour = after(people.birth[rows], rng.integers(-3, 1, len(rows)))
    parts = [
        *_one_visit(rng, rows, near, at_delivery | stopped),
        *_one_visit(rng, rows, labour, at_delivery),
    ]
    child, date, code, value = (
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("child", "date", "code", "value")
    )
    order = np.lexsort((code, date, child))
    child, code, value = child[order], code[order], value[order]
    unit = np.where(code == _MONOXIDE, 0, 1)
    findings = table(
        "maternity_finding",
        finding_id=numbered(f"FD{world.locality.number}", len(child)),
        pregnancy_id=pregnancy_ids(world, child),
        finding_date=date[order],
        snomed_code=pick(_CODES, code),
        value=value,
        unit=pick(("ppm", "1"), unit, np.isnan(value)),
    )
    return Service(
        {"maternity_finding": ServiceTable(findings, child)},
        {
            "smoking_at_delivery": TruthValue(
                percent(at_delivery),
                "Percentage of deliveries whose mother truly smoked at the time.",
                0.7,
            ),
            "smoking_at_booking": TruthValue(
                percent(at_delivery | stopped),
                "Percentage of bookings whose mother truly smoked at the time.",
                0.9,
            ),
        },
    )


def _one_visit(
    rng: np.random.Generator, child: Ints, date: Dates, smokes: Bools
) -> list[_Findings]:
    """What is written at one visit: a finding, cigarettes a day, a breath test."""
    count = len(child)
    said = np.where(smokes, _SMOKER, np.where(chance(rng, 0.6, count), _NEVER, _NOT))
    said = np.where(chance(rng, np.where(smokes, *_SAID_UNKNOWN[::-1]), count), _UNKNOWN, said)
    counted = np.flatnonzero(smokes & chance(rng, 0.55, count))
    tested = np.flatnonzero(chance(rng, _TESTED, count))
    monoxide = np.where(
        smokes, np.maximum(4, rng.gamma(3.0, 4.0, count)), np.minimum(3, rng.poisson(1.1, count))
    )
    nothing = np.full(count, np.nan)
    return [
        _Findings(child, date, said, nothing),
        _Findings(
            child[counted],
            date[counted],
            np.full(len(counted), _CIGARETTES),
            (1 + rng.poisson(8, len(counted))).astype(float),
        ),
        _Findings(
            child[tested],
            date[tested],
            np.full(len(tested), _MONOXIDE),
            np.asarray(np.round(monoxide[tested]), dtype=np.float64),
        ),
    ]


def _yes(holds: Bools) -> object:
    return pick(_NO_YES, holds.astype(np.int64))
