"""What `hub check --fix` mends, and what it leaves alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from hub.check import check
from hub.collect import collect
from hub.contribution import RecipeCard
from hub.repair import repaired
from hub.repair.keys import in_order
from hub.settings import Settings
from tests.contributions import BASE, collected, write_recipe


def _mend(project: Path) -> list[str]:
    return list(repaired(collected(project), project))


def _codes(project: Path) -> set[str]:
    return {one.code for one in check(collected(project)).recipes[0].findings}


def _raw(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "recipe.ipynb").read_text("utf-8")))


def test_saved_outputs_and_what_names_a_computer_go(tmp_path: Path) -> None:
    """Outputs, counts, attachments, widget state and the name of a private kernel."""
    folder = write_recipe(tmp_path)
    raw = _raw(folder)
    kernel = {"name": "sams-env", "display_name": "Sam", "language": "python"}
    raw["metadata"] = {"kernelspec": kernel, "vscode": {"interpreter": {"hash": "1"}}}
    raw["cells"][2]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "a row"}]
    raw["cells"][0]["attachments"] = {"a.png": {"image/png": "aGk="}}
    (folder / "recipe.ipynb").write_text(json.dumps(raw))

    said = _mend(tmp_path)

    text = (folder / "recipe.ipynb").read_text("utf-8")
    assert "outputs and counts of 1 cell taken" in said[0]
    assert not any(word in text for word in ("a row", "sams-env", "vscode", "aGk="))
    assert _codes(tmp_path) == set()


def test_what_is_clean_is_left_as_it_is(tmp_path: Path) -> None:
    """A second repair changes nothing and says nothing."""
    folder = write_recipe(tmp_path)
    _mend(tmp_path)
    before = (folder / "recipe.ipynb").read_bytes()

    assert _mend(tmp_path) == []
    assert (folder / "recipe.ipynb").read_bytes() == before


def test_the_parameters_cell_gets_its_tag(tmp_path: Path) -> None:
    """Where one cell sets data and results."""
    folder = write_recipe(tmp_path)
    (folder / "recipe.ipynb").write_text(
        (folder / "recipe.ipynb").read_text().replace('"tags": ["parameters"]', "")
    )
    assert "N103" in _codes(tmp_path)

    said = _mend(tmp_path)

    assert "the parameters cell tagged" in said[0]
    assert "N103" not in _codes(tmp_path)


def test_keys_are_put_in_order_with_their_comments() -> None:
    """The words of the file stay, each comment with its key."""
    text = "# the file\n# of the title\ntitle: T\n# of the version\nversion: 1.0.0\nquestion: Q?\n"

    ordered = in_order(text, list(RecipeCard.model_fields))

    assert yaml.safe_load(ordered) == yaml.safe_load(text)
    assert ordered.startswith("# the file\n")
    assert ordered.index("question:") < ordered.index("# of the version")
    assert "# of the version\nversion:" in ordered


def test_keys_in_order_are_left_alone(tmp_path: Path) -> None:
    """The good recipe comes back as it was."""
    text = (BASE / "recipe.yml").read_text()

    assert in_order(text, list(RecipeCard.model_fields)) == text


def test_a_notebook_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    """The checks say what is wrong with it."""
    folder = write_recipe(tmp_path)
    (folder / "recipe.ipynb").write_text("{")

    assert _mend(tmp_path) == []
    assert (folder / "recipe.ipynb").read_text() == "{"
    assert collect(tmp_path, Settings()).recipes[0].notebook.problem
