"""Health visiting's records: the caseload and ASQ-3 (CSDS); contacts are in hv_contacts."""

import numpy as np
import pyarrow as pa

from synthetic_data import calibration as cal
from synthetic_data import development as dev
from synthetic_data import fitted
from synthetic_data.arrays import Dates, Floats, Ints, chance
from synthetic_data.calendar import EXTRACT_DATE
from synthetic_data.columns import blanked, pick, table, take
from synthetic_data.contract import asq3
from synthetic_data.hv_contacts import Contacts
from synthetic_data.maternity import NHS_LETTERS
from synthetic_data.moves import OUTSIDE
from synthetic_data.truth import Service, ServiceTable
from synthetic_data.truths.review_at_two import asq3_truth
from synthetic_data.world import World

FORMS = tuple(asq3.CUT_OFFS)

# The service asks most families for their language (assumption).
_LANGUAGE_ASKED = 0.94
# How far children of the areas behind at two stand lower, in standard deviations: planted.
BEHIND = 0.45


def make_caseload(world: World) -> Service:
    """One row for each child who lives or has lived in the locality."""
    rng, people = world.stream("caseload"), world.people
    rows = np.flatnonzero(people.origin != OUTSIDE)
    home = people.home(EXTRACT_DATE)[rows]
    language = pick(("en", "other"), people.eal[rows].astype(np.int64))
    caseload = table(
        "health_visiting_child",
        child_id=take(world.child_id, rows),
        nhs_number=world.child_numbers(rows),
        date_of_birth=people.birth[rows],
        sex=pick(("1", "2"), people.girl[rows].astype(np.int64)),
        ethnic_category=pick(NHS_LETTERS, people.ethnicity[rows]),
        lsoa21=take(world.places.code, home),
        main_language=blanked(language, ~chance(rng, _LANGUAGE_ASKED, len(rows))),
        registered_from=people.arrived[rows],
        registered_to=people.left[rows],
    )
    return Service({"health_visiting_child": ServiceTable(caseload, rows)})


def make_asq3(world: World, contacts: Contacts) -> Service:
    """Scores of the children whose review at two took place and had a questionnaire."""
    rng, people = world.stream("asq3"), world.people
    reviewed = np.flatnonzero(contacts.is_review_at_two)
    done = reviewed[chance(rng, cal.ASQ_OFFERED, len(reviewed))]
    child, date = contacts.child[done], contacts.date[done]
    age = (date - people.birth[child]).astype(np.int64)
    oldest = [asq3.OLDEST_DAYS[form] for form in FORMS]
    form = np.searchsorted(oldest, age)
    standing = _standing(rng, world, child, date)
    scores = {
        domain: _scores(standing[:, index], form, domain)
        for index, domain in enumerate(asq3.DOMAINS)
    }
    rows: pa.Table = table(
        "asq3",
        child_id=take(world.child_id, child),
        contact_id=take(contacts.contact_id, done),
        assessment_date=date,
        questionnaire=pick(FORMS, form),
        **scores,
    )
    held = ServiceTable(rows, child)
    truth = asq3_truth(world, held, standing >= 0)
    return Service({"asq3": held}, truth.values, truth.truth)


def _standing(rng: np.random.Generator, world: World, child: Ints, day: Dates) -> Floats:
    """How far above the cut-off each child stands in each domain, in standard deviations."""
    people = world.people
    predicted = dev.at_two(people, fitted.EFFECTS)[child] + world.programmes.effect[child]
    predicted -= BEHIND * world.places.behind_at_two[people.home(day, child)]
    own = np.sqrt(1 - dev.SHARED_AT_TWO**2) * rng.normal(size=len(child))
    factor = predicted + dev.SHARED_AT_TWO * people.development[child] + own
    noise = fitted.ASQ_NOISE * rng.normal(size=(len(child), len(asq3.DOMAINS)))
    thresholds = np.array([fitted.ASQ_THRESHOLDS[domain] for domain in asq3.DOMAINS])
    return np.asarray(factor[:, None] + noise - thresholds)


def _scores(standing: Floats, form: Ints, domain: str) -> Ints:
    """Scores in steps of five, below the form's cut-off exactly when the standing is negative."""
    step = asq3.SCORE_STEP
    cut_offs = np.array([asq3.CUT_OFFS[name][domain] for name in FORMS])
    lowest_expected = (np.ceil(cut_offs / step) * step)[form]
    above = (asq3.HIGHEST_SCORE - lowest_expected + step) * (1 - np.exp(-np.maximum(standing, 0)))
    below = lowest_expected * (1 - np.exp(0.6 * np.minimum(standing, 0)))
    expected = lowest_expected + np.minimum(
        np.floor(above / step) * step, asq3.HIGHEST_SCORE - lowest_expected
    )
    under = lowest_expected - np.maximum(np.ceil(below / step), 1) * step
    return np.asarray(np.where(standing >= 0, expected, np.maximum(under, 0)).astype(np.int64))
