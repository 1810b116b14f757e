"""Finds the records of one child in several services: a Fellegi-Sunter model, fitted by Splink.

`tidy` brings lists of people into one form, `link` fits the model and gives pairs of records with
their match weight, `grouped` puts the pairs above a threshold together.
"""

import logging

import duckdb
import numpy as np
import pandas as pd
import splink.comparison_level_library as cll
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.comparison_library import CustomComparison

from early_years import people as form

FIELDS = (
    "service",
    "person_id",
    "forename",
    "surname",
    "date_of_birth",
    "sex",
    "postcode",
    "nhs_number",
)
COPIES = {
    "first": "forename",
    "last": "surname",
    "day": "born",
    "home": "postcode",
    "own_number": "nhs_number",
}
LOWEST_WEIGHT = -2.0  # pairs below are not kept
TWINS = 2.0**-18  # how much less likely two records are one child when they look like twins
SAME_NUMBER, NEAR_NUMBER = 1e-6, 1e-5  # how often two children share a number, or nearly
SEED, PAIRS = 1, 1e6  # for the sample of pairs of different children
logging.getLogger("splink").setLevel(logging.ERROR)


def tidy(people):
    """One form for all lists, from FIELDS; what a service does not hold is blank."""
    people = people.reindex(columns=[*people.columns.union(FIELDS)]).reset_index(drop=True)
    born = people["date_of_birth"]
    tidied = pd.DataFrame(
        {
            "unique_id": people["service"] + ":" + people["person_id"],
            "service": people["service"],
            "forename": form.letters(people["forename"]),
            "surname": form.letters(people["surname"]),
            "born": born.dt.strftime("%Y-%m-%d"),
            "turned": born.dt.strftime("%Y-%d-%m"),
            "sex": people["sex"].map(form.SEX),
            "postcode": form.home(people["postcode"]),
            "nhs_number": form.valid_nhs_number(people["nhs_number"]),
        }
    )
    # Splink fits a field on pairs that agree on others, and must not find those in its levels.
    for copy, field in COPIES.items():
        tidied[copy] = tidied[field]
    # Of twins without a first name only a number tells which is which.
    alike = tidied.groupby(["service", "surname", "born", "sex"], dropna=False)["unique_id"]
    tidied["unnamed_twin"] = tidied["forename"].isna() & (alike.transform("size") > 1)
    return tidied


# What a pair of records may look like, field by field. Splink finds out how much each tells.
FAMILY = '"day_l" = "day_r" AND ("last_l" = "last_r" OR "home_l" = "home_r")'
OTHER_NAME = (
    'jaro_winkler_similarity("first_l", "first_r") < 0.7'
    ' AND jaro_winkler_similarity("first_l", "last_r") < 0.8'
    ' AND jaro_winkler_similarity("last_l", "first_r") < 0.8'
)
SWAPPED = '"first_l" = "last_r" AND "last_l" = "first_r"'
NO_NUMBER = 'coalesce("own_number_l" <> "own_number_r", true)'


def twins(sql, label):
    """A level for pairs that look like twins. Fields do not agree independently of each other in
    a family, which the model assumes, so the weight of this level is set and not fitted."""
    level = cll.CustomLevel(sql, label)
    return level.configure(
        m_probability=TWINS, u_probability=1.0, fix_m_probability=True, fix_u_probability=True
    )


def name(field, *first, last=()):
    """A name: the same, nearly the same, or in the other's place."""
    return CustomComparison(
        output_column_name=field,
        comparison_levels=[
            *first,
            cll.NullLevel(field),
            cll.ExactMatchLevel(field, term_frequency_adjustments=True),
            cll.CustomLevel(SWAPPED, "First and last name in each other's place"),
            cll.JaroWinklerLevel(field, 0.9),
            cll.JaroWinklerLevel(field, 0.8),
            *last,
            cll.ElseLevel(),
        ],
    )


def born():
    """The date of birth: the same, day and month turned round, or one digit off."""
    return CustomComparison(
        output_column_name="born",
        comparison_levels=[
            cll.NullLevel("born"),
            cll.ExactMatchLevel("born"),
            cll.CustomLevel('"turned_l" = "born_r"', "Day and month in each other's place"),
            cll.DamerauLevenshteinLevel("born", 1),
            cll.ElseLevel(),
        ],
    )


def postcode():
    """The postcode: a common one tells less than a rare one."""
    return CustomComparison(
        output_column_name="postcode",
        comparison_levels=[
            cll.NullLevel("postcode"),
            cll.ExactMatchLevel("postcode", term_frequency_adjustments=True),
            cll.DamerauLevenshteinLevel("postcode", 1),
            cll.ElseLevel(),
        ],
    )


def number(field):
    """A number of which nobody has two: hardly ever the same by chance."""
    same, near = cll.ExactMatchLevel(field), cll.DamerauLevenshteinLevel(field, 1)
    return CustomComparison(
        output_column_name=field,
        comparison_levels=[
            cll.NullLevel(field),
            same.configure(u_probability=SAME_NUMBER, fix_u_probability=True),
            near.configure(u_probability=NEAR_NUMBER, fix_u_probability=True),
            cll.ElseLevel(),
        ],
    )


def settings(people):
    """What is compared, and which pairs are looked at, given what the lists hold."""
    unnamed = f'("unnamed_twin_l" OR "unnamed_twin_r") AND {NO_NUMBER}'
    compared = [
        name(
            "forename",
            twins(unnamed, "A twin without a first name"),
            last=[twins(f"{FAMILY} AND {OTHER_NAME}", "Another name, same day and family")],
        ),
        name("surname"),
        born(),
        postcode(),
    ]
    looked_at = [
        ("born", "surname"),
        ("born", "forename"),
        ("born", "postcode"),
        ("forename", "surname"),
        ("forename", "postcode"),
        ("surname", "postcode"),
    ]
    if people["sex"].notna().any():
        other = twins(FAMILY, "Another sex, same day and family")
        compared.append(
            CustomComparison(
                output_column_name="sex",
                comparison_levels=[
                    cll.NullLevel("sex"),
                    cll.ExactMatchLevel("sex"),
                    other,
                    cll.ElseLevel(),
                ],
            )
        )
    if people["nhs_number"].notna().any():
        compared.append(number("nhs_number"))
        looked_at.append(("nhs_number",))
    blocks = [block_on(*fields) for fields in looked_at]
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=compared,
        retain_matching_columns=False,
        blocking_rules_to_generate_predictions=[
            *blocks,
            "l.turned = r.born AND l.surname = r.surname",
        ],
        additional_columns_to_retain=["turned", "unnamed_twin", *COPIES],
    )


def link(people, model=None):
    """The pairs of records with their match weight, and the fitted model.

    A model that was fitted before is used as it is. One thread, so that a second run gives the
    same to the last digit.
    """
    rows = people.astype(object).where(people.notna(), None)
    database = duckdb.connect(":memory:", config={"threads": 1, "memory_limit": "2GB"})
    linker = Linker(DuckDBAPI(database).register(rows), model or settings(people), log_level=None)
    if model is None:
        fit(linker.training)
    pairs = linker.inference.predict(threshold_match_weight=LOWEST_WEIGHT)
    columns = ["unique_id_l", "unique_id_r", "match_weight"]
    found = pairs.as_pandas_dataframe()[columns].sort_values(columns[:2], ignore_index=True)
    return found, linker.misc.save_model_to_json()


def fit(training):
    """How often fields agree by chance from a sample of pairs, how often within one child by EM."""
    training.estimate_probability_two_random_records_match(
        [block_on("forename", "surname", "born")], recall=0.6
    )
    training.estimate_u_using_random_sampling(max_pairs=PAIRS, seed=SEED)
    for fields in (("born", "surname"), ("born", "postcode"), ("forename", "surname")):
        training.estimate_parameters_using_expectation_maximisation(block_on(*fields))


def grouped(people, pairs, threshold, only_one=("nhs_number", "sex")):
    """A number for each record, the same for all records that are taken for one child.

    Pairs above the threshold are joined, the surest first. Of the fields in `only_one` a child has
    one value: two groups that disagree on it are not joined, however sure a pair of them looks.
    """
    kept = pairs[pairs["match_weight"] >= threshold]
    kept = kept.sort_values(
        ["match_weight", "unique_id_l", "unique_id_r"], ascending=[False, True, True]
    )
    place = pd.Series(np.arange(len(people)), index=people["unique_id"])
    firsts, seconds = place[kept["unique_id_l"]].tolist(), place[kept["unique_id_r"]].tolist()
    held = [[{v} if isinstance(v, str) else set() for v in people[field]] for field in only_one]
    parent = list(range(len(people)))
    for first, second in zip(firsts, seconds, strict=False):
        a, b = top(parent, first), top(parent, second)
        if a != b and all(len(values[a] | values[b]) < 2 for values in held):
            parent[b] = a
            for values in held:
                values[a] |= values[b]
    return pd.Series([top(parent, i) for i in range(len(people))], index=people.index)


def top(parent, record):
    """The record that stands for the whole group of this one."""
    while parent[record] != record:
        parent[record] = parent[parent[record]]
        record = parent[record]
    return record
