"""Learning at home: what goes with it, and what talk and play adds beyond growing older."""

import numpy as np

from synthetic_data.arrays import Dates, Floats, Ints, after, chance, days_between
from synthetic_data.calendar import EXTRACT_DATE
from synthetic_data.columns import pick, table, take
from synthetic_data.hv_contacts import Contacts
from synthetic_data.hv_schedule import REVIEW_AT_TWO
from synthetic_data.truth import Service, ServiceTable, TruthValue
from synthetic_data.world import World

# What talk and play adds at its end, in points, what a year of age adds, and how many standard
# deviations of the development factor go with one of learning at home: planted.
GAIN, GAIN_A_YEAR, SHARED = 4.0, 3.0, 0.25
# The level, the spread and who is asked are assumptions.
_LEVEL, _SPREAD, _NOISE, _BY_HARDSHIP, _HIGHEST = 24.0, 7.0, 2.5, -0.45, 49
_REVIEW_AT_ONE, _ASKED, _ASKED_AT_END = 10, 0.35, 0.85
_LASTS = 150
_OCCASIONS = ("start", "end", "review_12_months", "review_2_years")


def make_home_learning(world: World, contacts: Contacts) -> Service:
    """Questionnaires at reviews, and at start and end of talk and play."""
    rng, people = world.stream("home_learning"), world.people
    own = np.sqrt(1 - SHARED**2) * rng.normal(size=len(people))
    usual = SHARED * people.development + own + _BY_HARDSHIP * people.hardship
    child, day, occasion = _asked(rng, world, contacts)
    score = _LEVEL + _SPREAD * usual[child] + _NOISE * rng.normal(size=len(child))
    score += _grown(world, child, day) + GAIN * _took_part(world, child, day)
    order = np.lexsort((occasion, day, child))
    child, day, occasion, score = child[order], day[order], occasion[order], score[order]
    written = np.clip(np.rint(score), 0, _HIGHEST).astype(np.int64)
    rows = table(
        "home_learning",
        child_id=take(world.child_id, child),
        measured_on=day,
        occasion=pick(_OCCASIONS, occasion),
        score=written,
    )
    values = _values(child, occasion, written)
    return Service({"home_learning": ServiceTable(rows, child)}, values)


def _asked(rng: np.random.Generator, world: World, contacts: Contacts) -> tuple[Ints, Dates, Ints]:
    """Who was asked, when and why."""
    people, programmes = world.people, world.programmes
    talk = np.flatnonzero(programmes.talk_and_play)
    begins, ends = programmes.began[talk], after(programmes.began[talk], _LASTS)
    here = people.resident(after(programmes.began, _LASTS))[talk] & (ends <= EXTRACT_DATE)
    stayed = here & chance(rng, _ASKED_AT_END, len(talk))
    parts = [(talk, begins, 0), (talk[stayed], ends[stayed], 1)]
    for kind, occasion in ((_REVIEW_AT_ONE, 2), (REVIEW_AT_TWO, 3)):
        seen = np.flatnonzero((contacts.kind == kind) & contacts.seen)
        seen = seen[chance(rng, _ASKED, len(people))[contacts.child[seen]]]
        parts.append((contacts.child[seen], contacts.date[seen], occasion))
    child, day = (np.concatenate([part[index] for part in parts]) for index in (0, 1))
    return child, day, np.repeat([part[2] for part in parts], [len(part[0]) for part in parts])


def _grown(world: World, child: Ints, day: Dates) -> Floats:
    """What age adds, from the first birthday on."""
    years = days_between(world.people.birth[child], day) / 365.25
    return np.asarray(GAIN_A_YEAR * (years - 1))


def _took_part(world: World, child: Ints, day: Dates) -> Floats:
    """How much of talk and play each child had had by that day: none, a part, all."""
    programmes = world.programmes
    since = days_between(programmes.began[child], day) / _LASTS
    return np.asarray(programmes.talk_and_play[child] * np.clip(since, 0, 1))


def _values(child: Ints, occasion: Ints, score: Ints) -> dict[str, TruthValue]:
    """The planted gain, and what before and after alone would say."""
    first, last = (dict(zip(child[occasion == o], score[occasion == o], strict=True))
                   for o in (0, 1))  # fmt: skip
    gains = [last[one] - first[one] for one in last]
    return {
        "home_learning_gain": TruthValue(
            GAIN, "Planted: points that talk and play adds by its end, beyond growing older.", 1.0
        ),
        "home_learning_gain_a_year": TruthValue(
            GAIN_A_YEAR, "Planted: points that a year of age adds.", 0.6
        ),
        "home_learning_before_after": TruthValue(
            round(float(np.mean(gains)), 4) if gains else float("nan"),
            "Wrong by design: mean difference of end and start of those who took part.",
        ),
        "home_learning_development": TruthValue(
            SHARED,
            "Planted correlation of learning at home with the development factor, for children of "
            "the same hardship.",
            0.08,
        ),
    }
