"""A plain reference linkage of two services' lists, to see whose links are missed."""

import pandas as pd

from synthetic_data.faults import FAULTS
from synthetic_data.locality_data import LocalityData
from synthetic_data.spoil import spoil

# A pair is a link when all fields of one of these agree.
_RULES = (
    ("nhs_number",),
    ("forename", "surname", "date_of_birth"),
    ("forename", "date_of_birth", "postcode"),
    ("surname", "date_of_birth", "postcode", "sex"),
)


def messy_people(data: LocalityData, service: str) -> pd.DataFrame:
    """A service's list with its faults, with the true row of each person."""
    name = f"{service}_person"
    result = spoil(data.world, name, data.tables[name], FAULTS)
    people: pd.DataFrame = result.held.table.to_pandas()
    people["true"] = result.held.child
    if "role" in people:
        people = people[people.role == "child"]
    people["sex"] = people.sex.map({"1": "M", "2": "F"}).fillna(people.sex)
    return people


def links(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Pairs of true rows that the rules link."""
    found = []
    for rule in _RULES:
        on = [field for field in rule if field in first and field in second]
        if len(on) == len(rule):
            left, right = (side.dropna(subset=on)[[*on, "true"]] for side in (first, second))
            found.append(left.merge(right, on=on, suffixes=("_first", "_second")))
    pairs = pd.concat(found)[["true_first", "true_second"]]
    return pairs.drop_duplicates()


def missed_by_fifth(data: LocalityData, one: str, other: str) -> pd.Series:
    """Percentage of the children in both lists whose link is missed, by fifth of deprivation."""
    first, second = messy_people(data, one), messy_people(data, other)
    pairs = links(first, second)
    right = set(pairs.true_first[pairs.true_first == pairs.true_second])
    both = pd.Series(sorted(set(first.true) & set(second.true)))
    fifth = data.world.places.quintile[data.world.people.first_home[both.to_numpy()]]
    return 100 * (~both.isin(right)).groupby(fifth).mean()
