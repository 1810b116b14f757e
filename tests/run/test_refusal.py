"""Without isolation only one's own recipes are run; limits go downward; times share work out."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hub.check import check
from hub.collect import collect
from hub.model import Ending
from hub.record import record
from hub.run import limits, times
from hub.run.choose import choose
from hub.run.engines import Engine
from hub.run.isolation import Isolation, NoIsolation
from hub.run.plan import plan
from hub.run.schedule import run
from hub.run.task import Task
from hub.settings import Limits, Settings
from tests.contributions import collected, write_recipe
from tests.run.cells import run_cells

NONE = Settings(profiles=("clean",), isolation="none")


def test_a_stranger_s_recipe_is_refused_without_isolation(tmp_path: Path, small_data: Path) -> None:
    """With the reason and what to do; nothing of it is run."""
    write_recipe(tmp_path)
    checked = check(collected(tmp_path))

    made = run(checked.recipes, {"clean": small_data}, tmp_path / "runs", NONE)
    judged = record(checked, made, {"clean": small_data}, NONE)[0]

    assert made[0].ended is Ending.NOT_RUN
    assert judged.verdict == "not-run"
    assert "only your own recipes" in judged.reason
    assert "own = [" in judged.reason


def test_one_s_own_recipe_runs_without_isolation_and_the_record_says_so(
    tmp_path: Path, small_data: Path
) -> None:
    """The settings name whose recipes are one's own."""
    write_recipe(tmp_path)
    own = NONE.model_copy(update={"own": ("casebridge",)})

    checked = check(collected(tmp_path))
    made = run(checked.recipes, {"clean": small_data}, tmp_path / "runs", own)[0]

    assert made.ended is Ending.FINISHED
    assert made.isolation == "none"


def test_a_folder_elsewhere_is_nobody_s_own_unless_no_isolation_was_asked_for(
    tmp_path: Path, small_data: Path
) -> None:
    """Not by the name of its folder, nor by a link among the recipes, nor in other letters."""
    elsewhere, project = tmp_path / "elsewhere", tmp_path / "project"
    folder = write_recipe(elsewhere, slug="strange")
    write_recipe(project)
    (project / "recipes" / "linked").symlink_to(folder.parent)
    (project / "recipes" / "casebridge" / "linked").symlink_to(folder)
    auto = Settings(profiles=("clean",), own=("casebridge", "Linked", "", ".", "*"))

    for named in (str(folder), "linked/strange", "casebridge/linked"):
        found = check(collect(project, auto, [named])).recipes[0]
        by_name = auto.model_copy(update={"isolation": "none"})
        tasks = [
            plan(found, "clean", small_data, tmp_path / "runs", one) for one in (auto, by_name)
        ]

        assert [one.own for one in tasks if isinstance(one, Task)] == [False, True], named


def test_the_tightest_isolation_that_holds_is_taken() -> None:
    """Each is tried, and the first without complaint is kept."""
    tried: list[str] = []

    def trial(name: str) -> str | None:
        tried.append(name)
        return "it reaches the network" if name == "strict" else None

    isolation = Isolation("auto", trial)

    assert isolation.settle() == isolation.settle() == "landlock"
    assert tried == ["strict", "landlock"]
    assert isolation.why_not == {"strict": "it reaches the network"}


def test_an_isolation_asked_for_by_name_is_never_weakened() -> None:
    """It ends with what is wrong and what to do."""
    with pytest.raises(NoIsolation, match="does not hold here: no such thing"):
        Isolation("strict", lambda _: "no such thing").settle()


def test_where_nothing_holds_nothing_is_claimed() -> None:
    """The mode is none, and refusal follows."""
    assert Isolation("auto", lambda _: "no").settle() == "none"


def test_a_recipe_can_lower_a_limit_and_never_raise_it(tmp_path: Path) -> None:
    """What asks for more is not heeded."""
    folder = write_recipe(tmp_path)
    card = folder / "recipe.yml"
    card.write_text(card.read_text() + "limits: {cell_seconds: 7, memory_mib: 99999}\n")

    recipe = check(collected(tmp_path)).recipes[0].recipe

    assert recipe.card.value
    effective = limits.lowered(Limits(), recipe.card.value)
    assert (effective.cell_seconds, effective.memory_mib) == (7, Limits().memory_mib)


def test_a_run_asks_for_nothing_that_a_hub_might_be_waiting_for(
    warm: Engine, tmp_path: Path
) -> None:
    """Nonsense on the channel ends the run, and only that."""
    noise = "import os\nfor n in range(3, 200):\n    try: os.write(n, b'x' * 50)\n"
    noise += "    except OSError: pass"
    run_cells(warm, tmp_path / "noise", noise, "after = 1")

    _, said = run_cells(warm, tmp_path / "next", "print('fine')")

    assert said == ["fine\n"]


# Sharing work out -----------------------------------------------------------------------------


def test_shards_are_whole_even_and_the_same_everywhere() -> None:
    """Every recipe is in exactly one part, and the parts cost about the same."""
    ids = [f"a/r{n}" for n in range(50)]
    costs = {one: float(1 + n % 9) for n, one in enumerate(ids)}

    parts = [times.shard(ids, costs, n, 4) for n in (1, 2, 3, 4)]

    assert sorted(one for part in parts for one in part) == sorted(ids)
    loads = [sum(costs[one] for one in part) for part in parts]
    assert max(loads) - min(loads) <= 9
    assert parts == [times.shard(list(reversed(ids)), costs, n, 4) for n in (1, 2, 3, 4)]


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"a": "b"}', '{"a": null}'])
def test_a_broken_file_of_times_counts_for_nothing(text: str, tmp_path: Path) -> None:
    """It only decides an order."""
    (tmp_path / times.FILE).write_text(text)

    assert times.read(tmp_path) == {}


# Interrupted and killed -----------------------------------------------------------------------

SLOW = "import time; time.sleep(60)"


def _project(folder: Path, cell: str) -> Path:
    for slug in ("slow-one", "slow-two", "quick"):
        recipe = write_recipe(folder, slug=slug) / "recipe.ipynb"
        notebook = json.loads(recipe.read_text())
        made = {"cell_type": "code", "metadata": {}, "source": cell, "outputs": []}
        if slug != "quick":
            notebook["cells"].append(made)
        recipe.write_text(json.dumps(notebook))
    (folder / "hub.toml").write_text('profiles = ["clean"]\nscale = 0.02\n')
    return folder


def _hub(project: Path, engine: str = "auto") -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "hub", "run", "--engine", engine],
        cwd=project,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=_as_at_a_terminal,
    )


def _as_at_a_terminal() -> None:
    """Have Ctrl-C heard: what a shell starts in the background is told to ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _left(project: Path) -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if str(project).encode() in path.read_bytes():
                found.append((path.parent / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
@pytest.mark.parametrize(
    ("number", "engine"),
    [(signal.SIGINT, "warm"), (signal.SIGKILL, "warm"), (signal.SIGKILL, "kernel")],
)
def test_an_interrupted_hub_leaves_nothing_behind(number: int, engine: str, tmp_path: Path) -> None:
    """Ctrl-C ends it within five seconds; even killed outright, its runs end with it."""
    project = _project(tmp_path, SLOW)
    with _hub(project, engine) as hub:
        deadline = time.monotonic() + 60
        while not list(project.glob("build/runs/*/slow-*/.new-*/control/journal.jsonl")):
            assert time.monotonic() < deadline
            assert hub.poll() is None
            time.sleep(0.1)
        time.sleep(0.5)
        began = time.monotonic()
        os.kill(hub.pid, number)
        hub.wait(10)

    assert time.monotonic() - began < 5
    for _ in range(50):
        if not _left(project):
            break
        time.sleep(0.1)
    assert _left(project) == []


@pytest.mark.skipif(sys.platform != "linux", reason="kills whole sessions")
def test_killed_at_any_moment_the_next_run_is_right(tmp_path: Path) -> None:
    """Nothing half-made is taken for a run."""
    project = _project(tmp_path, "import time; time.sleep(0.2)")
    subprocess.run(
        [sys.executable, "-P", "-m", "synthetic_data", "--out", "build/data", "--scale", "0.02"],
        cwd=project,
        check=False,
        capture_output=True,
    )
    for wait in (0.7, 1.8, 2.6, 3.4, 4.4):
        with _hub(project) as hub:
            time.sleep(wait)
            os.killpg(hub.pid, signal.SIGKILL)

    done = subprocess.run(
        [sys.executable, "-P", "-m", "hub", "run"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.count(": passed") == 3, done.stdout + done.stderr
    assert not list(project.glob("build/runs/*/*/.new-*"))


def test_the_engine_that_is_asked_for_is_taken(tmp_path: Path) -> None:
    """By name, in the settings or on the command line."""
    assert choose(Settings(engine="kernel"), tmp_path).name == "kernel"
