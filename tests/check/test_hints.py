"""The commonest errors of a cell come with what to do about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.check.hints import OWN, what_to_do
from tests.contributions import collected, write_recipe


@pytest.mark.parametrize(
    ("error", "says"),
    [
        ("KeyError: 'imd_decil'", 'the table "area" has "imd_decile"'),
        ("KeyError: 'geometry'", 'declare the field "geometry" of the table "area"'),
        ("KeyError: 'lsoa21'", '"lsoa21" is a field of "area", and not of'),
        ("KeyError: 'xyzzy'", "mend the cell."),
        ("KeyError: 3", "mend the cell."),
        ("ArrowInvalid: No match for FieldRef.Name(geometry) in", 'declare the field "geometry"'),
        ("ModuleNotFoundError: No module named 'acro.x'", 'the package "acro"'),
        ("FileNotFoundError: [Errno 2] No such file: 'data/birth.parquet'", 'declare the table "b'),
        ("FileNotFoundError: [Errno 2] No such file: 'data/brith.parquet'", 'write "birth"'),
        ("URLError: <urlopen error>", "without the internet"),
        ("ZeroDivisionError: division by zero", "mend the cell."),
    ],
)
def test_an_error_has_its_hint(error: str, says: str, tmp_path: Path) -> None:
    """And says whose error it is."""
    write_recipe(tmp_path)
    card = collected(tmp_path).recipes[0].card.value

    do = what_to_do(error, card)

    assert says in do
    assert do.endswith(OWN)
