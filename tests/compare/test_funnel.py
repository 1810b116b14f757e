"""The limits of a funnel: right by the definition, and by a package's own distribution."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from hub.compare import funnel
from hub.model import Funnel


@given(st.floats(0.02, 0.98), st.integers(1, 20_000), st.sampled_from([0.001, 0.025, 0.975, 0.999]))
def test_a_limit_lies_at_most_one_child_below_the_exact_quantile(
    target: float, size: int, below: float
) -> None:
    """Interpolation moves it by less than a child, and never beyond the quantile itself."""
    tail = min(below, 1 - below)
    low, high = funnel.of_chance(target, size, tail)
    limit = (low if below < 0.5 else high) * size
    quantile = binom.ppf(below, size, target)

    assert quantile - 1 - 1e-6 <= limit <= quantile + 1e-6 or limit == 0


def test_limits_of_large_places_are_those_of_the_normal_curve() -> None:
    """Of 100,000 children at 70%: within a hundredth of a point."""
    low, high = funnel.of_chance(0.7, 100_000, 0.025)
    reach = 1.959964 * math.sqrt(0.7 * 0.3 / 100_000)

    assert (low, high) == pytest.approx((0.7 - reach, 0.7 + reach), abs=1e-4)


def test_places_that_differ_by_chance_alone_show_no_spread() -> None:
    """z-scores of one and less leave nothing to explain."""
    found = funnel.funnel([(0.70, 1000), (0.71, 1000), (0.69, 1000), (0.70, 4000)])

    assert found is not None
    assert found.tau == 0
    assert found.phi < 1


def test_the_spread_is_that_of_the_formula() -> None:
    """Four places of one size, by hand: phi from clipped z-scores, tau from phi."""
    shares = [0.60, 0.66, 0.74, 0.80]
    found = funnel.funnel([(share, 900) for share in shares])
    step = math.sqrt(0.7 * 0.3 / 900)
    inner, outer = 0.04 / step, 0.10 / step
    clipped = outer - 0.3 * (outer - inner)  # the tenth lies 0.3 of the way to the next of four
    phi = (2 * clipped**2 + 2 * inner**2) / 4
    tau = math.sqrt((4 * phi - 3) / (3 / step**2))

    assert found is not None
    assert found.target == pytest.approx(0.7)
    assert found.phi == pytest.approx(phi)
    assert found.tau == pytest.approx(tau)


def test_the_target_is_that_of_all_children_together() -> None:
    """A large place counts for more than a small one."""
    found = funnel.funnel([(0.5, 100), (0.8, 800), (0.5, 100)])

    assert found is not None
    assert found.target == pytest.approx(0.74)


@pytest.mark.parametrize(
    "shares", [[], [(0.5, 10), (0.6, 10)], [(0.0, 10), (0.0, 20), (0.0, 30)], [(1.0, 9)] * 4]
)
def test_no_limits_where_there_is_nothing_to_tell(shares: list[tuple[float, int]]) -> None:
    """Too few places, or nobody or everybody in all of them."""
    assert funnel.funnel(shares) is None


def test_spread_widens_the_limits_and_shares_stay_shares() -> None:
    """They contain those of chance, and never leave 0 to 1."""
    plain, wide = Funnel(0.9, 1.0, 0.0, 6), Funnel(0.9, 9.0, 0.05, 6)
    inner, outer = (funnel.of_spread(one, 400, 0.025) for one in (plain, wide))

    assert outer[0] < inner[0] < 0.9 < inner[1] < outer[1]
    assert funnel.of_spread(wide, 20, 0.001)[1] == 1.0


@pytest.mark.parametrize(("share", "beyond"), [(0.5, 0), (0.42, 1), (0.2, 2), (0.9, 2)])
def test_a_place_lies_beyond_none_one_or_both_limits(share: float, beyond: int) -> None:
    """The 95% limits lie inside those of 99.8%."""
    assert funnel.beyond(share, [(0.45, 0.55), (0.4, 0.6)]) == beyond
