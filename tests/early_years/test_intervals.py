"""Intervals against the worked examples of their references."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from early_years.intervals import bootstrap, clustered, newcombe, poisson_rate, wilson


@pytest.mark.parametrize(
    ("count", "of", "lower", "upper"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_is_that_of_newcombe_1998(count: int, of: int, lower: float, upper: float) -> None:
    """Newcombe, Statistics in Medicine 17, 857-872, table I, method 3."""
    found = wilson(count, of)

    assert found == pytest.approx((count / of, lower, upper), abs=0.00006)


def test_rows_that_are_all_alike_in_their_cluster_tell_no_more_than_the_clusters() -> None:
    """400 nurseries of ten children who are all so or all not so are 400 pieces of news."""
    each = np.random.default_rng(1).random(400) < 0.3

    found = clustered(np.repeat(each, 10), np.repeat(np.arange(400), 10))

    assert found == pytest.approx(wilson(each.sum(), 400), abs=0.001)


def test_rows_that_stand_alone_tell_as_much_as_wilson_says() -> None:
    """A cluster each changes nothing but Student's t, and one cluster alone tells nothing."""
    alone = clustered([True, False] * 500, range(1000))

    assert alone == pytest.approx(wilson(500, 1000), abs=0.001)
    assert clustered([True, False], ["one", "one"]) == (0.5, 0, 1)


@pytest.mark.parametrize(
    ("parts", "lower", "upper"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0000),
    ],
)
def test_a_difference_is_that_of_newcombe_1998(
    parts: tuple[int, int, int, int], lower: float, upper: float
) -> None:
    """Newcombe, Statistics in Medicine 17, 873-890, table II, method 10."""
    found = newcombe(*parts)

    assert found[1:] == pytest.approx((lower, upper), abs=0.00006)


@pytest.mark.parametrize(
    ("count", "lower", "upper"), [(0, 0, 3.6889), (1, 0.0253, 5.5716), (10, 4.7954, 18.3904)]
)
def test_an_exact_rate_is_that_of_the_tables(count: int, lower: float, upper: float) -> None:
    """Garwood's limits, as every table of the Poisson distribution prints them."""
    found = poisson_rate(count)

    assert found == pytest.approx((count, lower, upper), abs=0.0001)


def test_byars_limits_lie_close_to_the_exact_ones() -> None:
    """Breslow and Day: good to the first decimal from ten events on."""
    counts = np.array([10, 25, 100, 1000])

    gap = poisson_rate(counts, byar=True) - poisson_rate(counts)

    assert gap[["lower", "upper"]].abs().to_numpy().max() < 0.05


def test_several_shares_keep_their_rows() -> None:
    """So that they can be joined to the table they came from."""
    table = pd.DataFrame({"k": [1, 20], "n": [29, 0]}, index=["north", "south"]).astype(float)

    with pytest.raises(ValueError, match="larger than"):
        wilson(table["k"], table["n"])
    found = wilson(table["k"] * [1, 0], table["n"])
    assert list(found.index) == ["north", "south"]
    assert found.loc["south"].isna().all()


def test_the_bootstrap_of_a_mean_is_close_to_its_t_interval() -> None:
    """Where the sample is large enough, both say the same."""
    sample = stats.norm.rvs(10, 2, size=400, random_state=1)
    low, high = stats.t.interval(0.95, 399, sample.mean(), stats.sem(sample))

    found = bootstrap(sample, np.mean)

    assert found == pytest.approx((sample.mean(), low, high), abs=0.03)
    assert found == bootstrap(sample, np.mean)


def test_the_bootstrap_of_two_samples() -> None:
    """Such as the difference of two means."""
    first, second = np.arange(50.0), np.arange(50.0) + 5

    found = bootstrap([first, second], lambda a, b: np.mean(b) - np.mean(a))

    assert found.value == 5
    assert found.lower < 5 < found.upper
