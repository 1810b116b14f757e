"""Numbers, times and sentences in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hub.model import Number, Verdict
from hub.render import prose, words
from hub.render.scrub import Scrub
from tests.builders import a_card, a_record, a_result


def test_the_answer_is_made_from_the_numbers_of_the_run() -> None:
    """Names in braces become numbers with their units and decimals."""
    assert words.answer(a_card(), a_record()) == (
        "About 61.5% of eligible two-year-olds take up their place "
        "(between 57.7% and 65.1%); 233 children do not."
    )


def test_without_an_answer_the_first_number_speaks() -> None:
    """A card without a sentence still gives one."""
    said = words.answer(a_card(answer=None), a_record())

    assert said == "Take-up of the entitlement: 61.5% (between 57.7% and 65.1%)."


def test_a_number_that_is_not_for_publishing_is_never_in_the_answer() -> None:
    """A sentence that names a private number is not shown."""
    card = a_card(
        answer="There are {secret}.",
        results={"secret": {"kind": "number", "title": "Secret", "class": "private"}},
    )
    record = a_record(results={"secret": a_result("secret", "numbers.json", Number(3))})

    assert words.answer(card, record) is None


def test_an_answer_goes_as_far_as_its_numbers_may_be_shown() -> None:
    """The sentences before one that is kept back stand; what comes after may speak of it."""
    sentences = "About {take_up} do, e.g. here. {missing} do not. Of these {take_up} may yet."
    record = a_record()
    kept_back = a_result("missing", "numbers.json", Number(None))
    record = replace(record, results={**record.results, "missing": kept_back})

    assert words.answer(a_card(answer=sentences), record) == "About 61.5% do, e.g. here."


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("{take_up} places, at most {take_up.upper}.", "61.5 places, at most 65.1 places."),
        ("{take_up} free places are left.", "61.5 free places are left."),
        ("{take_up} of them are left, {take_up} more.", "61.5 of them are left, 61.5 places more."),
        (
            "{take_up} (between {take_up.lower} and {take_up.upper}).",
            "61.5 places (between 57.7 and 65.1 places).",
        ),
    ],
)
def test_a_sentence_that_says_the_unit_itself_is_not_made_to_say_it_twice(
    sentence: str, said: str
) -> None:
    """Whoever writes "{n} free places" means it once, and an interval has it at its end."""
    card = a_card(answer=sentence)
    places = card.results["take_up"].model_copy(update={"unit": "places"})
    card = card.model_copy(update={"results": {**card.results, "take_up": places}})

    assert words.answer(card, a_record()) == said
    declared, number = words.numbers(card, a_record())["take_up"]
    assert words.interval(number, declared) == "57.7 to 65.1 places"


def test_hostile_words_in_an_answer_are_left_as_typed() -> None:
    """Braces that name nothing are not a template."""
    card = a_card(answer="{{ 7*7 }} {take_up.__class__} {take_up}")

    assert words.answer(card, a_record()) == "{{ 7*7 }} {take_up.__class__} 61.5%"


@pytest.mark.parametrize(
    ("started", "said"),
    [
        ("2026-11-22T07:05:00+00:00", "22 November 2026, 07:05 UTC"),
        ("2026-06-01T00:30:00+01:00", "31 May 2026, 23:30 UTC"),
        ("2026-11-22T07:05:00Z", "22 November 2026, 07:05 UTC"),
        ("", "not known"),
    ],
)
def test_times_are_written_out(started: str, said: str) -> None:
    """A time is read by people, in one time zone."""
    assert words.moment(started) == said


def test_every_verdict_has_its_words() -> None:
    """No verdict is shown by its code."""
    assert all(words.verdict(verdict) and words.meaning(verdict) for verdict in Verdict)


@pytest.mark.parametrize(("number", "said"), [(1, "1 recipe"), (1200, "1,200 recipes")])
def test_counts_agree_with_their_noun(number: int, said: str) -> None:
    """One recipe, many recipes."""
    assert words.counted(number, "recipe") == said


def test_readme_parts_are_found_by_their_headings() -> None:
    """Headings inside a code block are not headings."""
    parts = prose.sections("# T\n\n## How it works\n\na\n```\n## No\n```\n\n## How to use it\nb")

    assert set(parts) == {"how it works", "how to use it"}
    assert "## No" in parts["how it works"]


def test_html_in_a_readme_is_shown_as_typed() -> None:
    """A README is Markdown, not HTML."""
    assert prose.to_html("<script>alert(1)</script>").startswith("<p>&lt;script&gt;")


def test_pictures_in_a_readme_are_named() -> None:
    """A picture from elsewhere is not loaded; its description stands in its place."""
    html = prose.to_html("![a map](https://evil.example.org/pixel.png)")

    assert html.strip() == "<p>[picture: a map]</p>"


def test_links_within_a_readme_lead_nowhere() -> None:
    """A relative address could break the site, so only its words stay."""
    assert "href" not in prose.to_html("[see](../../secret) [top](#top)")


def test_sources_become_links() -> None:
    """Web addresses and DOIs of references can be followed, and mail can be written."""
    html = prose.linked("A <b> (2020). doi:10.1000/x.1. https://example.org/a.")

    assert '<a href="https://doi.org/10.1000/x.1"' in html
    assert ">https://example.org/a</a>." in html
    assert "&lt;b&gt;" in html
    assert '<a href="mailto:a.team@x.example.org"' in prose.linked("a.team@x.example.org.")


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("/home/someone/work/a.csv", "…/a.csv"),
        (r"C:\Users\some one\a.csv", "…/a.csv"),
        ("/srv/x/lib/python3.11/site-packages/pandas/a.py", "…/pandas/a.py"),
        ("/usr/lib/python3.11/json/a.py", "…/json/a.py"),
        ("at 0x7f0123456789>", "at 0x…>"),
        ("10%\r50%\r100%\n", "100%\n"),
        ("https://example.org/home/page and 3/4", "https://example.org/home/page and 3/4"),
    ],
)
def test_traces_of_the_machine_are_taken_out(text: str, clean: str) -> None:
    """Folders and addresses go, web addresses and fractions stay."""
    assert Scrub().output(text) == clean
