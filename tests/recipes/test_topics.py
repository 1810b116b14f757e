"""Each topic that local authorities were asked about has a recipe; private results stay private."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from hub.contribution import Expected, RecipeCard

RECIPES = Path(__file__).parents[2] / "recipes"
INTERVIEW_TOPICS = [
    "parenting-and-home-learning",
    "healthy-child-programme",
    "speech-language-communication",
    "perinatal-and-infant-mental-health",
    "early-education",
    "assessment-and-information-sharing",
]


def cards() -> dict[Path, RecipeCard]:
    """Every shipped recipe's card, by its folder."""
    return {
        path.parent: RecipeCard.model_validate(yaml.safe_load(path.read_text("utf-8")))
        for path in sorted(RECIPES.glob("*/*/recipe.yml"))
    }


def is_proved(folder: Path) -> bool:
    """Whether it must recover planted truths on clean data and on messy data."""
    text = (folder / "expected.yml").read_text("utf-8")
    expected = Expected.model_validate(yaml.safe_load(text))
    return all(any(one.truth for one in of.values()) for of in (expected.clean, expected.messy))


@pytest.mark.parametrize("topic", INTERVIEW_TOPICS)
def test_each_interview_topic_has_a_recipe_held_against_planted_truth(topic: str) -> None:
    """An active recipe of the topic must give back what was planted."""
    found = [
        folder
        for folder, card in cards().items()
        if topic in card.topics and card.status == "active" and is_proved(folder)
    ]

    assert found


@pytest.mark.parametrize(
    ("recipe", "private"),
    [
        ("hartsfold/transitions", {"child_pages", "child_page"}),
        ("stainholme/is-our-data-good-enough", {"fix_list"}),
    ],
)
def test_what_is_about_one_child_is_private(recipe: str, private: set[str]) -> None:
    """Results with a row or a page for one child are never among those that may be published."""
    card = cards()[RECIPES / recipe]

    assert {name for name, result in card.results.items() if result.class_ == "private"} == private
    assert not private & card.publishable.keys()
