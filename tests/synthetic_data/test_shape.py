"""The shape facts that real results have and careless generators lack."""

import numpy as np
import pandas as pd
import pytest

from synthetic_data import calibration as cal
from synthetic_data import development as dev
from synthetic_data.contract import GOALS
from synthetic_data.contract.asq3 import CUT_OFFS, DOMAINS
from synthetic_data.eyfsp import make_eyfsp
from synthetic_data.localities import LOCALITIES
from synthetic_data.locality_data import LocalityData
from synthetic_data.world import make_world

NAMES = [goal.name for goal in GOALS]
LITERACY = [goal.name for goal in GOALS if goal.area == "Literacy"]


def percent(hits: pd.Series) -> float:
    """The percentage that is true."""
    return 100 * float(hits.mean())


@pytest.fixture(scope="module")
def results(county: LocalityData) -> pd.DataFrame:
    """The EYFSP results of the county."""
    return county.tables["eyfsp_result"].table.to_pandas()


@pytest.fixture(scope="module")
def births(county: LocalityData) -> pd.DataFrame:
    """The births of the county."""
    return county.tables["birth"].table.to_pandas()


@pytest.fixture(scope="module")
def expected_at_two(county: LocalityData) -> pd.DataFrame:
    """Whether each child's ASQ-3 score is at the expected level, by domain."""
    scores = county.tables["asq3"].table.to_pandas()
    at = {
        d: scores.questionnaire.map({form: CUT_OFFS[form][d] for form in CUT_OFFS}) for d in DOMAINS
    }
    return pd.DataFrame({domain: scores[domain] >= at[domain] for domain in DOMAINS})


def test_gld_is_the_expected_level_in_the_twelve_goals(results: pd.DataFrame) -> None:
    """The field agrees with the goals it is made of."""
    twelve = [goal.name for goal in GOALS if goal.in_gld]

    assert ((results[twelve] == 2).all(axis=1) == results.gld).all()


def test_nearly_all_with_gld_reach_all_goals(results: pd.DataFrame) -> None:
    """97% of them, which independent draws of goals could never give."""
    assert 96 < percent((results[NAMES] == 2).all(axis=1)[results.gld]) < 99


def test_literacy_binds(results: pd.DataFrame) -> None:
    """GLD is two to three points below literacy."""
    assert 1.5 < percent((results[LITERACY] == 2).all(axis=1)) - percent(results.gld) < 3.2


def test_children_reach_about_fourteen_goals(results: pd.DataFrame) -> None:
    """And those without GLD about eight and a half."""
    reached = (results[NAMES] == 2).sum(axis=1)

    assert reached.mean() == pytest.approx(cal.TARGETS["mean_goals"].value, abs=0.25)
    assert 7.5 < reached[~results.gld].mean() < 9.5


GROUPS = {
    "gld_girls": lambda r: r.sex == "F",
    "gld_boys": lambda r: r.sex == "M",
    "gld_fsm": lambda r: r.free_school_meals,
    "gld_not_fsm": lambda r: ~r.free_school_meals,
    "gld_eal": lambda r: r.first_language_eal,
    "gld_english": lambda r: ~r.first_language_eal,
    "gld_autumn": lambda r: r.date_of_birth.dt.month >= 9,
    "gld_summer": lambda r: r.date_of_birth.dt.month.between(5, 8),
    "gld_sen_support": lambda r: r.sen_provision == "K",
    "gld_ehcp": lambda r: r.sen_provision == "E",
    "gld_white": lambda r: r.ethnicity.isin(["WBRI", "WIRI", "WIRT", "WROM", "WOTH"]),
    "gld_black": lambda r: r.ethnicity.isin(["BCRB", "BAFR", "BOTH"]),
}


@pytest.mark.parametrize("name", GROUPS)
def test_gld_by_group_is_near_the_published_figure(results: pd.DataFrame, name: str) -> None:
    """Within what sampling allows, and a point and a half for the years that differ."""
    group = results[GROUPS[name](results)]
    target = cal.TARGETS[name].value
    noise = 100 * np.sqrt(target / 100 * (1 - target / 100) / len(group))

    assert percent(group.gld) == pytest.approx(target, abs=1.5 + 2.5 * noise)


@pytest.mark.parametrize("domain", DOMAINS)
def test_asq3_by_domain_is_near_the_published_figure(
    expected_at_two: pd.DataFrame, domain: str
) -> None:
    """England 2022/23, by domain."""
    assert percent(expected_at_two[domain]) == pytest.approx(
        cal.TARGETS[f"asq_{domain}"].value, abs=1.0
    )


def test_asq3_of_all_five_domains(expected_at_two: pd.DataFrame) -> None:
    """Independent domains would give about 60%."""
    assert 78 < percent(expected_at_two.all(axis=1)) < 81.5


def test_the_tails_of_birth(births: pd.DataFrame) -> None:
    """Preterm births and light babies at term as in England and Wales."""
    term = births.gestation_days >= 259

    assert percent(~term) == pytest.approx(cal.TARGETS["preterm"].value, abs=0.8)
    assert percent(births.birthweight_g[term] < 2500) == pytest.approx(
        cal.TARGETS["term_low"].value, abs=0.5
    )


def test_poverty_follows_deprivation(county: LocalityData, results: pd.DataFrame) -> None:
    """Free school meals are several times as common in the most deprived fifth."""
    decile = county.tables["area"].table.to_pandas().set_index("lsoa21").imd_decile
    fifth = (results.lsoa21.map(decile) + 1) // 2
    shares = results.free_school_meals.groupby(fifth).mean()

    assert shares.is_monotonic_decreasing
    assert shares[1] > 4 * shares[5]


def test_authorities_differ_by_more_than_luck(county: LocalityData) -> None:
    """Spread of 3.27 points where sampling alone gives 0.87, and years correlate at 0.93."""
    table = county.tables["eyfsp_benchmark"].table.to_pandas()
    large = table[(table.children > 200) & table.comparable]
    wide = large.pivot(index="local_authority", columns="academic_year", values="gld_percent")

    assert wide.std().mean() == pytest.approx(3.27, abs=0.35)
    assert 0.88 < wide["2023/24"].corr(wide["2024/25"]) < 0.97


def test_a_smaller_authority_has_more_chance_in_its_change(county: LocalityData) -> None:
    """About two thirds for one of 12,000 children a year, and more for half as many."""
    assert 70 < county.values["benchmark_noise_share"].value < 85


def test_the_cancelled_years_are_absent(county: LocalityData) -> None:
    """2019/20 and 2020/21 have no results, and 2018/19 cannot be compared."""
    table = county.tables["eyfsp_benchmark"].table.to_pandas()

    assert sorted(table.academic_year.unique()) == [
        "2018/19",
        "2021/22",
        "2022/23",
        "2023/24",
        "2024/25",
    ]
    assert set(table.academic_year[~table.comparable]) == {"2018/19"}


def coin_flips(rng: np.random.Generator, predicted: np.ndarray, _: np.ndarray) -> np.ndarray:
    """Goals as independent draws with the right share each: the careless generator."""
    shares = np.full(len(GOALS), 0.85)
    return rng.random((len(predicted), len(GOALS))) < shares


def test_goals_as_coin_flips_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shape facts fail for a generator that draws each goal by itself."""
    monkeypatch.setattr(dev, "goals_reached", coin_flips)
    world = make_world(LOCALITIES["hartsfold"], seed=3, scale=0.05)
    results = make_eyfsp(world)[0].tables["eyfsp_result"].table.to_pandas()
    every = (results[NAMES] == 2).all(axis=1)

    assert percent(results.gld) < 30
    with pytest.raises(AssertionError):
        test_nearly_all_with_gld_reach_all_goals(results)
    with pytest.raises(AssertionError):
        test_literacy_binds(results)
    assert percent(every[results.gld]) < 60


def test_goals_as_coin_flips_are_caught_whatever_their_share(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also when the share is raised until GLD itself is right."""

    def better(rng: np.random.Generator, predicted: np.ndarray, _: np.ndarray) -> np.ndarray:
        return rng.random((len(predicted), len(GOALS))) < 0.677 ** (1 / 12)

    monkeypatch.setattr(dev, "goals_reached", better)
    world = make_world(LOCALITIES["hartsfold"], seed=3, scale=0.05)
    results = make_eyfsp(world)[0].tables["eyfsp_result"].table.to_pandas()

    assert 60 < percent(results.gld) < 75
    with pytest.raises(AssertionError):
        test_nearly_all_with_gld_reach_all_goals(results)
    with pytest.raises(AssertionError):
        test_children_reach_about_fourteen_goals(results)


def test_years_differ_by_about_the_luck_of_the_draw() -> None:
    """A county's yearly figure over seeds varies about as a binomial share does."""
    shares = []
    for seed in range(12):
        world = make_world(LOCALITIES["stainholme"], seed=seed, scale=1.0)
        results = make_eyfsp(world)[0].tables["eyfsp_result"].table.to_pandas()
        year = results[results.academic_year == "2023/24"]
        shares.append((year.gld.mean(), len(year)))
    share, count = np.mean([s for s, _ in shares]), np.mean([n for _, n in shares])
    binomial = np.sqrt(share * (1 - share) / count)

    assert 0.4 * binomial < np.std([s for s, _ in shares], ddof=1) < 1.5 * binomial


def test_indicators_of_authorities_go_together_as_published(county: LocalityData) -> None:
    """Poverty -0.76 with GLD, EAL 0.07, ASQ-3 0.23, two-year-olds' take-up about none."""
    table = county.tables["published_indicator"].table.to_pandas()
    table = table[table.year == "2023/24"]
    table = table.assign(value=pd.to_numeric(table.value, errors="coerce"))
    wide = table.pivot(index="local_authority", columns="indicator", values="value")
    together = wide.corr()["gld"]

    assert together["child_poverty"] == pytest.approx(-0.76, abs=0.12)
    assert together["primary_fsm"] == pytest.approx(-0.58, abs=0.15)
    assert together["asq3_all_five"] == pytest.approx(0.23, abs=0.2)
    assert together["two_year_old_take_up"] == pytest.approx(-0.02, abs=0.2)
    assert wide.corr().loc["gld_fsm", "primary_eal"] == pytest.approx(0.67, abs=0.2)
    assert (wide.asq3_response > 100).any()
