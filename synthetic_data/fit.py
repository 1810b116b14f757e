"""Find the constants of `fitted.py` from the targets of `calibration.py`, and print them.

Run `python -m synthetic_data.fit` after changing a target (half a minute), and put what it prints
into `fitted.py`. Chances are exact (quadrature) over a population of the national mix, so nothing
is fitted to the luck of one draw.
"""

import pprint
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from scipy.optimize import brentq, minimize
from scipy.special import ndtr, ndtri

from synthetic_data import calibration as cal
from synthetic_data import development as dev
from synthetic_data import fitted
from synthetic_data.arrays import Bools, Floats
from synthetic_data.contract import GOALS
from synthetic_data.contract.asq3 import DOMAINS
from synthetic_data.families import EHCP, SEN_SUPPORT
from synthetic_data.fitted import Effects
from synthetic_data.localities import ENGLAND
from synthetic_data.people import People
from synthetic_data.world import make_world

_ROUNDS = 24
_NOISES_EVERY = 12
_SEED = 5
_STEP = 0.7  # of each difference, so that the search does not overshoot

# Within an area of learning the goals are unequally hard. Shares by goal were not seen in a source,
# so the order is an assumption; its size is fitted to the published mean number of goals.
_EASIER = {
    "elg_speaking": 0.2,
    "elg_managing_self": 1.0,
    "elg_relationships": 0.8,
    "elg_gross_motor": 1.5,
    "elg_comprehension": 1.6,
    "elg_word_reading": 0.8,
    "elg_number": 0.1,
    "elg_past_and_present": 0.1,
    "elg_natural_world": 0.6,
    "elg_creating": 0.1,
}

_AREA_TARGETS = (
    "communication_and_language",
    "personal_social_emotional",
    "physical",
    "literacy",
    "mathematics",
    "understanding_the_world",
    "expressive_arts",
)

_ALL = np.ones(len(GOALS), dtype=bool)


@dataclass(frozen=True)
class State:
    """Where the search stands; `spread` is how unequally hard the goals of an area are."""

    effects: Effects
    thresholds: Floats
    area_noise: float
    other_area_noise: float
    spread: float

    def share(self, wanted: Bools, predicted: Floats) -> Floats:
        """The chance of reaching all the wanted goals, for each prediction."""
        noise = np.where(dev.AREA_IN_GLD, self.area_noise, self.other_area_noise)
        curve = dev.chance_of_all(wanted, self.thresholds, noise, fitted.GOAL_NOISE)
        return np.asarray(np.interp(predicted, *curve))


def fit(people: People, helped: Floats) -> State:
    """Improve effects, thresholds and noises in turns, from what is in use."""
    thresholds = np.array([fitted.GOAL_THRESHOLDS[goal.name] for goal in GOALS])
    state = State(fitted.EFFECTS, thresholds, fitted.AREA_NOISE, fitted.OTHER_AREA_NOISE, 0.45)
    for turn in range(_ROUNDS):
        predicted = dev.at_five(people, state.effects) + helped
        sample = np.sort(predicted)[::200]
        state = with_thresholds(state, sample)
        if turn % _NOISES_EVERY == 0:
            state = with_noises(state, sample)
        state = with_effects(state, people, helped)
    predicted = dev.at_five(people, state.effects) + helped
    return with_noises(state, np.sort(predicted)[::200])


def with_thresholds(state: State, sample: Floats) -> State:
    """Set each area of learning so that its published share reaches all its goals."""
    easier = np.array([_EASIER.get(goal.name, 0.0) for goal in GOALS])
    thresholds = -state.spread * easier
    for area, target in enumerate(_AREA_TARGETS):
        rows = np.asarray(area == dev.GOAL_AREA)
        share = cal.TARGETS[target].value / 100
        relative = replace(state, thresholds=thresholds)
        thresholds = thresholds + rows * _lift(relative, rows, sample, share)
    return replace(state, thresholds=thresholds)


def _lift(state: State, rows: Bools, sample: Floats, share: float) -> float:
    """By how much the goals must be made harder for that share to reach them."""
    return _root(lambda lift: float(state.share(rows, sample - lift).mean()) - share)


def with_noises(state: State, sample: Floats) -> State:
    """Set noises and spread by the share with GLD, with all 17 goals, and the mean number."""

    def candidate(logs: Floats) -> State:
        area, other, spread = (float(value) for value in np.exp(logs))
        changed = replace(state, area_noise=area, other_area_noise=other, spread=spread)
        return with_thresholds(changed, sample)

    def loss(logs: Floats) -> float:
        tried = candidate(logs)
        gld = 100 * tried.share(dev.IN_GLD, sample).mean() - cal.TARGETS["gld"].value
        every = 100 * tried.share(_ALL, sample).mean() - cal.TARGETS["all_goals"].value
        number = mean_goals(tried, sample) - cal.TARGETS["mean_goals"].value
        return float(gld**2 + every**2 + (10 * number) ** 2)

    start = np.log([state.area_noise, state.other_area_noise, state.spread])
    options = {"maxfev": 150, "xatol": 1e-3, "fatol": 1e-4}
    return candidate(minimize(loss, start, method="Nelder-Mead", options=options).x)


def mean_goals(state: State, sample: Floats) -> float:
    """The mean number of goals reached."""
    each = (state.share(np.arange(len(GOALS)) == goal, sample) for goal in range(len(GOALS)))
    return float(sum(chances.mean() for chances in each))


def with_effects(state: State, people: People, helped: Floats) -> State:
    """Move each effect by how far its group is from its target, in standard scores."""
    parts = groups(people)
    chances = state.share(dev.IN_GLD, dev.at_five(people, state.effects) + helped)

    def lack(name: str) -> float:
        rows, target = parts[name]
        return _STEP * float(ndtri(target) - ndtri(chances[rows].mean()))

    old = state.effects
    return replace(
        state,
        effects=Effects(
            girl=old.girl + lack("girls") - lack("boys"),
            fsm=old.fsm + lack("fsm") - lack("not_fsm"),
            eal=old.eal + lack("eal") - lack("english"),
            sen_support=old.sen_support + lack("sen_support"),
            ehcp=old.ehcp + lack("ehcp"),
            in_need=old.in_need + lack("in_need"),
            oldest=old.oldest + lack("autumn") - lack("summer"),
            weeks_early=old.weeks_early,
            ethnicity=_ethnic_effects(old, people, chances),
        ),
    )


def _ethnic_effects(old: Effects, people: People, chances: Floats) -> Mapping[str, float]:
    """The effects by ethnicity, White British being none; the unclassified are one group."""
    count = len(cal.ETHNICITIES)
    group = np.minimum(np.arange(count), cal.UNCLASSIFIED_FROM)
    of_child = group[people.ethnicity]
    means = np.array([chances[of_child == group[row]].mean() for row in range(count)])
    moves = _STEP * (ndtri(ethnic_targets()) - ndtri(means))
    codes = [row.code for row in cal.ETHNICITIES]
    return {
        code: old.ethnicity[code] + float(move)
        for code, move in zip(codes, moves - moves[0], strict=True)
    }


def groups(people: People) -> dict[str, tuple[Bools, float]]:
    """The children of each group that has a target, with the target as a share."""
    age = dev.age_in_year(people)
    parts = {
        "girls": people.girl,
        "boys": ~people.girl,
        "fsm": people.fsm,
        "not_fsm": ~people.fsm,
        "eal": people.eal,
        "english": ~people.eal,
        "sen_support": people.sen == SEN_SUPPORT,
        "ehcp": people.sen == EHCP,
        "in_need": people.in_need,
        "autumn": age > 2 / 3,
        "summer": age <= 1 / 3,
    }
    return {name: (rows, cal.TARGETS[f"gld_{name}"].value / 100) for name, rows in parts.items()}


def ethnic_targets() -> Floats:
    """The share with GLD by ethnicity: as in 2021/22, moved by the change of its major group."""
    change = {"Unclassified": 0.0}
    for group in ("White", "Mixed", "Asian", "Black", "Chinese", "Other"):
        # The published group of Asian pupils counts Chinese pupils too.
        members = (group, "Chinese") if group == "Asian" else (group,)
        rows = [row for row in cal.ETHNICITIES if row.group in members]
        then = sum(row.gld * row.pupils for row in rows) / sum(row.pupils for row in rows)
        now = cal.TARGETS[f"gld_{group.lower()}"].value
        change[group] = float(ndtri(now / 100) - ndtri(then / 100))
    scores = [ndtri(row.gld / 100) + change[row.group] for row in cal.ETHNICITIES]
    return np.asarray(ndtr(np.array(scores)))


def fit_asq(people: People, helped: Floats, effects: Effects) -> tuple[float, dict[str, float]]:
    """The noise and thresholds at two, so that each domain and all five match the figures."""
    predicted = np.sort(dev.at_two(people, effects) + helped)
    nodes, weights = hermegauss(48)
    factor = predicted[:: max(1, len(predicted) // 4000), None] + nodes
    weights = weights / weights.sum()
    shares = [cal.TARGETS[f"asq_{domain}"].value / 100 for domain in DOMAINS]

    def threshold(noise: float, share: float) -> float:
        return _root(lambda at: float((ndtr((factor - at) / noise) @ weights).mean()) - share)

    def too_many(noise: float) -> float:
        at = np.array([threshold(noise, share) for share in shares])
        chances = ndtr((factor[:, :, None] - at) / noise).prod(axis=2) @ weights
        return float(chances.mean()) - cal.TARGETS["asq_all_five"].value / 100

    noise = float(brentq(too_many, 0.05, 3.0))
    return noise, {d: threshold(noise, s) for d, s in zip(DOMAINS, shares, strict=True)}


def _root(function: Callable[[float], float]) -> float:
    return float(brentq(function, -8, 8))


def main() -> None:
    """Fit to a place with the mix of the nation, and print constants and results."""
    world = make_world(ENGLAND, _SEED, 1.0, with_nhs_numbers=False)
    people, helped = world.people, world.programmes.effect
    state = fit(people, helped)
    noise, asq = fit_asq(people, helped, state.effects)
    predicted = dev.at_five(people, state.effects) + helped
    chances = state.share(dev.IN_GLD, predicted)
    found = {
        "EFFECTS": asdict(state.effects),
        "AREA_NOISE": state.area_noise,
        "OTHER_AREA_NOISE": state.other_area_noise,
        "GOAL_THRESHOLDS": dict(
            zip((goal.name for goal in GOALS), state.thresholds.tolist(), strict=True)
        ),
        "ASQ_NOISE": noise,
        "ASQ_THRESHOLDS": asq,
        "got and wanted": {
            "gld": (float(chances.mean()), cal.TARGETS["gld"].value / 100),
            "all_goals": (
                float(state.share(_ALL, predicted).mean()),
                cal.TARGETS["all_goals"].value / 100,
            ),
            "mean_goals": (mean_goals(state, predicted), cal.TARGETS["mean_goals"].value),
            **{
                name: (float(chances[rows].mean()), target)
                for name, (rows, target) in groups(people).items()
            },
        },
    }
    sys.stdout.write(pprint.pformat(found, sort_dicts=False) + "\n")


if __name__ == "__main__":
    main()
