"""Named truths are what a careful count over records without faults, or the law itself, gives."""

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from stdnum.gb import nhs

from synthetic_data import store
from synthetic_data.identifiers import nhs_numbers
from synthetic_data.localities import LOCALITIES
from synthetic_data.locality_data import LocalityData, make_locality
from synthetic_data.slips import digits_turned
from synthetic_data.truths.identifiers import nhs_numbers_valid
from tests.synthetic_data.conftest import Reader


@pytest.fixture(scope="module")
def values(county: LocalityData) -> dict[str, float]:
    """The named truths of the county."""
    return {name: truth.value for name, truth in county.values.items()}


def _table(data: LocalityData, name: str) -> pd.DataFrame:
    return data.tables[name].table.to_pandas()


def test_a_group_without_children_has_no_truth(data: Path) -> None:
    """The island has no area in the most deprived fifth; zero would be a false answer."""
    truths = store.truth_values(data, "tiny", "isle-of-sarn")

    assert "review_coverage" in truths
    assert "review_coverage_quintile_1" not in truths


def test_every_profile_has_the_same_truths_but_for_faults(data: Path) -> None:
    """Whatever a recipe holds its answer against is there on each profile of its locality."""
    held = {
        profile: {
            name
            for name in store.truth_values(data, profile, "hartsfold")
            if not name.startswith("fault_")
        }
        for profile in ("clean", "messy", "minimum", "other-system")
    }
    tiny = set(store.truth_values(data, "tiny", "hartsfold"))

    assert held["clean"] == held["messy"]
    assert len(held["clean"] - held["minimum"]) < 5  # so small that some groups are empty
    assert held["minimum"] == held["other-system"]
    assert len(held["clean"] - tiny) < 30


def test_the_odds_of_smokers_are_found_in_the_births(
    county: LocalityData, values: dict[str, float]
) -> None:
    """Within deprivation and sex, from what is truly so; the model is no logit, so nearly."""
    people = county.world.people
    born = people.origin == 0
    rows = pd.DataFrame(
        {
            "smoker": people.smoker[born],
            "early": people.gestation[born] < 259,
            "alone": people.births_in_delivery[born] == 1,
        }
    )
    early = rows.groupby("smoker").early.mean()

    assert early[True] / early[False] == pytest.approx(
        values["smoking_risk_ratio_preterm"], abs=0.25
    )
    assert values["smoking_odds_ratio_term_low_birthweight"] > 1.8
    assert 2 < values["smoking_attributable_term_low_birthweight"] < 15


def test_low_birth_weight_by_law_is_low_birth_weight_as_drawn(county: LocalityData) -> None:
    """The chances that the attributable fraction rests on sum to the babies there are."""
    from synthetic_data.truths import smoking

    people = county.world.people
    rows = np.flatnonzero(people.origin == 0)
    early = smoking._preterm(county.world, rows)
    light = smoking._light(county.world, rows, early)

    assert light.actual.mean() == pytest.approx((people.birthweight[rows] < 2500).mean(), abs=0.003)
    assert early.actual.mean() == pytest.approx((people.gestation[rows] < 259).mean(), abs=0.004)


def test_gaps_of_gld_are_near_what_was_observed(
    county: LocalityData, values: dict[str, float]
) -> None:
    """Underlying gaps differ from observed ones by the luck of the draw alone."""
    results = _table(county, "eyfsp_result")
    share = 100 * results.groupby("free_school_meals").gld.mean()
    by_sex = 100 * results.groupby("sex").gld.mean()

    assert share[False] - share[True] == pytest.approx(values["gld_gap_fsm_all_years"], abs=2.5)
    assert by_sex["F"] - by_sex["M"] == pytest.approx(values["gld_gap_sex_all_years"], abs=2)
    assert values["gld_gap_fsm_unexplained"] < values["gld_gap_fsm"]


def test_the_slope_index_is_the_regression_on_ranked_tenths(
    county: LocalityData, values: dict[str, float]
) -> None:
    """From the observed results, by numpy's own weighted fit."""
    results = _table(county, "eyfsp_result")
    areas = _table(county, "area").set_index("lsoa21")
    by = results.groupby(results.lsoa21.map(areas.imd_decile)).gld.agg(["mean", "size"])
    weight = by["size"] / by["size"].sum()
    slope, _ = np.polyfit(weight.cumsum() - weight / 2, 100 * by["mean"], 1, w=np.sqrt(weight))

    assert slope == pytest.approx(values["gld_slope_index_all_years"], abs=2.5)


def test_unique_reach_counts_each_child_once(
    county: LocalityData, values: dict[str, float]
) -> None:
    """The union over services, which is less than the sum."""
    tables = ("family_hub_attendance", "early_education", "wellcomm_screen", "elim",
              "speech_language_referral", "social_care_episode", "sen")  # fmt: skip
    reached = [set(_table(county, name).child_id) for name in tables]

    assert values["reach_unique"] == len(set().union(*reached))
    assert values["reach_sum_of_services"] > values["reach_unique"]
    assert values["reach_programmes_unique"] == len(reached[0])


def test_counts_of_bad_identifiers_are_those_of_the_messy_list(data: Path, read: Reader) -> None:
    """Counted again from the list as the service holds it, with another library's check."""
    truths = store.truth_values(data, "messy", "hartsfold")
    people = read("messy", "hartsfold", "health_visiting_person")
    known = people.nhs_number.dropna()
    wrong = int((~known.map(nhs.is_valid)).sum())
    identity = read("messy", "hartsfold", "truth/identity_health_visiting_person")

    def told(what: str) -> float:
        return truths[f"identifier_health_visiting_{what}"].value

    assert told("nhs_missing") == people.nhs_number.isna().sum()
    assert told("nhs_invalid") == wrong
    assert told("repeated") == len(people) - identity.child_id.nunique() > 0
    assert told("forename_unusable") == (people.forename == "Baby").sum()


def test_the_check_of_numbers_agrees_with_another_library() -> None:
    """On right numbers and on numbers with two digits turned round, which never pass."""
    right = nhs_numbers(0, 500)
    written = [*right, *digits_turned(np.random.default_rng(1), right)]
    valid = nhs_numbers_valid(pa.chunked_array([[str(number) for number in written]]))

    assert list(valid) == [nhs.is_valid(str(number)) for number in written]
    assert valid[:500].all()
    assert not valid.all()


def test_new_birth_visits_slip_where_it_is_planted() -> None:
    """In Stainholme for births from October 2021, and not before."""
    data = make_locality(LOCALITIES["stainholme"], seed=3, scale=1.0)
    truth = {name: one.value for name, one in data.values.items()}
    fall = truth["new_birth_visit_before_slip"] - truth["new_birth_visit_after_slip"]

    assert truth["new_birth_visit_slip_month"] == 202110
    assert fall == pytest.approx(truth["new_birth_visit_slip"], abs=4)
    assert truth["new_birth_visit_before_slip"] == pytest.approx(85.2, abs=2.5)


def test_children_are_behind_at_two_in_the_planted_areas() -> None:
    """A cluster of Wexcombe's areas, and nowhere else."""
    data = make_locality(LOCALITIES["wexcombe"], seed=3, scale=0.4)
    truth = {name: one.value for name, one in data.values.items()}

    assert truth["asq3_expected_behind_areas"] < truth["asq3_expected_other_areas"] - 7
    assert len(data.truth["behind_at_two_area"]) == truth["behind_at_two_areas"] == 12
