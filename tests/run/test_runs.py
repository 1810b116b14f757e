"""A run is judged by what the trusted side saw: what papermill calls a success is not enough."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from hub.check import Judged, check
from hub.model import Ending, Execution
from hub.run import keep
from hub.run.engines import Engine
from hub.run.plan import plan
from hub.run.schedule import run
from hub.run.task import Task, fingerprint
from hub.settings import Limits, Settings
from tests.contributions import collected, write_recipe

LIMITS = Limits(cell_seconds=120, run_seconds=300, page_bytes=300_000, page_outputs=50)
SETTINGS = Settings(profiles=("clean",), limits=LIMITS)
QUICK = SETTINGS.model_copy(update={"limits": LIMITS.model_copy(update={"cell_seconds": 3})})


def _judged(project: Path, *cells: str) -> Judged:
    """The good recipe with these cells at its end."""
    folder = write_recipe(project)
    path = folder / "recipe.ipynb"
    notebook = json.loads(path.read_text())
    for cell in cells:
        notebook["cells"].append(
            {"cell_type": "code", "metadata": {}, "source": cell, "outputs": []}
        )
    path.write_text(json.dumps(notebook))
    return check(collected(project)).recipes[0]


def _run(
    engine: Engine, project: Path, data: Path, *cells: str, settings: Settings = SETTINGS
) -> Execution:
    judged = [_judged(project, *cells)]
    return run(judged, {"clean": data}, project / "runs", settings, engine=engine)[0]


def test_a_good_run_finishes_with_every_cell_answered(
    engine: Engine, tmp_path: Path, small_data: Path
) -> None:
    """Each code cell was sent, in order, and replied ok."""
    made = _run(engine, tmp_path, small_data)

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
        ("import time; time.sleep(99)", Ending.CELL_TIMEOUT, "3 s in one cell"),
        ("while True: pass", Ending.CELL_TIMEOUT, "3 s in one cell"),
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
    made = _run(engine, tmp_path, small_data, cell, "after = 1", settings=settings)

    assert made.ended is ending
    assert says in made.detail
    assert made.replies[-1].cell == 7
    assert all(len(reply.error or "") <= 240 for reply in made.replies)


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("!exit 3", "failed with the code 3"),
        ("%pip install no-such-package-at-all --no-index", "failed with the code 1"),
        (
            "import threading\nt = threading.Thread(target=lambda: 1 / 0)\nt.start(); t.join()\n"
            "import time; time.sleep(0.3)",
            "an error in a thread",
        ),
        (
            "import pandas as pd\ntable = pd.DataFrame({'a': [1]})\n"
            "table['a'].replace(1, 2, inplace=True)",
            "ChainedAssignmentError",
        ),
    ],
)
def test_silent_trouble_is_named(
    cell: str, says: str, engine: Engine, tmp_path: Path, small_data: Path
) -> None:
    """The run goes on, and the record warns."""
    made = _run(engine, tmp_path, small_data, cell)

    assert made.ended is Ending.FINISHED
    assert any(says in warning for reply in made.replies for warning in reply.warnings)


def test_the_whole_run_has_a_limit_too(engine: Engine, tmp_path: Path, small_data: Path) -> None:
    """Many short cells can be as long as one that never ends."""
    settings = Settings(profiles=("clean",), limits=Limits(cell_seconds=5, run_seconds=6))

    made = _run(
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


def test_output_beyond_the_limit_is_dropped_with_a_note(
    engine: Engine, tmp_path: Path, small_data: Path
) -> None:
    """A page can hold only so much, and memory too."""
    made = _run(
        engine, tmp_path, small_data, "print('x' * 20_000_000)", "for i in range(999): display(i)"
    )

    assert made.ended is Ending.FINISHED
    assert "the rest was dropped" in made.notes[0]
    assert (made.folder / "executed.ipynb").stat().st_size < 1_000_000


def test_what_a_kernel_writes_never_reaches_our_own_output(
    engine: Engine, tmp_path: Path, small_data: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A line such as ::error:: is a command to some CI systems."""
    _run(engine, tmp_path, small_data, "import os\nos.write(1, b'::error::planted\\n')")

    assert "planted" not in "".join(capfd.readouterr())


def test_the_environment_of_the_builder_is_not_there(
    engine: Engine, tmp_path: Path, small_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No token and no home of whoever builds the hub."""
    monkeypatch.setenv("HUB_TEST_TOKEN", "planted")
    look = "import os\nassert 'HUB_TEST_TOKEN' not in os.environ\n"
    look += f"assert os.path.expanduser('~') != {str(Path.home())!r}"

    assert _run(engine, tmp_path, small_data, look).ended is Ending.FINISHED


def test_only_declared_fields_are_staged(engine: Engine, tmp_path: Path, small_data: Path) -> None:
    """What a recipe did not ask for is not there to be read."""
    look = "import pyarrow.parquet as pq, os\n"
    look += "assert pq.read_schema('data/area.parquet').names == ['lsoa21', 'imd_decile']\n"
    look += "assert os.listdir('data') == ['area.parquet']"

    assert _run(engine, tmp_path, small_data, look).ended is Ending.FINISHED


def test_nothing_started_by_a_run_lives_on(
    engine: Engine, tmp_path: Path, small_data: Path
) -> None:
    """Not even what left its group and its parent."""
    orphan = "import subprocess\n"
    orphan += "subprocess.Popen(['sh', '-c', 'sleep 54.321 & wait'], start_new_session=True)"

    _run(engine, tmp_path, small_data, orphan)

    lines = [
        " ".join(process.info["cmdline"] or ()) for process in psutil.process_iter(["cmdline"])
    ]
    assert not any("sleep 54.321" in line for line in lines)


def test_links_and_pipes_among_the_results_are_left_behind(
    engine: Engine, tmp_path: Path, small_data: Path
) -> None:
    """What comes out of a run is treated as hostile."""
    made = _run(
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
        [_judged(tmp_path)], {"clean": tmp_path / "nothing" / "clean"}, tmp_path / "runs", SETTINGS
    )[0]

    assert made.ended is Ending.NOT_APPLICABLE
    assert 'has no table "area"' in made.detail


# What is unchanged is kept --------------------------------------------------------------------


def _task(judged: Judged, data: Path, runs: Path) -> Task:
    planned = plan(judged, "clean", data, runs, SETTINGS)
    assert isinstance(planned, Task)
    return planned


def _mark(project: Path, data: Path) -> str:
    task = _task(check(collected(project)).recipes[0], data, project)
    return fingerprint(task, "kernel")


def test_an_unchanged_run_is_not_repeated(warm: Engine, tmp_path: Path, small_data: Path) -> None:
    """And gives the same facts."""
    judged = [_judged(tmp_path)]
    first = run(judged, {"clean": small_data}, tmp_path / "runs", SETTINGS, engine=warm)[0]

    second = run(judged, {"clean": small_data}, tmp_path / "runs", SETTINGS, engine=warm)[0]

    assert second.reused
    assert replace(second, reused=False) == first


def test_every_content_that_counts_changes_the_fingerprint(
    tmp_path: Path, small_data: Path
) -> None:
    """A cell, a helper, a parameter, a field, the data: each makes it run again."""
    write_recipe(tmp_path)
    judged = check(collected(tmp_path)).recipes[0]
    folder = tmp_path / "recipes/casebridge/deprived-areas"
    task = _task(judged, small_data, tmp_path)
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
    judged = [_judged(tmp_path)]
    folder = run(judged, {"clean": small_data}, tmp_path / "runs", SETTINGS, engine=warm)[0].folder
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

    again = run(judged, {"clean": small_data}, tmp_path / "runs", SETTINGS, engine=warm)[0]

    assert not again.reused
    assert json.loads((folder / "results" / "numbers.json").read_text())["deprived"] > 0
    assert damage == "facts" or any("made again" in note for note in again.notes)
