"""What the programmes truly did: effects, and what a naive comparison would say instead."""

import numpy as np

from synthetic_data import development as dev
from synthetic_data.arrays import Bools, Floats
from synthetic_data.columns import plain_table, take
from synthetic_data.eyfsp import Profiled
from synthetic_data.programmes import BOTH, TALK_AND_PLAY
from synthetic_data.truth import Service, TruthValue, percent
from synthetic_data.world import World

_NONE = float("nan")
_CONFOUNDERS = (
    "invitation rests on income at two, deprivation of the area, first language, complex social "
    "factors at booking and preterm birth"
)


def make_programme_truth(world: World, profiled: Profiled) -> Service:
    """Effects on GLD among the assessed children who were born here."""
    programmes, people = world.programmes, world.people
    rows = np.flatnonzero(people.origin[profiled.child] == 0)
    child, predicted, gld = profiled.child[rows], profiled.predicted[rows], profiled.gld[rows]
    talk, both = programmes.talk_and_play[child], programmes.both[child]
    visiting = programmes.home_visiting[child]
    without = dev.gld_probability(predicted - programmes.effect[child])
    talk_only = dev.gld_probability(predicted - BOTH * both)
    full = dev.gld_probability(predicted)
    everyone = dev.gld_probability(
        predicted - programmes.effect[child] + TALK_AND_PLAY + BOTH * visiting
    )
    nobody = dev.gld_probability(predicted - programmes.effect[child])
    truth = plain_table(
        child_id=take(world.child_id, child),
        talk_and_play=talk,
        home_visiting=visiting,
        gld_chance_with=everyone,
        gld_chance_without=nobody,
    )
    return Service(
        {},
        _effects(talk, without, full, gld, everyone, nobody)
        | _together(both, talk_only, full, gld)
        | _alone(talk & ~both, without, full),
        {"programme": truth},
    )


def _mean(values: Floats, rows: Bools) -> float:
    return 100 * float(values[rows].mean()) if rows.any() else float("nan")


def _effects(
    talk: Bools, without: Floats, full: Floats, gld: Bools, everyone: Floats, nobody: Floats
) -> dict[str, TruthValue]:
    """Talk and play: what it added, and the naive difference that points the other way."""
    had, would = _mean(full, talk), _mean(without, talk)
    all_rows = np.ones(len(talk), dtype=bool)
    with_it, without_it = _mean(everyone, all_rows), _mean(nobody, all_rows)
    who = "children born here who were assessed"
    return {
        "programme_effect_of_users": TruthValue(
            round(had - would, 4),
            f"Planted rise of the percentage with GLD, in points, among {who} and took part in "
            f"talk and play; {_CONFOUNDERS}.",
            3.0,
        ),
        "programme_effect_of_all": TruthValue(
            round(with_it - without_it, 4),
            f"The same rise had all {who} taken part, against none.",
            3.0,
        ),
        "programme_risk_ratio_of_users": TruthValue(
            round(had / would, 4),
            "Percentage with GLD of those who took part, divided by what it would have been "
            "without the programme.",
            0.06,
        ),
        "programme_risk_ratio_of_all": TruthValue(
            round(with_it / without_it, 4),
            f"Percentage with GLD had all {who} taken part, divided by that had none.",
            0.06,
        ),
        "programme_naive_risk_ratio": TruthValue(
            round(percent(gld, talk) / percent(gld, ~talk), 4) if (gld & ~talk).any() else _NONE,
            "Wrong by design: percentage with GLD of those who took part, divided by that of the "
            "others, without adjustment.",
        ),
        "programme_naive_difference": TruthValue(
            round(percent(gld, talk) - percent(gld, ~talk), 4),
            "Wrong by design: percentage with GLD of those who took part less that of the others, "
            "without adjustment.",
        ),
        "programme_users": TruthValue(
            float(talk.sum()), f"Number of {who} and took part in talk and play."
        ),
    }


def _alone(talk: Bools, without: Floats, full: Floats) -> dict[str, TruthValue]:
    """Talk and play without home visiting."""
    return {
        "combination_effect_talk_and_play": TruthValue(
            round(_mean(full, talk) - _mean(without, talk), 4),
            "Planted rise of the percentage with GLD, in points, by talk and play alone, among the "
            "children who took part in it and not in home visiting.",
            5.0,
        )
    }


def _together(both: Bools, talk_only: Floats, full: Floats, gld: Bools) -> dict[str, TruthValue]:
    """Talk and play together with home visiting: the one combination that adds something."""
    return {
        "combination_effect": TruthValue(
            round(_mean(full, both) - _mean(talk_only, both), 4),
            "Planted further rise of the percentage with GLD, in points, among children with talk "
            "and play and home visiting, over talk and play alone. Home visiting alone adds "
            "nothing, and no other combination adds anything.",
            6.0,
        ),
        "combination_effect_home_visiting": TruthValue(
            0.0, "Planted rise of the percentage with GLD, in points, by home visiting alone.", 5.0
        ),
        "combination_users": TruthValue(float(both.sum()), "Number of children with both."),
        "combination_gld": TruthValue(percent(gld, both), "Their percentage with GLD."),
    }
