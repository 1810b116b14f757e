"""The warm engine is not another notebook: it gives what a stock kernel gives."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from hub.check import check
from hub.collect import collect
from hub.model import Execution
from hub.run import keep
from hub.run.engines import EXECUTED, Engine
from hub.run.schedule import run
from hub.settings import Settings
from tests.contributions import cases, write_recipe
from tests.run.cells import run_cells

if sys.platform != "linux":
    pytest.skip("the warm engine needs Linux", allow_module_level=True)

ROOT = Path(__file__).parents[2]
SHIPPED = sorted(path.parent for path in ROOT.glob("recipes/*/*/recipe.yml"))
# What ends a run early, and what fails by its results: the rest of the cases differ in these alone.
CASES = [case for case in cases() if case.code in ("X101", "X102", "R101", "R104")]
ADDRESS = re.compile(r"0x[0-9a-f]{6,}")
COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
# What a package says once, when it is first imported: the warm parent has heard it already.
FIRST_IMPORT = re.compile(r"[^\n]*TqdmWarning: [^\n]*\n[^\n]*\n")
PLACES = re.compile(r"(/\S*ipykernel_\d+/\d+\.py|<ipython-input-\d+-\w+>)")
FROM_A_PROCESS = ("from a system call", "from a child")


def outputs(path: Path) -> list[list[Any]]:
    """The outputs of every cell, without what differs from process to process."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return [_plain(cell.get("outputs", [])) for cell in cells]


def _plain(found: list[dict[str, Any]]) -> list[Any]:
    made: list[Any] = []
    said = {"stdout": "", "stderr": ""}
    for output in found:
        if output["output_type"] == "stream":
            text = FIRST_IMPORT.sub("", output["text"])
            text = COLOURS.sub("", PLACES.sub("PLACE", ADDRESS.sub("0x", text)))
            said[output["name"]] += text  # a kernel sends the two in an order of its own
        elif output["output_type"] == "error":
            made.append(("error", output["ename"], output["evalue"]))
        else:
            data = {k: ADDRESS.sub("0x", str(v)) for k, v in sorted(output["data"].items())}
            made.append((output["output_type"], data, output["metadata"]))
    return [said, *made]


def _run(project: Path, data: Path, runs: Path, engine: Engine) -> Execution:
    settings = Settings(profiles=("clean",))
    judged = check(collect(project, settings)).recipes
    return run(judged, {"clean": data}, runs, settings, engine=engine)[0]


def _same(first: Execution, second: Execution) -> None:
    assert first.ended == second.ended
    assert [(r.cell, r.status, r.error, r.line, r.warnings) for r in first.replies] == [
        (r.cell, r.status, r.error, r.line, r.warnings) for r in second.replies
    ]
    assert keep.hashes(first.folder / "results") == keep.hashes(second.folder / "results")
    assert outputs(first.folder / EXECUTED) == outputs(second.folder / EXECUTED)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.folder.name)
def test_both_engines_give_the_same_for_a_case(
    case: Any, tmp_path: Path, small_data: Path, engines: dict[str, Engine]
) -> None:
    """Replies, results and outputs."""
    write_recipe(tmp_path, case=case)

    _same(*(_run(tmp_path, small_data, tmp_path / n, engines[n]) for n in ("warm", "kernel")))


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_both_engines_give_the_same_for_a_shipped_recipe(
    folder: Path, tmp_path: Path, every_place: Path, engines: dict[str, Engine]
) -> None:
    """The recipes that people copy."""
    settings = Settings(profiles=("clean",))
    judged = check(collect(ROOT, settings, [str(folder)])).recipes
    made = [
        run(judged, {"clean": every_place}, tmp_path / n, settings, engine=engines[n])[0]
        for n in ("warm", "kernel")
    ]

    assert made[0].replies, made[0].detail
    _same(made[0], made[1])


CELLS = [
    "import pandas as pd\npd.DataFrame({'a': [1, 2]})",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2, 3]);",
    "fig, ax = plt.subplots(); ax.bar([1, 2], [3, 4])",
    "%matplotlib inline\nplt.figure(); plt.plot([3, 1]); plt.show()",
    "print('one'); import sys; print('two', file=sys.stderr); print('three')",
    "!echo from a shell",
    "import os; os.system('echo from a system call')",
    "import subprocess; subprocess.run(['echo', 'from a child'])",
    "%%time\nx = 1",
    "%%capture said\nprint('hidden')",
    "print(said.stdout)",
    "_",
    "In[1], type(Out)",
    "from IPython.display import HTML, Markdown, display, clear_output\nHTML('<b>x</b>')",
    "h = display('first', display_id=True)\nh.update('second')",
    "print('gone'); clear_output(); print('stays')",
    "print('gone'); clear_output(wait=True); print('stays')",
    "import asyncio\nawait asyncio.sleep(0.01); 'awaited'",
    "async def later():\n    await asyncio.sleep(0)\n    return 5\nawait later()",
    "import warnings; warnings.warn('careful')",
    "def f():\n    '''Help.'''\nf?",
    "%config InlineBackend.figure_format = 'svg'",
    "%who_ls",
    "x = !echo captured\nx",
    "print('é ✓ 𝄞')",
    "class Loud:\n    def _repr_html_(self): return '<i>loud</i>'\nLoud()",
    "display({'text/plain': 'raw', 'application/json': {'a': 1}}, raw=True)",
    "import random, uuid; len({random.random(), random.random()})",
    "__name__, '__file__' in globals(), sys.path[0]",
    "import pickle; pickle.loads(pickle.dumps(f)) is f",
    "try:\n    input()\nexcept Exception as fault:\n    print(type(fault).__name__)",
    "1/0",
]


def test_a_notebook_of_everything_reads_the_same(
    tmp_path: Path, engines: dict[str, Engine]
) -> None:
    """Magics, figures, streams, shells, updates, awaiting, help, errors."""
    for name, one in engines.items():
        run_cells(one, tmp_path / name, *CELLS)
    warm, kernel = (outputs(tmp_path / n / "control" / EXECUTED) for n in ("warm", "kernel"))

    for cell, mine, theirs in zip(CELLS, warm, kernel, strict=True):
        late = {words: words in cell for words in FROM_A_PROCESS}
        assert {words: words in mine[0]["stdout"] for words in late} == late, cell
        if "%%time" not in cell:  # it shows how long it took
            assert _without_late(mine) == _without_late(theirs), cell


def _without_late(outputs: list[Any]) -> list[Any]:
    """Without what a stock kernel hears by and by: on a busy machine it says it a cell later."""
    said, *rest = outputs
    text = said["stdout"]
    for words in FROM_A_PROCESS:
        text = text.replace(f"{words}\n", "")
    return [{**said, "stdout": text}, *rest]
