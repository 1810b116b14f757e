"""Breastfeeding: the first feed, and at six to eight weeks with a planted start of support."""

import numpy as np

from synthetic_data import calibration as cal
from synthetic_data.arrays import Bools, Floats, chance, logistic
from synthetic_data.columns import pick, table, take
from synthetic_data.hv_contacts import Contacts
from synthetic_data.hv_schedule import SIX_WEEK_REVIEWS
from synthetic_data.truth import Service, ServiceTable, TruthValue, percent
from synthetic_data.world import World

# Log odds of breast milk at six to eight weeks: older mothers and most minoritised groups feed
# more, families in hardship less (assumptions); the level is published.
_LEVEL, _HARDSHIP, _AGE, _OTHER_GROUPS = -0.09, -0.42, 0.045, 0.75
_FIRST_FEED_FURTHER = 1.06
# What infant feeding support adds, in log odds, from the month it begins: planted.
SUPPORT = 0.36
# Of those feeding at all, the share that is exclusive; reviews without a status (assumptions).
_EXCLUSIVE, _NOT_RECORDED = 0.68, 0.06


def _lean(world: World) -> Floats:
    """Log odds of each child without the support."""
    people, mothers = world.people, world.mothers
    other = np.array([row.group not in ("White", "Unclassified") for row in cal.ETHNICITIES])
    return np.asarray(
        _LEVEL
        + _HARDSHIP * people.hardship
        + _AGE * (mothers.age - 30)
        + _OTHER_GROUPS * other[people.ethnicity]
    )


def supported(world: World) -> Bools:
    """Which children were born once the support had begun."""
    begins = world.locality.feeding_support_from
    if begins is None:
        return np.zeros(len(world.people), dtype=bool)
    return np.asarray(world.people.birth >= np.datetime64(begins, "D"))


def first_fed(world: World) -> Bools:
    """Whether each child's first feed was breast milk."""
    return np.asarray(_draw(world) < logistic(_lean(world) + _FIRST_FEED_FURTHER))


def make_breastfeeding(world: World, contacts: Contacts) -> Service:
    """The status recorded at the six to eight week review, and what the support added."""
    rng = world.stream("breastfeeding")
    lean, support = _lean(world), supported(world)
    fed = _draw(world) < logistic(lean + SUPPORT * support)
    seen = np.flatnonzero(np.isin(contacts.kind, SIX_WEEK_REVIEWS) & contacts.seen)
    child = contacts.child[seen]
    status = np.where(fed[child], np.where(chance(rng, _EXCLUSIVE, len(child)), 0, 1), 2)
    blank = chance(rng, _NOT_RECORDED, len(child))
    rows = table(
        "breastfeeding",
        child_id=take(world.child_id, child),
        contact_id=take(contacts.contact_id, seen),
        observation_date=contacts.date[seen],
        breastfeeding_status=pick(("01", "02", "03"), status, blank),
    )
    values = {
        "breastfed_at_6_weeks": TruthValue(
            percent(fed[child]),
            "Percentage of children seen at six to eight weeks who were fed breast milk at all.",
            1.5,
        )
    }
    values |= _step(world, lean[support])
    return Service({"breastfeeding": ServiceTable(rows, child)}, values)


def _step(world: World, lean: Floats) -> dict[str, TruthValue]:
    gain = 100 * float((logistic(lean + SUPPORT) - logistic(lean)).sum()) / max(1, len(lean))
    begins = world.locality.feeding_support_from
    step = TruthValue(
        round(gain, 4),
        "Planted rise in breastfeeding at six to eight weeks, in points, of children born once "
        "infant feeding support had begun; 0 where it never did.",
        3.0,
    )
    if begins is None:
        return {"breastfeeding_step": step}
    return {
        "breastfeeding_step": step,
        "breastfeeding_step_month": TruthValue(
            float(begins[:4] + begins[5:7]), "Month of birth from which it holds, as 202009."
        ),
    }


def _draw(world: World) -> Floats:
    """One draw for each child behind first feed and later feeding."""
    return world.stream("feeding").random(len(world.people))
