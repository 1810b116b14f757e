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


def test_a_new_number_hides_the_history_of_a_provider(county: LocalityData) -> None:
    """Read by number no hidden provider goes up and down; read by place they do."""
    history = _table(county, "inspection").sort_values("inspection_date")
    changed = county.truth["reregistered_provider"].to_pandas()
    hidden = changed[changed.yo_yo_hidden]
    now = dict(zip(changed.former_provider_id, changed.provider_id, strict=True))
    history["place"] = history.provider_id.map(now).fillna(history.provider_id)

    def crossings(by: str) -> pd.Series:
        good = history.overall_effectiveness <= 2
        crossed = good.groupby(history[by]).diff().fillna(False).astype(bool)
        return crossed.groupby(history[by]).sum()

    assert len(hidden) >= 3
    assert crossings("provider_id").reindex(hidden.provider_id).lt(3).all()
    assert crossings("place").reindex(hidden.provider_id).ge(3).all()
    assert set(_table(county, "former_provider").provider_id) == set(changed.former_provider_id)


def test_contacts_are_fewer_than_the_return_says_where_a_quarter_is_partial(read: Reader) -> None:
    """About half of one team's contacts of the quarter are gone; the others are whole."""
    log = read("messy", "wexcombe", "truth/faults")
    kept = read("messy", "wexcombe", "health_visiting_contact")
    lost = log[log.fault == "contact-partial-quarter"]
    quarter = kept[kept.contact_date.between("2020-10-01", "2020-12-31")]
    team = quarter[quarter.team_id == quarter.team_id.min()]

    assert 0.2 < len(lost) / (len(lost) + len(team)) < 0.8
    assert set(lost.key).isdisjoint(kept.contact_id)


def test_the_return_counts_every_review_that_took_place(
    county: LocalityData, values: dict[str, float]
) -> None:
    """Also those that carry no code, so that capture can be told."""
    counted = _table(county, "health_visiting_return")
    contacts = _table(county, "health_visiting_contact")

    assert counted.had_review.sum() == values["return_reviews"]
    assert (contacts.activity_type.notna()).sum() < 0.8 * values["return_reviews"]


def test_mothers_with_another_language_are_asked_and_referred_less(
    county: LocalityData, values: dict[str, float]
) -> None:
    """The planted odds ratio of referral is found among those with a high score."""
    mood = _table(county, "maternal_mood")
    high = mood[mood.score >= 13]
    sent = high.child_id.isin(_table(county, "perinatal_referral").child_id)
    eal = county.world.people.eal[county.tables["maternal_mood"].child[mood.score >= 13]]
    odds = [share / (1 - share) for share in (sent[eal].mean(), sent[~eal].mean())]

    assert odds[0] / odds[1] == pytest.approx(values["perinatal_referral_odds_ratio_eal"], abs=0.2)
    assert values["maternal_mood_asked_eal"] < values["maternal_mood_asked"] - 6
    assert 10 < values["maternal_low_mood"] < 18


def test_a_comparison_finds_what_talk_and_play_adds_at_home(
    county: LocalityData, values: dict[str, float]
) -> None:
    """Before and after alone also counts the growing; non-users grow as much."""
    home = _table(county, "home_learning")
    people = county.world.people
    child = county.tables["home_learning"].child
    years = (home.measured_on - pd.Series(people.birth[child])).dt.days / 365.25
    took = county.world.programmes.talk_and_play[child]
    others = ~took & home.occasion.str.startswith("review")
    both = home[others].assign(years=years).groupby("child_id").filter(lambda rows: len(rows) == 2)
    grown = both.groupby("child_id").agg({"score": ["first", "last"], "years": ["first", "last"]})
    rate = (grown.score["last"] - grown.score["first"]).mean() / (
        grown.years["last"] - grown.years["first"]
    ).mean()
    wide = home[took & home.occasion.isin(["start", "end"])].pivot_table(
        index="child_id", columns="occasion", values="score"
    )
    gain = (wide.end - wide.start).mean() - rate * 150 / 365.25

    assert rate == pytest.approx(values["home_learning_gain_a_year"], abs=0.4)
    assert gain == pytest.approx(values["home_learning_gain"], abs=0.6)
    assert values["home_learning_before_after"] > values["home_learning_gain"] + 0.7


def test_weighting_the_answers_of_families_finds_how_many_feel_heard(
    county: LocalityData, values: dict[str, float]
) -> None:
    """Answers alone are too good; weighted by who was asked they are near."""
    voice = _table(county, "family_voice")
    people, child = county.world.people, county.tables["family_voice"].child
    group = 2 * people.eal[child].astype(int) + people.poor_at_two[child]
    share = (voice.felt_heard >= 4)[voice.answered == "Y"].groupby(group[voice.answered == "Y"])
    weighted = 100 * (share.mean() * pd.Series(group).value_counts(normalize=True)).sum()

    assert weighted == pytest.approx(values["voice_felt_heard"], abs=3)
    assert values["voice_felt_heard_of_answers"] > values["voice_felt_heard"] + 3
