"""The data is near every published figure, and the report says how near."""

from pathlib import Path

import numpy as np
import pytest

from synthetic_data import calibration as cal
from synthetic_data.localities import ENGLAND, LOCALITIES
from synthetic_data.locality_data import LocalityData, make_locality
from synthetic_data.report import linkage, write_report
from synthetic_data.report.measures import measure

# Groups of so few children at this size that luck adds to the tolerance, in points.
FEW = {"gld_chinese": 1.5, "gld_ehcp": 0.5, "gld_other": 0.7, "plans_in_20_weeks": 2.0,
       "twins_preterm": 1.0, "preterm_smokers": 0.7, "plan_neglect": 1.5,
       "plan_emotional": 1.5, "infant_mortality": 0.3,
       "gld_black": 0.3, "sen_slcn": 0.5, "gld_in_need": 0.3,
       "need_abuse_or_neglect": 0.4}  # fmt: skip


@pytest.fixture(scope="module")
def england() -> LocalityData:
    """The national mix, 120,000 births."""
    return make_locality(ENGLAND, seed=3, scale=0.4)


@pytest.fixture(scope="module")
def found(england: LocalityData) -> dict[str, float]:
    """What the data gives for each target."""
    return measure(england)


@pytest.mark.parametrize("name", list(cal.TARGETS))
def test_a_figure_is_near_its_target(found: dict[str, float], name: str) -> None:
    """Within a point for England, or the tolerance that the target states."""
    target = cal.TARGETS[name]

    assert found[name] == pytest.approx(target.value, abs=target.tolerance + FEW.get(name, 0.0))


def test_every_target_has_a_year_and_a_source() -> None:
    """A figure without them is an assumption and no target."""
    assert all(target.year and target.source for target in cal.TARGETS.values())


def test_weight_follows_smoking_and_deprivation(england: LocalityData) -> None:
    """Light babies at term are about twice as common of smokers (5.9% and 2.7%)."""
    births = england.tables["birth"].table.to_pandas()
    people, rows = england.world.people, england.tables["birth"].child
    light = (births.birthweight_g < 2500) & (births.gestation_days >= 259)
    fifth = england.world.places.quintile[people.first_home[rows]]
    by_fifth = light.groupby(fifth).mean()

    assert light[people.smoker[rows]].mean() > 1.8 * light[~people.smoker[rows]].mean()
    assert by_fifth[1] > by_fifth[5]


def test_a_plain_linkage_misses_more_in_deprived_areas() -> None:
    """At least five points more in the most deprived fifth than in the least."""
    county = make_locality(LOCALITIES["hartsfold"], seed=5, scale=0.4)
    missed = linkage.missed_by_fifth(county, "health_visiting", "family_hub")

    assert missed.iloc[0] - missed.iloc[-1] > 5
    assert missed.iloc[-1] < 25


def test_without_faults_a_plain_linkage_finds_nearly_all() -> None:
    """What is missed is missed for the faults."""
    county = make_locality(LOCALITIES["stainholme"], seed=5, scale=0.4)
    people = {}
    for service in ("health_visiting", "school"):
        table = county.tables[f"{service}_person"]
        people[service] = table.table.to_pandas().assign(true=table.child)
        people[service]["sex"] = people[service].sex.replace({"1": "M", "2": "F"})
    pairs = linkage.links(people["health_visiting"], people["school"])
    both = np.intersect1d(people["health_visiting"].true, people["school"].true)
    right = pairs.true_first[pairs.true_first == pairs.true_second]

    assert np.isin(both, right).mean() > 0.995


def test_the_report_is_one_page_and_one_text(tmp_path: Path) -> None:
    """With every target, the plots, and nothing from elsewhere; the same every time."""
    first = [path.read_bytes() for path in write_report(tmp_path / "a", seed=1, scale=0.005)]
    second = [path.read_bytes() for path in write_report(tmp_path / "b", seed=1, scale=0.005)]
    page = first[0].decode()

    assert first == second
    assert page.count("<svg") == 6
    assert page.count("<tr>") > len(cal.TARGETS)
    assert "<script" not in page
    assert 'src="http' not in page
    assert "Synthetic data" in first[1].decode()
