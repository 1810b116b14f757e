"""A built site served on this machine, and Debian's Chromium to look at it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from hub.model import Level, Verdict
from hub.publish import publish
from hub.registry.lastgood import GoodFile, LastGood
from hub.registry.ledger import Ledger, PastRun
from hub.registry.past import Past
from hub.render import render
from hub.settings import Settings
from tests.builders import (
    a_catalogue,
    a_code_cell,
    a_finding,
    a_locality,
    a_recipe,
    a_record,
    a_run_folder,
    a_text_cell,
    an_entry,
    an_unreadable_recipe,
    displayed,
    printed,
)
from tests.exercises import teaching, tried
from tests.places import a_comparison
from tests.web import served

PROJECT = Path(__file__).parents[2]
REQUIRED = os.environ.get("HUB_BROWSER") == "required"
KEPT = {
    "areas.csv": b"area,seen\r\nThe Quay,40\r\n",
    "bars.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><g/></svg>',
}
GOOD = LastGood(
    version="1.1.0",
    last_run="2026-05-02T10:00:00Z",
    answer="About one in five.",
    files=(
        GoodFile(name="areas", kind="table", title="Seen by area", file="areas.csv"),
        GoodFile(name="bars", kind="figure", title="Bars of areas", alt="Bars.", file="bars.svg"),
    ),
)
NAMES = ("chromium", "chromium-browser", "google-chrome")


def a_past() -> Past:
    """Three runs of the recipe that fails now."""
    name = "hartsfold/two-year-review"
    days = {"2026-05-01T10:00:00Z": "passed", "2026-05-02T10:00:00Z": "passed"}
    days |= {"2026-05-03T10:00:00Z": "failed"}
    return Past(
        Ledger(
            tuple(
                PastRun(name, "1.1.0", "clean", verdict, "", "0" * 40, day, 3.0, "f", day)
                for day, verdict in days.items()
            )
        )
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of two good recipes, one that fails and one that cannot be read."""
    folder = tmp_path_factory.mktemp("browser")
    wide = "<table><tr>" + "".join(f"<td>column {n}</td>" for n in range(30)) + "</tr></table>"
    run = a_run_folder(
        folder / "run",
        a_text_cell("# Join\n\n" + "averylongword" * 20),
        a_code_cell("x = 1  # " + "y" * 300, printed("z" * 500), displayed(text_html=wide)),
    )
    hartsfold = a_locality("hartsfold", name="Hartsfold")
    gld = teaching(
        a_recipe(
            "gld-change",
            hartsfold,
            title="Is the change in our GLD real?",
            question="Is the change in our good level of development real, or chance?",
            summary="Change in the good level of development, with its interval.",
            topics=["assessment-and-information-sharing"],
            methods=["funnel-plot"],
            inputs={"eyfsp_result": {"fields": ["child_id"]}},
        )
    )
    failed = a_record(run, Verdict.FAILED, "KeyError: 'ward_code' in cell 7.", results={})
    review = a_recipe(
        "two-year-review", hartsfold, question="Who misses the review at two?", answer=None
    )
    catalogue = a_catalogue(
        an_entry(records=[a_record(run), a_record(run, profile="messy")], findings=[a_finding()]),
        an_entry(gld, records=[a_record(run)]),
        an_entry(review, records=[failed], findings=[a_finding(Level.ERROR)]),
        an_entry(an_unreadable_recipe(locality=hartsfold), records=[], reason="It is broken."),
    )
    practised = tried(gld, '"take_up" is not higher.')
    catalogue = replace(catalogue, comparisons=(a_comparison(),), practised=practised)
    good = {review.id: GOOD}
    render(catalogue, Settings(), PROJECT, folder / "docs", a_past(), good=good, kept=KEPT)
    publish(PROJECT, folder / "docs", folder / "site", catalogue)
    return folder / "site"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served, below a folder as on a shared host."""
    with served(site) as there:
        yield there


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running browser; without one the tests are skipped, unless HUB_BROWSER=required."""
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        reason = "no Chromium here: install it (Debian: apt-get install chromium)"
        pytest.fail(reason) if REQUIRED else pytest.skip(reason)
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


def arrive(page: Any, address: str) -> Any:
    """Open a page and wait until it is as its own scripts leave it.

    Pages that are drawn by a script (the catalogue, what can I run) say what they show in one
    line, empty until all of it stands there.
    """
    page.goto(address, wait_until="load")
    for said in page.locator('article [data-hub="said"]').all():
        shown(said).not_to_be_empty()
    return page


def shown(element: Any) -> Any:
    """Playwright's assertions on an element, which wait until they hold."""
    from playwright.sync_api import expect

    expect.set_options(timeout=30_000)
    return expect(element)


@dataclass
class Visit:
    """A page in the browser, what it complained of, and whom it called."""

    page: Any
    address: str
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def open(self, path: str) -> Any:
        return arrive(self.page, self.address + path)

    def titles(self) -> list[str]:
        return [str(t) for t in self.page.locator(".hub-card__title").all_inner_texts()]

    def said(self, words: str) -> None:
        shown(self.page.locator('[data-hub="said"]')).to_contain_text(words)


@pytest.fixture
def visit(chromium: Any, address: str) -> Iterator[Visit]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    found = Visit(context.new_page(), address)
    found.page.on("console", lambda said: found.complaints.append(said.text))
    found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
    found.page.on(
        "request",
        lambda sent: (
            None if sent.url.startswith((address, "data:")) else found.strangers.append(sent.url)
        ),
    )
    yield found
    context.close()
