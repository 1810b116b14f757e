"""Children's social care: episodes of need, protection plans and being looked after."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from synthetic_data import calibration as cal
from synthetic_data.arrays import NO_DATE, Bools, Dates, Ints, after, chance
from synthetic_data.calendar import EXTRACT_DATE
from synthetic_data.columns import pick, table, take
from synthetic_data.moves import OUTSIDE
from synthetic_data.truth import Service, ServiceTable
from synthetic_data.world import World

IN_NEED, ON_PLAN, LOOKED_AFTER = "CIN", "CPP", "CLA"
CATEGORIES = (IN_NEED, ON_PLAN, LOOKED_AFTER)

# Mean length in days of each kind of episode, and the shortest (assumption).
_MEAN_DAYS = {IN_NEED: 500, ON_PLAN: 300, LOOKED_AFTER: 900}
_SHORTEST_DAYS = 20
_OLDEST_START_DAYS = 1_826


@dataclass(frozen=True)
class Episodes:
    """Episodes as arrays: the child's row, the position of the category, and the dates."""

    child: Ints
    category: Ints
    start: Dates
    end: Dates

    def open_on(self, category: str, day: Dates, count: int) -> Bools:
        """For each of `count` children whether such an episode is open on the child's day."""
        wanted = self.category == CATEGORIES.index(category)
        their_day = day[self.child]
        is_open = wanted & (self.start <= their_day)
        is_open &= np.isnat(self.end) | (self.end >= their_day)
        found = np.zeros(count, dtype=bool)
        found[self.child[is_open]] = True
        return found


def make_episodes(world: World) -> Episodes:
    """Draw the episodes of the children who are ever in need."""
    rng, people = world.stream("social_care"), world.people
    children = np.flatnonzero(people.in_need & (people.origin != OUTSIDE))
    latest = np.where(np.isnat(people.left), EXTRACT_DATE, people.left)
    window = np.minimum((latest - people.arrived).astype(np.int64), _OLDEST_START_DAYS)
    start = after(people.arrived, (rng.random(len(people)) * window).astype(np.int64))
    parts = [_part(rng, IN_NEED, children, start[children], latest)]
    for category, share in (
        (ON_PLAN, cal.PLAN_OF_IN_NEED),
        (LOOKED_AFTER, cal.LOOKED_AFTER_OF_IN_NEED),
    ):
        some = children[chance(rng, share, len(children))]
        wait = rng.integers(0, 90, len(some))
        parts.append(_part(rng, category, some, after(start[some], wait), latest))
    joined = Episodes(
        *(np.concatenate([getattr(part, name) for part in parts]) for name in _FIELDS)
    )
    begun = joined.start < latest[joined.child]
    order = np.lexsort((joined.category, joined.child))
    order = order[begun[order]]
    return Episodes(*(getattr(joined, name)[order] for name in _FIELDS))


def make_social_care(world: World, episodes: Episodes) -> Service:
    """The episodes as social care records them."""
    rows: pa.Table = table(
        "social_care_episode",
        child_id=take(world.child_id, episodes.child),
        category=pick(CATEGORIES, episodes.category),
        start_date=episodes.start,
        end_date=episodes.end,
    )
    return Service({"social_care_episode": ServiceTable(rows, episodes.child)})


_FIELDS = ("child", "category", "start", "end")


def _part(
    rng: np.random.Generator, category: str, children: Ints, start: Dates, latest: Dates
) -> Episodes:
    """One episode of a category for each of the children; it ends when the child leaves."""
    days = _SHORTEST_DAYS + rng.exponential(_MEAN_DAYS[category], len(children))
    end = np.minimum(after(start, days.astype(np.int64)), latest[children])
    still_open = end >= EXTRACT_DATE
    return Episodes(
        child=children,
        category=np.full(len(children), CATEGORIES.index(category)),
        start=start,
        end=np.where(still_open, NO_DATE, end),
    )
