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
import pickle
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
class Data:
    """What is made once: a place of one seed, scale and profile; and the recipes to run on it."""

    place: str
    seed: int
    scale: float
    profile: str
    recipes: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """What came of one recipe on one set of data; `broke` says why cells broke off."""

    recipe: str
    seed: int
    seconds: float  # of a processor, in the cells
    recoveries: tuple[Recovery, ...] = ()
    widths: dict[str, float] = field(default_factory=dict)
    gives_away: tuple[str, ...] = ()
    broke: str = ""


def told_of(data: Data) -> list[Told]:
    """Make the data in a folder that is gone afterwards, and run each recipe on it."""
    with tempfile.TemporaryDirectory() as folder:
        made = store.make(
            Path(folder), data.profile, seed=data.seed, scale=data.scale, localities=[data.place]
        )
        return [_apart(data, recipe, made.parent) for recipe in data.recipes]


def _apart(data: Data, recipe: str, made: Path) -> Told:
    """Run and judge one recipe in a process that nothing else is run in."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        child = os.fork()
        if not child:
            (work / "told").write_bytes(pickle.dumps(_one(data, recipe, made, work)))
            os._exit(0)
        os.waitpid(child, 0)
        if not (work / "told").exists():
            return Told(recipe, data.seed, 0.0, broke="its process died")
        told: Told = pickle.loads((work / "told").read_bytes())
        return told


def _one(data: Data, recipe: str, made: Path, work: Path) -> Told:
    (work / "data").mkdir()
    card = _read(recipe, "recipe.yml", RecipeCard)
    _give(card, made / data.profile / data.place, work / "data")
    begun = time.process_time()
    try:
        _run(RECIPES / recipe, work)
    except Exception:  # noqa: BLE001 - whatever a recipe raises is counted
        why = traceback.format_exc(limit=-2)
        return Told(recipe, data.seed, time.process_time() - begun, broke=why)
    seconds = time.process_time() - begun
    truths = store.truth_values(made, data.profile, data.place)
    return _judged(data, recipe, seconds, work / "results", truths)


def _judged(data: Data, recipe: str, seconds: float, folder: Path, truths: Any) -> Told:
    card = _read(recipe, "recipe.yml", RecipeCard)
    reading = read_back(card, folder, Limits())
    expected = _read(recipe, "expected.yml", Expected).of(data.profile)
    numbers = {n: r.content for n, r in reading.results.items() if isinstance(r.content, Number)}
    return Told(
        recipe,
        data.seed,
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


def every(asked: list[Data], jobs: int) -> Iterator[Told]:
    """Each run in a process of its own that has the heavy modules already."""
    os.environ["MPLBACKEND"] = "agg"
    for name in HEAVY:
        importlib.import_module(name)
    with multiprocessing.get_context("fork").Pool(jobs, maxtasksperchild=1) as pool:
        for told in pool.imap_unordered(told_of, asked, chunksize=1):
            yield from told


def summary(told: list[Told]) -> pd.DataFrame:
    """A row for each expectation: how often it held, with Wilson's interval for that share."""
    rows = [
        (one.recipe, r.result, r.how, r.got is not None, r.met, one.widths.get(r.result))
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
    parser.add_argument("--misses", action="store_true", help="say each that did not hold")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args(arguments)
    unknown = sorted(set(given.recipes) - set(there))
    if unknown:
        parser.error(f"there is no recipe {', '.join(unknown)}; there are {', '.join(there)}")
    chosen: dict[str, list[str]] = {}
    for recipe in given.recipes or there:
        chosen.setdefault(recipe.split("/")[0], []).append(recipe)
    asked = [
        Data(place, seed, given.scale, given.profile, tuple(recipes))
        for seed in range(given.first_seed, given.first_seed + given.seeds)
        for place, recipes in chosen.items()
    ]
    told = sorted(every(asked, given.jobs), key=lambda one: (one.recipe, one.seed))
    print(summary(told).to_string(index=False, float_format="{:.1f}".format))
    slowest = max(told, key=lambda one: one.seconds)
    print(f"{len(told)} runs; the longest took {slowest.seconds:.1f} s ({slowest.recipe}).")
    for one in told:
        if one.broke:
            print(f"{one.recipe} with seed {one.seed} broke off: {one.broke}")
        for r in one.recoveries if given.misses else ():
            if not r.met:
                print(
                    f"{one.recipe}, seed {one.seed}: {r.result} {r.got}, not {r.expected} {r.how}"
                )
    away = Counter((one.recipe, what) for one in told for what in one.gives_away)
    for (recipe, what), times in sorted(away.items()):
        print(f"{recipe} gives away in {times} runs: {what}")
    return int(bool(away) or any(one.broke for one in told))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
