"""The warm parent forks early, and imports first what a waiting recipe names."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from hub.run import fonts
from hub.run.choose import choose
from hub.settings import Settings
from tests.run.cells import run_cells

if sys.platform != "linux":
    pytest.skip("the warm engine needs Linux", allow_module_level=True)

from hub.run.warm import usual


def test_what_a_recipe_names_is_there_before_its_first_cell(tmp_path: Path) -> None:
    """In the first run of all: the last of what is imported is asked for."""
    engine = choose(Settings(engine="warm"), tmp_path / "cache")
    try:
        _, said = run_cells(
            engine, tmp_path, "import sys", "print('sklearn.linear_model' in sys.modules)  # yes"
        )
    finally:
        engine.close()

    assert said[-1] == "True\n"


def test_names_are_found_in_notebooks_and_in_code_beside_them(tmp_path: Path) -> None:
    """As whole words, wherever they stand; data are not read."""
    (tmp_path / "notebook.ipynb").write_text('{"source": "import geopandas as gpd"}')
    (tmp_path / "lookups").mkdir()
    (tmp_path / "lookups" / "help.py").write_text("from scipy.stats import norm\nmy_shapely = 1")
    (tmp_path / "data.csv").write_text("statsmodels")

    assert usual.named(tmp_path) == ["geopandas", "scipy"]


def test_what_is_named_comes_before_the_rest_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is imported in the end."""
    brought: list[str] = []
    monkeypatch.setattr(usual, "bring_in", brought.extend)
    later = usual.Later()

    later.import_named(["geopandas", "early_years", "no-such"])
    first = list(brought)
    while later:
        later.import_next()

    assert {one.split(".")[0] for one in first} == {"geopandas", "early_years"}
    assert sorted(brought) == sorted(usual.LATER)


@pytest.mark.parametrize(
    ("font", "taken"),
    [
        ("fonts/ttf/DejaVuSans.ttf", True),
        ("/home/somebody/.fonts/own.ttf", False),
        ("/usr/share/fonts/that-was-taken-away.ttf", False),
        ("/usr/../home/somebody/own.ttf", False),
    ],
)
def test_fonts_found_before_are_taken_where_every_run_can_see_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, font: str, taken: bool
) -> None:
    """A font of a person's own would be missing in a run, and one that has gone as well."""
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path))
    told = {"ttflist": [{"fname": font}], "afmlist": []}
    (tmp_path / "fontlist-v1.json").write_text(json.dumps(told))

    assert (fonts.known() == tmp_path) is taken
