"""Whether one's own files fit a recipe: what is said, where, and never a value."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hub.adopt import mapping
from hub.adopt.fit import Fit, fit
from hub.contribution import RecipeCard
from hub.data import CONTRACT, as_text, mapping_template
from tests.sandhythe import CARD

INPUTS = {
    "health_visiting_child": {
        "fields": ["child_id", "date_of_birth", "lsoa21", "sex", "registered_from"],
        "optional": ["registered_from"],
    },
    "area": {"required": False, "fields": ["lsoa21", "imd_decile"]},
}
ASKS = RecipeCard.model_validate({**CARD, "inputs": INPUTS, "results": {
    "take_up": CARD["results"]["take_up"]}, "answer": "About {take_up}."})  # fmt: skip
Rows = list[dict[str, str]]
Spoil = Callable[[Rows], object]


@pytest.fixture
def files(small_data: Path, tmp_path: Path) -> Path:
    """The tables that the recipe asks for as CSV, with names and codes of the dictionary."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name, wanted in ASKS.inputs.items():
        rows = pq.read_table(small_data / "sandhythe" / f"{name}.parquet", columns=wanted.fields)
        pa.csv.write_csv(as_text(rows), folder / f"{name}.csv")
    return folder


def spoilt(folder: Path, name: str, how: Spoil) -> None:
    """Change the rows of a file, in place."""
    path = folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    how(rows)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def said(found: Fit) -> list[str]:
    """What there is to say, each as one line."""
    return [str(one) for one in found.misfits]


CHILD = "health_visiting_child"


def test_good_files_fit(files: Path) -> None:
    """All tables are read, and nothing is said but what is odd in the data themselves."""
    found = fit(ASKS, files, {})

    assert found.fits
    assert set(found.tables) == set(INPUTS)
    assert sorted(found.tables[CHILD].schema.names) == sorted(INPUTS[CHILD]["fields"])


def _every(name: str, value: str) -> Spoil:
    return lambda rows: [row.update({name: value}) for row in rows]


def _some(name: str, value: str) -> Spoil:
    return lambda rows: rows[2].update({name: value})


def _renamed(old: str, new: str) -> Spoil:
    return lambda rows: [row.update({new: row.pop(old)}) for row in rows]


@pytest.mark.parametrize(
    ("table", "how", "stops", "says"),
    [
        (CHILD, _renamed("date_of_birth", "date_of_brith"), True,
         'health_visiting_child.csv has no column "date_of_birth". Is it "date_of_brith"? Write'),
        (CHILD, _renamed("registered_from", "moved"), False, "The recipe does without it."),
        (CHILD, _every("date_of_birth", "Ottoline"), True, "written as %Y-%m-%d, first in row 1"),
        (CHILD, _some("date_of_birth", "Ottoline"), False, "1 value of"),
        (CHILD, _some("sex", "Ottoline"), False, "1 values are not in the code list."),
        (CHILD, lambda rows: rows.append(dict(rows[0])), False, "1 rows repeat the key child_id."),
        (CHILD, _some("lsoa21", "Ottoline"), False, "values are not in area.lsoa21."),
        (CHILD, lambda rows: rows.__delitem__(slice(1, None)) or rows[0].update(child_id=""), False,
         "1 values are blank."),
        ("area", _renamed("imd_decile", "tenth"), False, "the recipe does without this table"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said(
    files: Path, table: str, how: Spoil, stops: bool, says: str
) -> None:
    """Where, what and what to do; a value is never said, since it may belong to a person."""
    spoilt(files, table, how)
    found = fit(ASKS, files, {})
    lines = said(found)

    assert any(says in line for line in lines), lines
    assert found.fits is not stops
    assert not any("Ottoline" in line for line in lines)


def test_files_that_are_not_there(files: Path) -> None:
    """A table that must be there, and one of which there are two."""
    (files / f"{CHILD}.csv").rename(files / "children.csv")
    (files / "area.old.csv").write_bytes((files / "area.csv").read_bytes())
    lines = "\n".join(said(fit(ASKS, files, {})))

    assert f"{CHILD}: there is no file for it in the folder. Put {CHILD}.csv" in lines
    assert "area.csv, area.old.csv could each be it" in lines


def test_headers_tell_whether_it_may_fit(files: Path) -> None:
    """Without reading a value."""
    spoilt(files, CHILD, _every("date_of_birth", "Ottoline"))

    assert fit(ASKS, files, {}, values=False).fits
    assert not fit(ASKS, files, {}, values=False).tables


def test_a_filled_in_template_maps(files: Path, tmp_path: Path) -> None:
    """As a person fills it in: some fields, and only the codes that differ."""
    spoilt(files, CHILD, _renamed("child_id", "Client Ref"))
    spoilt(
        files,
        CHILD,
        lambda rows: [
            row.update(sex={"1": "Boy", "2": "Girl"}.get(row["sex"], row["sex"])) for row in rows
        ],
    )
    (files / f"{CHILD}.csv").rename(files / "Export 2026.csv")
    text = mapping_template(CONTRACT.table(CHILD), (), INPUTS[CHILD]["fields"])
    for old, new in {
        'file: ""': 'file: "Export 2026.csv"',
        '"%d/%m/%Y"': '"%Y-%m-%d"',
        '"1": ""': '"1": [Boy, boy]',
        '"2": ""': '"2": Girl',
    }.items():  # fmt: skip
        assert old in text
        text = text.replace(old, new)
    for name in INPUTS[CHILD]["fields"]:
        head, _, rest = text.partition(f"  {name}:")
        column = "Client Ref" if name == "child_id" else name
        text = f"{head}  {name}:" + rest.replace('column: ""', f"column: {column}", 1)
    path = tmp_path / "mapping" / f"{CHILD}.yml"
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    maps, wrong = mapping.read_all(path.parent)
    found = fit(ASKS, files, maps)

    assert wrong == ()
    assert found.fits, said(found)
    assert set(found.tables[CHILD]["sex"].to_pylist()) <= {"1", "2", "9", "X", None}
    assert not any("code list" in line for line in said(found))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("table: birht\nfields: {}\n", 'there is no table "birht". Write "birth"'),
        ("table: birth\nfields: {sexx: {column: S}}\n", 'has no field "sexx". Write "sex"'),
        ('table: birth\nfields: {sex: {column: S, codes: {"7": M}}}\n', 'has no code "7". Choose'),
        ("table: birth\nfields: {sex: {colunm: S}}\n", 'line 2: "fields.sex.colunm"'),
        ("table: birth\nyes: yes\nfields: {sex: {column: S}}\n", "put it in quotes"),
        ("table: birth\nfields: {sex: {column: ''}}\n", "no mapping there names a column"),
        ("table: birth\ndelimiter: ;;\nfields: {sex: {column: S}}\n", "delimiter"),
        ("[1", "line"),
    ],
)
def test_a_mapping_that_says_something_odd(text: str, says: str, tmp_path: Path) -> None:
    """The file, the line where there is one, and what to write."""
    (tmp_path / "one.yml").write_text(text, "utf-8")
    _, wrong = mapping.read_all(tmp_path)

    assert any(says in str(one) for one in wrong), list(map(str, wrong))


def test_two_mappings_of_one_table(tmp_path: Path) -> None:
    """Nobody could tell which one holds."""
    for name in ("a.yml", "b.yml"):
        (tmp_path / name).write_text("table: birth\nfields: {sex: {column: S}}\n", "utf-8")
    _, (wrong,) = mapping.read_all(tmp_path)

    assert str(wrong) == (
        "b.yml: the table birth has a mapping in another file already. Keep one of the two."
    )
