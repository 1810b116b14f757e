"""The commonest errors of a cell come with what to do about them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hub.check import check
from hub.check.hints import OWN, what_to_do
from tests.contributions import as_notebook, collected, write_recipe


@pytest.mark.parametrize(
    ("error", "says"),
    [
        ("KeyError: 'imd_decil'", 'the table "area" has "imd_decile"'),
        ("KeyError: 'geometry'", 'declare the field "geometry" of the table "area"'),
        ("KeyError: 'lsoa21'", '"lsoa21" is a field of "area", and not of'),
        ("KeyError: 'xyzzy'", "mend that line"),
        ("KeyError: 3", "mend that line"),
        ("ArrowInvalid: No match for FieldRef.Name(geometry) in", 'declare the field "geometry"'),
        ("ModuleNotFoundError: No module named 'acro.x'", 'the package "acro"'),
        ("FileNotFoundError: [Errno 2] No such file: 'data/birth.parquet'", 'declare the table "b'),
        ("FileNotFoundError: [Errno 2] No such file: 'data/brith.parquet'", 'write "birth"'),
        ("URLError: <urlopen error>", "without the internet"),
        ("ZeroDivisionError: division by zero", "mend that line"),
    ],
)
def test_an_error_has_its_hint(error: str, says: str, tmp_path: Path) -> None:
    """And says whose error it is."""
    write_recipe(tmp_path)
    card = collected(tmp_path).recipes[0].card.value

    do = what_to_do(error, card)

    assert says in do
    assert do.endswith(OWN)


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("%%sql\nselect 1", "another language: %%sql"),
        ("%%R\nx <- 1", "another language: %%R"),
        ("<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> b", "a conflict"),
        ("x = " + "9" * 5000, "Exceeds the limit (4300 digits)"),
    ],
)
def test_a_cell_that_cannot_run_is_told_plainly(cell: str, says: str, tmp_path: Path) -> None:
    """Before the run, and in one short sentence."""
    folder = write_recipe(tmp_path)
    book = json.loads((folder / "recipe.ipynb").read_text())
    book["cells"][-1]["source"] = cell
    (folder / "recipe.ipynb").write_text(json.dumps(book))

    found = [one for one in check(collected(tmp_path)).recipes[0].findings if one.code == "N108"]

    assert [says in one.problem for one in found] == [True]
    assert len(found[0].problem) < 150


def test_installing_without_a_sign_is_said_once(tmp_path: Path) -> None:
    """As Jupyter takes it: it is no mistake of typing."""
    folder = write_recipe(tmp_path)
    script = "# %% tags=parameters\ndata = 'data'\nresults = 'results'\n# %%\npip install numpy\n"
    (folder / "recipe.ipynb").write_text(json.dumps(as_notebook(script)))

    codes = [one.code for one in check(collected(tmp_path)).recipes[0].findings]

    assert "N115" in codes
    assert "N108" not in codes


def test_a_package_that_is_missing_has_another_in_its_place(tmp_path: Path) -> None:
    """The commonest ones, by name."""
    folder = write_recipe(tmp_path)
    script = "# %% tags=parameters\ndata = 'data'\nresults = 'results'\n# %%\nimport bokeh\n"
    (folder / "recipe.ipynb").write_text(json.dumps(as_notebook(script)))

    said = [one.do for one in check(collected(tmp_path)).recipes[0].findings if one.code == "N109"]

    assert "matplotlib" in said[0]
