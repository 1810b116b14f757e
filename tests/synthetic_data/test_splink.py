"""A probabilistic linkage as an analyst would run it: believable, and worse where it should be."""

import logging
from collections.abc import Mapping

import pandas as pd
import pytest
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink import comparison_library as compare

from synthetic_data.localities import LOCALITIES
from synthetic_data.locality_data import LocalityData, make_locality
from synthetic_data.report.linkage import messy_people

SERVICES = ("maternity", "health_visiting", "early_education")
FIELDS = ("first_name", "surname", "born", "sex", "postcode", "nhs_number")


@pytest.fixture(scope="module")
def county() -> LocalityData:
    """Hartsfold at a sixth of its size: 9,600 births."""
    return make_locality(LOCALITIES["hartsfold"], seed=20_250_831, scale=0.16)


@pytest.fixture(scope="module")
def lists(county: LocalityData) -> Mapping[str, pd.DataFrame]:
    """The messy lists of three services, tidied as anyone would before linking."""
    return {service: _tidied(messy_people(county, service)) for service in SERVICES}


def _tidied(people: pd.DataFrame) -> pd.DataFrame:
    number = people.nhs_number if "nhs_number" in people else None
    return pd.DataFrame(
        {
            "unique_id": range(len(people)),
            "true": people.true,
            "first_name": people.forename.where(people.forename != "Baby").str.lower(),
            "surname": people.surname.str.lower(),
            "born": people.date_of_birth.dt.strftime("%Y-%m-%d"),
            "sex": people.sex.where(people.sex.isin(["M", "F"])),
            "postcode": people.postcode.where(~people.postcode.eq("ZZ99 3VZ")),
            "nhs_number": pd.Series(number, index=people.index, dtype="object"),
        }
    ).reset_index(drop=True)


@pytest.fixture(scope="module")
def pairs(lists: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The links of a plain Splink model at a probability of 0.9, with who is truly who."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    database = DuckDBAPI()
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            compare.JaroWinklerAtThresholds("first_name", [0.92, 0.8]).configure(
                term_frequency_adjustments=True
            ),
            compare.JaroWinklerAtThresholds("surname", [0.92, 0.8]).configure(
                term_frequency_adjustments=True
            ),
            compare.DateOfBirthComparison(
                "born",
                input_is_string=True,
                datetime_thresholds=[1, 1],
                datetime_metrics=["month", "year"],
            ),
            compare.PostcodeComparison("postcode"),
            compare.ExactMatch("sex"),
            compare.ExactMatch("nhs_number"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("nhs_number"),
            block_on("born", "surname"),
            block_on("postcode", "born"),
            block_on("first_name", "surname"),
            block_on("born", "first_name"),
        ],
    )
    held = [
        database.register(lists[name][["unique_id", *FIELDS]], dataset_display_name=name)
        for name in SERVICES
    ]
    linker = Linker(held, settings, log_level="ERROR")
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("born", "surname", "postcode")], recall=0.6
    )
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block_on("born", "surname"))
    training.estimate_parameters_using_expectation_maximisation(block_on("postcode", "sex"))
    found = linker.inference.predict(threshold_match_probability=0.9).as_pandas_dataframe()
    for side in ("l", "r"):
        keys = zip(found[f"source_dataset_{side}"], found[f"unique_id_{side}"], strict=True)
        found[side] = [lists[name].true.iat[place] for name, place in keys]
    return found


def _recall(
    county: LocalityData, lists: Mapping[str, pd.DataFrame], pairs: pd.DataFrame, one: str
) -> pd.DataFrame:
    """Whether each child in both lists was linked between them, with who it is."""
    other = SERVICES[2]
    between = pairs[pairs[["source_dataset_l", "source_dataset_r"]].isin([one, other]).all(axis=1)]
    both = pd.Series(sorted(set(lists[one].true) & set(lists[other].true)))
    people = county.world.people
    return pd.DataFrame(
        {
            "linked": both.isin(between.l[between.l == between.r]),
            "fifth": county.world.places.quintile[people.first_home[both]],
            "minority": people.ethnicity[both] != 0,
            "moved": people.moved_on[both] == people.moved_on[both],
        }
    )


def test_precision_and_recall_are_believable(
    county: LocalityData, lists: Mapping[str, pd.DataFrame], pairs: pd.DataFrame
) -> None:
    """Few false links, some missed; babies without a first name are harder to find at three."""
    visiting = _recall(county, lists, pairs, "health_visiting").linked.mean()
    maternity = _recall(county, lists, pairs, "maternity").linked.mean()

    assert 0.96 < (pairs.l == pairs.r).mean() < 0.999
    assert 0.90 < visiting < 0.98
    assert 0.82 < maternity < visiting


@pytest.mark.parametrize("one", SERVICES[:2])
def test_links_are_missed_more_where_life_is_harder(
    county: LocalityData, lists: Mapping[str, pd.DataFrame], pairs: pd.DataFrame, one: str
) -> None:
    """At least five points between the fifths; more for minorities and for those who moved."""
    found = _recall(county, lists, pairs, one)
    by_fifth = 100 * found.groupby("fifth").linked.mean()
    by_ethnicity = 100 * found.groupby("minority").linked.mean()
    by_move = 100 * found.groupby("moved").linked.mean()

    assert by_fifth[5] - by_fifth[1] >= 5
    assert by_ethnicity[False] - by_ethnicity[True] > 1
    assert by_move[False] > by_move[True]
