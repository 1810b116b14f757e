"""A recipe on one's own data, as someone at a terminal takes it there."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hub.adopt import mapping, report
from hub.adopt.fit import fit
from hub.adopt.own import NotSet, parameters, run_own
from hub.check import Judged, check
from hub.cli.codes import FINE, FOUND, WRONG
from hub.collect import collect
from hub.contribution import RecipeCard
from hub.model import Verdict
from hub.run.engines import Engine
from hub.settings import Settings
from synthetic_data.vendors import VENDORS
from tests.commands import Shell, shell
from tests.contributions import write_recipe
from tests.sandhythe import CARD

ROOT = Path(__file__).parents[2]
TAKE_UP = "sandhythe/two-year-old-take-up"
DEPRIVED = "casebridge/deprived-areas"


@pytest.fixture(scope="module")
def take_up() -> Judged:
    """A real recipe of five tables."""
    (judged,) = check(collect(ROOT, Settings(), (TAKE_UP,)), Settings()).recipes
    return judged


def test_the_same_figures_from_two_systems_and_from_our_own_form(
    take_up: Judged, profile_data: dict[str, Path], warm: Engine, tmp_path: Path
) -> None:
    """Files with other names, codes, dates and units, each read through its mapping."""
    card = take_up.recipe.card.value
    assert card is not None
    told = {}
    folder = profile_data["other-system"] / "sandhythe"
    for vendor in (None, *VENDORS):
        data = folder / "export" / vendor if vendor else folder
        maps, wrong = mapping.read_all(data / "mapping") if vendor else ({}, ())
        found = fit(card, data, maps)
        assert found.fits, [*map(str, found.misfits), *wrong]
        out = tmp_path / str(vendor)
        made = run_own(take_up, found, {}, out, Settings(), warm)
        assert made.verdict is Verdict.PASSED, made.reason
        told[vendor] = {name: one.sha256 for name, one in made.results.items()}
        written = report.write(take_up.recipe, card, made, found, out)
        _is_whole(written.read_text("utf-8"))

    assert told["tarn"] == told["quern"] == told[None]


def _is_whole(page: str) -> None:
    """Needs nothing from elsewhere, answers first, and says what it must not be used for."""
    assert not re.search(r'(src|href)="(?!data:)', page)
    assert "<script" not in page
    assert page.index("sheet-answer") < page.index("<figure>") < page.index("<table>")
    assert "It must not be used for" in page
    assert "areas_local" not in page


@pytest.fixture
def hub(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """The commands in a hub of one small recipe."""
    write_recipe(tmp_path)
    (tmp_path / "hub.toml").write_text('profiles = ["clean"]\nscale = 0.02\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    return shell(monkeypatch, capsys)


def test_from_the_kit_to_a_report(hub: Shell, tmp_path: Path) -> None:
    """Adopt, try the sample, see which recipes fit, run, set a parameter: as START.md says."""
    made = hub("adopt", DEPRIVED, "--to", "kit")
    start = (tmp_path / "kit/START.md").read_text("utf-8")
    command = f"hub run {DEPRIVED} --data kit/sample"
    fits = hub("fit", "--data", "kit/sample")
    run = hub(*command.split()[1:])
    page = (tmp_path / "build/own" / DEPRIVED / "report.html").read_text("utf-8")
    once = re.search(r"(\d+) of our small areas", page)
    again = hub(*command.split()[1:], "-p", "most=1")
    fewer = re.search(r"(\d+) of our small areas", again.stdout)

    assert (made.returncode, fits.returncode, run.returncode) == (FINE, FINE, FINE), run
    assert command in made.stdout
    assert command in start
    assert "- `-p most=2`: Deciles that count as most deprived" in start
    assert "Any decision about a family" in (tmp_path / "kit/RESPONSIBLE-USE.md").read_text("utf-8")
    assert [path.name for path in (tmp_path / "kit/sample").iterdir()] == ["area.synthetic.csv"]
    assert fits.stdout.strip() == f"fits   {DEPRIVED}"
    assert once
    assert once[0] in run.stdout
    assert fewer
    assert int(fewer[1]) < int(once[1])
    assert not list((tmp_path / "build/own").glob(".*"))  # the tables themselves are gone
    assert hub("adopt", DEPRIVED, "--to", "kit").returncode == WRONG


def test_what_is_odd_stays_out_of_the_report(hub: Shell, tmp_path: Path, small_data: Path) -> None:
    """It counts exactly, which the report does not."""
    rows = pq.read_table(small_data / "sandhythe/area.parquet", columns=["lsoa21", "imd_decile"])
    data = tmp_path / "data"
    data.mkdir()
    pq.write_table(pa.concat_tables([rows, rows.slice(3, 1)]), data / "area.parquet")
    said = hub("run", DEPRIVED, "--data", "data")
    place = tmp_path / "build/own" / DEPRIVED

    assert said.returncode == FINE
    assert "area: 1 rows repeat the key" in said.stdout
    assert "1 rows repeat" in (place / report.ODD).read_text("utf-8")
    assert "repeat" not in (place / report.NAME).read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("run", DEPRIVED, "--data", "nowhere"), WRONG, "There is no folder nowhere."),
        (("run", DEPRIVED, "--data", "recipes"), FOUND, "area: there is no file for it"),
        (("run", DEPRIVED, "--data", "recipes", "--mapping", "none.yml"), WRONG, "none.yml"),
        (("run", DEPRIVED, "--data", "recipes", "-p", "most"), WRONG, "sets nothing"),
        (("run", DEPRIVED, "--data", "recipes", "-p", "mots=1"), WRONG, 'write "most"'),
        (("run", DEPRIVED, "--data", "recipes", "--profile", "clean"), WRONG, "neither"),
        (("run", "--data", "recipes"), WRONG, "--data takes one RECIPE"),
        (("run", DEPRIVED, "-p", "most=1"), WRONG, "go with --data"),
        (("fit", DEPRIVED), WRONG, "Give --data"),
        (("fit", DEPRIVED, "--data", "recipes"), FOUND, "do not fit yet"),
        (("fit", "--data", "recipes"), FINE, f"lacks  {DEPRIVED}  area: there is no file"),
        (("adopt", "casebridge"), FINE, "wrote"),
        (("adopt", "nobody/nothing"), WRONG, "There is no recipe"),
    ],
)
def test_a_command_that_cannot_be_done_says_why(
    hub: Shell, words: tuple[str, ...], code: int, says: str
) -> None:
    """In one sentence, with the exit code of its kind."""
    said = hub(*words)

    assert said.returncode == code, said
    assert says in said.stdout + said.stderr
    assert "Traceback" not in said.stdout + said.stderr


KINDS = {
    "year": {"type": "integer", "default": 2024, "title": "Year", "minimum": 2000},
    "share": {"type": "number", "default": 0.5, "title": "Share", "maximum": 1},
    "deep": {"type": "boolean", "default": False, "title": "Deep"},
    "day": {"type": "date", "default": dt.date(2024, 1, 1), "title": "Day"},
    "term": {"type": "string", "default": "a", "title": "Term", "choices": ["a", "b"]},
}
WITH_ALL = RecipeCard.model_validate({**CARD, "parameters": KINDS})


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [("year", "2025", 2025), ("share", "0.25", 0.25), ("share", "1", 1), ("deep", "Yes", True),
     ("term", "b", "b"),
     ("day", "2026-09-01", dt.date(2026, 9, 1))],
)  # fmt: skip
def test_a_parameter_is_read_as_its_type(name: str, text: str, value: object) -> None:
    """From the words of a command line."""
    assert parameters(WITH_ALL, {name: text}) == {name: value}


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("year", "1999", "must be a whole number from 2000"),
        ("year", "2024.5", "must be"),
        ("share", "lots", "must be a number to 1"),
        ("share", "nan", "must be a number to 1"),
        ("deep", "maybe", "must be true or false"),
        ("day", "1 May", "must be a day such as 2026-09-01"),
        ("term", "c", "one of a, b"),
        ("trem", "a", 'write "term"'),
    ],
)
def test_a_value_that_it_may_not_have_is_refused(name: str, text: str, says: str) -> None:
    """With what it may be."""
    with pytest.raises(NotSet, match=re.escape(says)):
        parameters(WITH_ALL, {name: text})


def test_a_run_leaves_nothing_of_the_tables(
    take_up: Judged, small_data: Path, warm: Engine, tmp_path: Path
) -> None:
    """Neither those of this run nor those that a killed one left; what it made is told apart."""
    left = tmp_path / "own" / ".tables-killed"
    left.mkdir(parents=True)
    (left / "birth.parquet").write_bytes(b"x")
    card = take_up.recipe.card.value
    assert card is not None
    found = fit(card, small_data / "sandhythe", {})
    made = run_own(take_up, found, {"near_km": 2.0}, tmp_path, Settings(), warm)
    told = json.loads((tmp_path / "own" / TAKE_UP / "run.json").read_text("utf-8"))

    assert made.verdict is Verdict.PASSED, made.reason
    assert told["profile"] == "own"
    assert not [*tmp_path.rglob("*.parquet")]
    assert not left.exists()
