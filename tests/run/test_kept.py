"""What has not changed is not run again; what has, or was damaged, is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from hub.check import Judged, check
from hub.run import keep
from hub.run.engines import Engine
from hub.run.plan import plan
from hub.run.schedule import run
from hub.run.task import Task, fingerprint
from tests.contributions import collected, write_recipe
from tests.run.cells import SETTINGS, judged


def _task(one: Judged, data: Path, runs: Path) -> Task:
    planned = plan(one, "clean", data, runs, SETTINGS)
    assert isinstance(planned, Task)
    return planned


def _mark(project: Path, data: Path) -> str:
    task = _task(check(collected(project)).recipes[0], data, project)
    return fingerprint(task, "kernel")


def test_an_unchanged_run_is_not_repeated(warm: Engine, tmp_path: Path, small_data: Path) -> None:
    """And gives the same facts."""
    recipes = [judged(tmp_path)]
    first = run(recipes, {"clean": small_data}, tmp_path / "runs", SETTINGS, engine=warm)[0]

    second = run(recipes, {"clean": small_data}, tmp_path / "runs", SETTINGS, engine=warm)[0]

    assert second.reused
    assert replace(second, reused=False) == first


def test_every_content_that_counts_changes_the_fingerprint(
    tmp_path: Path, small_data: Path
) -> None:
    """A cell, a helper, a parameter, a field, the data: each makes it run again."""
    write_recipe(tmp_path)
    recipe = check(collected(tmp_path)).recipes[0]
    folder = tmp_path / "recipes/casebridge/deprived-areas"
    task = _task(recipe, small_data, tmp_path)
    marks = [fingerprint(task, "kernel")]

    def again() -> None:
        marks.append(_mark(tmp_path, small_data))

    def edit(name: str, old: str, new: str) -> None:
        text = (folder / name).read_text()
        assert old in text
        (folder / name).write_text(text.replace(old, new))
        again()

    edit("recipe.ipynb", "Counter(deciles)", "Counter(list(deciles))")
    edit("recipe.yml", "default: 2", "default: 3")
    edit("recipe.yml", "[lsoa21, imd_decile]", "[imd_decile]")
    (folder / "helper.py").write_text("x = 1\n")
    again()
    (folder / "helper.py").write_text("x = 2\n")
    again()
    other = tmp_path / "area.parquet"
    other.write_bytes(b"other data")
    marks.append(fingerprint(replace(task, tables={"area": other}), "kernel"))

    assert len(set(marks)) == len(marks)


def test_what_only_readers_see_does_not_run_it_again(tmp_path: Path, small_data: Path) -> None:
    """A title, a limitation, an expectation."""
    folder = write_recipe(tmp_path)
    before = _mark(tmp_path, small_data)

    card = folder / "recipe.yml"
    card.write_text(card.read_text().replace("title: How deprived", "title: How very deprived"))
    (folder / "expected.yml").write_text("clean: {}\n")

    after = _mark(tmp_path, small_data)
    assert after == before


@pytest.mark.parametrize("damage", ["facts", "cut", "result", "notebook", "gone"])
def test_a_damaged_kept_run_is_made_again(
    damage: str, warm: Engine, tmp_path: Path, small_data: Path
) -> None:
    """With a warning, and never served."""
    recipes = [judged(tmp_path)]
    folder = run(recipes, {"clean": small_data}, tmp_path / "runs", SETTINGS, engine=warm)[0].folder
    match damage:
        case "facts":
            (folder / keep.FACTS).write_text("{}")
        case "cut":
            text = (folder / keep.FACTS).read_text()
            (folder / keep.FACTS).write_text(text[: len(text) // 2])
        case "result":
            (folder / "results" / "numbers.json").write_text('{"deprived": 0}')
        case "notebook":
            (folder / "executed.ipynb").write_text("{}")
        case "gone":
            (folder / "results" / "by_decile.csv").unlink()

    again = run(recipes, {"clean": small_data}, tmp_path / "runs", SETTINGS, engine=warm)[0]

    assert not again.reused
    assert json.loads((folder / "results" / "numbers.json").read_text())["deprived"] > 0
    assert damage == "facts" or any("made again" in note for note in again.notes)
