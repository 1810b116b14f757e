"""Mothers' mood and who is helped: asked unequally, referred unequally, both planted."""

import numpy as np

from synthetic_data.arrays import NO_DATE, Bools, Ints, after, chance, logistic
from synthetic_data.calendar import EXTRACT_DATE
from synthetic_data.columns import table, take
from synthetic_data.contract.wellbeing import LOW_MOOD_FROM
from synthetic_data.hv_contacts import Contacts
from synthetic_data.hv_schedule import SIX_WEEK_REVIEWS
from synthetic_data.identifiers import numbered
from synthetic_data.moves import BORN_HERE
from synthetic_data.truth import Service, ServiceTable, TruthValue, percent
from synthetic_data.world import World

# All assumptions: the level and spread of the score, what goes with it, who is asked and referred.
_LEVEL, _SPREAD, _BY_HARDSHIP, _BY_HISTORY, _HIGHEST = 5.0, 4.3, 0.25, 1.1, 30
_ASKED, _ASKED_LESS = 1.9, -0.9
_REFERRED, _REFERRED_LESS, _SEEN = 0.2, -0.7, 0.8
_SHORTEST_WAIT, _MEAN_WAIT = 7, 35


def make_parents(world: World, contacts: Contacts) -> Service:
    """Scores of the mothers who were asked, and referrals of those with a high one."""
    rng, people = world.stream("parents"), world.people
    standing = rng.normal(size=len(people)) + _BY_HARDSHIP * people.hardship
    standing += _BY_HISTORY * world.mothers.mental_health
    score = np.clip(np.rint(_LEVEL + _SPREAD * standing), 0, _HIGHEST).astype(np.int64)
    low = (score >= LOW_MOOD_FROM)[people.delivery]
    seen = np.flatnonzero(np.isin(contacts.kind, SIX_WEEK_REVIEWS) & contacts.seen)
    seen = seen[people.origin[contacts.child[seen]] == BORN_HERE]
    less = people.eal[contacts.child[seen]]
    asked = seen[chance(rng, logistic(_ASKED + _ASKED_LESS * less), len(seen))]
    child = contacts.child[asked]
    mood = table(
        "maternal_mood",
        child_id=take(world.child_id, child),
        assessment_date=contacts.date[asked],
        score=score[people.delivery[child]],
    )
    high = asked[low[child]]
    odds = _REFERRED + _REFERRED_LESS * people.eal[contacts.child[high]]
    sent = high[chance(rng, logistic(odds), len(high))]
    referrals = _referrals(rng, world, contacts, sent)
    values = _values(world, low, contacts.child[seen], child, contacts.child[sent])
    return Service(
        {"maternal_mood": ServiceTable(mood, child), "perinatal_referral": referrals}, values
    )


def _referrals(
    rng: np.random.Generator, world: World, contacts: Contacts, sent: Ints
) -> ServiceTable:
    count, child = len(sent), contacts.child[sent]
    referred = after(contacts.date[sent], rng.integers(0, 15, count))
    wait = _SHORTEST_WAIT + rng.exponential(_MEAN_WAIT, count).astype(np.int64)
    seen = np.where(chance(rng, _SEEN, count), after(referred, wait), NO_DATE)
    rows = table(
        "perinatal_referral",
        referral_id=numbered(f"PN{world.locality.number}", count),
        child_id=take(world.child_id, child),
        referred_on=referred,
        first_seen_on=np.where(seen <= EXTRACT_DATE, seen, NO_DATE),
    )
    return ServiceTable(rows, child)


def _values(world: World, low: Bools, due: Ints, asked: Ints, sent: Ints) -> dict[str, TruthValue]:
    """Mothers seen at six to eight weeks: how many are low, were asked, were referred."""
    people = world.people
    was_asked, referred = (np.isin(due, rows) for rows in (asked, sent))
    other = people.eal[due]
    who = "of the mothers seen at six to eight weeks"
    return {
        "maternal_low_mood": TruthValue(
            percent(low[due]), f"Percentage {who} whose mood is truly low, asked or not.", 1.5
        ),
        "maternal_mood_asked": TruthValue(percent(was_asked), f"Percentage {who} asked.", 1.5),
        "maternal_mood_asked_eal": TruthValue(
            percent(was_asked, other), f"The same {who} with another first language.", 3.0
        ),
        "maternal_low_mood_missed": TruthValue(
            float((low[due] & ~was_asked).sum()), f"Number {who} with low mood who were not asked."
        ),
        "perinatal_referred_of_need": TruthValue(
            percent(referred, low[due] & was_asked),
            "Percentage of those with a high score who were referred.",
            3.0,
        ),
        "perinatal_referral_odds_ratio_eal": TruthValue(
            round(float(np.exp(_REFERRED_LESS)), 4),
            "Planted: odds of referral with a high score of mothers with another first language, "
            "divided by those of others.",
            0.2,
        ),
    }
