"""How ready each service's list of people is to be linked: numbers missing, wrong and shared."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from synthetic_data.arrays import Bools, Ints
from synthetic_data.truth import TruthValue
from synthetic_data.world import World

_WEIGHTS = np.arange(10, 0, -1)
_NO_HOME = "ZZ99 3VZ"


def identifier_truth(
    world: World, name: str, people: pa.Table, identity: pa.Table
) -> dict[str, TruthValue]:
    """Counts of records of one list as it is written, whatever faults it has.

    `identity` says for each of its rows who it truly is.
    """
    service = name.removesuffix("_person")
    who = pc.coalesce(identity["child_id"], identity["mother_id"])
    counts: dict[str, tuple[int, str]] = {
        "records": (people.num_rows, "Records"),
        "people": (len(pc.unique(who)), "Different people, truly,"),
        "repeated": (people.num_rows - len(pc.unique(who)), "Records of a person once more"),
        "birth_date_missing": (people["date_of_birth"].null_count, "Records, no date of birth,"),
        "forename_unusable": (
            _count(_among(people["forename"], ("Baby",))),
            'Records without a first name of the person\'s own (blank or "Baby")',
        ),
        "postcode_unusable": (
            _count(_among(people["postcode"], (_NO_HOME,))),
            "Records without a home's postcode (blank or no fixed abode)",
        ),
    }
    if "nhs_number" in people.schema.names and world.nhs_number is not None:
        counts |= _numbers(people["nhs_number"], who)
    if "upn" in people.schema.names:
        counts["upn_missing"] = (people["upn"].null_count, "Records without a pupil number")
    return {
        f"identifier_{service}_{what}": TruthValue(
            float(count), f"{words} in the list of {service.replace('_', ' ')}."
        )
        for what, (count, words) in counts.items()
    }


def _numbers(numbers: pa.ChunkedArray, who: pa.ChunkedArray) -> dict[str, tuple[int, str]]:
    known = np.asarray(pc.is_valid(numbers))
    valid = np.zeros(len(known), dtype=bool)
    valid[known] = nhs_numbers_valid(numbers)
    pairs = pa.table({"number": numbers, "who": who}).filter(pa.array(valid))
    people_of = pairs.group_by("number").aggregate([("who", "count_distinct")])
    shared = people_of.filter(pc.greater(people_of["who_count_distinct"], 1))["number"]
    several = pc.is_in(pairs["number"], value_set=shared.combine_chunks())
    return {
        "nhs_missing": (int((~known).sum()), "Records without an NHS number"),
        "nhs_invalid": (int((known & ~valid).sum()), "Records whose NHS number fails its check"),
        "nhs_shared": (_count(several), "Records with the NHS number of somebody else as well"),
    }


def nhs_numbers_valid(numbers: pa.ChunkedArray) -> Bools:
    """Whether the numbers that are there pass the check of modulus 11."""
    digits = _digits(numbers)
    return np.asarray((digits * _WEIGHTS).sum(axis=1) % 11 == 0)


def _digits(numbers: pa.ChunkedArray) -> Ints:
    whole = pc.cast(numbers.drop_null(), pa.int64()).to_numpy(zero_copy_only=False)
    return np.asarray(whole[:, None] // 10 ** np.arange(9, -1, -1) % 10)


def _among(values: pa.ChunkedArray, unusable: tuple[str, ...]) -> pa.ChunkedArray:
    """Blank, or one of those."""
    return pc.or_(pc.is_null(values), pc.fill_null(pc.is_in(values, pa.array(unusable)), False))


def _count(which: pa.ChunkedArray) -> int:
    return int(pc.sum(which).as_py() or 0)
