"""The model of the recipe "Who is the same child?": what it takes for one child, and what not."""

from __future__ import annotations

from types import ModuleType

import pandas as pd
import pytest

from tests.recipes.beside import helper


@pytest.fixture(scope="module")
def linkage() -> ModuleType:
    return helper("aldermere/who-is-the-same-child", "linkage")


def a_person(**changes: str) -> dict[str, object]:
    person: dict[str, object] = {
        "service": "family_hub", "person_id": "1", "forename": "Lestin", "surname": "Brumsett",
        "date_of_birth": pd.Timestamp("2019-03-04"), "sex": "M", "postcode": "ZZ1 2UP",
        "nhs_number": "9990014019",
    }  # fmt: skip
    return person | changes


def test_unnamed_twins_are_known_as_such(linkage: ModuleType) -> None:
    """Two records of one service that differ in nothing but their number."""
    people = pd.DataFrame([
        a_person(person_id="1", forename="Baby"), a_person(person_id="2", forename="Baby"),
        a_person(person_id="3", forename="Baby", surname="Other"), a_person(person_id="4"),
    ])  # fmt: skip

    assert linkage.tidy(people)["unnamed_twin"].tolist() == [True, True, False, False]


def test_groups_with_two_numbers_stay_apart(linkage: ModuleType) -> None:
    """The surest pair is joined; one that would give a child two numbers is not."""
    people = pd.DataFrame(
        {"unique_id": ["a", "b", "c"], "nhs_number": ["1", None, "2"], "sex": ["M", "M", "M"]}
    )
    pairs = pd.DataFrame(
        {"unique_id_l": ["a", "b"], "unique_id_r": ["b", "c"], "match_weight": [9.0, 5.0]}
    )
    group = linkage.grouped(people, pairs, 2.0)

    assert group[0] == group[1] != group[2]
    assert linkage.grouped(people, pairs, 2.0, only_one=()).nunique() == 1
    assert linkage.grouped(people, pairs, 7.0).nunique() == 2
