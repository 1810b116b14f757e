"""A run is judged by what the trusted side saw: what papermill calls a success is not enough."""

from __future__ import annotations

import json
import os
from pathlib import Path

import psutil
import pytest

from hub.check import check
from hub.model import Ending
from hub.record import record
from hub.run.engines import Engine
from hub.run.schedule import run
from hub.settings import Limits, Settings
from tests.contributions import collected, write_recipe
from tests.run.cells import QUICK, SETTINGS, judged, run_one


def test_a_good_run_finishes_with_every_cell_answered(
    engine: Engine, tmp_path: Path, small_data: Path
) -> None:
    """Each code cell was sent, in order, and replied ok."""
    made = run_one(engine, tmp_path, small_data)

    assert made.ended is Ending.FINISHED
    assert [(reply.cell, reply.status) for reply in made.replies] == [
        (2, "ok"), (4, "ok"), (5, "ok"), (6, "ok"),
    ]  # fmt: skip
    assert made.peak_mib > 0
    assert (made.folder / "results" / "numbers.json").is_file()


@pytest.mark.parametrize(
    ("cell", "ending", "says"),
    [
        ("{}['ward']", Ending.STOPPED, ""),
        ("import sys; sys.exit(0)", Ending.LEFT, "sys.exit()"),
        ("import sys; sys.exit(3)", Ending.LEFT, "sys.exit()"),
        ("exit()", Ending.LEFT, "exit() or quit()"),
        ("quit()", Ending.LEFT, "exit() or quit()"),
        ("import os; os._exit(0)", Ending.DIED, "without a word"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", Ending.DIED, "without a word"),
        ("import time; time.sleep(99)", Ending.CELL_TIMEOUT, "6 s in one cell"),
        ("while True: pass", Ending.CELL_TIMEOUT, "6 s in one cell"),
        ("input()", Ending.STOPPED, ""),
        ("%nosuchmagic", Ending.STOPPED, ""),
        ("raise ValueError('y' * 30_000_000)", Ending.STOPPED, ""),
    ],
)
def test_what_broke_off_is_seen(
    cell: str, ending: Ending, says: str, engine: Engine, tmp_path: Path, small_data: Path
) -> None:
    """And the cell after it was never sent."""
    settings = QUICK if ending is Ending.CELL_TIMEOUT else SETTINGS  # the machine may be busy
    made = run_one(engine, tmp_path, small_data, cell, "after = 1", settings=settings)

    assert made.ended is ending
    assert says in made.detail
    assert made.replies[-1].cell == 7
    assert all(len(reply.error or "") <= 240 for reply in made.replies)


def test_the_whole_run_has_a_limit_too(engine: Engine, tmp_path: Path, small_data: Path) -> None:
    """Many short cells can be as long as one that never ends."""
    settings = Settings(profiles=("clean",), limits=Limits(run_seconds=6))

    made = run_one(
        engine, tmp_path, small_data, *["import time; time.sleep(2)"] * 9, settings=settings
    )

    assert made.ended is Ending.RUN_TIMEOUT
    assert "6 s" in made.detail


def test_tags_that_skip_or_forgive_are_not_heeded(
    warm: Engine, tmp_path: Path, small_data: Path
) -> None:
    """Other tools pass over such a cell and call the run a success."""
    folder = write_recipe(tmp_path)
    path = folder / "recipe.ipynb"
    notebook = json.loads(path.read_text())
    for tag in ("skip-execution", "raises-exception"):
        cell = {"cell_type": "code", "metadata": {"tags": [tag]}, "source": "1/0", "outputs": []}
        notebook["cells"].append(cell)
    path.write_text(json.dumps(notebook))
    judged = check(collected(tmp_path)).recipes[0]

    made = run([judged], {"clean": small_data}, tmp_path / "runs", SETTINGS, engine=warm)[0]

    assert made.ended is Ending.STOPPED
    assert made.replies[-1].cell == 7


def test_another_language_is_run_where_the_hub_has_a_kernel_for_it(
    engines: dict[str, Engine], tmp_path: Path, small_data: Path
) -> None:
    """By the stock kernel alone, anew each time, and the record says on how little it rests."""
    path = write_recipe(tmp_path) / "recipe.ipynb"
    notebook = json.loads(path.read_text())
    notebook["metadata"]["kernelspec"] = {"name": "ir", "display_name": "R", "language": "R"}
    path.write_text(json.dumps(notebook))
    settings = SETTINGS.model_copy(update={"engine": "kernel", "kernels": {"R": "python3"}})
    refused, checked = check(collected(tmp_path)), check(collected(tmp_path), settings)
    data, one = {"clean": small_data}, engines["kernel"]

    made = [run(checked.recipes, data, tmp_path / "runs", settings, engine=one)[0] for _ in "ab"]
    judged = record(checked, made[1:], data, settings)[0]

    assert not refused.recipes[0].can_run
    assert [(each.ended, each.reused) for each in made] == [(Ending.FINISHED, False)] * 2
    assert judged.verdict == "passed"
    assert [warning for warning in judged.warnings if "a kernel of R" in warning]


def test_output_beyond_the_limit_is_dropped_with_a_note(
    engine: Engine, tmp_path: Path, small_data: Path
) -> None:
    """A page can hold only so much, and memory too."""
    made = run_one(
        engine, tmp_path, small_data, "print('x' * 20_000_000)", "for i in range(999): display(i)"
    )

    assert made.ended is Ending.FINISHED
    assert "the rest was dropped" in made.notes[0]
    assert (made.folder / "executed.ipynb").stat().st_size < 1_000_000


def test_what_a_kernel_writes_never_reaches_our_own_output(
    engine: Engine, tmp_path: Path, small_data: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A line such as ::error:: is a command to some CI systems."""
    run_one(engine, tmp_path, small_data, "import os\nos.write(1, b'::error::planted\\n')")

    assert "planted" not in "".join(capfd.readouterr())


def test_the_environment_of_the_builder_is_not_there(
    engine: Engine, tmp_path: Path, small_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No token and no home of whoever builds the hub."""
    monkeypatch.setenv("HUB_TEST_TOKEN", "planted")
    look = "import os\nassert 'HUB_TEST_TOKEN' not in os.environ\n"
    look += f"assert os.path.expanduser('~') != {str(Path.home())!r}"

    assert run_one(engine, tmp_path, small_data, look).ended is Ending.FINISHED


def test_only_declared_fields_are_staged(engine: Engine, tmp_path: Path, small_data: Path) -> None:
    """What a recipe did not ask for is not there to be read."""
    look = "import pyarrow.parquet as pq, os\n"
    look += "assert pq.read_schema('data/area.parquet').names == ['lsoa21', 'imd_decile']\n"
    look += "assert os.listdir('data') == ['area.parquet']"

    assert run_one(engine, tmp_path, small_data, look).ended is Ending.FINISHED


def test_nothing_started_by_a_run_lives_on(
    engine: Engine, tmp_path: Path, small_data: Path
) -> None:
    """Not even what left its group and its parent."""
    mark = f"sleep 54.{os.getpid()}{engine.name == 'warm':d}"  # other tests run beside this one
    orphan = "import subprocess\n"
    orphan += f"subprocess.Popen(['sh', '-c', '{mark} & wait'], start_new_session=True)"

    run_one(engine, tmp_path, small_data, orphan)

    lines = [
        " ".join(process.info["cmdline"] or ()) for process in psutil.process_iter(["cmdline"])
    ]
    assert not any(mark in line for line in lines)


def test_links_and_pipes_among_the_results_are_left_behind(
    engine: Engine, tmp_path: Path, small_data: Path
) -> None:
    """What comes out of a run is treated as hostile."""
    made = run_one(
        engine,
        tmp_path,
        small_data,
        "import os\nos.symlink('/etc/passwd', 'results/secret.csv')\nos.mkfifo('results/pipe.csv')",
    )

    assert sorted(path.name for path in (made.folder / "results").iterdir()) == [
        "by_decile.csv", "chart.svg", "numbers.json",
    ]  # fmt: skip
    assert sum("left behind" in note for note in made.notes) == 2


def test_a_recipe_without_its_table_is_not_run_and_says_why(
    warm: Engine,
    tmp_path: Path,
) -> None:
    """The data of a profile may lack what a recipe needs."""
    made = run(
        [judged(tmp_path)], {"clean": tmp_path / "nothing" / "clean"}, tmp_path / "runs", SETTINGS
    )[0]

    assert made.ended is Ending.NOT_APPLICABLE
    assert 'has no table "area"' in made.detail


# What is unchanged is kept --------------------------------------------------------------------
