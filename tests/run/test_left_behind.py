"""Files that a run leaves under results: what is taken, what is not, and how that is said."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from hub.check import check
from hub.model import Finding, Record, Verdict
from hub.record import record
from hub.run.away import take_away
from hub.run.engines import Engine
from hub.run.schedule import run
from hub.settings import Limits, Settings
from tests.contributions import collected, write_recipe

REMOVE = "import os; name = 'results/by_decile.csv'; os.remove(name)"
SETTINGS = Settings(profiles=("clean",), limits=Limits(result_bytes=100_000))


def _record(project: Path, data: Path, engine: Engine, cell: str) -> Record:
    folder = write_recipe(project)
    path = folder / "recipe.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    notebook["cells"].append({"cell_type": "code", "metadata": {}, "source": cell, "outputs": []})
    path.write_text(json.dumps(notebook), "utf-8")
    checked = check(collected(project))
    done = run(checked.recipes, {"clean": data}, project / "runs", SETTINGS, engine=engine)
    return record(checked, done, {"clean": data}, SETTINGS)[0]


def _errors(made: Record) -> list[Finding]:
    return [one for one in made.findings if one.level == "error"]


@pytest.mark.parametrize(
    "cell",
    [
        "open('results/by_decile.csv', 'w').write('x' * 200_000)",
        f"{REMOVE}; os.symlink('/etc', name)",
        f"{REMOVE}; os.mkfifo(name)",
        f"{REMOVE}; os.mkdir(name)",
    ],
)
def test_a_declared_file_that_is_not_taken_says_why(
    cell: str, tmp_path: Path, small_data: Path, engine: Engine
) -> None:
    """It was written: to say that it was not would send its writer the wrong way."""
    made = _record(tmp_path, small_data, engine, cell)

    assert [(one.code, one.problem) for one in _errors(made)] == [
        (
            "R102",
            "results/by_decile.csv was left behind: it is a link, no plain file, "
            "or larger than 100 kB.",
        )
    ]


@pytest.mark.parametrize("name", ["a\\n::error::b.csv", "\\udcff.csv", "-rf", "a b.csv", "x" * 200])
def test_an_odd_name_is_left_behind_and_shown_in_plain_letters(
    name: str, tmp_path: Path, small_data: Path, engine: Engine
) -> None:
    """Neither a line of its own in a log nor half a character gets out."""
    made = _record(tmp_path, small_data, engine, f"open('results/{name}', 'w').close()")

    assert made.verdict is Verdict.PASSED
    said = [one.problem for one in made.findings if "left behind" in one.problem]
    assert said
    assert all(words.isascii() and "\n" not in words for words in said)


def test_a_thousand_files_do_not_bury_the_cause(
    tmp_path: Path, small_data: Path, engine: Engine
) -> None:
    """The declared ones are still read, and the others are counted in one sentence."""
    cell = "for n in range(1500): open(f'results/a{n}.csv', 'w').close()"

    made = _record(tmp_path, small_data, engine, cell)

    assert {"deprived", "by_decile", "chart"} <= set(made.results)
    assert [one.code for one in _errors(made)] == ["R103"]
    assert len(made.findings) <= 8


def test_folders_of_any_depth_are_taken_away(tmp_path: Path) -> None:
    """Deeper than Python calls itself, longer than a path may be, and without rights."""
    place, top = tmp_path / "left", os.open(tmp_path, os.O_RDONLY)
    os.mkdir("left", dir_fd=top)
    inside = os.open("left", os.O_RDONLY, dir_fd=top)
    for _ in range(2100):
        os.mkdir("deep", dir_fd=inside)
        within = os.open("deep", os.O_RDONLY, dir_fd=inside)
        os.close(inside)
        inside = within
    os.fchmod(inside, 0)
    for one in (inside, top):
        os.close(one)
    (place / "link").symlink_to("/etc")

    take_away(place)

    assert not place.exists()
