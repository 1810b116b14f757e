"""The recipes in recipes/ are what contributors copy, so they keep every habit we ask for."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from hub.contribution import Expected, LocalityCard, RecipeCard
from synthetic_data.contract import CONTRACT

RECIPES = Path(__file__).parents[2] / "recipes"
FOLDERS = sorted(path.parent for path in RECIPES.glob("*/*/recipe.yml"))
README_HEADINGS = ["What it tells you", "What it cannot tell you", "How it works", "How to use it"]
TEXTS = {".ipynb", ".yml", ".md", ".py", ".csv"}
ABSOLUTE_PATH = re.compile(r"(?<![\w.:/])/(home|root|tmp|work|Users|mnt|var)/|[A-Z]:\\")

each_recipe = pytest.mark.parametrize(
    "folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}"
)


def card_of(folder: Path) -> RecipeCard:
    return RecipeCard.model_validate(yaml.safe_load((folder / "recipe.yml").read_text("utf-8")))


def expected_of(folder: Path) -> Expected:
    return Expected.model_validate(yaml.safe_load((folder / "expected.yml").read_text("utf-8")))


def notebook_of(folder: Path) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads((folder / "recipe.ipynb").read_text("utf-8"))
    return notebook


def code_of(folder: Path) -> list[dict[str, Any]]:
    return [cell for cell in notebook_of(folder)["cells"] if cell["cell_type"] == "code"]


def given_parameters(folder: Path) -> dict[str, Any]:
    """The names and values of the one cell tagged `parameters`."""
    [cell] = [cell for cell in code_of(folder) if "parameters" in cell["metadata"].get("tags", [])]
    lines = ast.parse("".join(cell["source"])).body
    return {line.targets[0].id: ast.literal_eval(line.value) for line in lines}  # type: ignore[attr-defined]


def test_three_recipes_are_shipped() -> None:
    """The folder is found, so that the tests below do not pass on nothing."""
    assert len(FOLDERS) >= 3


@pytest.mark.parametrize(
    "path", sorted(RECIPES.glob("*/locality.yml")), ids=lambda p: p.parent.name
)
def test_locality_card_is_valid(path: Path) -> None:
    """Every locality.yml is read by the model without a complaint."""
    LocalityCard.model_validate(yaml.safe_load(path.read_text("utf-8")))


@each_recipe
def test_recipe_card_is_valid(folder: Path) -> None:
    """Every recipe.yml is read by the model without a complaint."""
    card_of(folder)


@each_recipe
def test_inputs_are_in_the_contract(folder: Path) -> None:
    """Every table and field that is asked for is in the data contract."""
    for name, wanted in card_of(folder).inputs.items():
        assert set(wanted.fields) <= set(CONTRACT.table(name).field_names)


@each_recipe
def test_expected_results_are_declared(folder: Path) -> None:
    """What is expected is a declared result, on both profiles.

    Messy data may leave out what clean data must have none of, such as faults in all, whose number
    grows with the data.
    """
    card, expected = card_of(folder), expected_of(folder)

    assert expected.messy
    assert expected.messy.keys() <= expected.clean.keys() <= card.results.keys()


@each_recipe
def test_planted_truth_is_recovered(folder: Path) -> None:
    """At least one result is held against a truth that the generator planted."""
    assert any(expectation.truth for expectation in expected_of(folder).clean.values())


@each_recipe
def test_readme_has_the_four_headings(folder: Path) -> None:
    """README.md answers the four questions, in their order."""
    headings = re.findall(r"^## (.+)$", (folder / "README.md").read_text("utf-8"), re.MULTILINE)

    assert headings == README_HEADINGS


@each_recipe
def test_changelog_has_the_version(folder: Path) -> None:
    """CHANGELOG.md says what came with the version of recipe.yml, and when."""
    text = (folder / "CHANGELOG.md").read_text("utf-8")

    assert re.search(
        rf"^## {re.escape(card_of(folder).version)}, \d{{4}}-\d\d-\d\d$", text, re.MULTILINE
    )


@each_recipe
def test_notebook_is_saved_clean(folder: Path) -> None:
    """No output, no execution count, and no metadata but the kernel's name and tags."""
    notebook = notebook_of(folder)

    assert not any(cell["outputs"] or cell["execution_count"] for cell in code_of(folder))
    assert list(notebook["metadata"]) == ["kernelspec"]
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    assert all(set(cell["metadata"]) <= {"tags"} for cell in notebook["cells"])


@each_recipe
def test_notebook_is_written_one_way(folder: Path) -> None:
    """One indent and a line at the end, so that a change shows as small as it is."""
    text = (folder / "recipe.ipynb").read_text("utf-8")

    assert text == json.dumps(json.loads(text), indent=1, ensure_ascii=False) + "\n"


@each_recipe
def test_parameters_are_those_of_the_card(folder: Path) -> None:
    """The parameters cell holds data, results and the declared defaults, and nothing else."""
    declared = {name: p.default for name, p in card_of(folder).parameters.items()}
    dates = {name: v.isoformat() for name, v in declared.items() if hasattr(v, "isoformat")}

    assert given_parameters(folder) == {"data": "data", "results": "results"} | declared | dates


@each_recipe
def test_every_result_is_given_by_the_code(folder: Path) -> None:
    """Each declared result is named in the notebook."""
    code = "\n".join("".join(cell["source"]) for cell in code_of(folder))

    assert [name for name in card_of(folder).results if f'"{name}"' not in code] == []


@each_recipe
def test_cells_fit_on_a_screen(folder: Path) -> None:
    """No cell of code is longer than a screen, and prose stands between the steps."""
    assert max(len(cell["source"]) for cell in code_of(folder)) <= 26


@each_recipe
def test_no_file_names_a_place_on_a_machine(folder: Path) -> None:
    """No absolute path, which would work on one computer only and tell whose it was."""
    for path in sorted(path for path in folder.rglob("*.*") if path.suffix in TEXTS):
        assert not ABSOLUTE_PATH.search(path.read_text("utf-8")), path.name
