"""What goes wrong in a cell without an error is named, and what a recipe deals with is not."""

from __future__ import annotations

from pathlib import Path

from hub.model import Ending
from hub.run.engines import Engine
from tests.run.cells import run_one

FORK = (
    "from multiprocessing import get_context\nfork = get_context('fork')\nimport math, os, time\n"
)
POOL = "from concurrent.futures import ThreadPoolExecutor\nimport sys\n"
CHAINED = (
    "import pandas as pd\ntable = pd.DataFrame({'a': [1]})\ntable['a'].replace(1, 2, inplace=True)"
)
NEVER_LOOKED = "was never looked at"
SEEN = {
    "!exit 3": "failed with the code 3",
    "found = !exit 4": "failed with the code 4",
    "get_ipython().system_raw('exit 5')": "failed with the code 5",
    "%pip install no-such-package-at-all --no-index": "failed with the code 1",
    "%%bash --no-raise-error\nexit 6": "failed with the code 6",
    "%%script --no-raise-error sh\nexit 7": "failed with the code 7",
    "%%script no-such-program\nexit": "failed with the code 127",
    "%cd no-such-folder": "did not find its folder",
    "%debug 1 / 0": "was not run",
    "import sys\n%prun -q sys.exit()": "under %prun",
    "open('left.py', 'w').write('import sys; sys.exit(3)')\n%run -e left.py": "of %run -e",
    "import threading\none = threading.Thread(target=lambda: 1 / 0)\none.start(); one.join()": (
        "an error in a thread"
    ),
    "import sys, threading\none = threading.Thread(target=sys.exit)\none.start(); one.join()": (
        "was called in a thread"
    ),
    f"{POOL}with ThreadPoolExecutor(1) as pool: pool.submit(sys.exit)": "a worker of an executor",
    f"{POOL}with ThreadPoolExecutor(1) as pool: pool.map(lambda x: 1 / x, [0])": NEVER_LOOKED,
    f"{FORK}with fork.Pool(1) as pool: pool.apply_async(math.sqrt, (-1,)).wait()": NEVER_LOOKED,
    f"{FORK}one = fork.Process(target=lambda: 1 / 0); one.start(); one.join(); del one": (
        "a process that it started ended with the code 1"
    ),
    f"{FORK}one = fork.Process(target=os._exit, args=(8,)); one.start(); one.join(); del one": (
        "a process that it started ended with the code 8"
    ),
    "class Left:\n    def __del__(self): 1 / 0\none = Left(); del one": "in a clean-up",
    "import atexit\natexit.register(lambda: None);": "atexit",
    CHAINED: "ChainedAssignmentError",
    f"%%capture\n{CHAINED}": "ChainedAssignmentError",
    f"import warnings\nwarnings.simplefilter('ignore')\n{CHAINED}": "ChainedAssignmentError",
}
DEALT_WITH = (
    "%cd results\n%cd ..",
    "%%bash\ntrue",
    f"{POOL}with ThreadPoolExecutor(2) as pool:\n"
    "    try: list(pool.map(lambda x: 1 / x, [0] * 3))\n    except ZeroDivisionError: pass",
    f"{POOL}pool = ThreadPoolExecutor(1); later = pool.submit(lambda: 1 / 0)",
    "assert later.exception()",
    f"{FORK}one = fork.Process(target=os._exit, args=(8,)); one.start(); one.join()\n"
    "assert one.exitcode == 8",
    f"{FORK}one = fork.Process(target=time.sleep, args=(99,)); one.start()\n"
    "one.terminate(); one.join()",
    f"{FORK}with fork.Pool(1) as pool:\n    try: pool.map(math.sqrt, [-1])\n"
    "    except ValueError: pass",
    "import asyncio\nasync def fail(): 1 / 0\ntask = asyncio.create_task(fail())",
    "try: await task\nexcept ZeroDivisionError: pass",
    "import warnings\nwith warnings.catch_warnings(record=True):\n    "
    + CHAINED.replace("\n", "; "),
    "import subprocess\nassert subprocess.run(['false'], check=False).returncode == 1",
)


def test_what_went_wrong_without_an_error_is_named_and_nothing_else(
    engine: Engine, tmp_path: Path, small_data: Path
) -> None:
    """The run goes on, and the record warns, each at its cell, but not where it was dealt with."""
    made = run_one(engine, tmp_path, small_data, *DEALT_WITH, *SEEN)

    assert made.ended is Ending.FINISHED, (made.detail, made.replies)
    warned = [reply.warnings for reply in made.replies]
    assert warned[: -len(SEEN)] == [()] * (len(warned) - len(SEEN))
    for (cell, says), warnings in zip(SEEN.items(), warned[-len(SEEN) :], strict=True):
        assert len(warnings) == 1, (cell, warnings)
        assert says in warnings[0], cell
