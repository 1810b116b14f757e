"""The index of the site's own search: what it holds, in which pieces, and which words are one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hub.render.search.words import same, words
from tests.builders import (
    a_catalogue,
    a_locality,
    a_recipe,
    a_record,
    a_run_folder,
    an_entry,
    an_unreadable_recipe,
)
from tests.render.test_render import content, tree


@pytest.fixture
def index(tmp_path: Path) -> dict[str, Any]:
    """The files of the index of three recipes, by name."""
    run = a_run_folder(tmp_path / "run")
    review = a_recipe(
        "review",
        a_locality("hartsfold", name="Hartsfold"),
        question="Who misses the review at two?",
        summary="Reviews found by age and not by code.",
        topics=["healthy-child-programme"],
        inputs={
            "birth": {"fields": ["child_id", "birth_weight_g"], "optional": ["birth_weight_g"]}
        },
    )
    catalogue = a_catalogue(
        an_entry(records=[a_record(run)]),
        an_entry(review, records=[a_record(run)]),
        an_entry(an_unreadable_recipe(), records=[], reason="It is broken."),
    )
    files = content(tree(catalogue, tmp_path))
    found = {path: data for path, data in files.items() if path.startswith("catalogue/index/")}
    return {Path(path).stem: json.loads(data) for path, data in found.items()}


def recipes_with(index: dict[str, Any], word: str) -> list[str]:
    """The addresses of what holds a word, read as the browser reads it."""
    core = index["core"]
    number = core["words"].split(" ").index(word)
    piece = 0
    while number >= core["pieces"][piece]:
        number -= core["pieces"][piece]
        piece += 1
    steps = index[f"words-{piece}"][number][::2]
    docs = [sum(steps[: at + 1]) for at in range(len(steps))]
    return [index[f"rows-{doc // core['rows']}"][doc % core["rows"]][0] for doc in docs]


def test_a_word_leads_to_its_recipes(index: dict[str, Any]) -> None:
    """Through the piece that holds it, and the rows that it names."""
    assert "recipes/hartsfold/review" in recipes_with(index, "misses")
    assert "recipes/sandhythe/two-year-old-take-up" not in recipes_with(index, "misses")


def test_what_people_say_instead_leads_there_too(index: dict[str, Any]) -> None:
    """ "nursery" finds a recipe about early education, "check" one about reviews."""
    assert "recipes/sandhythe/two-year-old-take-up" in recipes_with(index, "funded")
    assert "recipes/hartsfold/review" in recipes_with(index, "check")


def test_other_pages_are_found(index: dict[str, Any]) -> None:
    """A table is found by the meaning of its fields."""
    assert "data/birth/" in recipes_with(index, "weight")


def test_facets_name_only_what_is_there(index: dict[str, Any]) -> None:
    """With the recipes that have each value."""
    facets = {facet["name"]: facet for facet in index["core"]["facets"]}

    assert facets["locality"]["titles"] == ["Hartsfold", "Sandhythe"]
    assert set(facets["status"]["values"]) == {"passed", "not-run"}
    assert len(facets["topic"]["of"]) == index["core"]["recipes"] == 3


def test_fields_a_recipe_can_do_without_are_not_needed(index: dict[str, Any]) -> None:
    """What can be run with one's data rests on the rest."""
    inputs = index["inputs"]
    needs = [[inputs["fields"][number] for number in one] for one in inputs["needs"]]

    assert ["birth.child_id"] in needs


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("Two-year-olds", ["2", "year", "olds"]),
        ("2½ years", ["2", "half", "years"]),
        ("Children’s centre, déjà vu", ["childrens", "centre", "deja", "vu"]),
    ],
)
def test_text_is_split_into_plain_words(text: str, split: list[str]) -> None:
    """Small letters, no accents, numbers as digits."""
    assert list(words(text)) == split


def test_phrases_of_one_meaning_are_whole_words() -> None:
    """A phrase inside another word is none."""
    assert "eyfsp" in same("The good level of development")
    assert "eyfsp" not in same("A glder")
