"""The branch that keeps the past: only added to, by several at once, and never lost."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from hub.collect.history import HistoryError
from hub.registry import branch
from tests.gitserver import git

NAME = "history"


def _clone(tmp_path: Path, name: str) -> Path:
    origin = tmp_path / "origin.git"
    if not origin.exists():
        git("init", "-q", "--bare", "-b", "main", cwd=tmp_path, path="origin.git")
        first = tmp_path / "first"
        git("clone", "-q", str(origin), cwd=tmp_path, path="first")
        (first / "a.txt").write_text("a")
        git("add", "-A", cwd=first)
        git("commit", "-q", "-m", "one", cwd=first)
        git("push", "-q", "origin", "HEAD:main", cwd=first)
    git("clone", "-q", str(origin), cwd=tmp_path, path=name)
    return tmp_path / name


def _add(project: Path, files: dict[str, bytes], push: bool = True) -> branch.Kept:
    return branch.add(project, NAME, files, "Keep", "A hub", push)


def test_a_project_without_the_branch_has_no_past(tmp_path: Path) -> None:
    """Nor has a folder without git; neither is a fault."""
    assert branch.read(tmp_path, NAME) == {}
    assert branch.read(_clone(tmp_path, "here"), NAME) == {}


def test_what_is_added_is_read_back(tmp_path: Path) -> None:
    """Any bytes, at any path; and nothing in the working folder is touched."""
    here = _clone(tmp_path, "here")

    _add(here, {"runs/2026/a.jsonl": b"{}\n", "versions/x/y/1.0.0.zip": bytes(range(256))})

    assert branch.read(here, NAME) == {
        "runs/2026/a.jsonl": b"{}\n",
        "versions/x/y/1.0.0.zip": bytes(range(256)),
    }
    assert sorted(path.name for path in here.iterdir()) == [".git", "a.txt"]
    assert git("status", "--porcelain", cwd=here) == ""


def test_a_file_that_is_there_is_never_changed(tmp_path: Path) -> None:
    """Not even by adding another under its name."""
    here = _clone(tmp_path, "here")
    _add(here, {"a": b"first"})

    again = _add(here, {"a": b"second"})

    assert again.added == 0
    assert branch.read(here, NAME) == {"a": b"first"}


def test_a_fresh_clone_reads_what_was_sent(tmp_path: Path) -> None:
    """Without a branch of its own yet."""
    _add(_clone(tmp_path, "here"), {"a": b"1"})

    assert branch.read(_clone(tmp_path, "there"), NAME) == {"a": b"1"}


def test_two_that_add_apart_are_brought_together(tmp_path: Path) -> None:
    """Each holds what the other lacks; nobody resolves a conflict."""
    here, there = _clone(tmp_path, "here"), _clone(tmp_path, "there")
    _add(here, {"a": b"1"}, push=False)
    _add(there, {"b": b"2"})

    _add(here, {"c": b"3"})

    assert branch.read(_clone(tmp_path, "third"), NAME) == {"a": b"1", "b": b"2", "c": b"3"}


def test_builds_in_parallel_lose_nothing(tmp_path: Path) -> None:
    """Ten additions, from two clones at once."""
    clones = [_clone(tmp_path, name) for name in ("here", "there")]

    def work(number: int) -> None:
        for i in range(5):
            _add(clones[number], {f"runs/{number}-{i}": b"x"}, push=i % 2 == 0 or i == 4)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(120)

    assert len(branch.read(_clone(tmp_path, "third"), NAME)) == 10


def test_what_was_taken_away_is_noticed(tmp_path: Path) -> None:
    """Somebody rewrote the branch by hand."""
    here = _clone(tmp_path, "here")
    _add(here, {"a": b"1", "b": b"2"}, push=False)
    assert branch.lost(here, NAME) == ()
    git("checkout", "-q", NAME, cwd=here)
    (here / "a").unlink()
    git("add", "-A", cwd=here)
    git("commit", "-q", "-m", "tidy", cwd=here)

    assert branch.lost(here, NAME) == ("a",)


def test_an_origin_that_refuses_is_said_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The addition stands in the clone."""
    monkeypatch.setattr(branch, "WAIT", 0)
    here = _clone(tmp_path, "here")
    hook = tmp_path / "origin.git" / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)

    with pytest.raises(HistoryError, match="could not be sent"):
        _add(here, {"a": b"1"})

    assert branch.read(here, NAME) == {"a": b"1"}


def test_without_a_remote_nothing_is_added_and_that_is_said(tmp_path: Path) -> None:
    """In words that say where to look, without an address that could hold a secret."""
    git("init", "-q", "-b", "main", cwd=tmp_path)

    with pytest.raises(HistoryError, match=r'"origin" cannot be asked.*git remote -v'):
        branch.add(tmp_path, "history", {"runs/a": b"1"}, "one", "A hub", push=True)

    assert branch.read(tmp_path, "history") == {}
