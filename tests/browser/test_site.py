"""The site in a real browser: quiet, by itself, searchable, and narrow where the screen is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

pytestmark = pytest.mark.browser

RECIPE = "recipes/sandhythe/two-year-old-take-up/"
PAGES = [
    "",
    "catalogue/",
    "what-can-i-run/?have=birth",
    "systems/",
    "indicators/",
    "indicators/two-year-old-take-up/",
    "compare/",
    "compare/two-year-old-take-up/",
    "hubs/",
    "methods/",
    "methods/funnel-plot/",
    "for-machines/",
    RECIPE,
    RECIPE + "brief.html",
    RECIPE + "information-governance.html",
    "recipes/hartsfold/two-year-review/",
    "recipes/hartsfold/broken/",
    "recipes/hartsfold/",
    "localities/",
    "topics/",
    "topics/early-education/",
    "data/",
    "data/birth/",
    "status/",
    "checks/",
    "contribute/",
    "how-it-works/",
    "about/",
    "accessibility/",
    "data-protection/",
]


@dataclass
class Visit:
    """A page in the browser, what it complained of, and whom it called."""

    page: Any
    address: str
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def open(self, path: str) -> Any:
        self.page.goto(self.address + path, wait_until="load")
        return self.page

    def titles(self) -> list[str]:
        return [str(t) for t in self.page.locator(".hub-card__title").all_inner_texts()]

    def said(self, words: str) -> None:
        self.page.locator('[data-hub="said"]', has_text=words).wait_for(timeout=5000)


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


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_quiet_by_itself_and_fits(visit: Visit, path: str) -> None:
    """No error, no breach of the policy, no other host, no cookie; narrow where the screen is."""
    page = visit.open(path)
    page.set_viewport_size({"width": 320, "height": 640})
    page.wait_for_load_state("networkidle")

    assert visit.complaints == []
    assert visit.strangers == []
    assert page.context.cookies() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


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

    assert page.input_value("#hub-q") == "review"
    assert page.get_by_label("Does not work").is_checked()


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

    page.wait_for_selector(".hub-catalogue--live")
    assert page.locator('.hub-catalogue img:not([src$=".svg"], [src$=".png"])').count() == 0
    assert page.locator("[onerror]").count() == 0
    assert visit.complaints == []


def test_the_home_page_hands_its_search_over(visit: Visit) -> None:
    """What is typed on the home page is searched in the catalogue."""
    page = visit.open("")
    page.fill("#hub-home-q", "two-year-old")
    page.keyboard.press("Enter")
    page.wait_for_url("**/catalogue/?find=two-year-old")

    assert page.input_value("#hub-q") == "two-year-old"


def test_without_javascript_the_whole_list_is_there(chromium: Any, address: str) -> None:
    """The catalogue is a plain list of links."""
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}catalogue/")

    assert page.locator(".hub-card__title a").count() == 4
    assert not page.locator("#hub-q").is_visible()


def test_pictures_are_shown_and_described(visit: Visit) -> None:
    """Every picture of a recipe loads and has a description."""
    page = visit.open(RECIPE)
    pictures = page.locator("article img").evaluate_all(
        "all => all.map(one => [one.complete && one.naturalWidth > 0, one.alt])"
    )

    assert pictures
    assert all(shown and alt for shown, alt in pictures)


def test_code_is_folded_and_opens(visit: Visit) -> None:
    """The notebook is there, folded, and a reader can open it."""
    page = visit.open(RECIPE)
    code = page.locator(".nb-code .highlight").first
    assert not code.is_visible()
    page.get_by_text("The notebook as it ran").click()
    page.get_by_text("Code of cell 2").click()

    assert code.is_visible()


def test_the_colours_can_be_changed(visit: Visit) -> None:
    """The dark scheme is one click away and stays."""
    page = visit.open("")
    page.locator("label[for=__palette_1]").click()
    page.reload(wait_until="networkidle")

    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert visit.complaints == []


def test_the_header_hands_its_search_over(visit: Visit) -> None:
    """From any page a search leads to the catalogue, which also finds other pages."""
    page = visit.open("data/birth/")
    page.get_by_label("Search the hub").fill("birth weight")
    page.keyboard.press("Enter")
    page.wait_for_url("**/catalogue/?find=birth+weight")
    page.locator('[data-hub="others"] a[href$="data/birth/"]').wait_for(timeout=5000)

    assert visit.complaints == []


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
    page.get_by_label("Sort by").select_option("name")
    page.wait_for_url("**/catalogue/?sort=name")
    visit.said("All 4 recipes")

    assert visit.titles() == sorted(visit.titles(), key=str.casefold)


def test_ticking_data_tells_what_runs(visit: Visit) -> None:
    """What runs now, what is one field short, and what one more table would give."""
    page = visit.open("what-can-i-run/?have=eyfsp_result&have=birth&have=area")
    said = page.locator('[data-hub="hold"] [data-hub="said"]')
    said.get_by_text("can run with what you hold").wait_for(timeout=5000)
    found = page.locator('[data-hub="found"]').inner_text()

    assert "Runs now: 1 recipe" in found
    assert "Is the change in our good level of development real" in found
    assert "Children in funded early education: 2 recipes" in found


def test_ticks_stand_in_the_address(visit: Visit) -> None:
    """A whole table by its name, single fields by theirs."""
    page = visit.open("what-can-i-run/?have=birth.child_id")
    page.get_by_label("Early years foundation stage profile results", exact=True).check()
    page.wait_for_url("**have=eyfsp_result**")

    assert "have=birth.child_id" in page.url


def test_an_old_run_is_shown_as_old_when_the_page_is_read(visit: Visit) -> None:
    """The reader's own clock says how long ago the last run is."""
    visit.page.clock.install(time="2026-12-24T12:00:00Z")
    page = visit.open(RECIPE)

    assert "not checked for 32 days" in page.locator(".hub-status").inner_text()
    status = visit.open("status/")
    assert status.get_by_text("not checked for 32 days").count() >= 2


def test_the_brief_is_one_page_of_a4(visit: Visit) -> None:
    """As long as those of the longest shipped recipes: five numbers, five points to a list."""
    page = visit.open(RECIPE + "brief.html")
    page.evaluate(
        """() => {
          const fill = (list, least) => {
            const one = list.firstElementChild;
            while (list.children.length < least) list.append(one.cloneNode(true));
          };
          document.querySelectorAll("tbody").forEach(body => fill(body, 5));
          document.querySelectorAll(".sheet-columns ul").forEach(list => fill(list, 5));
        }"""
    )
    printed = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
