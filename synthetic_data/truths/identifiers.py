"""How ready each service's list of people is to be linked: numbers missing, wrong and shared."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from synthetic_data.arrays import Bools, Ints
from synthetic_data.truth import TruthValue
from synthetic_data.world import World

_NO_HOME = "ZZ99 3VZ"


def identifier_truth(
    world: World, name: str, people: pa.Table, identity: pa.Table
) -> dict[str, TruthValue]:
    """Counts of records of one list as it is written, whatever faults it has.

    `identity` says for each of its rows who it truly is.
    """
    service = name.removesuffix("_person")
    who = pc.coalesce(identity["child_id"], identity["mother_id"]).combine_chunks()
    coded = who.dictionary_encode()
    persons = len(coded.dictionary)
    counts: dict[str, tuple[int, str]] = {
        "records": (people.num_rows, "Records"),
        "people": (persons, "Different people, truly,"),
        "repeated": (people.num_rows - persons, "Records of a person once more"),
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
        counts |= _numbers(people["nhs_number"], np.asarray(coded.indices, dtype=np.int64))
    if "upn" in people.schema.names:
        counts["upn_missing"] = (people["upn"].null_count, "Records without a pupil number")
    return {
        f"identifier_{service}_{what}": TruthValue(
            float(count), f"{words} in the list of {service.replace('_', ' ')}."
        )
        for what, (count, words) in counts.items()
    }


def _numbers(numbers: pa.ChunkedArray, who: Ints) -> dict[str, tuple[int, str]]:
    known = np.asarray(pc.is_valid(numbers))
    passes = nhs_numbers_valid(numbers)
    written = _whole(numbers)[passes]
    order = np.lexsort((who[known][passes], written))
    number, person = written[order], who[known][passes][order]
    again = number[1:] == number[:-1]
    shared = np.isin(written, number[1:][again & (person[1:] != person[:-1])])
    return {
        "nhs_missing": (int((~known).sum()), "Records without an NHS number"),
        "nhs_invalid": (int((~passes).sum()), "Records whose NHS number fails its check"),
        "nhs_shared": (int(shared.sum()), "Records with the NHS number of somebody else as well"),
    }


def nhs_numbers_valid(numbers: pa.ChunkedArray) -> Bools:
    """Whether the numbers that are there pass the check of modulus 11."""
    rest = _whole(numbers)
    weighted = np.zeros_like(rest)
    for weight in range(1, 11):
        weighted = weighted + weight * (rest % 10)
        rest = rest // 10
    return np.asarray(weighted % 11 == 0)


def _whole(numbers: pa.ChunkedArray) -> Ints:
    """The numbers that are there, as whole numbers."""
    known = pc.cast(numbers.drop_null(), pa.int64())
    return np.asarray(known.to_numpy(zero_copy_only=False), dtype=np.int64)


def _among(values: pa.ChunkedArray, unusable: tuple[str, ...]) -> pa.ChunkedArray:
    """Blank, or one of those."""
    return pc.or_(pc.is_null(values), pc.fill_null(pc.is_in(values, pa.array(unusable)), False))


def _count(which: pa.ChunkedArray) -> int:
    return int(pc.sum(which).as_py() or 0)
