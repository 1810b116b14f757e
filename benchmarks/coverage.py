"""How often the intervals of recipes hold what was planted, over many seeds of the synthetic data.

    python -m benchmarks.coverage aldermere/the-gap
    python -m benchmarks.coverage sandhythe/two-year-old-take-up --seeds 100 --scale 0.3
    python -m benchmarks.coverage --seeds 2 --scale 2 --profile clean     every recipe that there is

For each seed it makes the data of the recipe's locality, runs the cells as plain code on the fields
that the recipe names, and holds the results against expected.yml, and what may be published against
the disclosure rules, as the hub does. An interval of 95% should hold the planted value in 95 of 100
seeds; chance alone makes that 90 to 99. What must be near and not within an interval is counted,
too. It ends with 1 where cells break off or a table gives something away.
"""

from __future__ import annotations

import argparse
import importlib
import io
import multiprocessing
import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from early_years.intervals import wilson
from hub.collect import notebook, yamlfile
from hub.contribution import Expected, RecipeCard
from hub.disclosure.audit import audit
from hub.model import Number, Recovery
from hub.record.recovery import recoveries
from hub.record.results import read_back
from hub.settings import Limits
from synthetic_data import store

RECIPES = Path(__file__).parents[1] / "recipes"
FIRST_SEED = 101  # far from the one that recipes were written with
HEAVY = ("matplotlib.pyplot", "statsmodels.api", "lifelines", "sklearn.cluster", "scipy.stats")


@dataclass(frozen=True)
class Asked:
    """One run: a recipe on data of one seed, scale and profile."""

    recipe: str
    seed: int
    scale: float
    profile: str


@dataclass(frozen=True)
class Told:
    """What came of it; `broke` says why cells broke off."""

    asked: Asked
    seconds: float
    recoveries: tuple[Recovery, ...] = ()
    widths: dict[str, float] = field(default_factory=dict)
    gives_away: tuple[str, ...] = ()
    broke: str = ""


def told_of(asked: Asked) -> Told:
    """Make the data in a folder that is gone afterwards, run the cells there and judge them."""
    with tempfile.TemporaryDirectory() as folder:
        work, place = Path(folder), asked.recipe.split("/")[0]
        made = store.make(
            work / "made", asked.profile, seed=asked.seed, scale=asked.scale, localities=[place]
        )
        (work / "data").mkdir()
        card = _read(asked.recipe, "recipe.yml", RecipeCard)
        _give(card, made / place, work / "data")
        begun = time.perf_counter()
        try:
            _run(RECIPES / asked.recipe, work)
        except Exception:  # noqa: BLE001 - whatever a recipe raises is counted
            why = traceback.format_exc(limit=-2)
            return Told(asked, time.perf_counter() - begun, broke=why)
        seconds = time.perf_counter() - begun
        truths = store.truth_values(work / "made", asked.profile, place)
        return _judged(asked, seconds, card, work / "results", truths)


def _judged(asked: Asked, seconds: float, card: RecipeCard, folder: Path, truths: Any) -> Told:
    reading = read_back(card, folder, Limits())
    expected = _read(asked.recipe, "expected.yml", Expected).of(asked.profile)
    numbers = {n: r.content for n, r in reading.results.items() if isinstance(r.content, Number)}
    return Told(
        asked,
        seconds,
        recoveries(expected, reading.results, truths),
        {
            name: one.upper - one.lower
            for name, one in numbers.items()
            if one.upper is not None and one.lower is not None
        },
        tuple(f"{one.result}: {one.kind}" for one in audit(card, reading.results)),
        "; ".join(one.problem for one in reading.spoiled if not one.missing),
    )


def _read(recipe: str, name: str, model: Any) -> Any:
    path = RECIPES / recipe / name
    return yamlfile.read(str(path), path.read_bytes(), model).value


def _give(card: RecipeCard, source: Path, target: Path) -> None:
    """The tables that the recipe names, with the fields that it names; some may not be there."""
    for name, wanted in card.inputs.items():
        if (source / f"{name}.parquet").is_file():
            there = pq.read_schema(source / f"{name}.parquet").names
            fields = [one for one in wanted.fields if one in there]
            pq.write_table(
                pq.read_table(source / f"{name}.parquet", columns=fields),
                target / f"{name}.parquet",
            )


def _run(recipe: Path, work: Path) -> None:
    """Every code cell in order; this process is used for nothing else afterwards."""
    os.chdir(work)
    sys.path.insert(0, str(recipe))
    (work / "lookups").symlink_to(recipe / "lookups")
    cells = notebook.read((recipe / "recipe.ipynb").read_bytes()).cells
    names: dict[str, Any] = {"__name__": "__main__"}
    with redirect_stdout(io.StringIO()):
        for cell in cells:
            if cell.kind == "code":
                exec(compile(cell.source, f"cell {cell.number}", "exec"), names)


def every(asked: list[Asked], jobs: int) -> Iterator[Told]:
    """Each run in a process of its own that has the heavy modules already."""
    os.environ["MPLBACKEND"] = "agg"
    for name in HEAVY:
        importlib.import_module(name)
    with multiprocessing.get_context("fork").Pool(jobs, maxtasksperchild=1) as pool:
        yield from pool.imap_unordered(told_of, asked, chunksize=1)


def summary(told: list[Told]) -> pd.DataFrame:
    """A row for each expectation: how often it held, with Wilson's interval for that share."""
    rows = [
        (one.asked.recipe, r.result, r.how, r.got is not None, r.met, one.widths.get(r.result))
        for one in told
        for r in one.recoveries
    ]
    names = ["recipe", "result", "how", "given", "held", "width"]
    table = pd.DataFrame(rows, columns=names).groupby(names[:3], sort=False).agg(
        given=("given", "sum"), held=("held", "sum"), mean_width=("width", "mean")
    ).reset_index()  # fmt: skip
    ends = wilson(table["held"], table["given"]).mul(100).round(0)
    return table.assign(percent=ends["value"], lower=ends["lower"], upper=ends["upper"])


def main(arguments: list[str]) -> int:
    """Print how often each expectation held, what broke off and what was given away."""
    there = sorted(f"{p.parts[-3]}/{p.parts[-2]}" for p in RECIPES.glob("*/*/recipe.yml"))
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("recipes", nargs="*", metavar="RECIPE", help="all if left out")
    parser.add_argument("--seeds", type=int, default=100, help="how many")
    parser.add_argument("--first-seed", type=int, default=FIRST_SEED)
    parser.add_argument("--scale", type=float, default=0.3)
    parser.add_argument("--profile", default="clean")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args(arguments)
    unknown = sorted(set(given.recipes) - set(there))
    if unknown:
        parser.error(f"there is no recipe {', '.join(unknown)}; there are {', '.join(there)}")
    seeds = range(given.first_seed, given.first_seed + given.seeds)
    asked = [
        Asked(recipe, seed, given.scale, given.profile)
        for recipe in given.recipes or there
        for seed in seeds
    ]
    told = sorted(every(asked, given.jobs), key=lambda one: (one.asked.recipe, one.asked.seed))
    print(summary(told).to_string(index=False, float_format="{:.1f}".format))
    slowest = max(told, key=lambda one: one.seconds)
    print(f"{len(told)} runs; the longest took {slowest.seconds:.1f} s ({slowest.asked.recipe}).")
    for one in told:
        if one.broke:
            print(f"{one.asked} broke off: {one.broke}")
    away = Counter((one.asked.recipe, what) for one in told for what in one.gives_away)
    for (recipe, what), times in sorted(away.items()):
        print(f"{recipe} gives away in {times} runs: {what}")
    return int(bool(away) or any(one.broke for one in told))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
