"""The contract: complete, consistent and cheap to import."""

import subprocess
import sys

import pyarrow as pa
import pytest

from hub.vocabulary import WORDS
from synthetic_data.contract import CONTRACT, GOALS, services
from synthetic_data.contract.arrow import arrow_schema
from synthetic_data.contract.asq3 import CUT_OFFS, DOMAINS, SNOMED

FIELDS = [(table, field) for table in CONTRACT.tables for field in table.fields]


def test_every_field_says_what_it_means_and_where_it_comes_from() -> None:
    """A field without meaning or source cannot be mapped to a system."""
    silent = [
        f"{table.name}.{field.name}"
        for table, field in FIELDS
        if not (field.meaning and field.source)
    ]

    assert silent == []


def test_names_are_unique() -> None:
    """A name stands for one table, or one field of a table."""
    assert len(set(CONTRACT.table_names)) == len(CONTRACT.tables)
    assert all(len(set(table.field_names)) == len(table.fields) for table in CONTRACT.tables)


def test_a_service_has_one_name() -> None:
    """Its tables, its list of people and the topics of its recipes all say the same."""
    named = {
        said for name, said in vars(services).items() if isinstance(said, str) and name[0] != "_"
    }

    assert {table.service for table in CONTRACT.tables} == named
    assert set(WORDS.services) - {"other"} <= named


def test_references_point_to_fields_that_exist() -> None:
    """A reference names a field of a table of the contract."""
    references = [field.references for _, field in FIELDS if field.references]

    assert all(CONTRACT.field(reference) for reference in references)


def test_keys_are_fields() -> None:
    """The key of a table is made of its own fields."""
    assert all(table.has_field(name) for table in CONTRACT.tables for name in table.key)


def test_importing_the_contract_does_not_import_pyarrow() -> None:
    """Reading the contract stays cheap for commands that only explain it."""
    code = (
        "import sys, synthetic_data.contract\n"
        "sys.exit(bool({'pyarrow', 'numpy', 'pandas'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_dates_are_timestamps_without_a_zone() -> None:
    """Pandas then reads them as dates and not as objects."""
    schema = arrow_schema(CONTRACT.table("birth"))

    assert schema.field("date_of_birth").type == pa.timestamp("ms")


def test_a_schema_can_be_cut_to_some_fields() -> None:
    """The order is the contract's, whatever order is asked for."""
    assert arrow_schema(CONTRACT.table("area"), ["imd_decile", "lsoa21"]).names == [
        "lsoa21",
        "imd_decile",
    ]


def test_an_unknown_field_is_refused() -> None:
    """A schema of a field that is not there is a mistake of the caller."""
    with pytest.raises(KeyError, match="no field ward"):
        arrow_schema(CONTRACT.table("area"), ["ward"])


def test_good_level_of_development_needs_twelve_goals() -> None:
    """12 of the 17 goals count, those of the first five areas of learning."""
    assert (len(GOALS), sum(goal.in_gld for goal in GOALS)) == (17, 12)


def test_every_form_has_a_cut_off_and_a_code_for_every_domain() -> None:
    """A score is read against its own form."""
    assert all(tuple(cut_offs) == DOMAINS for cut_offs in CUT_OFFS.values())
    assert all(len(set(SNOMED[form])) == len(DOMAINS) for form in CUT_OFFS)
