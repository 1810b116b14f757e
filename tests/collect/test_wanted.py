"""Which recipes a name on the command line means."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.collect import FolderError, collect
from hub.collect.yamlfile import read
from hub.contribution import RecipeCard
from hub.settings import Limits, Settings
from tests.contributions import BASE, write_recipe


@pytest.mark.parametrize("named", ["casebridge", "recipes/casebridge", "recipes/casebridge/"])
def test_a_locality_means_all_of_its_recipes(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its name or its folder."""
    write_recipe(tmp_path)
    write_recipe(tmp_path, slug="another-one")
    monkeypatch.chdir(tmp_path)

    found = collect(tmp_path, Settings(), [named])

    assert [one.slug for one in found.recipes] == ["another-one", "deprived-areas"]


def test_a_locality_without_recipes_is_said_to_have_none(tmp_path: Path) -> None:
    """And what to do about it."""
    (tmp_path / "recipes" / "emptyford").mkdir(parents=True)

    with pytest.raises(FolderError, match="hub new"):
        collect(tmp_path, Settings(), ["emptyford"])


def test_a_folder_of_far_too_many_files_still_shows_its_recipe(tmp_path: Path) -> None:
    """What makes a recipe is read before the rest."""
    folder = write_recipe(tmp_path)
    for number in range(300):
        (folder / f"a{number}.py").write_text("")

    recipe = collect(tmp_path, Settings(limits=Limits())).recipes[0]

    assert recipe.card.value is not None
    assert recipe.refused[0].why.startswith("the folder holds more than")
    assert not any(entry.path == "recipe.yml" for entry in recipe.refused)


@pytest.mark.parametrize("odd", ["? [a, b]\n: c\n", "{a: b}: c\n"])
def test_an_odd_key_is_named_without_words_of_the_reader(odd: str) -> None:
    """Where it stands, and what to put in quotes."""
    text = (BASE / "recipe.yml").read_text() + odd

    mistakes = read("recipe.yml", text.encode(), RecipeCard).mistakes

    assert len(mistakes) == 1
    assert "Node" not in mistakes[0].problem
    assert mistakes[0].line == text.count("\n", 0, text.index(odd)) + 1


@pytest.mark.parametrize("day", ["2026-02-31", "22/11/2026", "2026", "soon", "''"])
def test_a_date_that_is_none_is_said_with_one_that_is(day: str) -> None:
    """The message alone tells how a date is written, and on which line."""
    text = (
        (BASE / "recipe.yml").read_text().replace("review_date: 2026-09-01", f"review_date: {day}")
    )

    mistakes = read("recipe.yml", text.encode(), RecipeCard).mistakes

    assert len(mistakes) == 1
    assert "2026-09-01" in mistakes[0].problem + mistakes[0].do
    assert mistakes[0].line is not None
