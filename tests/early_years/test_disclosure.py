"""Tables made safe: what is hidden, what is rounded, and that nothing gives it back."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from early_years.disclosure import make_safe, safe_bins, safe_count, safe_sums
from early_years.profiles import profile, profiles

SMALL = 8


def pair(part: int, whole: int, **kwargs: Any) -> Any:
    """The one row of a table with a part, a whole and the share of them."""
    table = pd.DataFrame({"part": [part], "whole": [whole]})
    return make_safe(table, ["part", "whole"], {"share": ("part", "whole")}, **kwargs).iloc[0]


@pytest.mark.parametrize("count", range(1, 8))
def test_a_count_of_one_to_seven_is_hidden(count: int) -> None:
    """Few children could be recognised."""
    assert pair(count, 200).part == "*"


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (8, 10), (12, 10), (13, 15), (1202, 1200)])
def test_other_counts_are_rounded_to_five(count: int, shown: int) -> None:
    """Nought is shown, and so is everything from eight."""
    assert pair(count, 2000).part == shown


@pytest.mark.parametrize(("part", "whole"), [(3, 200), (197, 200), (0, 6)])
def test_a_share_of_few_children_is_hidden(part: int, whole: int) -> None:
    """Few in the share, few left out of it, or few altogether."""
    assert pair(part, whole).share == "*"


def test_a_share_of_under_a_hundred_has_no_decimals() -> None:
    """A decimal would give the count away."""
    assert pair(31, 90).share == 34
    assert pair(31, 190).share == 16.3


@pytest.mark.parametrize("part", [0, 15])
def test_none_or_all_of_a_small_group_is_hidden(part: int) -> None:
    """It would say something about every child of the group."""
    assert pair(part, 15).part == "*"
    assert pair(part, 15).share == "*"
    assert pair(part * 2, 30).share in (0, 100)


def test_the_part_is_hidden_where_few_are_left() -> None:
    """197 of 200 says that three are not, as clearly as 3 would."""
    assert pair(197, 200).part == "*"
    assert pair(197, 200).whole == 200


def test_the_ends_of_an_interval_go_with_their_share() -> None:
    """A column that is there already is kept, and hidden where its share is."""
    table = pd.DataFrame({"part": [3, 60], "whole": [90, 120], "upper": [9.3, 58.6]})

    safe = make_safe(table, shares={"upper": ("part", "whole")})

    assert list(safe["upper"]) == ["*", 58.6]


def test_an_average_of_few_is_hidden() -> None:
    """Counts of 1 to 7 carry no mean."""
    table = pd.DataFrame({"children": [7, 8], "days": [12.5, 11.0]})

    assert list(make_safe(table, averages={"days": "children"})["days"]) == ["*", 11.0]


def areas(*counts: int, **more: Any) -> pd.DataFrame:
    """A table of areas with their total."""
    names = [f"area {number}" for number in range(1, len(counts) + 1)]
    return pd.DataFrame({"area": [*names, "All"], "children": [*counts, sum(counts)]} | more)


def test_a_total_does_not_give_a_hidden_count_back() -> None:
    """Without rounding, one hidden area could be worked out from the total: two are hidden."""
    safe = make_safe(areas(3, 20, 40), ["children"], totals={"area": "All"}, profile="nhs_old")

    assert list(safe["children"]) == ["*", "*", 40, 63]


def test_rounding_may_be_protection_enough() -> None:
    """Where the rounding of many counts leaves a hidden one open, no further count is lost."""
    safe = make_safe(areas(3, 20, 41, 52, 60), ["children"], totals={"area": "All"})

    assert list(safe["children"]).count("*") == 1


def test_two_splits_of_the_same_children_do_not_give_each_other_away() -> None:
    """The children of both sexes are those of all languages, whether the total is shown or not."""
    table = pd.DataFrame(
        {
            "split": ["sex", "sex", "language", "language", "language"],
            "level": ["girls", "boys", "English", "other", "not known"],
            "children": [200, 203, 290, 110, 3],
        }
    )

    alone = make_safe(table, ["children"], profile="nhs_old")
    linked = make_safe(table, ["children"], splits="split", profile="nhs_old")

    assert list(alone["children"]).count("*") == 1
    assert list(linked["children"]) == [200, 203, 290, "*", "*"]


def test_no_split_tells_the_few_that_are_left_beside_a_hidden_part_and_whole() -> None:
    """Of 11 children 9 are breastfed: with both hidden, the rows beside them still tell of two."""
    table = pd.DataFrame(
        {
            "split": ["area", "area", "area", "sex", "sex"],
            "level": ["poor", "middle", "rich", "boys", "girls"],
            "children": [463, 93, 11, 300, 267],
            "breastfed": [243, 52, 9, 160, 144],
        }
    )

    safe = make_safe(table, shares={"percent": ("breastfed", "children")}, splits="split")

    area = safe[safe["split"] == "area"]
    assert (area["children"] == "*").sum() > 1 or (area["breastfed"] == "*").sum() > 1


def test_a_histogram_hides_bins_of_few_and_what_would_give_them_back() -> None:
    """Two of 15 are hidden, and with them the bin that the total would tell them by."""
    counts = safe_bins([1] * 13 + [11] * 2 + [21] * 40, [0, 10, 20, 30], profile="nhs_old")

    assert np.isnan(counts).tolist() == [True, True, False]


def test_separate_tables_in_one_are_judged_each_by_itself() -> None:
    """Each year has its own total."""
    table = pd.concat([areas(3, 20, 40).assign(year=1), areas(30, 20, 40).assign(year=2)])

    safe = make_safe(table, ["children"], totals={"area": "All"}, by=["year"], profile="nhs_old")

    assert list(safe["children"]) == ["*", "*", 40, 63, 30, 20, 40, 90]


def test_columns_that_add_up_are_protected() -> None:
    """Eligible less taken up is not taken up."""
    table = pd.DataFrame({"eligible": [50], "taken": [46], "not_taken": [4]})

    safe = make_safe(table, parts={"eligible": ["taken", "not_taken"]}, profile="nhs_old")

    assert list(safe.iloc[0]) == [50, "*", "*"]


def test_an_author_may_hide_more() -> None:
    """Such as an area that stands alone in another table."""
    safe = make_safe(areas(30, 20), ["children"], hide={"children": [True, False, False]})

    assert list(safe["children"]) == ["*", 20, 50]


def test_missing_counts_stay_missing() -> None:
    """Not collected is not hidden."""
    table = pd.DataFrame({"children": [30, None]})

    assert make_safe(table, ["children"])["children"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("table", "arguments", "said"),
    [
        ({"n": [1.5]}, {"counts": ["n"]}, "no count"),
        ({"n": [-1]}, {"counts": ["n"]}, "no count"),
        ({"n": ["*"]}, {"counts": ["n"]}, "no count"),
        ({"n": [10]}, {"counts": ["m"]}, 'no column "m"'),
        ({"n": [10], "k": [11]}, {"shares": {"s": ("k", "n")}}, "larger than"),
        ({"n": [10], "a": ["x"]}, {"counts": ["n"], "totals": {"a": "All"}}, 'says "All"'),
        ({"n": [10]}, {"counts": ["n"], "profile": "nhs_secondry"}, "nhs_secondary"),
    ],
)
def test_a_wrong_call_is_refused_in_words(
    table: dict[str, list[Any]], arguments: dict[str, Any], said: str
) -> None:
    """What is wrong, and what to give instead."""
    with pytest.raises(ValueError, match=said):
        make_safe(pd.DataFrame(table), **arguments)


@pytest.mark.parametrize("name", profiles())
def test_every_profile_hides_what_it_says(name: str) -> None:
    """From the smallest that may be shown on, counts are shown."""
    rules = profile(name)

    assert safe_count(rules.smallest, rules) != rules.hidden
    assert rules.smallest == 1 or safe_count(rules.smallest - 1, rules) == rules.hidden
    assert safe_count(0, rules) == (0 if rules.zeros else rules.hidden)


def test_nothing_is_changed_under_the_local_profile() -> None:
    """Which is for tables that do not leave the locality."""
    assert list(make_safe(areas(3, 4), ["children"], profile="local")["children"]) == [3, 4, 7]


def _tables_a_reader_cannot_rule_out(safe: list[Any], most: int) -> set[tuple[int, ...]]:
    """Every table of counts that looks like this one, by trying all of them."""
    ranges = [
        range(most + 1)
        if shown == "*"
        else range(max(shown - 2, SMALL), shown + 3)
        if shown
        else range(1)
        for shown in safe
    ]
    return {parts for parts in product(*ranges[:-1]) if sum(parts) in ranges[-1]}


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=2, max_size=4))
def test_no_total_gives_a_hidden_count_back_whatever_the_table(counts: list[int]) -> None:
    """Seven values stay possible for each, or it is known not to be small, by trying all."""
    safe = list(make_safe(areas(*counts), ["children"], totals={"area": "All"})["children"])
    tables = np.array(sorted(_tables_a_reader_cannot_rule_out(safe, sum(counts) + 10)))
    for place, shown in enumerate(safe[:-1]):
        if shown == "*":
            could_be = set(tables[:, place]) - {0}
            assert len(could_be) >= SMALL - 1 or min(could_be) >= SMALL


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=8),
    st.sampled_from(["nhs_secondary", "nhs_old", "dfe_cin", "acro10", "ofqual_5"]),
)
def test_what_is_shown_is_never_small(rows: list[tuple[int, int]], name: str) -> None:
    """Neither a count, nor what is left of a whole, nor a share of few."""
    rules = profile(name)
    table = pd.DataFrame([(min(row), max(row)) for row in rows], columns=["part", "whole"])

    safe = make_safe(table, shares={"share": ("part", "whole")}, profile=name)

    for (part, whole), shown in zip(table.to_numpy(), safe.to_numpy(), strict=True):
        assert (shown[0] == rules.hidden) or not (
            rules.is_small(part) or 0 < whole - part < rules.smallest
        )
        assert (shown[2] == rules.hidden) >= (0 < whole < rules.share_base)
        assert shown[1] == rules.hidden or shown[1] == safe_count(whole, rules)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=2, max_size=6))
def test_the_same_table_gives_the_same_safe_table(counts: list[int]) -> None:
    """Otherwise two releases of one table could be compared."""
    once, again = (
        make_safe(areas(*counts), ["children"], totals={"area": "All"}) for _ in range(2)
    )

    pd.testing.assert_frame_equal(once, again)


def sums(*amounts: float, profile: str = "nhs_secondary") -> Any:
    """The one sum of these amounts, made safe."""
    table = pd.DataFrame({"ward": "Mill", "places": amounts})
    return safe_sums(table, ["ward"], ["places"], profile)["places"].iloc[0]


@pytest.mark.parametrize(
    ("amounts", "shown"),
    [
        ([10] * 10, True),
        ([10] * 7, False),  # few givers
        ([90, 80, *[1] * 10], False),  # two hold more than nine tenths
        ([100, 1, *[0.9] * 10], False),  # the second could work the first out within a tenth
        ([100, 20, *[3] * 10], True),
        ([0] * 12, True),
    ],
)
def test_a_sum_that_one_giver_dominates_is_hidden(amounts: list[float], shown: bool) -> None:
    """By the n-k rule and by the p% rule."""
    assert (sums(*amounts) != "*") == shown


def test_the_profile_decides_on_dominance() -> None:
    """Nothing is hidden for the locality's own use."""
    assert sums(90, 80, 1, profile="local") == 171
