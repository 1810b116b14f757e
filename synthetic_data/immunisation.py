"""Immunisations by age, as the child health information service holds them (COVER)."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from synthetic_data.arrays import after, chance, on_or_before
from synthetic_data.calendar import EXTRACT_DATE
from synthetic_data.columns import pick, table, take
from synthetic_data.moves import OUTSIDE
from synthetic_data.truth import Service, ServiceTable, TruthValue, percent
from synthetic_data.world import World

# How strongly taking up vaccines goes with hardship (assumption).
_BY_HARDSHIP = 0.30
_LATE_DAYS = 1_200


@dataclass(frozen=True)
class Vaccine:
    """One course or dose: when it is due, who ever has it, and who of those has it late.

    MMR by the second and fifth birthday is published (COVER 2024/25); the others are assumptions
    about two points above it in the first year.
    """

    name: str
    due: int
    share: float
    late: float


VACCINES = (
    Vaccine("six_in_one", 112, 0.935, 0.020),
    Vaccine("rotavirus", 84, 0.890, 0.0),
    Vaccine("menb", 112, 0.925, 0.020),
    Vaccine("pcv", 84, 0.940, 0.015),
    Vaccine("pcv_booster", 366, 0.895, 0.030),
    Vaccine("menb_booster", 366, 0.885, 0.030),
    Vaccine("hib_menc", 366, 0.900, 0.035),
    Vaccine("mmr1", 366, 0.922, 0.030),
    Vaccine("mmr2", 1_218, 0.842, 0.0),
    Vaccine("booster", 1_218, 0.830, 0.0),
)
_MEAN_WAIT = 40


def make_immunisations(world: World) -> Service:
    """What each child living here, now or before, was given by the day of the extract."""
    rng, people = world.stream("immunisation"), world.people
    wish = rng.normal(size=len(people)) - _BY_HARDSHIP * people.hardship
    rank = 1 - ndtr(wish / np.sqrt(1 + _BY_HARDSHIP**2))
    children, dates, kinds = [], [], []
    for index, vaccine in enumerate(VACCINES):
        count = len(people)
        slip = 0.02 * rng.normal(size=count)
        late = chance(rng, vaccine.late, count)
        wait = rng.exponential(_MEAN_WAIT, count) + late * rng.uniform(380, _LATE_DAYS, count)
        given = after(people.birth, (vaccine.due + wait).astype(np.int64))
        has = (rank + slip < vaccine.share) & on_or_before(given, EXTRACT_DATE)
        has &= (people.origin != OUTSIDE) & (np.isnat(people.left) | (given < people.left))
        rows = np.flatnonzero(has)
        children.append(rows)
        dates.append(given[rows])
        kinds.append(np.full(len(rows), index))
    child, date, kind = (np.concatenate(part) for part in (children, dates, kinds))
    order = np.argsort(child, kind="stable")
    child, date, kind = child[order], date[order], kind[order]
    doses = table(
        "immunisation",
        child_id=take(world.child_id, child),
        vaccine=pick([vaccine.name for vaccine in VACCINES], kind),
        given_on=date,
    )
    had = np.zeros(len(people), dtype=bool)
    mmr = np.array([vaccine.name == "mmr1" for vaccine in VACCINES])[kind]
    by_two = (date - people.birth[child]).astype(np.int64) <= 730
    had[child[mmr & by_two]] = True
    stayed = people.resident(after(people.birth, 730))
    return Service(
        {"immunisation": ServiceTable(doses, child)},
        {
            "mmr1_by_2": TruthValue(
                percent(had, stayed),
                "Percentage of the children living here on their second birthday who had the first "
                "dose of MMR by then.",
                1.5,
            )
        },
    )
