"""Every commit of a branch is looked through, not only its newest state."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from hub.check.branch import findings_since
from hub.check.moment import by_moment
from hub.check.privacy import LookedThrough, findings_in
from hub.collect.history import HistoryError, added_since
from hub.model import Seen
from hub.privacy import Kind, Sighting, scan_path
from tests.privacy.invented import a_person
from tests.privacy.made import a_zip, as_csv

WHO = a_person()
CONTACT = "mailto:ig@fennmarsh.example.org"


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=team", "-c", "user.email=team@example.org", *arguments],
        cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with one clean commit on main, and a branch."""
    _git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "a.md").write_text("Nothing.\n")
    _commit(tmp_path, "Begin")
    _git(tmp_path, "checkout", "-q", "-b", "mine")
    return tmp_path


def _commit(folder: Path, message: str) -> str:
    _git(folder, "add", "-A")
    _git(folder, "commit", "-q", "--allow-empty", "-m", message)
    return _git(folder, "rev-parse", "--short=10", "HEAD")


def _codes(project: Path) -> dict[str, str]:
    found = findings_since(added_since(project, "main"), (), CONTACT)
    return {one.code: one.problem for one in found}


def test_what_was_added_and_taken_away_again_is_found(project: Path) -> None:
    """A deleted file stays in the history, and the commit is named."""
    (project / "data.csv").write_text(as_csv())
    commit = _commit(project, "Add")
    (project / "data.csv").unlink()
    _commit(project, "Take away")

    found = _codes(project)

    assert {"P101", "P108"} <= set(found)
    assert commit in found["P101"]


def test_a_branch_without_anything_is_silent(project: Path) -> None:
    """What main held already is not looked through again."""
    (project / "b.md").write_text("Nothing either.\n")
    _commit(project, "Say more")

    assert _codes(project) == {}


@pytest.mark.parametrize("way", ["message", "name", "archive", "merge", "renamed", "branch"])
def test_other_ways_into_a_history(project: Path, way: str) -> None:
    """The message, a name, a packed file, a merge, a name for a while, the branch's own name."""
    if way == "message":
        _commit(project, f"Mend the row of {WHO.nhs_spaced}")
    elif way == "name":
        (project / f"{WHO.nhs}.txt").write_text("x")
        _commit(project, "Add")
    elif way == "branch":
        _git(project, "checkout", "-q", "-b", f"row-of-{WHO.nhs}")
    elif way == "archive":
        (project / "data.zip").write_bytes(a_zip({"a.csv": as_csv().encode()}))
        _commit(project, "Add")
        _git(project, "rm", "-q", "data.zip")
        _commit(project, "Take away")
    elif way == "merge":
        _git(project, "checkout", "-q", "-b", "other")
        (project / "data.csv").write_text(as_csv())
        _commit(project, "Add")
        _git(project, "rm", "-q", "data.csv")
        _commit(project, "Take away")
        _git(project, "checkout", "-q", "mine")
        _git(project, "merge", "-q", "--no-ff", "-m", "Merge", "other")
    else:
        _git(project, "mv", "a.md", f"{WHO.nhs}.md")
        _commit(project, "Rename")
        _git(project, "mv", f"{WHO.nhs}.md", "a.md")
        _commit(project, "Rename again")

    found = _codes(project)

    assert "P101" in found
    assert WHO.nhs not in str(found)


def test_a_branch_without_end_is_not_called_clean(project: Path) -> None:
    """When the time is up, that is a finding."""
    _commit(project, "One")
    _commit(project, "Two")

    found = findings_since(added_since(project, "main"), (), CONTACT, seconds=-1)

    assert [one.code for one in found] == ["P111"]


def test_an_unknown_revision_is_said_plainly(project: Path) -> None:
    """As for the checks of changed recipes."""
    with pytest.raises(HistoryError, match="no revision"):
        list(added_since(project, "nowhere"))


def _said(project: Path) -> str:
    """What to do about the NHS number in a file of the project."""
    found = findings_in(LookedThrough((Seen("b.md", _sighting(project / "b.md")),), CONTACT))
    return next(one.do for one in by_moment(found, project))


def _sighting(path: Path) -> Sighting:
    return next(one for one in scan_path(path) if one.kind is Kind.NHS_NUMBER)


def test_before_a_commit_it_is_enough_to_take_it_out(project: Path) -> None:
    """Nothing has left; once any commit of any branch holds it, whoever is to be told is named."""
    (project / "b.md").write_text(f"See {WHO.nhs_spaced}.\n")
    early = _said(project)
    _commit(project, "Add")
    held = _said(project)
    (project / "b.md").write_text("See nobody.\n")
    _commit(project, "Take out")
    (project / "b.md").write_text(f"See again {WHO.nhs_spaced}.\n")

    assert "before you commit" in early
    assert "do not push" not in early
    assert "do not push another commit" in held
    assert "ig@fennmarsh.example.org" in held
    assert _said(project) == held
