"""Each topic and each need that local authorities named has a recipe; what is private stays so."""

from __future__ import annotations

import re
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


NEEDS = [
    (
        "pseudonymous numbers match records across services",
        "aldermere/pseudonymise-and-link",
        "children_in_five_lists",
    ),
    ("families are counted once", "aldermere/counted-once", "reach_unique"),
    ("combinations of interventions are weighed", "aldermere/pathways", "combination_effect"),
    (
        "the order of a family's journey is seen",
        "aldermere/pathways",
        "journey_hub_then_early_education",
    ),
    (
        "deprived areas far from help are found",
        "dyffryn-caerwyn/deserts-and-oases",
        "areas_out_of_reach",
    ),
    (
        "the NHS number is ready or not",
        "aldermere/identifier-readiness",
        "identifier_social_care_nhs_missing",
    ),
    (
        "records link with a number and without",
        "aldermere/who-is-the-same-child",
        "children_in_five_lists",
    ),
    (
        "records are checked before use",
        "stainholme/is-our-data-good-enough",
        "new_birth_visit_within_30_days",
    ),
    ("inequality is tracked", "aldermere/the-gap", "gld_slope_index"),
    ("small numbers are kept safe", "isle-of-sarn/safe-tables", "cells_few"),
    (
        "places not taken up are found",
        "sandhythe/two-year-old-take-up",
        "two_year_old_take_up_here_2024_autumn",
    ),
    (
        "families not engaging are found",
        "sandhythe/not-registered-or-not-coming",
        "hub_reach_attended",
    ),
    ("missed reviews are found", "hartsfold/missed-two-year-review", "review_coverage"),
    ("yo-yo providers are flagged", "hartsfold/yo-yo-providers", "yo_yo_providers"),
    ("transition documents arrive in time", "hartsfold/transitions", "transition_received"),
    ("a programme is judged fairly", "aldermere/did-the-programme-work", "programme_effect_of_all"),
    ("a change is told from noise", "hartsfold/gld-change", "gld_change_underlying"),
    ("a start date is judged", "sandhythe/did-support-help", "breastfeeding_step"),
]


@pytest.mark.parametrize(("need", "recipe", "truth"), NEEDS, ids=[need for need, _, _ in NEEDS])
def test_each_need_has_a_recipe_that_recovers_what_was_planted_for_it(
    need: str, recipe: str, truth: str
) -> None:
    """Named by its truth, so that a recipe cannot stand for a need it is not held against."""
    expected = yaml.safe_load((RECIPES / recipe / "expected.yml").read_text("utf-8"))

    for profile in ("clean", "messy"):
        assert truth in {one.get("truth") for one in expected[profile].values()}
    assert cards()[RECIPES / recipe].status == "active"


def test_refused_consent_is_heeded_where_hubs_are_linked() -> None:
    """A recipe that follows children into family hubs asks which families may be linked."""
    linking = [
        folder
        for folder, card in cards().items()
        if "family_hub_attendance" in card.inputs and "eyfsp_result" in card.inputs
    ]

    assert linking
    assert all("consent" in cards()[folder].inputs for folder in linking)


@pytest.mark.parametrize(
    ("recipe", "private"),
    [
        ("hartsfold/transitions", {"child_pages", "child_page"}),
        ("stainholme/is-our-data-good-enough", {"fix_list"}),
        ("isle-of-sarn/safe-tables", {"exact"}),
    ],
)
def test_what_is_about_one_child_is_private(recipe: str, private: set[str]) -> None:
    """Results with a row or a page for one child are never among those that may be published."""
    card = cards()[RECIPES / recipe]

    assert {name for name, result in card.results.items() if result.class_ == "private"} == private
    assert not private & card.publishable.keys()


def test_the_page_of_challenges_names_recipes_that_are_here() -> None:
    """Each name in bold begins the title of a recipe."""
    page = (RECIPES.parent / "docs" / "challenges.md").read_text("utf-8")
    named = re.findall(r"\*\*(.+?)\*\*", page.replace("’", "'"))
    titles = [card.title for card in cards().values()]

    assert len(named) > 10
    assert [name for name in named if not any(one.startswith(name) for one in titles)] == []
