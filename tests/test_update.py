"""Newer commits of localities' repositories: found, said, written down, and nothing else moved."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from hub.cli.update import said
from hub.collect.sources.mirror import Mirror
from hub.settings import Limits, Settings
from hub.update import Proposal, proposals, write
from tests.contributions import write_recipe
from tests.gitserver import GitServer, git

SETTINGS = Settings(limits=Limits(source_seconds=20))


def _named(project: Path, *sources: tuple[str, str]) -> Path:
    """locality.yml with Windows line ends and these repositories at their commits."""
    card = write_recipe(project).parent / "locality.yml"
    text = card.read_text("utf-8").rstrip() + "\nrepositories:\n"
    for address, commit in sources:
        text += f"  - address: {address}\n    commit: '{commit}' # agreed\n    owner: The team\n"
    card.write_bytes(text.replace("\n", "\r\n").encode())
    return card


def test_a_newer_commit_is_written_and_nothing_else(server: GitServer, tmp_path: Path) -> None:
    """Comments and line ends stay; what it changes is said by recipe."""
    first = server.repository("work", {"one/recipe.yml": "a: 1\n", "two/recipe.yml": "a: 1\n"})
    git("rm", "-q", "-r", "two", cwd=server.root / "work")
    second = server.repository("work", {"one/helper.py": "x = 1\n", "three/recipe.yml": "a: 1\n"})
    card = _named(tmp_path, (f"{server.address}/work", first))
    before = card.read_bytes()

    (found,) = proposals(tmp_path, SETTINGS, tmp_path / "build")
    write(tmp_path, found)

    assert found.newer
    assert [change.partition(",")[0] for change in found.changes] == [
        "one: changed (helper.py)",
        "three: new",
        "two: taken away",
    ]
    assert "three holds files of it" in found.changes[2]
    assert "superseded_by: casebridge/three" in found.changes[2]
    assert card.read_bytes() == before.replace(first.encode(), second.encode())


def test_one_that_cannot_be_read_does_not_stop_the_rest(server: GitServer, tmp_path: Path) -> None:
    """Each is said with its reason; a current one needs nothing."""
    commit = server.repository("work", {"one/recipe.yml": "a: 1\n"})
    gone = server.repository("gone", {"one/recipe.yml": "a: 1\n"})
    shutil.rmtree(server.root / "gone")
    _named(tmp_path, (f"{server.address}/gone", gone), (f"{server.address}/work", commit))

    first, second = proposals(tmp_path, SETTINGS, tmp_path / "build")

    assert first.problem
    assert not first.newer
    assert (second.problem, second.newer) == ("", False)


def test_names_of_files_are_code_in_a_pull_request() -> None:
    """They could be a link, or call everybody."""
    change = "one: changed ([look](here).py, @all.py, `x`.py)"
    one = Proposal("casebridge", "f", "https://code.example.org/x", "1", "2", changes=(change,))

    assert f"`{change.replace('`', chr(39))}`" in said([one], "- ")
    assert change in said([one], "")


def test_repositories_are_asked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each waits here until all three were asked, so one after the other would end in an error."""
    meeting = threading.Barrier(3)

    def tip(_: Mirror, __: str | None) -> str:
        meeting.wait(30)
        return "1" * 40

    monkeypatch.setattr(Mirror, "tip", tip)
    addresses = [f"https://code.example.org/team/{number}" for number in range(3)]
    _named(tmp_path, *((address, "1" * 40) for address in addresses))

    found = proposals(tmp_path, SETTINGS, tmp_path / "build")

    assert [one.address for one in found] == addresses
    assert not any(one.problem or one.newer for one in found)


def test_after_a_force_push_nothing_is_said_to_be_new(server: GitServer, tmp_path: Path) -> None:
    """What was agreed is gone, so nobody knows what changes; the newer commit is proposed."""
    newest = server.repository("work", {"one/recipe.yml": "a: 1\n"})
    _named(tmp_path, (f"{server.address}/work", "1" * 40))

    (found,) = proposals(tmp_path, SETTINGS, tmp_path / "build")

    assert found.new == newest
    assert len(found.changes) == 1
    assert "what changes is not known" in found.changes[0]


def test_a_commit_without_recipes_is_not_proposed(server: GitServer, tmp_path: Path) -> None:
    """It would empty the locality's part of the catalogue."""
    first = server.repository("work", {"one/recipe.yml": "a: 1\n"})
    git("rm", "-q", "-r", "one", cwd=server.root / "work")
    server.commit("work")
    _named(tmp_path, (f"{server.address}/work", first))

    (found,) = proposals(tmp_path, SETTINGS, tmp_path / "build")

    assert not found.newer
    assert "no recipe" in found.problem
