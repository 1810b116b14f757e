"""What is derived from the contract: data package, mapping templates, checks of a folder."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from synthetic_data.__main__ import main
from synthetic_data.contract import CONTRACT
from synthetic_data.contract.frictionless import table_schema
from synthetic_data.contract.template import mapping_template
from synthetic_data.validate import check_folder, check_table

TYPES = {"string", "integer", "number", "date", "boolean"}
CLEAN = ("clean", "sandhythe")


@pytest.fixture(scope="module")
def package(data: Path) -> dict:
    """The descriptor of the clean profile."""
    content: dict = json.loads((data / "clean" / "datapackage.json").read_text("utf-8"))
    return content


def test_the_data_package_has_what_the_specification_asks_for(package: dict, data: Path) -> None:
    """Names in lower case and unique, paths inside the folder that exist, licences, schemas."""
    names = [resource["name"] for resource in package["resources"]]

    assert package["profile"] == "data-package"
    assert all(name == name.lower() for name in [package["name"], *names])
    assert len(set(names)) == len(names) == 7 * len(CONTRACT.tables)
    assert all((data / "clean" / resource["path"]).is_file() for resource in package["resources"])
    assert package["licenses"][0]["path"].startswith("https://")


def test_table_schemas_keep_to_the_specification(package: dict) -> None:
    """Known types, keys among the fields, foreign keys to resources of the package."""
    names = {resource["name"] for resource in package["resources"]} | {""}
    for resource in package["resources"]:
        schema = resource["schema"]
        fields = [field["name"] for field in schema["fields"]]

        assert {field["type"] for field in schema["fields"]} <= TYPES
        assert set(schema["primaryKey"]) <= set(fields)
        for key in schema.get("foreignKeys", []):
            assert set(key["fields"]) <= set(fields)
            assert key["reference"]["resource"] in names


def test_a_schema_lists_the_codes_of_a_field_that_is_never_blank() -> None:
    """As an enumeration, with the meaning of each beside it."""
    fields = {field["name"]: field for field in table_schema(CONTRACT.table("birth"))["fields"]}

    assert fields["sex"]["constraints"]["enum"] == ["1", "2", "9", "X"]
    assert fields["sex"]["codes"]["2"] == "Female"


@pytest.mark.parametrize("table", CONTRACT.tables, ids=CONTRACT.table_names)
def test_a_mapping_template_names_every_field(table) -> None:
    """As YAML that can be read and filled in."""
    template = yaml.safe_load(mapping_template(table))

    assert template["table"] == table.name
    assert list(template["fields"]) == list(table.field_names)


def test_templates_are_written_by_command(tmp_path: Path) -> None:
    """One file a table."""
    assert main(["--templates", str(tmp_path)]) == 0
    assert len(list(tmp_path.glob("*.yml"))) == len(CONTRACT.tables)


def test_a_good_folder_is_found_good(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By command, with exit code 0."""
    assert main(["--check", str(data / "clean" / "sandhythe")]) == 0
    assert "keeps to the contract" in capsys.readouterr().out


def test_every_kind_of_mistake_is_found(data: Path, tmp_path: Path) -> None:
    """A wrong type, an unknown and a missing field, a blank, a code, a key, a lost reference."""
    birth = pq.read_table(data.joinpath(*CLEAN, "birth.parquet"))
    area = pq.read_table(data.joinpath(*CLEAN, "area.parquet"))
    count = birth.num_rows
    place = birth.schema.get_field_index
    spoilt = (
        birth.drop_columns(["birthweight_g"])
        .append_column("ward", pa.array(["x"] * count))
        .set_column(place("sex"), "sex", pa.array([None, "7"] + ["1"] * (count - 2)))
        .set_column(place("gestation_days"), "gestation_days", pa.array(["280"] * count))
        .set_column(place("child_id"), "child_id", pa.array(["SYN1"] * count))
    )
    pq.write_table(spoilt, tmp_path / "birth.parquet")
    pq.write_table(area.slice(0, 3), tmp_path / "area.parquet")
    found = "\n".join(map(str, check_folder(tmp_path)))

    assert "birth.ward: no such field" in found
    assert "birth.birthweight_g: a required field is missing." in found
    assert "birth.sex: 1 values are blank." in found
    assert "birth.sex: 1 values are not in the code list." in found
    assert "birth.gestation_days: is string and should be int64." in found
    assert "rows repeat the key child_id" in found
    assert "are not in area.lsoa21" in found


def test_messages_hold_no_value(data: Path) -> None:
    """Not even synthetic ones: counts and names only."""
    birth = pq.read_table(data.joinpath(*CLEAN, "birth.parquet"))
    odd = birth.set_column(
        birth.schema.get_field_index("sex"), "sex", pa.array(["ODDVALUE"] * birth.num_rows)
    )

    assert "ODDVALUE" not in "\n".join(map(str, check_table(CONTRACT.table("birth"), odd)))


def test_a_folder_without_tables_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one sentence, with exit code 2."""
    assert main(["--check", str(tmp_path)]) == 2
    assert "There is no Parquet file" in capsys.readouterr().err
