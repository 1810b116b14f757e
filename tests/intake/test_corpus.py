"""Invented notebooks in real styles: each becomes a draft that the checks can read."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from hub import pycode
from hub.check import check
from hub.intake import Brought, bring
from hub.model import Level
from tests.contributions import collected
from tests.intake.corpus import FENNMARSH, SAMPLES, Sample


def _bring(sample: Sample, folder: Path) -> Brought:
    source = folder / "from" / sample.file
    source.parent.mkdir()
    (source.parent / "my_functions.py").write_text("def f():\n    return 1\n")
    source.write_bytes(sample.text.encode())
    before = source.read_bytes()
    made = bring(source, folder / "recipes", FENNMARSH)
    assert source.read_bytes() == before
    return made


def _code(made: Brought) -> list[str]:
    cells = json.loads((made.folder / "recipe.ipynb").read_text("utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def test_there_are_enough_styles() -> None:
    """Of names all different."""
    assert len({one.name for one in SAMPLES}) == len(SAMPLES) >= 25


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one.name)
def test_a_notebook_becomes_a_draft(sample: Sample, tmp_path: Path) -> None:
    """Its tables, parameters and results are declared; no path of a computer is left."""
    made = _bring(sample, tmp_path)
    recipe = collected(tmp_path).recipes[0]
    card = recipe.card.value
    said = "\n".join((*made.done, *made.decide))

    assert card is not None, recipe.card.mistakes
    assert card.status == "draft"
    assert set(sample.tables) <= set(card.inputs), said
    assert set(sample.parameters) <= set(card.parameters), said
    assert set(sample.results) <= set(card.results), said
    assert all(part in said for part in sample.says), said
    code = "\n".join(_code(made))
    assert not any(part in code for part in sample.never), code


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one.name)
def test_a_draft_is_clean_and_blocks_nothing(sample: Sample, tmp_path: Path) -> None:
    """No outputs, no metadata of its owner, one parameters cell, and no error of the checks."""
    made = _bring(sample, tmp_path)

    judged = check(collected(tmp_path)).recipes[0]

    assert [one for one in judged.findings if one.level is Level.ERROR] == []
    assert not {"N103", "N105", "N107", "N110", "N111", "N112", "N115"} & {
        one.code for one in judged.findings
    }
    raw = (made.folder / "recipe.ipynb").read_text("utf-8")
    assert "colab" not in raw
    assert "child  dob" not in raw


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one.name)
def test_code_that_was_python_stays_python(sample: Sample, tmp_path: Path) -> None:
    """Edits never break a cell."""
    made = _bring(sample, tmp_path)

    for source in _code(made):
        if "print x" not in source:
            ast.parse(pycode.python(source))


def test_the_words_of_a_notebook_follow_its_table(tmp_path: Path) -> None:
    """Columns keep the names that the notebook knows them by."""
    sample = next(one for one in SAMPLES if one.name == "dob-columns")

    code = "\n".join(_code(_bring(sample, tmp_path)))

    assert 'pd.read_parquet(f"{data}/health_visiting_child.parquet")' in code
    assert "'date_of_birth': 'DOB'" in code
    assert "hv['DOB']" in code


def test_names_that_the_hub_gives_are_left_to_it(tmp_path: Path) -> None:
    """A notebook's own `data` gets another name, in strings with braces too."""
    sample = next(one for one in SAMPLES if one.name == "own-name-data")

    code = _code(_bring(sample, tmp_path))

    assert code[0].startswith('data = "data"\nresults = "results"')
    assert "data_table = pd.read_parquet" in "\n".join(code)
    assert "{len(data_table)} visits" in "\n".join(code)
