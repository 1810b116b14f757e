"""The status page: what does not work, since when, what it gave before, and how runs went."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

from hub.model import Verdict
from hub.publish import guard
from hub.registry.lastgood import LastGood
from hub.registry.ledger import Ledger, PastRun
from hub.registry.past import Past
from hub.render import addresses, render
from hub.render.overview import status
from hub.render.site import Site
from hub.settings import Settings
from tests.builders import a_catalogue, a_recipe, a_record, an_entry

PROJECT = Path(__file__).parents[2]
NAME = "sandhythe/two-year-old-take-up"
GOOD = LastGood.model_validate(
    {
        "version": "1.2.0",
        "last_run": "2026-05-02T10:00:00Z",
        "answer": "About 61.5% <take up> their place.",
        "numbers": [{"title": "Take-up", "value": 61.5, "lower": 57.7, "upper": 65.1, "unit": "%"}],
    }
)


def a_past_run(day: int, verdict: str) -> PastRun:
    at = f"2026-05-{day:02d}T10:00:00Z"
    return PastRun(NAME, "1.2.0", "clean", verdict, "", f"{day:040d}", at, 2.0 + day, "f", at)


def written(out: Path, past: Past, good: dict[str, LastGood]) -> Path:
    """A recipe that fails, and one that works and has no past."""
    failed = a_record(verdict=Verdict.FAILED, reason="KeyError: 'ward_code'.", results={})
    catalogue = a_catalogue(an_entry(records=[failed]), an_entry(a_recipe("another")))
    render(catalogue, Settings(), PROJECT, out, past, good=good)
    return out


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    runs = (a_past_run(1, "passed"), a_past_run(2, "passed"), a_past_run(3, "failed"))
    folder = tmp_path_factory.mktemp("status") / "docs"
    return written(folder, Past(Ledger(runs)), {NAME: GOOD})


def test_the_page_says_since_when_and_at_which_commit(docs: Path) -> None:
    """And when it last worked."""
    page = (docs / "status/index.md").read_text("utf-8")

    assert "On the profile clean it does not work since 3 May 2026" in page
    assert "it last worked on 2 May 2026" in page


def test_past_runs_are_drawn_hollow_where_they_failed(docs: Path) -> None:
    """Three bars, the last of them hollow."""
    page = (docs / "status/index.md").read_text("utf-8")

    drawn = r'class="hub-times__{}"[^>]* d="([^"]*)"'
    passed, failed = (re.findall(drawn.format(how), page) for how in ("passed", "failed"))

    assert [one.count("M") for one in passed] == [2]
    assert [one.count("M") for one in failed] == [1]


def test_the_date_of_a_run_can_be_read_without_a_script(docs: Path) -> None:
    """The browser adds how long ago it is; the date itself stands on the page."""
    page = (docs / "status/index.md").read_text("utf-8")

    assert page.count('data-hub="age">22 November 2026') == 3


def test_the_matrix_can_be_had_as_csv(docs: Path) -> None:
    """Every recipe with the reason, and its verdict on each profile."""
    text = (docs / "status/status.csv").read_text("utf-8-sig")
    rows = {row["recipe"]: row for row in csv.DictReader(text.splitlines())}

    assert (rows[NAME]["verdict"], rows[NAME]["reason"]) == ("failed", "KeyError: 'ward_code'.")
    assert rows["sandhythe/another"]["clean"] == "passed"


def test_the_page_stays_small_however_many_recipes_there_are() -> None:
    """On the day when all of them break on every profile, with forty runs kept of each."""
    many = [f"recipe-{number:03}" for number in range(300)]
    failed = [
        a_record(verdict=Verdict.FAILED, reason="KeyError: 'a'. " * 9, profile=one, results={})
        for one in Settings().profiles
    ]
    runs = [
        replace(a_past_run(day % 28 + 1, "passed"), recipe=f"sandhythe/{name}", seconds=day / 7)
        for name in many
        for day in range(40)
    ]
    catalogue = a_catalogue(*(an_entry(a_recipe(name), records=failed) for name in many))
    catalogue = replace(catalogue, profiles=Settings().profiles)
    pages = addresses.of_recipes(catalogue)
    site = Site(catalogue, Settings(), pages, {}, past=Past(Ledger(tuple(runs))))
    page, table = status.outputs(site)

    assert len(page.data) < guard.LARGEST_PAGE - 50_000  # the theme's frame comes around it
    assert b"the first 200 of 300" in page.data
    assert table.data.count(b"\r\n") == 301


def test_the_last_good_results_are_kept_and_marked(docs: Path) -> None:
    """On the recipe's page, in words that cannot be taken for today's."""
    page = (docs / f"recipes/{NAME}/index.md").read_text("utf-8")
    status = (docs / "status/index.md").read_text("utf-8")

    assert "The last good results, of 2 May 2026" in page
    assert "nobody has seen since then that they still hold" in page
    assert "About 61.5% &lt;take up&gt; their place." in page
    assert "Take-up: 61.5% (57.7 to 65.1)" in page
    assert f"recipes/{NAME}/#last-good" in status


def test_without_a_past_the_page_says_so(tmp_path: Path) -> None:
    """Nothing is claimed of what is not known."""
    page = (written(tmp_path / "docs", Past(), {}) / "status/index.md").read_text("utf-8")

    assert "Since when is not known" in page
    assert "there is no history to draw" in page


def test_frames_of_one_page_have_names_of_their_own(tmp_path: Path) -> None:
    """Those of a run that failed and those of the last good one, which have the same titles."""
    table = {"name": "take_up_by_area", "kind": "table", "title": "Take-up by small area"}
    good = LastGood.model_validate(
        {"version": "1.1.0", "last_run": "2026-05-02", "files": [{**table, "file": "a.csv"}]}
    )
    failed = an_entry(records=[a_record(verdict=Verdict.FAILED, reason="It fell over.")])
    kept = {"a.csv": b"area,seen\r\nThe Quay,40\r\n"}
    render(a_catalogue(failed), Settings(), PROJECT, tmp_path, good={NAME: good}, kept=kept)
    page = (tmp_path / f"recipes/{NAME}/index.md").read_text("utf-8")
    names = re.findall(r'role="region" tabindex="0" aria-label="([^"]*)"', page)

    assert "Table: Take-up by small area, of the last good run" in names
    assert len(set(names)) == len(names)
