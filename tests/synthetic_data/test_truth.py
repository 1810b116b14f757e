"""What is planted is what the truth says, and what a good method would find."""

from pathlib import Path

import pandas as pd
import pytest

from synthetic_data import store
from synthetic_data.calendar import REVIEW_WINDOW
from synthetic_data.development import gld_probability, shift_for
from synthetic_data.locality_data import LocalityData
from tests.synthetic_data.conftest import Reader


@pytest.fixture(scope="module")
def values(county: LocalityData) -> dict[str, float]:
    """The named truths of the county."""
    return {name: truth.value for name, truth in county.values.items()}


def test_every_named_truth_says_what_it_means(county: LocalityData) -> None:
    """A number without a meaning is no truth."""
    assert all(truth.meaning.endswith(".") for truth in county.values.values())


def test_truths_are_read_back_from_the_folder(data: Path) -> None:
    """The hub reads them by name; where nothing was made there are none."""
    assert store.truth_values(data, "messy", "sandhythe")["review_coverage"].tolerance == 2.0
    assert store.truth_values(data, "messy", "nowhere") == {}


def test_the_change_of_gld_is_the_planted_one(values: dict[str, float]) -> None:
    """1.5 points between the last two years, whatever the children drawn."""
    assert values["gld_change_underlying"] == pytest.approx(1.5, abs=0.02)


def test_underlying_gld_is_the_mean_chance(county: LocalityData, values: dict[str, float]) -> None:
    """The truth by child and the named truth agree."""
    truth = county.truth["eyfsp"].to_pandas()
    mean = 100 * truth.groupby("academic_year").gld_chance.mean()

    assert values["gld_underlying_2023_24"] == pytest.approx(mean["2023/24"], abs=1e-3)


def test_chances_of_gld_are_true_chances(county: LocalityData) -> None:
    """Of children with a chance of about one in two, about half reach it; likewise elsewhere."""
    truth = county.truth["eyfsp"].to_pandas()
    tenth = pd.cut(truth.gld_chance, [0, 0.3, 0.5, 0.7, 0.85, 1])
    found = truth.groupby(tenth, observed=True)[["gld_chance", "gld"]].mean()

    assert (found.gld_chance - found.gld).abs().max() < 0.03


def test_a_shift_gives_the_wanted_share() -> None:
    """The inverse of the mean chance."""
    predicted = pd.Series(range(-10, 11)).to_numpy() / 10

    assert gld_probability(predicted + shift_for(predicted, 0.6)).mean() == pytest.approx(
        0.6, abs=1e-6
    )


def test_the_own_row_of_the_benchmark_is_counted_from_the_results(read: Reader) -> None:
    """In every year that has results."""
    results = read("clean", "hartsfold", "eyfsp_result")
    own = read("clean", "hartsfold", "eyfsp_benchmark").query("authority_name == 'Hartsfold'")
    counted = results.groupby("academic_year").gld.agg(["size", "sum"])
    published = own.set_index("academic_year").loc[counted.index, ["children", "gld_children"]]

    assert (published.to_numpy() == counted.to_numpy()).all()


def test_the_review_is_missed_more_in_deprived_areas(values: dict[str, float]) -> None:
    """Near 72% in the most and 78% in the least deprived fifth; far lower for children in care."""
    assert values["review_coverage_quintile_1"] == pytest.approx(72, abs=2)
    assert values["review_coverage_quintile_5"] == pytest.approx(78, abs=2)
    assert values["review_coverage_looked_after"] < values["review_coverage_not_looked_after"] - 12


def test_a_good_method_finds_the_coverage_and_a_naive_one_half(county: LocalityData) -> None:
    """The age window with the attendance rule comes near the truth; coded reviews alone do not."""
    contacts = county.tables["health_visiting_contact"].table.to_pandas()
    truth = county.truth["review"].to_pandas().set_index("child_id")
    children = county.tables["health_visiting_child"].table.to_pandas().set_index("child_id")
    age = (contacts.contact_date - contacts.child_id.map(children.date_of_birth)).dt.days
    blank_seen = contacts.attendance.isna() & (contacts.duration_minutes >= 5)
    seen = contacts.attendance.isin(["5", "6"]) | blank_seen
    present = contacts.consultation_medium != "02"
    coded = contacts.activity_type.str.lstrip("0") == "11"
    by_window = contacts.child_id[seen & present & age.between(*REVIEW_WINDOW)]
    by_code = contacts.child_id[seen & coded]

    assert truth.index.isin(by_window).mean() == pytest.approx(truth.reviewed.mean(), abs=0.02)
    assert truth.index.isin(by_code).mean() == pytest.approx(truth.reviewed.mean() / 2, abs=0.03)


def test_most_who_miss_the_review_see_nobody(values: dict[str, float]) -> None:
    """About a quarter of all children, as published (24%)."""
    assert 19 < values["no_contact_of_all"] < 26


def test_take_up_is_lower_where_it_is_planted(values: dict[str, float]) -> None:
    """In the named areas, for families with another language and for recent movers."""
    up = "two_year_old_take_up"

    assert values[f"{up}_low_areas"] < values[f"{up}_other_areas"] - 15
    assert values[f"{up}_eal"] < values[f"{up}_english"] - 6
    assert values[f"{up}_recent_movers"] < values[f"{up}_not_recent_movers"] - 8
    assert 64 < values[f"{up}_2024_autumn"] < 76


def test_take_up_is_recovered_from_the_truth_by_child(
    county: LocalityData, values: dict[str, float]
) -> None:
    """The named truth counts the rows of the truth by child."""
    truth = county.truth["two_year_old"].to_pandas().query("term == '2024-autumn'")

    assert values["two_year_olds_eligible_2024_autumn"] == len(truth)
    assert values["two_year_old_take_up_2024_autumn"] == pytest.approx(
        100 * truth.taken_up.mean(), abs=1e-3
    )


def test_the_eligibility_list_is_stale(county: LocalityData) -> None:
    """Some on it have moved away, and some who are eligible are not on it."""
    truth = county.truth["two_year_old"].to_pandas()
    listed = county.tables["early_education_eligibility"].table.to_pandas()
    key = ["child_id", "term"]
    both = listed.merge(truth[key], on=key, how="outer", indicator=True)._merge.value_counts(
        normalize=True
    )

    assert 0.02 < both["left_only"] < 0.15
    assert 0.03 < both["right_only"] < 0.15


def test_children_from_across_the_border_take_places(county: LocalityData) -> None:
    """About seven in a hundred two-year-olds in a place of additional support live outside."""
    headcount = county.tables["early_education"].table.to_pandas()
    areas = county.tables["area"].table.to_pandas()
    beyond = areas.lsoa21[areas.local_authority != county.world.locality.authority]
    twos = headcount[headcount.two_year_old_basis.notna()]

    assert 0.04 < twos.lsoa21.isin(beyond).mean() < 0.09


def test_there_are_free_places_near_the_areas_of_low_take_up(county: LocalityData) -> None:
    """So places are not what is missing."""
    providers = county.tables["early_years_provider"].table.to_pandas()
    low = county.truth["low_take_up_area"].to_pandas().lsoa21
    free = providers.groupby(providers.lsoa21.isin(low)).two_year_old_vacancies.mean()

    assert free[True] > 1.5 * free[False]


def test_the_review_of_people_is_the_truth(read: Reader) -> None:
    """Every record of every list is in the review once, with whose it truly is."""
    review = read("messy", "sandhythe", "person_review").set_index(["service", "person_id"])
    truth = read("messy", "sandhythe", "truth/identity_family_hub_person")
    listed = read("messy", "sandhythe", "family_hub_person")
    ours = review.loc["family_hub"]

    assert sorted(ours.index) == sorted(listed["person_id"])
    assert review.index.is_unique
    assert ours["child_id"].equals(truth.set_index("person_id")["child_id"].loc[ours.index])
