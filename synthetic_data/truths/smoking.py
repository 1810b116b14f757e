"""What smoking truly does to birth weight and to preterm birth, by the chances of the model."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.special import ndtr

from synthetic_data import births
from synthetic_data.arrays import Bools, Floats, Ints
from synthetic_data.moves import BORN_HERE
from synthetic_data.truth import Service, TruthValue
from synthetic_data.world import World

_POINTS = 80
_STEP, _WIDEST = 0.1, 5.0
_TERM, _ANY = "babies born at term", "babies"


@dataclass(frozen=True)
class _Risks:
    """The chance of each birth if the mother smokes, if she does not, and as she does."""

    smoking: Floats
    not_smoking: Floats
    actual: Floats

    @property
    def ratio(self) -> float:
        """The risk if all smoked, divided by that if none did."""
        return float(self.smoking.mean() / self.not_smoking.mean())

    @property
    def odds_ratio(self) -> float:
        """The same of the odds."""
        one, none = float(self.smoking.mean()), float(self.not_smoking.mean())
        return one / (1 - one) / (none / (1 - none))

    @property
    def fraction(self) -> float:
        """The share of cases, in percent, that there would not be if nobody smoked."""
        return 100 * float(1 - self.not_smoking.mean() / self.actual.mean())


def smoking_truth(world: World) -> Service:
    """Ratios and attributable fractions among the babies of the locality's mothers."""
    people = world.people
    rows = np.flatnonzero(people.origin == BORN_HERE)
    term = rows[people.gestation[rows] >= births.TERM_FROM]
    at_term, early = _light_at_term(world, term), _preterm(world, rows)
    values = {
        **_of("term_low_birthweight", at_term, "under 2,500 g", _TERM, 1.2),
        **_of("preterm", early, "before 37 weeks", _ANY, 0.4),
        **_of("low_birthweight", _light(world, rows, early), "under 2,500 g", _ANY, 0.6),
    }
    return Service({}, values)


def _of(name: str, risks: _Risks, what: str, who: str, near: float) -> dict[str, TruthValue]:
    if not len(risks.actual):
        return {}
    planted = f"Planted, of being born {what} among {who}, for the same deprivation and sex"
    return {
        f"smoking_odds_ratio_{name}": TruthValue(
            round(risks.odds_ratio, 4), f"{planted}: odds with smoking over those without.", near
        ),
        f"smoking_risk_ratio_{name}": TruthValue(
            round(risks.ratio, 4), f"{planted}: risk with smoking over that without.", near
        ),
        f"smoking_attributable_{name}": TruthValue(
            round(risks.fraction, 4),
            f"Percentage of {who} born {what} who would not be if no mother smoked.",
            4.0,
        ),
    }


def _by(smokes: Bools, smoking: Floats, not_smoking: Floats) -> _Risks:
    return _Risks(smoking, not_smoking, np.where(smokes, smoking, not_smoking))


def _preterm(world: World, rows: Ints) -> _Risks:
    size = world.people.births_in_delivery[rows]
    yes = np.ones(len(rows), dtype=bool)
    return _by(
        world.people.smoker[rows],
        births.preterm_chance(size, yes),
        births.preterm_chance(size, ~yes),
    )


def _light_at_term(world: World, rows: Ints) -> _Risks:
    """At term, given the days of gestation, which smoking does not change there."""
    people = world.people
    days, girl, hardship = people.gestation[rows], people.girl[rows], people.hardship[rows]
    yes = np.ones(len(rows), dtype=bool)
    return _by(people.smoker[rows], _under(days, girl, hardship, yes),
               _under(days, girl, hardship, ~yes))  # fmt: skip


def _light(world: World, rows: Ints, early: _Risks) -> _Risks:
    """At any gestation: through fewer days and through less weight for the same days."""
    people = world.people
    chances = {}
    for smokes, preterm in ((True, early.smoking), (False, early.not_smoking)):
        at = [_mean_under(smokes, part, people.girl[rows], people.hardship[rows])
              for part in (True, False)]  # fmt: skip
        chances[smokes] = preterm * at[0] + (1 - preterm) * at[1]
    return _by(people.smoker[rows], chances[True], chances[False])


def _under(days: Ints, girl: Bools, hardship: Floats, smokes: Bools) -> Floats:
    """The chance of less than 2,500 g, as written down to the nearest ten."""
    mean, spread = births.weight_law(days, girl, hardship, smokes)
    return np.asarray(ndtr((2_495 - mean) / spread))


def _mean_under(smokes: bool, preterm: bool, girl: Bools, hardship: Floats) -> Floats:
    """The same over all days of gestation before term or at term, read from a table."""
    grid = np.arange(-_WIDEST, _WIDEST + _STEP / 2, _STEP)
    of_girl, of_boy = (_curve(smokes, preterm, sex) for sex in (True, False))
    return np.where(girl, np.interp(hardship, grid, of_girl), np.interp(hardship, grid, of_boy))


@cache
def _curve(smokes: bool, preterm: bool, girl: bool) -> Floats:
    grid = np.arange(-_WIDEST, _WIDEST + _STEP / 2, _STEP)
    days = births.gestation_quantiles((np.arange(_POINTS) + 0.5) / _POINTS, preterm=preterm)
    every = np.repeat(grid, _POINTS)
    flags = [np.full(len(every), flag) for flag in (girl, smokes)]
    chances = _under(np.tile(days, len(grid)), flags[0], every, flags[1])
    return np.asarray(chances.reshape(len(grid), _POINTS).mean(axis=1))
