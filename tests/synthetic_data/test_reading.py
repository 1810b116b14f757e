"""Files of other systems read through mappings: what is read, what is not, and what is said."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from synthetic_data.contract.mapping import FieldMapping, TableMapping
from synthetic_data.contract.model import Field, Table
from synthetic_data.contract.reading import Unreadable, columns_of, read

CHILD = Table(
    "child",
    "Children",
    "health visiting",
    "One row for each child.",
    (
        Field("child_id", "string", "Pseudonym.", "local"),
        Field("born", "date", "Date of birth.", "local", nullable=True),
        Field("weight_g", "integer", "Weight.", "local", unit="g", nullable=True),
        Field("score", "number", "Score.", "local", nullable=True),
        Field("seen", "boolean", "Whether seen.", "local", nullable=True),
        Field("sex", "string", "Sex.", "local", codes={"1": "Male", "2": "Female"}),
        Field("shape", "geometry", "Shape.", "local", nullable=True),
    ),
    ("child_id",),
)
USUAL = {"yes": ("Y",), "no": ("N",), "blank": ("", "NULL")}


def one(field: str, texts: list[str], tmp_path: Path, **how: object) -> tuple[list, tuple]:
    """The values of one column of a CSV file, and what was not read."""
    path = tmp_path / "child.csv"
    path.write_text("\n".join(["X", *(f'"{text}"' for text in texts)]) + "\n", "utf-8")
    mapping = TableMapping("child", path.name, (FieldMapping(field, "X", **how),), **USUAL)
    rows, unread = read(path, mapping, CHILD)
    return rows[field].to_pylist(), unread


@pytest.mark.parametrize(
    ("field", "texts", "how", "values", "unread", "first"),
    [
        ("born", ["03/04/2020", "31/02/2020", "NULL"], {"date_format": "%d/%m/%Y"},
         [dt.datetime(2020, 4, 3), None, None], 1, 2),
        ("born", ["3/4/2020 09:30"], {"date_format": "%d/%m/%Y %H:%M"},
         [dt.datetime(2020, 4, 3)], 0, 0),
        ("born", ["2020-04-03", " 2020-04-04 "], {},
         [dt.datetime(2020, 4, 3), dt.datetime(2020, 4, 4)], 0, 0),
        ("weight_g", ["3.25", "2.4999"], {"factor": 1000.0}, [3250, None], 1, 2),
        ("weight_g", ["3250", "3250.0", "three", ""], {}, [3250, 3250, None, None], 1, 3),
        ("score", ["1e2", "-.5", "5.", "1,5", "0x10"], {}, [100.0, -0.5, 5.0, None, None], 2, 4),
        ("seen", ["Y", " N ", "y"], {}, [True, False, None], 1, 3),
        ("seen", ["seen", "missed"], {"yes": ("seen",), "no": ("missed", "late")},
         [True, False], 0, 0),
        ("sex", ["M", "boy", "F", "X"], {"codes": {"1": ("M", "boy"), "2": ("F",)}},
         ["1", "1", "2", "X"], 0, 0),
        ("sex", ["1", "2"], {"codes": {"1": ("2",), "2": ("1",)}}, ["2", "1"], 0, 0),
        ("shape", ["0102", "no shape"], {}, [b"\x01\x02", None], 1, 2),
    ],
)  # fmt: skip
def test_values_are_read_as_the_mapping_says(
    field: str, texts: list[str], how: dict, values: list, unread: int, first: int, tmp_path: Path
) -> None:
    """What cannot be read is left blank, counted, and its first row named; nothing is guessed."""
    found, lost = one(field, texts, tmp_path, **how)

    assert found == values
    assert [(u.field, u.count, u.first) for u in lost] == (
        [(field, unread, first)] if unread else []
    )


def test_a_parquet_file_keeps_its_types(tmp_path: Path) -> None:
    """Days without a time, small numbers, and text that holds a day."""
    path = tmp_path / "child.parquet"
    day = dt.date(2020, 4, 3)
    rows = {"ref": ["a"], "dob": pa.array([day], pa.date32()), "g": pa.array([3250], pa.int16())}
    pq.write_table(pa.table({**rows, "s": pa.array([True])}), path)
    pairs = [("child_id", "ref"), ("born", "dob"), ("weight_g", "g"), ("seen", "s")]
    mapping = TableMapping("child", path.name, tuple(FieldMapping(*pair) for pair in pairs))
    read_so, unread = read(path, mapping, CHILD)

    assert columns_of(path, mapping) == ("ref", "dob", "g", "s")
    assert unread == ()
    assert read_so.to_pylist() == [
        {"child_id": "a", "born": dt.datetime(2020, 4, 3), "weight_g": 3250, "seen": True}
    ]


SECRET = "Ottoline"


@pytest.mark.parametrize(
    ("content", "how", "says"),
    [
        (b"", {}, "it is empty"),
        (f"X,Y\n1,2\n{SECRET},2,3\n".encode(), {}, "columns than its header, first in line 3"),
        (f"X\n{SECRET}é\n".encode("cp1252"), {}, "it is not text in utf-8"),
        (f"X\n{SECRET}\n".encode(), {"encoding": "utf-99"}, 'there is no encoding "utf-99"'),
        (f"X,X\n{SECRET},2\n".encode(), {}, "two of its columns have the same name"),
        (f"Z\n{SECRET}\n".encode(), {}, "it has no column X"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(
    content: bytes, how: dict, says: str, tmp_path: Path
) -> None:
    """In words that hold nothing of what stands in it."""
    path = tmp_path / "child.csv"
    path.write_bytes(content)
    mapping = TableMapping("child", path.name, (FieldMapping("child_id", "X"),), **how)
    with pytest.raises(Unreadable) as said:
        read(path, mapping, CHILD)

    assert says in str(said.value)
    assert SECRET not in str(said.value)


def test_text_of_windows_and_other_delimiters_is_read(tmp_path: Path) -> None:
    """As older systems write it, with a line break inside a value."""
    path = tmp_path / "child.txt"
    path.write_bytes('X;Y\n"Zoé\nanne";1\n'.encode("cp1252"))
    fields = (FieldMapping("child_id", "X"),)
    mapping = TableMapping("child", path.name, fields, delimiter=";", encoding="cp1252")
    rows, _ = read(path, mapping, CHILD)

    assert rows["child_id"].to_pylist() == ["Zoé\nanne"]
