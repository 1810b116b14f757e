"""Speech and language: WellComm screens, ELIM at the review, referrals. Shares are assumptions."""

import numpy as np

from synthetic_data import development as dev
from synthetic_data import fitted
from synthetic_data.arrays import Bools, Dates, Floats, Ints, after, chance, days_between
from synthetic_data.calendar import EXTRACT_DATE
from synthetic_data.columns import pick, table, take
from synthetic_data.hv_contacts import Contacts
from synthetic_data.identifiers import numbered
from synthetic_data.truth import Service, ServiceTable
from synthetic_data.truths.speech import speech_truth
from synthetic_data.world import World

# The last day of age of each section of the screen.
_SECTION_ENDS = np.array([365, 547, 730, 912, 1095, 1278, 1460, 1825, 2190])
_SCREENED, _MEASURED, _WORDS = 0.5, 0.4, 50
# The share red and amber in the section of the child's age, and the lower share one below.
_RED, _AMBER, _EASIER = -0.95, -0.45, 0.9
_ELIM_NEED = -0.95
_REFERRED, _SEEN = 0.55, 0.85
_SHORTEST_WAIT, _MEAN_WAIT = 14, 110  # days; the mean is of what comes on top of the shortest


def make_speech(world: World, contacts: Contacts) -> Service:
    """Screens of children in early education, the measure at the review, and referrals."""
    standing = _standing(world)
    screens, red, screened_on = _screens(world, standing)
    elim, need, measured_on = _elim(world, contacts, standing)
    on = np.fmin(screened_on, measured_on)
    found = red | need
    referrals = _referrals(world, found, on)
    referred = np.zeros(len(found), dtype=bool)
    referred[referrals.child] = True
    truth = speech_truth(
        world, standing < _ELIM_NEED, found, referred, (_SHORTEST_WAIT, _MEAN_WAIT, _SEEN)
    )
    return Service(
        {"wellcomm_screen": screens, "elim": elim, "speech_language_referral": referrals},
        truth.values,
        truth.truth,
    )


def _standing(world: World) -> Floats:
    """Each child's standing in language at about three, a standard score."""
    people = world.people
    own = world.stream("language").normal(size=len(people))
    predicted = dev.at_two(people, fitted.EFFECTS) + world.programmes.effect
    return np.asarray(predicted - predicted.mean() + 0.7 * people.development + 0.6 * own)


def _screens(world: World, standing: Floats) -> tuple[ServiceTable, Bools, Dates]:
    """Screens between two and a half and four, with the section below when not green."""
    rng, people = world.stream("wellcomm_screen"), world.people
    on = after(people.birth, rng.integers(920, 1460, len(people)))
    done = people.resident(on) & (on <= EXTRACT_DATE) & chance(rng, _SCREENED, len(people))
    child = np.flatnonzero(done)
    age = days_between(people.birth[child], on[child])
    section = np.searchsorted(_SECTION_ENDS, age)
    slip = 0.4 * rng.normal(size=len(child))
    result = _colour(standing[child] + slip)
    below = np.flatnonzero(result > 0)
    again = _colour(standing[child[below]] + slip[below] + _EASIER)
    rows = np.concatenate([child, child[below]])
    sections = np.concatenate([section, section[below] - 1])
    results = np.concatenate([result, again])
    order = np.lexsort((-sections, rows))
    screens = table(
        "wellcomm_screen",
        child_id=take(world.child_id, rows[order]),
        screen_date=on[rows[order]],
        section=pick([str(number) for number in range(1, 10)], sections[order]),
        result=pick(("G", "A", "R"), results[order]),
    )
    red = np.zeros(len(people), dtype=bool)
    red[child[result == 2]] = True
    known = np.where(done, on, np.datetime64("NaT", "D"))
    return ServiceTable(screens, rows[order]), red, known


def _colour(standing: Floats) -> Ints:
    """Green, amber or red, as 0, 1, 2."""
    return np.asarray(np.where(standing < _RED, 2, np.where(standing < _AMBER, 1, 0)))


def _elim(world: World, contacts: Contacts, standing: Floats) -> tuple[ServiceTable, Bools, Dates]:
    """The measure, at some of the reviews at two to two and a half years."""
    rng, people = world.stream("elim"), world.people
    reviews = np.flatnonzero(contacts.is_review_at_two)
    done = reviews[chance(rng, _MEASURED, len(reviews))]
    child = contacts.child[done]
    level = standing[child] + 0.4 * rng.normal(size=len(child))
    words = np.clip(np.rint(38 + 12 * level), 0, _WORDS).astype(np.int64)
    rows = table(
        "elim",
        child_id=take(world.child_id, child),
        assessment_date=contacts.date[done],
        words=words,
        need=level < _ELIM_NEED,
    )
    need = np.zeros(len(people), dtype=bool)
    need[child[level < _ELIM_NEED]] = True
    on = np.full(len(people), np.datetime64("NaT", "D"))
    on[child] = contacts.date[done]
    return ServiceTable(rows, child), need, on


def _referrals(world: World, need: Bools, on: Dates) -> ServiceTable:
    """Referrals after a screen or measure that shows a need."""
    rng = world.stream("speech_language_referral")
    child = np.flatnonzero(need & chance(rng, _REFERRED, len(need)))
    referred = after(on[child], rng.integers(0, 60, len(child)))
    kept = world.people.resident(EXTRACT_DATE)[child] & (referred <= EXTRACT_DATE)
    child, referred = child[kept], referred[kept]
    count = len(child)
    seen = after(referred, _SHORTEST_WAIT + rng.exponential(_MEAN_WAIT, count).astype(np.int64))
    waits = (seen > EXTRACT_DATE) | ~chance(rng, _SEEN, count)
    seen = np.where(waits, np.datetime64("NaT", "D"), seen)
    closed = after(seen, 60 + rng.exponential(250, count).astype(np.int64))
    closed = np.where(closed > EXTRACT_DATE, np.datetime64("NaT", "D"), closed)
    sources = ("health_visitor", "early_education", "parent", "other")
    rows = table(
        "speech_language_referral",
        referral_id=numbered(f"SL{world.locality.number}", count),
        child_id=take(world.child_id, child),
        referred_on=referred,
        source=pick(sources, rng.choice(4, p=(0.45, 0.35, 0.12, 0.08), size=count)),
        first_seen_on=seen,
        closed_on=closed,
    )
    return ServiceTable(rows, child)
