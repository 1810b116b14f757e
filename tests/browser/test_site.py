"""The site in a real browser: quiet, by itself, searchable, and narrow where the screen is."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import Visit, shown

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
    "learn/",
    "impact/",
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


def test_the_home_page_hands_its_search_over(visit: Visit) -> None:
    """What is typed on the home page is searched in the catalogue."""
    page = visit.open("")
    page.fill("#hub-home-q", "two-year-old")
    page.keyboard.press("Enter")
    page.wait_for_url("**/catalogue/?find=two-year-old")

    shown(page.locator("#hub-q")).to_have_value("two-year-old")


def test_pictures_are_shown_and_described(visit: Visit) -> None:
    """Every picture of a recipe loads and has a description."""
    page = visit.open(RECIPE)
    pictures = page.locator("article img").evaluate_all(
        "all => all.map(one => [one.complete && one.naturalWidth > 0, one.alt])"
    )

    assert pictures
    assert all(loaded and alt for loaded, alt in pictures)


def test_code_is_folded_and_opens(visit: Visit) -> None:
    """The notebook is there, folded, and a reader can open it."""
    page = visit.open(RECIPE)
    code = page.locator(".nb-code .highlight").first
    shown(code).to_be_hidden()
    page.get_by_text("The notebook as it ran").click()
    page.get_by_text("Code of cell 2").click()

    shown(code).to_be_visible()


def test_a_citation_is_copied_with_one_press(visit: Visit) -> None:
    """As it stands on the page, and the page says that it was copied."""
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.open(RECIPE)
    page.get_by_role("button", name="Copy citation").click()
    shown(page.locator("#citation + .hub-copied [role=status]")).to_have_text("Copied.")

    assert page.evaluate("navigator.clipboard.readText()") == page.locator(".hub-cite").inner_text()


def test_a_narrow_page_has_a_list_of_its_parts(visit: Visit) -> None:
    """Where the theme has no room for its own, a fold holds it and leads on."""
    page = visit.open(RECIPE)
    shown(page.locator(".hub-parts")).to_be_hidden()
    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_text("On this page").click()
    page.get_by_label("Parts of this page").get_by_text("Data it needs").click()

    page.wait_for_url("**#data-it-needs")


def test_the_colours_can_be_changed(visit: Visit) -> None:
    """The dark scheme is one click away and stays."""
    page = visit.open("")
    page.locator("label[for=__palette_1]").click()
    shown(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.reload(wait_until="load")

    shown(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert visit.complaints == []


def test_the_header_hands_its_search_over(visit: Visit) -> None:
    """From any page Ctrl+K and some words lead to the catalogue, which also finds other pages."""
    page = visit.open("data/birth/")
    page.keyboard.press("Control+k")
    shown(page.get_by_label("Search the hub")).to_be_focused()
    page.keyboard.type("birth weight")
    page.keyboard.press("Enter")
    page.wait_for_url("**/catalogue/?find=birth+weight")
    page.locator('[data-hub="others"] a[href$="data/birth/"]').wait_for()

    assert visit.complaints == []


def test_ticking_data_tells_what_runs(visit: Visit) -> None:
    """What runs now, what is one field short, and what one more table would give."""
    page = visit.open("what-can-i-run/?have=eyfsp_result&have=birth&have=area")
    visit.said("can run with what you hold")
    found = shown(page.locator('[data-hub="found"]'))

    found.to_contain_text("Runs now: 1 recipe")
    found.to_contain_text("Is the change in our good level of development real")
    found.to_contain_text("Children in funded early education: 2 recipes")


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

    shown(page.locator(".hub-status")).to_contain_text("not checked for 32 days")
    status = visit.open("status/")
    shown(status.get_by_text("not checked for 32 days").nth(1)).to_be_attached()


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
