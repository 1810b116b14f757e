"""Standardised rates and inequality against worked and planted answers."""

from __future__ import annotations

import numpy as np
import pytest

from early_years.standardise import direct, indirect, inequality


def test_a_rate_standardised_to_its_own_population_is_itself() -> None:
    """And its interval is that of the plain rate."""
    found = direct([10, 40], [1000, 2000], [1000, 2000])

    assert found.value == pytest.approx(50 / 3000)
    assert found.lower < found.value < found.upper


def test_expected_events_give_a_ratio_of_one() -> None:
    """The standard compared with itself."""
    assert indirect([10, 40], [1000, 2000], [0.01, 0.02]).value == pytest.approx(1)


@pytest.mark.parametrize("slope", [0.0, 0.2, -0.3])
def test_a_planted_slope_is_found_in_nineteen_of_twenty(slope: float) -> None:
    """Over many draws the interval holds the planted slope as often as it says."""
    rng = np.random.default_rng(7)
    people = np.array([400, 500, 300, 450, 350])
    place = (people.cumsum() - people / 2) / people.sum()
    share = 0.5 + slope * (place - 0.5)
    runs = [inequality(rng.binomial(people, share), people).slope for _ in range(400)]

    held = np.mean([run.lower <= slope <= run.upper for run in runs])

    assert np.mean([run.value for run in runs]) == pytest.approx(slope, abs=0.01)
    assert 0.92 <= held <= 0.98


def test_a_planted_ratio_is_found() -> None:
    """The least deprived end has half as much again."""
    rng = np.random.default_rng(7)
    people = np.array([400, 500, 300, 450, 350]) * 2
    place = (people.cumsum() - people / 2) / people.sum()
    share = 0.4 * np.exp(np.log(1.5) * place)
    runs = [inequality(rng.binomial(people, share), people).relative for _ in range(400)]

    held = np.mean([run.lower <= 1.5 <= run.upper for run in runs])

    assert 0.92 <= held <= 0.98


def test_two_groups_are_no_scale() -> None:
    """A slope through two points says nothing of its own uncertainty."""
    with pytest.raises(ValueError, match="three groups"):
        inequality([1, 2], [10, 10])
