"""Recipes in other people's repositories: fetched at a commit, checked, kept, never trusted."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from hub.collect.sources import Taken, take
from hub.contribution import Repository
from hub.settings import Limits
from tests.gitserver import GitServer, git

LIMITS = Limits(source_seconds=20)
CARD = "title: One\n"


def taken(
    server: GitServer,
    commit: str,
    tmp_path: Path,
    name: str = "work",
    path: str = ".",
    limits: Limits = LIMITS,
) -> Taken:
    """What is taken from one repository of the server."""
    named = Repository(address=f"{server.address}/{name}", commit=commit, path=path, owner="A team")
    return take(named, tmp_path / "cache", limits)


def _add(server: GitServer, name: str, mode: str, hashed: str, path: str) -> None:
    git("update-index", "--add", "--cacheinfo", f"{mode},{hashed},{path}", cwd=server.root / name)


def _blob(server: GitServer, name: str, content: bytes) -> str:
    done = subprocess.run(
        ["git", "hash-object", "-w", "--stdin"],
        cwd=server.root / name,
        input=content,
        capture_output=True,
        check=True,
        timeout=20,
    )
    return done.stdout.decode().strip()


def test_recipes_are_read_at_the_agreed_commit(server: GitServer, tmp_path: Path) -> None:
    """A later commit changes nothing until it is agreed."""
    first = server.repository("work", {"r/one/recipe.yml": CARD, "r/one/helper.py": "x = 1\n"})
    server.repository("work", {"r/one/helper.py": "x = 2\n", "r/two/recipe.yml": CARD})

    found = taken(server, first, tmp_path, path="r")

    assert [folder.slug for folder in found.folders] == ["one"]
    assert {f.path: f.data for f in found.folders[0].files} == {
        "recipe.yml": CARD.encode(),
        "helper.py": b"x = 1\n",
    }
    assert (found.source.commit, found.source.problem) == (first, "")


def test_an_address_without_git_is_read_where_the_host_wants_it(
    server: GitServer, tmp_path: Path
) -> None:
    """As people copy it from their browser; it stays as they wrote it."""
    (server.root / "strict").mkdir()
    commit = server.repository("strict/recipes.git", {"one/recipe.yml": CARD})

    found = taken(server, commit, tmp_path, "strict/recipes")

    assert (found.source.commit, found.source.problem) == (commit, "")
    assert found.source.address.endswith("/strict/recipes")


def test_what_was_fetched_is_not_fetched_again(server: GitServer, tmp_path: Path) -> None:
    """A commit is its content, so a build needs no network once it is there."""
    commit = server.repository("work", {"one/recipe.yml": CARD})
    before = taken(server, commit, tmp_path)
    shutil.rmtree(server.root / "work")

    assert taken(server, commit, tmp_path) == before


def test_a_rewritten_commit_leaves_the_last_good_copy(server: GitServer, tmp_path: Path) -> None:
    """A force-push between two builds takes nothing away, and is said."""
    good = server.repository("work", {"one/recipe.yml": CARD})
    taken(server, good, tmp_path)

    found = taken(server, "1" * 40, tmp_path)

    assert (found.source.commit, found.source.stale) == (good, True)
    assert "not there any more" in found.source.problem
    assert [folder.slug for folder in found.folders] == ["one"]


@pytest.mark.parametrize("how", ["gone", "empty", "corrupt", "no recipe"])
def test_a_broken_repository_leaves_the_last_good_copy(
    server: GitServer, tmp_path: Path, how: str
) -> None:
    """Deleted, renamed, emptied, damaged: the copy that was good stays, with its date."""
    good = server.repository("work", {"one/recipe.yml": CARD})
    taken(server, good, tmp_path)
    new = server.repository("work", {"one/more.py": "y = 1\n"})
    if how == "gone":
        (server.root / "work").rename(server.root / "renamed")
    elif how == "empty":
        shutil.rmtree(server.root / "work")
        git("init", "-q", "-b", "main", cwd=server.root, path="work")
    elif how == "corrupt":
        for path in (server.root / "work" / ".git" / "objects").rglob("*"):
            if path.is_file():
                path.chmod(0o644)
                path.write_bytes(b"damaged")
    else:
        git("rm", "-q", "-r", "one", cwd=server.root / "work")
        new = server.commit("work")

    found = taken(server, new, tmp_path)

    assert (found.source.commit, found.source.stale) == (good, True)
    assert found.source.fetched
    assert found.source.problem
    assert found.source.do


def test_a_damaged_mirror_is_made_again(server: GitServer, tmp_path: Path) -> None:
    """The copy kept here is no more sacred than theirs."""
    commit = server.repository("work", {"one/recipe.yml": CARD})
    first = taken(server, commit, tmp_path)
    (mirror,) = (tmp_path / "cache").glob("*/repository.git")
    shutil.rmtree(mirror / "objects")

    assert taken(server, commit, tmp_path).folders == first.folders


def test_a_silent_server_is_left_in_time(server: GitServer, tmp_path: Path) -> None:
    """However long it would stay silent."""
    before = time.monotonic()

    found = taken(server, "1" * 40, tmp_path, "silent/work", limits=Limits(source_seconds=2))

    assert "no whole answer within 2 seconds" in found.source.problem
    assert time.monotonic() - before < 15


def test_a_repository_that_is_too_large_is_left(server: GitServer, tmp_path: Path) -> None:
    """The fetch ends when the bound is reached, not when the disk is full."""
    many = {f"one/part{i}.bin": os.urandom(100_000) for i in range(30)}
    commit = server.repository("work", {"one/recipe.yml": CARD, **many})

    found = taken(server, commit, tmp_path, limits=Limits(source_bytes=100_000))

    assert found.folders == ()
    assert "larger than" in found.source.problem


def test_a_tree_of_twenty_thousand_files_is_refused(server: GitServer, tmp_path: Path) -> None:
    """Five small trees can unfold into any number of files."""
    server.repository("work", {"one/recipe.yml": CARD})
    line = f"100644 blob {_blob(server, 'work', b'x')}\t"
    tree = ""
    for level in range(4):
        rows = "".join(
            f"{line}{i}\n" if level == 0 else f"040000 tree {tree}\t{i}\n" for i in range(12)
        )
        done = subprocess.run(
            ["git", "mktree"], cwd=server.root / "work", input=rows.encode(), capture_output=True,
            check=True, timeout=20,
        )  # fmt: skip
        tree = done.stdout.decode().strip()
    commit = git("commit-tree", tree, "-m", "bomb", cwd=server.root / "work").strip()
    git("update-ref", "refs/heads/main", commit, cwd=server.root / "work")

    found = taken(server, commit, tmp_path)

    assert found.folders == ()
    assert "more than 2,000 files" in found.source.problem


def test_links_and_submodules_are_not_followed(server: GitServer, tmp_path: Path) -> None:
    """Each is refused by name, and the rest of the recipe is read."""
    server.repository("work", {"one/recipe.yml": CARD})
    _add(server, "work", "120000", _blob(server, "work", b"/etc/passwd"), "one/README.md")
    _add(server, "work", "160000", "1" * 40, "one/module")
    commit = server.commit("work")

    (folder,) = taken(server, commit, tmp_path).folders

    assert [file.path for file in folder.files] == ["recipe.yml"]
    assert {one.path: one.why for one in folder.refused} == {
        "README.md": "it is a symbolic link.",
        "module": "it is a submodule.",
    }


@pytest.mark.parametrize(
    "name",
    ["con.py", "a:b.py", "end.", "-rf", "a\nb", "zero\u200bwidth.py", "to\u202eleft.py", "b\\s.py"],
)
def test_hostile_names_are_refused(server: GitServer, tmp_path: Path, name: str) -> None:
    """Names that mislead people, or cannot be written on every system."""
    server.repository("work", {"one/recipe.yml": CARD})
    _add(server, "work", "100644", _blob(server, "work", b"x"), f"one/{name}")
    commit = server.commit("work")

    (folder,) = taken(server, commit, tmp_path).folders

    assert [file.path for file in folder.files] == ["recipe.yml"]
    assert len(folder.refused) == 1
    assert folder.refused[0].path.isprintable()


def test_names_that_differ_by_capitals_are_refused(server: GitServer, tmp_path: Path) -> None:
    """One of the two would overwrite the other on Windows and macOS."""
    server.repository("work", {"one/recipe.yml": CARD, "one/helper.py": "x = 1\n"})
    _add(server, "work", "100644", _blob(server, "work", b"y"), "one/HELPER.py")
    commit = server.commit("work")

    (folder,) = taken(server, commit, tmp_path).folders

    assert len(folder.files) == 2
    assert "but for capitals" in folder.refused[0].why


def test_large_files_and_lfs_pointers_are_refused(server: GitServer, tmp_path: Path) -> None:
    """A large file is not even fetched."""
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n"
    files = {"one/recipe.yml": CARD, "one/big.py": b"#" * 20_000, "one/data.csv": pointer}
    commit = server.repository("work", files)

    (folder,) = taken(server, commit, tmp_path, limits=Limits(file_bytes=10_000)).folders

    assert {one.path: one.why for one in folder.refused} == {
        "big.py": "it is larger than 10 kB, or was not sent.",
        "data.csv": "it is kept in Git LFS.",
    }


def test_settings_of_a_fetched_repository_are_never_used(server: GitServer, tmp_path: Path) -> None:
    """A repository inside the repository could name commands to run."""
    config = "[core]\n\tfsmonitor = touch " + str(tmp_path / "ran") + "\n"
    commit = server.repository(
        "work", {"one/recipe.yml": CARD, "one/HEAD": "ref: refs/heads/main\n", "one/config": config}
    )

    taken(server, commit, tmp_path)

    assert not (tmp_path / "ran").exists()
