"""papermill as people use it: a kernel for each notebook, in a pool of processes.

Started as `python with_papermill.py FOLDER JOBS`.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import papermill


def execute(path: Path) -> None:
    """One notebook, with its own folder to work in."""
    work = path.with_suffix("")
    work.mkdir()
    papermill.execute_notebook(
        str(path), str(work / "out.ipynb"), cwd=str(work), progress_bar=False
    )


if __name__ == "__main__":
    notebooks = sorted(Path(sys.argv[1]).glob("*.ipynb"))
    jobs = int(sys.argv[2])
    if jobs == 1:
        for one in notebooks:
            execute(one)
    else:
        with ProcessPoolExecutor(jobs) as pool:
            list(pool.map(execute, notebooks))
