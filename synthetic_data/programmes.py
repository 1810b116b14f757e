"""The planted programmes: who is invited because of need, and what taking part does.

Families in need are invited more often, so children who took part look worse than others; the
programme helps all the same. Invitation rests only on what services record (income at two, area,
language, complex social factors, preterm birth, the mother's age), so a comparison that weighs for
these finds the effect.
"""

from dataclasses import dataclass

import numpy as np

from synthetic_data.arrays import Bools, Dates, Floats, after, chance, logistic
from synthetic_data.births import TERM_FROM
from synthetic_data.mothers import Mothers
from synthetic_data.moves import BORN_HERE
from synthetic_data.people import People
from synthetic_data.places import Places
from synthetic_data.streams import stream

# Effects on the development factor, in standard deviations: planted. Talk and play helps; home
# visiting alone does not; both together help further.
TALK_AND_PLAY, BOTH = 0.20, 0.25


@dataclass(frozen=True)
class Programmes:
    """By row of `People`: who took part in what, when it began and what it added."""

    talk_and_play: Bools
    home_visiting: Bools
    began: Dates
    effect: Floats

    @property
    def both(self) -> Bools:
        """Who took part in both."""
        return np.asarray(self.talk_and_play & self.home_visiting)


def make_programmes(
    seed: int, locality: str, people: People, mothers: Mothers, places: Places
) -> Programmes:
    """Draw who takes part, among children born here who still live here at 15 months."""
    rng, count = stream(seed, locality, "programmes"), len(people)
    deprived = places.standard[people.first_home]
    stays = people.resident(after(people.birth, 460)) & (people.origin == BORN_HERE)
    young = mothers.age < 22
    invited = (
        -3.7
        + 1.9 * people.poor_at_two
        + 0.45 * deprived
        + 0.35 * people.eal
        + 1.50 * mothers.complex_social
        + 0.50 * (people.gestation < TERM_FROM)
    )
    visited = -3.0 + 1.2 * young + 1.1 * mothers.complex_social + 0.35 * deprived
    talk = stays & chance(rng, logistic(invited), count)
    # Families visited at home are more often brought along.
    visiting = stays & chance(rng, logistic(visited + 0.9 * talk), count)
    return Programmes(
        talk_and_play=talk,
        home_visiting=visiting,
        began=after(people.birth, rng.integers(300, 440, count)),
        effect=TALK_AND_PLAY * talk + BOTH * (talk & visiting),
    )
