"""Everybody can use the site: axe-core on every kind of page, and walks with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.test_site import RECIPE

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
KINDS = [
    "",
    "catalogue/?find=reviw",
    "what-can-i-run/?have=birth",
    "systems/",
    "status/",
    "checks/",
    "topics/",
    "topics/early-education/",
    "data/",
    "data/birth/",
    "recipes/hartsfold/",
    "recipes/hartsfold/broken/",
    "recipes/hartsfold/two-year-review/",
    RECIPE,
    f"{RECIPE}brief.html",
    f"{RECIPE}information-governance.html",
    "about/",
    "for-machines/",
]
WAYS = [("light", 1280), ("dark", 320)]


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
    """In light on a wide screen and in dark on a narrow one, with every fold open."""
    found = []
    for page in pages.values():
        page.goto(address + path, wait_until="load")
        page.evaluate(
            "document.querySelectorAll('article details').forEach(fold => { fold.open = true })"
        )
        found += violations(page)

    assert list(dict.fromkeys(found)) == []


def violations(page: Any) -> list[str]:
    """What axe complains of, with the start of each element."""
    result = Axe().run(page, options=RULES)
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
    page.goto(f"{address}{RECIPE}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.url.endswith("#question")


def test_a_wide_table_is_moved_with_the_keyboard(pages: dict[str, Any], address: str) -> None:
    """Its frame takes the focus, and the arrow key moves it sideways."""
    page = pages["dark"]
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(f"{address}{RECIPE}")
    tab_until(page, "Table: ")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")

    assert "hub-scroll" in page.evaluate("document.activeElement.className")


def test_a_fold_opens_with_the_keyboard(pages: dict[str, Any], address: str) -> None:
    """The numbers behind a figure are one key away."""
    page = pages["light"]
    page.goto(f"{address}{RECIPE}")
    tab_until(page, "The numbers behind this figure")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.parentElement.open") is True


def test_ticking_data_needs_no_mouse(pages: dict[str, Any], address: str) -> None:
    """The boxes are reached and ticked with the keyboard, and the answer is spoken."""
    page = pages["light"]
    page.goto(f"{address}what-can-i-run/", wait_until="networkidle")
    page.locator(".hub-hold input").first.focus()
    page.keyboard.press("Space")
    said = page.locator('[data-hub="hold"] [data-hub="said"]')

    assert "can run with what you hold" in said.inner_text()
    assert said.get_attribute("aria-live") == "polite"
