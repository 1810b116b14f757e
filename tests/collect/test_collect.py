"""Folders become recipes; links, giants and pipes are refused; names and revisions choose."""

from __future__ import annotations

import os
from pathlib import Path

import git
import pytest

from hub.collect import FolderError, collect
from hub.collect.history import HistoryError
from hub.settings import Limits, Settings
from tests.contributions import write_recipe

SETTINGS = Settings()


def test_a_project_without_recipes_is_empty(tmp_path: Path) -> None:
    """No folder is no fault."""
    assert collect(tmp_path, SETTINGS).recipes == ()


def test_recipes_come_sorted_with_their_locality(tmp_path: Path) -> None:
    """The order never depends on the disk."""
    for slug in ("b-second", "a-first"):
        write_recipe(tmp_path, slug=slug) if slug == "b-second" else write_recipe(
            tmp_path, slug=slug, locality="other"
        )

    found = collect(tmp_path, SETTINGS)

    assert [recipe.id for recipe in found.recipes] == ["casebridge/b-second", "other/a-first"]
    assert [place.name for place in found.localities] == ["Casebridge", "Casebridge"]


def test_a_link_is_refused_and_its_target_never_read(tmp_path: Path) -> None:
    """A link could hand over any file of the machine."""
    secret = tmp_path / "secret.txt"
    secret.write_text("token")
    folder = write_recipe(tmp_path)
    (folder / "data.csv").symlink_to(secret)

    recipe = collect(tmp_path, SETTINGS).recipes[0]

    assert [entry.why for entry in recipe.refused] == ["it is a symbolic link."]
    assert all(b"token" not in file.data for file in recipe.files)


def test_a_linked_recipe_folder_is_not_collected(tmp_path: Path) -> None:
    """Nor a linked locality."""
    outside = write_recipe(tmp_path / "elsewhere")
    (tmp_path / "recipes" / "casebridge").mkdir(parents=True)
    (tmp_path / "recipes" / "casebridge" / "linked").symlink_to(outside)

    assert collect(tmp_path, SETTINGS).recipes == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
def test_a_pipe_does_not_make_it_wait(tmp_path: Path) -> None:
    """Reading one would wait for ever."""
    folder = write_recipe(tmp_path)
    os.mkfifo(folder / "helper.py")

    assert "not a plain file" in collect(tmp_path, SETTINGS).recipes[0].refused[0].why


def test_large_and_many_files_are_refused_with_the_limit(tmp_path: Path) -> None:
    """So that nobody fills the memory of whoever reads."""
    folder = write_recipe(tmp_path)
    (folder / "a_big.py").write_bytes(b"#" * 20_000)
    (folder / "one_more.py").write_bytes(b"#")
    (folder / "yet_another.py").write_bytes(b"#")
    limits = Limits(file_bytes=15_000, folder_files=6)

    refused = collect(tmp_path, Settings(limits=limits)).recipes[0].refused

    assert "larger than 15 kB" in refused[0].why
    assert "more than 6 files" in refused[1].why


def test_recipes_are_wanted_by_id_and_by_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Inside the project or outside it."""
    write_recipe(tmp_path / "project")
    outside = write_recipe(tmp_path / "mine", slug="own")
    monkeypatch.chdir(tmp_path)

    found = collect(tmp_path / "project", SETTINGS, ["casebridge/deprived-areas", str(outside)])

    assert [recipe.slug for recipe in found.recipes] == ["deprived-areas", "own"]
    assert found.partial


def test_a_recipe_that_is_not_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    """A typing error is the commonest cause."""
    write_recipe(tmp_path)

    with pytest.raises(FolderError, match='write "casebridge/deprived-areas"'):
        collect(tmp_path, SETTINGS, ["casebridge/deprived-area"])


def _repository(project: Path) -> git.Repo:
    repo = git.Repo.init(project, initial_branch="main")
    repo.git.add("--all")
    repo.git.execute(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "x"]
    )
    return repo


def test_only_changed_recipes_are_judged(tmp_path: Path) -> None:
    """Committed, uncommitted and new files all count as changed."""
    kept = write_recipe(tmp_path, slug="kept")
    changed = write_recipe(tmp_path, slug="changed", locality="other")
    _repository(tmp_path)
    (changed / "README.md").write_text("new")

    found = collect(tmp_path, SETTINGS, changed_since="main")

    assert [recipe.slug for recipe in found.recipes] == ["changed"]
    (kept / "extra.py").write_text("x = 1")
    assert len(collect(tmp_path, SETTINGS, changed_since="main").recipes) == 2


def test_a_changed_locality_card_changes_its_recipes(tmp_path: Path) -> None:
    """They show its name and run on its data."""
    folder = write_recipe(tmp_path)
    _repository(tmp_path)
    card = folder.parent / "locality.yml"
    card.write_text(card.read_text() + "\nlooking_for: [more]\n")

    assert len(collect(tmp_path, SETTINGS, changed_since="main").recipes) == 1


@pytest.mark.parametrize("revision", ["nosuch", "--output=x", "HEAD~99", ""])
def test_an_unknown_revision_is_one_sentence(tmp_path: Path, revision: str) -> None:
    """And so is one that looks like an option of git."""
    write_recipe(tmp_path)
    _repository(tmp_path)

    with pytest.raises(HistoryError, match="git knows no revision"):
        collect(tmp_path, SETTINGS, changed_since=revision)


def test_the_commit_is_that_of_the_project(tmp_path: Path) -> None:
    """Outside a repository there is none."""
    write_recipe(tmp_path)
    assert collect(tmp_path, SETTINGS).commit is None

    repo = _repository(tmp_path)

    assert collect(tmp_path, SETTINGS).recipes[0].commit == repo.head.commit.hexsha


def test_a_recipe_that_is_not_committed_names_no_commit(tmp_path: Path) -> None:
    """A commit stands only beside what it holds."""
    committed = write_recipe(tmp_path, slug="committed")
    write_recipe(tmp_path, slug="changed")
    _repository(tmp_path)
    (committed.parent / "changed" / "README.md").write_text("changed")
    write_recipe(tmp_path, slug="untracked")
    found = {
        recipe.slug: recipe.commit is not None for recipe in collect(tmp_path, SETTINGS).recipes
    }

    assert found == {"committed": True, "changed": False, "untracked": False}
