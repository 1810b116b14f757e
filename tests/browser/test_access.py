"""Everybody can use the site: axe-core on every kind of page, and walks with the keyboard alone."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import arrive, shown
from tests.browser.test_site import RECIPE

pytestmark = pytest.mark.browser

QUICK = {"resultTypes": ["violations"], "selectors": False}  # nothing else is read, and it costs
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
KINDS = [
    "",
    "catalogue/?find=reviw",
    "what-can-i-run/?have=birth",
    "systems/",
    "indicators/",
    "indicators/two-year-old-take-up/",
    "compare/",
    "compare/two-year-old-take-up/",
    "hubs/",
    "learn/",
    "impact/",
    "news/",
    "localities/",
    "methods/funnel-plot/",
    f"{RECIPE}versions/1.2.0/",
    "status/",
    "checks/",
    "topics/",
    "topics/early-education/",
    "data/",
    "data/birth/",
    "recipes/hartsfold/",
    "recipes/hartsfold/broken/",
    "recipes/hartsfold/two-year-review/",
    "recipes/hartsfold/gld-change/",
    RECIPE,
    f"{RECIPE}brief.html",
    f"{RECIPE}information-governance.html",
]
WRITTEN = sorted(path.stem for path in (Path(__file__).parents[2] / "docs").glob("*.md"))
ALIKE = {"checks/", "data/"}  # a template's one line makes the hundreds of entries of their lists
SHORTEN = """document.querySelectorAll('article dl, article tbody').forEach(
  list => [...list.children].slice(4).forEach(entry => entry.remove()))"""
OPEN = "document.querySelectorAll('article details').forEach(fold => { fold.open = true })"
ELEMENTS = "[...document.querySelectorAll('article *')].map(one => one.tagName)"
WIDE, NARROW = 1280, 320
WAYS = [("light", WIDE), ("dark", NARROW)]
COLOURLESS = {**RULES, "rules": {"color-contrast": {"enabled": False}}}
LOOKS = {"runOnly": ["target-size", "scrollable-region-focusable"]}
"""The rules that a change of width alone may break; colours are those of the scheme."""


@pytest.fixture(scope="module")
def pages(chromium: Any) -> Iterator[dict[str, Any]]:
    """A page for each scheme, light ones wide and dark ones narrow."""
    contexts = {
        scheme: chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
        )
        for scheme, width in WAYS
    }
    yield {scheme: context.new_page() for scheme, context in contexts.items()}
    for context in contexts.values():
        context.close()


@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_nothing(pages: dict[str, Any], address: str, path: str) -> None:
    """In light and dark, wide and narrow, with every fold open.

    Every rule in light on a wide screen and in dark on a narrow one; those on sizes also the other
    way round. What only one width shows, the header and its menu, is alike on all pages, so that
    every rule is asked of the home page all four ways.
    """
    found = []
    for (_, width), page in zip(WAYS, pages.values(), strict=True):
        page.set_viewport_size({"width": width, "height": 900})
        arrive(page, address + path)
        page.evaluate(OPEN)
        if path in ALIKE:
            page.evaluate(SHORTEN)
        found += violations(page)
        page.set_viewport_size({"width": WIDE + NARROW - width, "height": 900})
        found += violations(page, LOOKS if path else RULES)

    assert list(dict.fromkeys(found)) == []


def test_axe_finds_nothing_on_written_pages(pages: dict[str, Any], address: str) -> None:
    """Those that people write by hand, in dark on a narrow screen, where most can go wrong.

    Colours, which cost most, are looked at on each page that has a kind of element that none before
    it had.
    """
    page, found, seen = pages["dark"], [], set[str]()
    page.set_viewport_size({"width": NARROW, "height": 900})
    for name in WRITTEN:
        arrive(page, f"{address}{name}/")
        new = set(page.evaluate(ELEMENTS)) - seen
        seen |= new
        found += [f"{name}: {said}" for said in violations(page, RULES if new else COLOURLESS)]

    assert found == []


def violations(page: Any, rules: Mapping[str, Any] = RULES) -> list[str]:
    """What axe complains of, with the start of each element."""
    result = Axe().run(page, options={**rules, **QUICK})
    return [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in result.response["violations"]
        for node in violation["nodes"]
    ]


def focused(page: Any) -> str:
    """What the keyboard is on, in words."""
    said: str = page.evaluate(
        "(e => e.tagName + ' ' + (e.getAttribute('aria-label') || e.innerText || e.name || ''))"
        "(document.activeElement)"
    )
    return said.strip().replace("\n", " ")


def moved_sideways(page: Any, seconds: float = 10) -> bool:
    """Whether what the keyboard is on comes to be scrolled, which a browser does by and by.

    Asked again and again from here: the policy of the pages lets no string be run as a script,
    which is how Playwright's own waiting works.
    """
    end = time.monotonic() + seconds
    while not page.evaluate("document.activeElement.scrollLeft > 0"):
        if time.monotonic() > end:
            return False
        page.wait_for_timeout(50)
    return True


def tab_until(page: Any, words: str, most: int = 60) -> None:
    """Press Tab until the keyboard is on something that says `words`."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if words in focused(page):
            return
    pytest.fail(f"the keyboard does not reach “{words}”")


def test_the_first_stop_of_the_keyboard_skips_to_the_content(
    pages: dict[str, Any], address: str
) -> None:
    """So that nobody walks through the menu on every page."""
    page = pages["light"]
    page.set_viewport_size({"width": 1280, "height": 900})
    arrive(page, f"{address}{RECIPE}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.wait_for_url("**#question")


def test_a_wide_table_is_moved_with_the_keyboard(pages: dict[str, Any], address: str) -> None:
    """Its frame takes the focus, and the arrow key moves it sideways."""
    page = pages["dark"]
    page.set_viewport_size({"width": 320, "height": 900})
    arrive(page, f"{address}{RECIPE}")
    tab_until(page, "Table: ")
    page.keyboard.press("ArrowRight")

    assert moved_sideways(page)
    assert "hub-scroll" in page.evaluate("document.activeElement.className")


def test_a_fold_opens_with_the_keyboard(pages: dict[str, Any], address: str) -> None:
    """The numbers behind a figure are one key away."""
    page = pages["light"]
    arrive(page, f"{address}{RECIPE}")
    tab_until(page, "The numbers behind this figure")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.parentElement.open") is True


def test_ticking_data_needs_no_mouse(pages: dict[str, Any], address: str) -> None:
    """The boxes are reached and ticked with the keyboard, and the answer is spoken."""
    page = pages["light"]
    arrive(page, f"{address}what-can-i-run/")
    page.locator(".hub-hold input").first.focus()
    page.keyboard.press("Space")
    said = page.locator('[data-hub="hold"] [data-hub="said"]')

    shown(said).to_contain_text("can run with what you hold")
    shown(said).to_have_attribute("aria-live", "polite")


def test_a_search_is_walked_to_its_recipe(pages: dict[str, Any], address: str) -> None:
    """From the words to the first result and onto its page, without a mouse."""
    page = pages["light"]
    page.set_viewport_size({"width": WIDE, "height": 900})
    arrive(page, f"{address}catalogue/")
    page.focus("#hub-q")
    page.keyboard.type("developmnet chanse")
    page.locator('[data-hub="said"]', has_text="1 of 4 recipes").wait_for()
    tab_until(page, "good level of development", most=120)
    page.keyboard.press("Enter")

    page.wait_for_url("**/recipes/hartsfold/gld-change/")


def test_the_tabs_lead_to_each_section(pages: dict[str, Any], address: str) -> None:
    """They are links, reached in their order, and say which one is open."""
    page = pages["light"]
    page.set_viewport_size({"width": WIDE, "height": 900})
    arrive(page, f"{address}about/")
    for name in ("Home", "Catalogue", "Data", "Status"):
        tab_until(page, name)
    page.keyboard.press("Enter")
    page.wait_for_url("**/status/")

    shown(page.locator(".md-tabs__item--active")).to_have_text("Status")


def test_a_funnel_is_moved_with_the_keyboard(pages: dict[str, Any], address: str) -> None:
    """On a narrow screen the drawing keeps its size, and the arrow key moves its frame."""
    page = pages["dark"]
    page.set_viewport_size({"width": NARROW, "height": 900})
    arrive(page, f"{address}compare/two-year-old-take-up/")
    tab_until(page, "Figure: funnel plot")
    page.keyboard.press("ArrowRight")

    assert moved_sideways(page)
