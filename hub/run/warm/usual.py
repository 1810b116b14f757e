"""What recipes usually import, so that the warm parent imports it once for all of them.

The parent forks as soon as it has what nearly every recipe needs; the rest it imports while the
first recipes run, what a waiting recipe names before the others.
"""

from __future__ import annotations

import importlib
import re
import warnings
from collections.abc import Iterable
from pathlib import Path

FIRST = (
    "numpy",
    "pandas",
    "pandas.io.formats.style",
    "matplotlib",
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "pyarrow",
    "pyarrow.compute",
    "pyarrow.parquet",
    "IPython.display",
    "IPython.utils._process_posix",
    "pexpect",
    "csv",
    "decimal",
    "zoneinfo",
)
LATER = (
    "scipy.stats",
    "statsmodels.api",
    "statsmodels.formula.api",
    "early_years.ages",
    "early_years.deprivation",
    "early_years.disclosure",
    "early_years.figures",
    "early_years.intervals",
    "early_years.results",
    "early_years.standardise",
    "geopandas",
    "shapely",
    "sklearn",
    "sklearn.linear_model",
    "sqlite3",
    "urllib.request",
)
NAMES = re.compile(rf"\b(?:{'|'.join(sorted({one.split('.')[0] for one in LATER}))})\b")


def named(*folders: Path) -> list[str]:
    """The packages of `LATER` whose name stands anywhere in notebooks and code below folders."""
    found: set[str] = set()
    for folder in folders:
        for path in folder.rglob("*"):
            if path.suffix in (".ipynb", ".py") and path.is_file():
                found.update(NAMES.findall(path.read_text("utf-8", errors="replace")))
    return sorted(found)


class Later:
    """What is still to be imported."""

    def __init__(self) -> None:
        self._left = list(LATER)

    def __bool__(self) -> bool:
        return bool(self._left)

    def import_next(self) -> None:
        """Import one of it."""
        bring_in([self._left.pop(0)])

    def import_named(self, packages: Iterable[str]) -> None:
        """Import what belongs to these packages before all others."""
        wanted = [one for one in self._left if one.split(".")[0] in packages]
        self._left = [one for one in self._left if one not in wanted]
        bring_in(wanted)


def bring_in(modules: Iterable[str]) -> None:
    """Import modules, as far as they are offered here: a recipe that needs others will be told.

    Nothing here may start a thread: no table is read, because Arrow would start its own.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in modules:
            try:
                importlib.import_module(name)
            except ImportError:
                continue


def practise() -> None:
    """Draw a figure and show a table, so that no run has to do so for the first time."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _draw()
        _show_table()


def _draw() -> None:
    try:
        import io

        import matplotlib.pyplot as plt
    except ImportError:
        return
    figure, axes = plt.subplots()
    axes.plot([0, 1], [0, 1], label="a")
    axes.legend()
    for form in ("png", "svg"):
        figure.savefig(io.BytesIO(), format=form)
    plt.close(figure)


def _show_table() -> None:
    try:
        import pandas as pd
    except ImportError:
        return
    table = pd.DataFrame({"a": [1.5, 2.5], "b": ["x", "y"]})
    table.to_html()
    repr(table)
    table.groupby("b").mean()
