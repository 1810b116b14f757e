"""Whose each record of the lists of people is, as a clerical review would find: to measure with."""

from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from synthetic_data.contract import CONTRACT
from synthetic_data.contract.arrow import arrow_schema
from synthetic_data.truth import Service, ServiceTable, TruthValue

FIVE = ("maternity", "health_visiting", "family_hub", "early_education", "social_care")
_PREFIX, _SUFFIX = "identity_", "_person"


def reviewed(truth: Iterator[tuple[str, pa.Table]]) -> Iterator[pa.Table]:
    """The rows of the review for each list of people among the tables of truth."""
    schema = arrow_schema(CONTRACT.table("person_review"))
    for name, table in truth:
        if name.startswith(_PREFIX):
            service = name.removeprefix(_PREFIX).removesuffix(_SUFFIX)
            columns = {field: table[field] for field in schema.names if field != "service"}
            columns["service"] = pa.array([service] * table.num_rows, pa.string())
            yield pa.table([columns[field] for field in schema.names], schema=schema)


def make_person_review(rows: Sequence[pa.Table]) -> Service:
    """The review of all lists of people, as a table of the contract."""
    schema = arrow_schema(CONTRACT.table("person_review"))
    table = pa.concat_tables([schema.empty_table(), *rows])
    listed = pc.is_in(table["service"], value_set=pa.array(FIVE))
    children = pc.count_distinct(table["child_id"].filter(listed))
    names = ", ".join(name.replace("_", " ") for name in FIVE)
    truth = TruthValue(float(children.as_py()), f"Different children in the lists of {names}.")
    return Service({"person_review": ServiceTable(table)}, {"children_in_five_lists": truth})
