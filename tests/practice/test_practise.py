"""A learner's way through an exercise: a folder, a change, and what the hub says of it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from hub.check import Judged, check
from hub.check.learning import cannot_be_made
from hub.collect import Collection
from hub.contribution import Exercise
from hub.model import Practised, Recipe
from hub.practice import folder, look
from hub.practice.variant import changed
from hub.run.engines import Engine
from hub.settings import Settings
from tests.commands import shell
from tests.contributions import CASES, collected, write_recipe

SETTINGS = Settings(profiles=("clean",))
LEARNING = (CASES / "L103-exercise-not-as-told" / "learning.yml").read_text("utf-8")
TRUE = LEARNING.replace("is: higher", "is: lower")
NAME = "casebridge/deprived-areas/fewer"


def in_project(project: Path, learning: str = TRUE) -> tuple[Recipe, Exercise]:
    (write_recipe(project) / "learning.yml").write_text(learning, "utf-8")
    (recipe,) = collected(project).recipes
    return recipe, recipe.exercises[0]


def begun(project: Path, data: Path) -> tuple[Recipe, Exercise, Path]:
    recipe, exercise = in_project(project)
    target = project / "practice" / "fewer"
    folder.write(recipe, exercise, data, SETTINGS, target, Path("practice/fewer"))
    return recipe, exercise, target


def with_most(target: Path, value: int) -> None:
    """Set the parameter as a learner does: in the notebook."""
    path = target / folder.NOTEBOOK
    made = json.loads(path.read_text("utf-8"))
    for cell in made["cells"]:
        if "parameters" in cell["metadata"].get("tags", ()):
            cell["source"] = cell["source"].replace("most = 2", f"most = {value}")
    path.write_text(json.dumps(made), "utf-8")


def test_the_folder_holds_the_task_the_recipe_and_its_data(
    tmp_path: Path, small_data: Path
) -> None:
    """All that is needed to begin, and neither the answer nor what is expected."""
    recipe, exercise, target = begun(tmp_path, small_data)

    made = json.loads((target / folder.NOTEBOOK).read_text("utf-8"))
    names = {path.relative_to(target).as_posix() for path in target.rglob("*")}

    assert made["cells"][0]["source"].startswith(f"# Exercise: {exercise.title}")
    assert "hub practise --look practice/fewer" in made["cells"][0]["source"]
    assert len(made["cells"]) == len(recipe.notebook.cells) + 1
    assert names == {
        "recipe.yml", "recipe.ipynb", "exercise.json", "data", "data/area.parquet", "results",
    }  # fmt: skip
    with pytest.raises(folder.NotPractised, match="there already"):
        folder.write(recipe, exercise, small_data, SETTINGS, target, target)


@pytest.fixture(scope="module")
def looked(
    tmp_path_factory: pytest.TempPathFactory, small_data: Path, engines: dict[str, Engine]
) -> dict[int, Practised]:
    """What the hub says of the folder as it was begun, and of it with the task done."""
    project = tmp_path_factory.mktemp("practice")
    recipe, exercise, target = begun(project, small_data)
    data, out, seen = {"clean": small_data}, project / "build", {}
    for value in (2, 1):
        with_most(target, value)
        engine = next(iter(engines.values()))
        seen[value] = look(recipe, exercise, target, data, out, SETTINGS, engine)
    return seen


def test_what_was_not_done_is_said(looked: dict[int, Practised]) -> None:
    """With what is not yet so."""
    assert not looked[2].holds
    assert '"deprived" is not lower than before' in looked[2].problem


def test_what_was_done_is_answered_with_the_numbers_of_the_runs(
    looked: dict[int, Practised],
) -> None:
    """Of the learner's own, and of the recipe as it was given."""
    done = looked[1]

    assert done.holds
    assert done.answer is not None
    assert done.answer.startswith("It was ")
    assert "{" not in done.answer


def test_a_change_of_code_is_made_once_and_in_its_cell(tmp_path: Path) -> None:
    """Other cells and the contribution itself stay as they are."""
    coded = TRUE.replace(
        "parameters:\n        most: 1",
        'code:\n        - {find: "decile <= most", put: "decile < most"}',
    )
    recipe, exercise = in_project(tmp_path, coded)

    variant = changed(Judged(recipe, (), None), exercise).recipe

    pairs = zip(recipe.notebook.cells, variant.notebook.cells, strict=True)
    ((was, now),) = [(a.source, b.source) for a, b in pairs if a != b]
    assert was.replace("decile <= most", "decile < most") == now


def test_a_date_may_be_changed(tmp_path: Path) -> None:
    """As recipe.yml writes it, without quotes."""
    path = write_recipe(tmp_path) / "recipe.yml"
    declared = "parameters:\n  begins: {type: date, default: 2020-09-01, title: First day}\n"
    path.write_text(path.read_text("utf-8").replace("parameters:\n", declared, 1), "utf-8")
    dated = TRUE.replace("parameters:\n        most: 1", "parameters: {begins: 2019-03-01}")
    (path.parent / "learning.yml").write_text(dated, "utf-8")
    (recipe,) = collected(tmp_path).recipes

    variant = changed(Judged(recipe, (), None), recipe.exercises[0]).recipe

    assert cannot_be_made(recipe, recipe.exercises[0]) is None
    assert variant.card.value is not None
    assert variant.card.value.parameters["begins"].default == dt.date(2019, 3, 1)


@pytest.mark.parametrize(
    ("this", "by", "says"),
    [
        ("most: 1", "most: many", "cannot be 'many'"),
        ("result: deprived", "result: depraved", 'no result "depraved"'),
        ("{deprived}", "{by_decile}", 'speaks of "by_decile"'),
        (
            "parameters:\n        most: 1",
            'code:\n        - {find: "import", put: ""}',
            "more than one place",
        ),
        (
            "parameters:\n        most: 1",
            'code:\n        - {find: "no such words", put: ""}',
            "no code cell",
        ),
        (
            "exercises:",
            "notes:\n  - {find: results, says: It begins.}\nexercises:",
            "one code cell",
        ),
    ],
)
def test_what_a_recipe_does_not_have_is_named(
    tmp_path: Path, this: str, by: str, says: str
) -> None:
    """Before anything is run, and the recipe can be run all the same."""
    recipe, _ = in_project(tmp_path, TRUE.replace(this, by))

    judged = check(Collection((recipe,), (recipe.locality,), None), SETTINGS).recipes[0]

    found = [one for one in judged.findings if one.code == "L102"]
    assert any(says in one.problem for one in found), judged.findings
    assert judged.can_run


def test_the_command_lists_and_says_what_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By skill, with the name to begin each by; a near name is proposed."""
    in_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    hub = shell(monkeypatch, capsys)

    listed, unknown, empty = (
        hub("practise"),
        hub("practise", "casebridge/deprived-areas/fewest"),
        hub("practise", "--look", "recipes"),
    )

    assert f"{NAME}  A stricter line (10 minutes)" in listed.stdout
    assert unknown.returncode == empty.returncode == 2
    assert f'write "{NAME}"' in unknown.stderr
    assert "recipes is no folder of an exercise" in empty.stderr
