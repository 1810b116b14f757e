"""The floor: the same cells as plain code in forked processes, imports paid once, two at a time.

It does what the cells say: all libraries that any of them names are imported before the first fork,
in one process, and each figure is drawn once, as a notebook draws it (PNG, cut to what is on it).
It does not show what a cell's last line gives, keep outputs, read or write notebooks, check, limit,
confine or judge anything, nor prepare a process beyond its imports.
Started as `python floor.py CELLS.json JOBS`.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
from pathlib import Path

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[name] = "1"
os.environ["JE_ARROW_MALLOC_CONF"] = "background_thread:false"

import matplotlib as mpl  # noqa: E402 - the environment comes first

mpl.use("agg")
import geopandas  # noqa: E402, F401
import matplotlib.pyplot as plt  # noqa: E402
import scipy.stats  # noqa: E402, F401
import sklearn.linear_model  # noqa: E402
import sklearn.model_selection  # noqa: E402, F401
import statsmodels.formula.api  # noqa: E402, F401


def show() -> None:
    """Draw every figure, as a notebook does: cut to what is drawn on it."""
    for number in plt.get_fignums():
        plt.figure(number).savefig(io.BytesIO(), format="png", bbox_inches="tight")
    plt.close("all")


def execute(cells: list[str]) -> None:
    """Run the cells of one notebook in this process."""
    plt.show = show
    names: dict[str, object] = {"__name__": "__main__"}
    for cell in cells:
        exec(cell, names)
        show()


def main(path: str, jobs: int) -> None:
    """Fork for each notebook, so many at a time."""
    notebooks = json.loads(Path(path).read_text("utf-8"))
    os.chdir(tempfile.mkdtemp())
    running = 0
    for cells in notebooks:
        if running == jobs:
            _, status = os.wait()
            running -= 1
            assert status == 0
        if os.fork() == 0:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            execute(cells)
            os._exit(0)
        running += 1
    while running:
        os.wait()
        running -= 1


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
