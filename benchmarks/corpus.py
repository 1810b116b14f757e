"""The corpus: small notebooks as localities write them, the same bytes on every machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import nbformat

RECIPE = """title: Benchmark {number}
question: How long does notebook {number} take?
summary: A small analysis of twenty thousand invented rows, to measure runners with.
version: 1.0.0
status: active
authors: [{{name: Benchmark team}}]
licence: {{code: MIT, text: OGL-UK-3.0}}
topics: [early-education]
methods: [rate-with-interval]
audience: [strategic]
nations: [england]
inputs:
  area: {{fields: [lsoa21, imd_decile]}}
results:
  answer: {{kind: number, title: The answer}}
data_protection:
  purpose: To measure.
  benefit: Less waiting.
  possible_harm: None known.
  identifiability: anonymised
  dpia: {{done: not-applicable}}
  minimisation: Nothing personal is read.
  geography_smallest: LSOA
  disclosure_profile: dfe_cin
  outputs_individual_level: false
  under_represented: Nobody.
  family_voice: None were asked.
  prohibited_uses: [Deciding anything]
  reviewed_by: Benchmark team
  review_date: 2027-01-01
limitations: [It answers nothing.]
"""
LOCALITY = """name: Benchmark
kind: Place for measuring
nation: england
summary: A locality that exists only to measure runners.
team: Benchmark team
contact: team@example.org
stands_in: sandhythe
"""
README = """# Benchmark

## What it tells you

How long it takes.

## What it cannot tell you

Anything else.

## How it works

It computes.

## How to use it

Run it.
"""
PARAMETERS = 'data = "data"\nresults = "results"'
START = """import json
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

rng = np.random.default_rng({seed})
rows = 20_000
table = pd.DataFrame({{
    "child": np.arange(rows),
    "area": rng.integers(0, 60, rows),
    "decile": rng.integers(1, 11, rows),
    "month": rng.integers(0, 24, rows),
    "hours": rng.gamma(3, 4, rows),
    "taken": rng.random(rows) < 0.7,
}})"""
LOOK = "table.describe()"
GROUP = """by_area = table.groupby("area").agg(
    children=("child", "size"), taken=("taken", "sum"), hours=("hours", "mean")
)
by_area["rate"] = by_area["taken"] / by_area["children"]
by_area.sort_values("rate").head(10)"""
PIVOT = (
    'table.pivot_table(index="decile", columns="month", values="taken", aggfunc="mean").round(2)'
)
JOIN = """deciles = table.drop_duplicates("area")[["area", "decile"]]
joined = by_area.reset_index().merge(deciles, on="area", suffixes=("", "_first"))
joined.groupby("decile")["rate"].mean()"""
BARS = """figure, axes = plt.subplots(figsize=(7, 4))
axes.bar(by_area.index, by_area["rate"])
axes.set_xlabel("Area")
axes.set_ylabel("Take-up")
plt.show()"""
LINES = """monthly = table.groupby(["month", "decile"])["taken"].mean().unstack()
figure, axes = plt.subplots(figsize=(7, 4))
monthly.rolling(3, min_periods=1).mean().plot(ax=axes)
plt.show()"""
INTERVALS = """z = 1.96
n, p = by_area["children"], by_area["rate"]
centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
pd.DataFrame({"lower": centre - half, "upper": centre + half}).head()"""
BOOTSTRAP = """draws = [
    rng.choice(table["taken"].to_numpy(), rows).mean() for _ in range(200)
]
print(np.percentile(draws, [2.5, 97.5]).round(3))"""
LOGIT = """import statsmodels.formula.api as smf

model = smf.logit("taken ~ decile + hours", table.assign(taken=table["taken"].astype(int)))
fitted = model.fit(disp=False)
print(fitted.summary().tables[1])"""
SCIPY = """from scipy import stats

counts = pd.crosstab(table["decile"], table["taken"])
print(stats.chi2_contingency(counts).pvalue > 0)
stats.spearmanr(table["hours"], table["decile"]).statistic.round(3)"""
LEARN = """from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

model = make_pipeline(StandardScaler(), LogisticRegression())
scores = cross_val_score(model, table[["decile", "hours", "month"]], table["taken"], cv=5)
print(scores.round(3))"""
MAP = """import geopandas as gpd
from shapely.geometry import box

squares = [box(area % 10, area // 10, area % 10 + 1, area // 10 + 1) for area in by_area.index]
areas = gpd.GeoDataFrame(by_area.reset_index(), geometry=squares, crs=27700)
homes = gpd.points_from_xy(rng.uniform(0, 10, rows), rng.uniform(0, 6, rows), crs=27700)
placed = gpd.GeoDataFrame(table[["taken"]], geometry=homes).sjoin(areas[["area", "geometry"]])
areas["near"] = placed.groupby("area")["taken"].mean().reindex(areas["area"]).to_numpy()
areas.plot(column="near", legend=True)
plt.show()"""
GIVE = """answer = round(float(by_area["rate"].mean()), 6)
Path(results).mkdir(exist_ok=True)
Path(results, "numbers.json").write_text(json.dumps({"answer": answer}))
answer"""


def cells(number: int) -> list[str]:
    """The code cells of one notebook: eight to twelve, with one or two figures.

    A third fits a model of statsmodels, a sixth one of scikit-learn, one in 24 draws a map.
    """
    chosen = [START.format(seed=number), LOOK, GROUP, PIVOT, BARS]
    extra = [JOIN, INTERVALS, LINES, BOOTSTRAP, _last(number)]
    keep = 1 + number % 5
    return [PARAMETERS, *chosen, *extra[-keep:], GIVE]


def _last(number: int) -> str:
    if number % 24 == 5:
        return MAP
    return LOGIT if number % 3 == 0 else LEARN if number % 6 == 1 else SCIPY


def notebook(number: int) -> nbformat.NotebookNode:
    """One notebook of the corpus."""
    made = nbformat.v4.new_notebook(  # type: ignore[no-untyped-call]
        metadata={
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}
        },
        cells=[nbformat.v4.new_markdown_cell(f"# Notebook {number}", id="title")],  # type: ignore[no-untyped-call]
    )
    for place, source in enumerate(cells(number)):
        tags = {"tags": ["parameters"]} if place == 0 else {}
        made.cells.append(
            nbformat.v4.new_code_cell(source, metadata=tags, id=f"c{place}")  # type: ignore[no-untyped-call]
        )
    return made


def write_notebooks(folder: Path, count: int) -> list[Path]:
    """Plain notebooks, for runners that know nothing of recipes."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        path = folder / f"n{number:04}.ipynb"
        nbformat.write(notebook(number), path)  # type: ignore[no-untyped-call]
        paths.append(path)
    return paths


def write_project(folder: Path, count: int, *, small: bool = False) -> None:
    """A hub of recipes around the same notebooks; `small` ones have three cells."""
    place = folder / "recipes" / "benchmark"
    place.mkdir(parents=True, exist_ok=True)
    (place / "locality.yml").write_text(LOCALITY, encoding="utf-8")
    for number in range(count):
        _write_recipe(place / f"n{number:04}", number, small=small)


def _write_recipe(recipe: Path, number: int, *, small: bool) -> None:
    recipe.mkdir(exist_ok=True)
    made = notebook(number)
    if small:
        source = 'import json\nfrom pathlib import Path\nPath(results, "numbers.json")'
        source += f'.write_text(json.dumps({{"answer": {number}}}));'
        made.cells = [*made.cells[:2], nbformat.v4.new_code_cell(source, id="give")]  # type: ignore[no-untyped-call]
    nbformat.write(made, recipe / "recipe.ipynb")  # type: ignore[no-untyped-call]
    for name, text in _texts(number):
        (recipe / name).write_text(text, encoding="utf-8")


def _texts(number: int) -> Iterator[tuple[str, str]]:
    yield "recipe.yml", RECIPE.format(number=number)
    yield "README.md", README
    yield "CHANGELOG.md", "# Changes\n\n## 1.0.0\n\n- First version.\n"
    yield "expected.yml", "clean: {}\n"


def gallery_script(number: int) -> str:
    """The same cells as an example of sphinx-gallery."""
    head = f'"""\nNotebook {number}\n{"=" * 20}\n"""\n'
    body = "\n# %%\n# Next.\n".join(cells(number))
    return head + body.replace('"results"', f'"results{number}"') + "\n"


def as_json(count: int) -> str:
    """All cells as plain text, for the floor."""
    return json.dumps([cells(number) for number in range(count)])
