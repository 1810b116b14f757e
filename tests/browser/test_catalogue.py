"""The catalogue in a browser: search, facets, order, the address, the keyboard, no JavaScript."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Visit, shown

pytestmark = pytest.mark.browser


def test_search_finds_with_typing_errors(visit: Visit) -> None:
    """Two slips of the finger still find the recipe."""
    visit.open("catalogue/").fill("#hub-q", "developmnet chanse")
    visit.said("1 of 4 recipes")

    assert visit.titles() == ["Is the change in our good level of development real, or chance?"]


def test_search_says_when_nothing_fits(visit: Visit) -> None:
    """A search without a result says what to do."""
    visit.open("catalogue/").fill("#hub-q", "zzzzzz")
    visit.said("No recipe has “zzzzzz” or anything near it")

    assert visit.titles() == []


def test_facets_filter_and_stand_in_the_address(visit: Visit) -> None:
    """A ticked box narrows the list, and the address can be sent to somebody."""
    page = visit.open("catalogue/")
    page.get_by_label("Funnel plot").evaluate("box => box.click()")
    visit.said("1 of 4 recipes")

    assert "method=funnel-plot" in page.url


def test_an_address_brings_its_search_back(visit: Visit) -> None:
    """A link to a search shows the same search."""
    page = visit.open("catalogue/?find=review&status=failed")
    visit.said("1 of 4 recipes")

    shown(page.locator("#hub-q")).to_have_value("review")
    shown(page.get_by_label("Does not work")).to_be_checked()


def test_going_back_takes_a_filter_off(visit: Visit) -> None:
    """The browser's own button walks through the filters."""
    page = visit.open("catalogue/")
    page.get_by_label("Funnel plot").evaluate("box => box.click()")
    visit.said("1 of 4 recipes")
    page.go_back()

    visit.said("All 4 recipes")


def test_clearing_shows_everything(visit: Visit) -> None:
    """One button takes words and filters away."""
    page = visit.open("catalogue/?find=review&status=failed")
    page.get_by_role("button", name="Clear all").click()
    visit.said("All 4 recipes")

    assert page.url.endswith("/catalogue/")


def test_the_catalogue_works_by_keyboard(visit: Visit) -> None:
    """From the search box the keyboard reaches the first facet and ticks it."""
    page = visit.open("catalogue/")
    page.focus("#hub-q")
    for _ in range(3):  # the sorting, the name of the first facet, then its first box
        page.keyboard.press("Tab")
    page.keyboard.press("Space")

    visit.said(" of 4 recipes")


def test_words_of_a_search_are_text(visit: Visit) -> None:
    """A search in the address cannot put anything into the page."""
    page = visit.open("catalogue/?find=%3Cimg%20src=x%20onerror=alert(1)%3E")
    visit.said("No recipe has “<img src=x onerror=alert(1)>”")

    assert page.locator('img[src="x"]').count() == 0
    assert page.locator("[onerror]").count() == 0
    assert visit.complaints == []


def test_without_javascript_the_whole_list_is_there(chromium: Any, address: str) -> None:
    """The catalogue is a plain list of links."""
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}catalogue/")

    assert page.locator(".hub-card__title a").count() == 4
    assert not page.locator("#hub-q").is_visible()


def test_words_that_mean_the_same_find_the_same(visit: Visit) -> None:
    """A reader who says "nursery" or "2 year" finds what is called early education."""
    for words in ("nursery", "2 year place"):
        visit.open(f"catalogue/?find={words}")
        visit.said("of 4 recipes")

        assert any(title.startswith("Which eligible two-year-olds") for title in visit.titles())


def test_an_empty_result_says_truly_what_to_do(visit: Visit) -> None:
    """Where only the filters stand in the way, it says that, and how many have the words."""
    visit.open("catalogue/?find=review&status=passed")

    visit.said("1 recipe has the words: take a filter away")


def test_the_order_can_be_chosen_and_stands_in_the_address(visit: Visit) -> None:
    """By question, by the last check, or by how little data is needed."""
    page = visit.open("catalogue/")
    ordered = sorted(visit.titles(), key=str.casefold)
    assert visit.titles() != ordered
    page.get_by_label("Sort by").select_option("name")

    page.wait_for_url("**/catalogue/?sort=name")
    shown(page.locator(".hub-card__title")).to_have_text(ordered)
