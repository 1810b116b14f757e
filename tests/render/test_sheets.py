"""The printable sheets, the citation and the neighbours of a recipe, all drawn from its card."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from hub.model import Verdict
from hub.render import citing, governance, similar
from hub.render.site import Site
from hub.settings import Settings
from tests.builders import a_card, a_catalogue, a_recipe, a_record, an_entry
from tests.render.test_render import PAGE, a_good_entry, content, tree

SHEET = f"{PAGE}/information-governance.html"


def a_site(*entries: object) -> Site:
    catalogue = a_catalogue(*entries)  # type: ignore[arg-type]
    pages = {entry.recipe.id: f"recipes/{entry.recipe.id}" for entry in catalogue.entries}
    return Site(catalogue, Settings(), pages, {})


def test_the_sheet_follows_the_inputs(tmp_path: Path) -> None:
    """A field more in the card is a field more on the sheet and in its CSV."""
    before = content(tree(a_catalogue(a_good_entry(tmp_path / "a")), tmp_path / "1"))
    inputs = {"birth": {"fields": ["child_id", "birth_weight_g"]}}
    after = content(tree(a_catalogue(a_good_entry(tmp_path / "b", inputs=inputs)), tmp_path / "2"))

    assert b"birth_weight_g" not in before[SHEET]
    assert b"birth_weight_g" in after[SHEET]
    assert b"birth_weight_g" in after[f"{PAGE}/data-needed.csv"]
    assert b"A parent panel chose the question." in before[SHEET]


def test_the_sheet_tells_personal_fields_and_joins() -> None:
    """What is personal comes from the contract, what joins from the tables that share it."""
    inputs = {
        "birth": {"fields": ["child_id", "date_of_birth"]},
        "early_education": {"fields": ["child_id", "term"]},
    }
    birth = governance.needed(a_card(inputs=inputs))[0]

    assert {field.name: field.joins for field in birth.fields} == {
        "child_id": True,
        "date_of_birth": False,
    }
    assert all(field.personal == "personal" for field in birth.fields)


def test_tables_are_grouped_by_the_service_that_shares_them() -> None:
    """One agreement for each service."""
    found = governance.services(governance.needed(a_card()))

    assert all(table.service == name for name, tables in found.items() for table in tables)
    assert sum(map(len, found.values())) == 3


def test_the_brief_has_the_answer_and_its_limits(tmp_path: Path) -> None:
    """One page holds question, answer, figure, what it cannot tell, and what it is not for."""
    text = content(tree(a_catalogue(a_good_entry(tmp_path / "run")), tmp_path))[
        f"{PAGE}/brief.html"
    ].decode()

    for words in ("About 61.5% of eligible", "take_up_chart.svg", "Ask them.", "Deciding anything"):
        assert words in text


def test_a_brief_of_a_failed_recipe_gives_no_number(tmp_path: Path) -> None:
    """It says why there is no answer."""
    entry = an_entry(records=[a_record(verdict=Verdict.FAILED, reason="it stopped in cell 7.")])
    text = content(tree(a_catalogue(entry), tmp_path))[f"{PAGE}/brief.html"].decode()

    assert "it stopped in cell 7." in text
    assert "61.5" not in text


def test_naive_numbers_stand_apart(tmp_path: Path) -> None:
    """What is wrong by design is in a table of its own that says so."""
    results = {
        "take_up": {"kind": "number", "title": "Take-up", "unit": "%"},
        "missing": {"kind": "number", "title": "The easy sum", "naive": True},
    }
    entry = a_good_entry(tmp_path / "run", results=results, answer=None)
    text = content(tree(a_catalogue(entry), tmp_path))[f"{PAGE}/index.md"].decode()

    assert "The easy sum" not in text[: text.index("wrong, and shown for comparison")]


def test_a_citation_is_readable_in_three_ways() -> None:
    """In words, as BibTeX and as a citation file."""
    entry = an_entry(a_recipe(title="Health & care: 100% of it"))
    found = citing.of(entry, PAGE, a_site(entry))

    assert found is not None
    assert "recipe sandhythe/two-year-old-take-up" in found.text
    assert r"Health \& care: 100\% of it" in found.bibtex
    assert found.cff.startswith("cff-version: 1.2.0\n")
    assert yaml.safe_load(found.cff)["title"] == "Health & care: 100% of it"


@pytest.mark.parametrize("title", ["A: b # c", "- no list", 'a "quote"', "two\u2028lines", "é 🙂"])
def test_no_word_of_a_contributor_breaks_the_citation_file(title: str) -> None:
    """Whatever it holds, it stays one text of one key."""
    entry = an_entry(a_recipe(title=title, authors=[{"name": title}]))
    found = citing.of(entry, PAGE, a_site(entry))

    assert found is not None
    assert yaml.safe_load(found.cff)["title"] == title
    assert yaml.safe_load(found.cff)["authors"] == [{"name": title}]


def test_similar_recipes_say_when_to_prefer_them() -> None:
    """By what the other one does without, needs besides, and how it works."""
    here = an_entry()
    other = an_entry(
        a_recipe(
            "gld-change",
            methods=["funnel-plot"],
            inputs={"birth": {"fields": ["child_id"]}, "eyfsp_result": {"fields": ["child_id"]}},
        )
    )
    found = similar.of(here, a_site(here, other))

    assert [one.page for one in found] == ["recipes/sandhythe/gld-change"]
    assert found[0].prefer == (
        "It does without “Children in funded early education”.",
        "It needs “Early years foundation stage profile results”, which this one does not.",
        "It works by funnel plot.",
    )
