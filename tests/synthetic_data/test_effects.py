"""Planted effects: a naive comparison is wrong, a good method right, and the truth is named."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from synthetic_data.localities import LOCALITIES
from synthetic_data.locality_data import LocalityData, make_locality


@pytest.fixture(scope="module")
def values(county: LocalityData) -> dict[str, float]:
    """The named truths of the county."""
    return {name: truth.value for name, truth in county.values.items()}


@pytest.fixture(scope="module")
def children(county: LocalityData) -> pd.DataFrame:
    """Assessed children with what services recorded about them before the programme."""
    result = county.tables["eyfsp_result"].table.to_pandas()
    birth = county.tables["birth"].table.to_pandas()
    booking = county.tables["maternity_booking"].table.to_pandas()
    booking = booking.sort_values("record_number").drop_duplicates("pregnancy_id", keep="last")
    sessions = county.tables["family_hub_attendance"].table.to_pandas()
    listed = county.tables["early_education_eligibility"].table.to_pandas()
    decile = county.tables["area"].table.to_pandas().set_index("lsoa21").imd_decile
    people = county.world.people
    poor = county.world.child_id.to_pandas()[people.poor_at_two]
    frame = result[["child_id", "gld", "first_language_eal"]].merge(birth, on="child_id")
    frame = frame.merge(
        booking[["pregnancy_id", "complex_social_factors"]], on="pregnancy_id", how="left"
    )
    attended = sessions[sessions.programme == "talk_and_play"].child_id
    assert listed.child_id.isin(poor).mean() > 0.8  # the list shows income at two
    return frame.assign(
        treated=frame.child_id.isin(attended),
        poor=frame.child_id.isin(poor),
        deprived=5.5 - frame.lsoa21.map(decile),
        complex=frame.complex_social_factors.eq("Y"),
        unknown=frame.complex_social_factors.isna(),
        preterm=frame.gestation_days < 259,
    )


def test_users_look_worse_though_the_programme_helps(values: dict[str, float]) -> None:
    """The naive difference points the other way."""
    assert values["programme_naive_difference"] < -2
    assert values["programme_effect_of_users"] > 4
    assert values["programme_risk_ratio_of_users"] > 1.05


def test_weighting_finds_the_effect(children: pd.DataFrame, values: dict[str, float]) -> None:
    """Weighting for what decided the invitation comes near the truth; the plain difference not."""
    covariates = ["poor", "deprived", "first_language_eal", "complex", "unknown", "preterm"]
    x = sm.add_constant(children[covariates].astype(float))
    score = sm.Logit(children.treated.astype(float), x).fit(disp=0).predict(x)
    treated, gld = children.treated, children.gld.astype(float)
    odds = (score / (1 - score))[~treated]
    weighted = 100 * (gld[treated].mean() - np.average(gld[~treated], weights=odds))
    naive = 100 * (gld[treated].mean() - gld[~treated].mean())
    truth = values["programme_effect_of_users"]

    assert abs(weighted - truth) < 3.5
    assert naive < truth - 5


def test_one_combination_has_an_effect_of_its_own(values: dict[str, float]) -> None:
    """Talk and play together with home visiting."""
    assert values["combination_effect"] > 4
    assert values["combination_users"] > 50


def test_breastfeeding_rises_when_support_begins_and_only_there() -> None:
    """Sandhythe's step is found against its comparator, which has none."""
    change, planted = {}, {}
    for slug in ("sandhythe", "stainholme"):
        data = make_locality(LOCALITIES[slug], seed=11, scale=1.0)
        fed = data.tables["breastfeeding"].table.to_pandas().dropna()
        births = data.world.people.birth[data.tables["breastfeeding"].child]
        born = pd.Series(births)[fed.index]
        yes = fed.breastfeeding_status != "03"
        later = born >= pd.Timestamp("2020-09-01")
        change[slug] = 100 * (yes[later].mean() - yes[~later].mean())
        planted[slug] = data.values["breastfeeding_step"].value

    assert change["sandhythe"] - change["stainholme"] == pytest.approx(
        planted["sandhythe"], abs=4.5
    )
    assert planted["sandhythe"] > 6
    assert planted["stainholme"] == 0


def test_yo_yo_providers_are_exactly_the_planted_ones(county: LocalityData) -> None:
    """Those whose grade crosses between good and less than good three times or more."""
    history = county.tables["inspection"].table.to_pandas().sort_values("inspection_date")
    good = history.overall_effectiveness <= 2
    crossings = (good != good.groupby(history.provider_id).shift()) & good.groupby(
        history.provider_id
    ).cumcount().gt(0)
    times = crossings.groupby(history.provider_id).sum()
    planted = set(county.truth["yo_yo_provider"].to_pandas().provider_id)

    assert set(times.index[times >= 3]) == planted
    assert len(planted) >= 3


def test_grades_end_where_report_cards_begin(county: LocalityData) -> None:
    """10 November 2025, and the two scales share no value."""
    grades = county.tables["inspection"].table.to_pandas()
    cards = county.tables["report_card"].table.to_pandas()

    assert grades.inspection_date.max() < pd.Timestamp("2025-11-10")
    assert cards.inspection_date.min() >= pd.Timestamp("2025-11-10")
    assert set(cards.safeguarding) <= {"met", "not_met"}


def test_the_under_served_areas_are_deprived_and_far(county: LocalityData) -> None:
    """They are the top of a list of deprived areas by minutes to the nearest provider."""
    travel = county.tables["travel_time"].table.to_pandas()
    area = county.tables["area"].table.to_pandas()
    providers = set(county.tables["early_years_provider"].table.to_pandas().lsoa21)
    planted = set(county.truth["under_served_area"].to_pandas().lsoa21)
    reach = travel[travel.to_lsoa21.isin(providers)]
    minutes = reach.groupby("from_lsoa21").minutes_public_transport.min()
    own = area[area.local_authority == county.world.locality.authority]
    deprived = own[own.imd_decile <= own[own.lsoa21.isin(planted)].imd_decile.max()].lsoa21
    ranked = minutes.reindex(deprived).fillna(99).sort_values(ascending=False)

    assert set(ranked.index[: len(planted)]) == planted


def test_transition_information_is_as_complete_as_planted(
    county: LocalityData, values: dict[str, float]
) -> None:
    """Counted from the documents by type of provider."""
    documents = county.tables["transition"].table.to_pandas()
    kind = county.tables["early_years_provider"].table.to_pandas()
    kinds = documents.provider_id.map(kind.set_index("provider_id").provider_type)
    starts = pd.to_datetime(documents.academic_year.str[:4] + "-09-01")
    in_time = documents.received_on < starts
    found = 100 * in_time.groupby(kinds).mean()

    assert found["childminder"] == pytest.approx(values["transition_received_childminder"], abs=0.1)
    assert found["childminder"] < found["non_domestic"] < found["school_nursery"]


def test_smoking_can_be_told_from_findings(county: LocalityData, values: dict[str, float]) -> None:
    """Findings within three days of labour, with breath tests for those that say nothing."""
    delivery = county.tables["delivery"].table.to_pandas()
    found = county.tables["maternity_finding"].table.to_pandas().merge(delivery, on="pregnancy_id")
    near = (found.finding_date - found.delivery_date).dt.days.abs() <= 3
    smokes = (found.snomed_code == "77176002") | (
        (found.snomed_code == "251900003") & (found.value >= 4)
    )
    smokers = found[near & smokes].pregnancy_id.nunique()

    assert 100 * smokers / len(delivery) == pytest.approx(values["smoking_at_delivery"], abs=0.4)
