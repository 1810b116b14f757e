"""What families say of their hub: those who feel heard answer more often, so answers mislead."""

import numpy as np

from synthetic_data.arrays import after, chance, logistic
from synthetic_data.calendar import EXTRACT_DATE
from synthetic_data.columns import pick, plain_table, table, take
from synthetic_data.family_hubs import Hubs
from synthetic_data.truth import Service, ServiceTable, TruthValue, percent
from synthetic_data.world import World

# All assumptions: who feels heard, who answers, what is said. Answering rests on hardship and
# language alone, which are known, so weighting for them finds the truth.
_HEARD, _LESS_HARDSHIP, _LESS_LANGUAGE = 3.75, -0.30, -0.75
_ANSWERS, _ANSWERS_HARDSHIP, _ANSWERS_LANGUAGE = -0.25, -0.45, -1.1
_HEARD_FROM = 4
_SAID, _SAID_SHARES = ("liked", "ok", "disliked"), (0.66, 0.25, 0.09)
_THEMES, _THEME_SHARES = ("times", "distance", "language", "welcome", "waiting"), (
    0.34, 0.2, 0.1, 0.2, 0.16)  # fmt: skip


def make_voice(world: World, hubs: Hubs) -> Service:
    """Families who came to a hub, asked once within the last year and a half."""
    rng, people = world.stream("voice"), world.people
    child = np.unique(hubs.child)
    child = child[people.resident(EXTRACT_DATE)[child]]
    count = len(child)
    poor, other = people.poor_at_two[child], people.eal[child]
    lean = _HEARD + _LESS_HARDSHIP * 2 * poor + _LESS_LANGUAGE * other + rng.normal(size=count)
    heard = np.clip(np.rint(lean), 1, 5).astype(np.int64)
    odds = _ANSWERS + _ANSWERS_HARDSHIP * 2 * poor + _ANSWERS_LANGUAGE * other
    answered = chance(rng, logistic(odds), count)
    asked_on = after(np.full(count, EXTRACT_DATE), -rng.integers(1, 540, count))
    old_enough = after(people.birth[child], 3 * 365) <= asked_on
    said = rng.choice(3, p=_SAID_SHARES, size=count)
    theme = rng.choice(5, p=_THEME_SHARES, size=count)
    rows = table(
        "family_voice",
        child_id=take(world.child_id, child),
        asked_on=asked_on,
        answered=pick(("N", "Y"), answered.astype(np.int64)),
        felt_heard=np.where(answered, heard, np.nan),
        child_said=pick(_SAID, said, ~(answered & old_enough)),
        theme=pick(_THEMES, theme, ~answered | (heard == 5)),
    )
    well = heard >= _HEARD_FROM
    truth = plain_table(child_id=take(world.child_id, child), felt_heard=heard)
    values = {
        "voice_felt_heard": TruthValue(
            percent(well), "Percentage of families asked who truly felt heard (4 or 5).", 3.0
        ),
        "voice_felt_heard_of_answers": TruthValue(
            percent(well, answered), "Wrong by design: the same of those who answered."
        ),
        "voice_felt_heard_eal": TruthValue(
            percent(well, other), "The true percentage of families with another language.", 6.0
        ),
        "voice_answered": TruthValue(percent(answered), "Percentage who answered.", 2.0),
    }
    return Service({"family_voice": ServiceTable(rows, child)}, values, {"family_voice": truth})
