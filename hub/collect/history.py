"""What the project's own git history says: the commit, and which recipes changed."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import git

from hub.errors import Mendable

BRANCH = "the name of the branch"
MOST_HELD, LARGEST_HELD = 100, 20_000_000  # contents of one path, and bytes of one of them
Repo = git.Repo  # for whoever asks it what this module does not


class HistoryError(Mendable):
    """git cannot answer; the text says why and what to do."""


def commit(project: Path) -> str | None:
    """The commit that stands checked out, or None outside a repository."""
    try:
        with git.Repo(project, search_parent_directories=True) as repo:
            return str(repo.head.commit.hexsha)
    except (git.InvalidGitRepositoryError, git.NoSuchPathError, ValueError, OSError):
        return None


def uncommitted(project: Path) -> frozenset[Path]:
    """Every path that the commit does not hold as it is here, with its folders; absolute."""
    try:
        paths = changed_since(project, "HEAD")
    except HistoryError:
        return frozenset()
    return frozenset(parent for path in paths for parent in (path, *path.parents))


def changed_since(project: Path, revision: str) -> tuple[Path, ...]:
    """Every path that differs from where the branch left `revision`, uncommitted work included.

    The paths are absolute. Raises HistoryError where git does not know the revision.
    """
    with _asked(revision), git.Repo(project, search_parent_directories=True) as repo:
        top = Path(repo.working_dir)
        start = _fork_point(repo, revision)
        names = repo.git.diff("--name-only", "-z", "--no-renames", start.hexsha, "--")
        found = {name for name in names.split("\0") if name} | set(repo.untracked_files)
    return tuple(top / name for name in sorted(found))


@dataclass(frozen=True, slots=True)
class Added:
    """What a commit of a branch adds: a file's content, or its message where there is no path."""

    commit: str  # short; empty for what belongs to none
    path: str | None
    stream: BinaryIO


def added_since(project: Path, revision: str) -> Iterator[Added]:
    """The branch's name, and every content, name and message that its commits bring.

    Those since `revision`, whether they are still there or not.
    Each stream must be read before the next is asked for. Raises HistoryError as changed_since.
    """
    with _asked(revision), git.Repo(project, search_parent_directories=True) as repo:
        if revision.startswith("-"):
            raise ValueError("an option is no revision")
        span = f"{repo.commit(revision).hexsha}..HEAD"
        if named := _branch(repo):
            yield Added("", BRANCH, io.BytesIO(named.encode()))
        new = {line[:40] for line in repo.git.rev_list("--objects", span).splitlines()}
        for commit in repo.iter_commits(span, reverse=True):
            message = commit.message
            words = message if isinstance(message, bytes) else message.encode("utf-8", "replace")
            yield Added(commit.hexsha[:10], None, io.BytesIO(words))
            yield from _contents(repo, commit, new)


def _branch(repo: git.Repo) -> str:
    """The name of the branch that stands checked out; a host that checks out a commit says it."""
    return os.environ.get("GITHUB_HEAD_REF", "") if repo.head.is_detached else repo.head.ref.name


def ever_held(project: Path, path: Path) -> Iterator[bytes]:
    """Every content that a path has had in any commit of any branch; nothing outside a repository.

    Raises HistoryError where git cannot say, or where that is too much to be read again.
    """
    try:
        with git.Repo(project, search_parent_directories=True) as repo:
            named = path.resolve().relative_to(Path(repo.working_dir).resolve()).as_posix()
            span = ("--all", "--full-history", "--objects", "--", f":(top,literal){named}")
            told = repo.git.rev_list(*span).splitlines()
            names = dict.fromkeys(line[:40] for line in told if line[41:] == named)
            for name in names:
                held = repo.odb.stream(bytes.fromhex(name))
                if len(names) > MOST_HELD or held.size > LARGEST_HELD:
                    raise HistoryError("There is too much of it to be read again.")
                yield held.read()
    except (git.InvalidGitRepositoryError, git.NoSuchPathError):
        return
    except (git.GitCommandError, ValueError) as fault:
        raise HistoryError("git cannot say what this file held before.") from fault


def _contents(repo: git.Repo, commit: git.Commit, new: set[str]) -> Iterator[Added]:
    """The contents that no earlier commit had; each is taken out of `new` as it is met."""
    raw = repo.git.diff_tree(
        "-r", "--root", "-m", "-z", "--no-renames", "--no-commit-id", "--raw", "--no-abbrev",
        commit.hexsha,
    )  # fmt: skip
    parts = raw.split("\0")
    for head, path in zip(parts[::2], parts[1::2], strict=False):
        fields = head.lstrip(":").split()
        if len(fields) != 5 or fields[1] == "160000" or fields[4] == "D":
            continue
        held = io.BytesIO()  # a content that is known, under a name that may be new
        if fields[3] in new:
            new.discard(fields[3])
            held = cast("io.BytesIO", repo.odb.stream(bytes.fromhex(fields[3])))
        yield Added(commit.hexsha[:10], path, held)


@contextmanager
def _asked(revision: str) -> Iterator[None]:
    """Turn what git says of a wrong revision into words for a person."""
    try:
        yield
    except (git.InvalidGitRepositoryError, git.NoSuchPathError) as fault:
        raise HistoryError(
            "This folder is not in a git repository, so nothing can be compared. "
            "Leave out --changed-since, or clone the project with git."
        ) from fault
    except (git.BadName, git.GitCommandError, ValueError, IndexError) as fault:
        raise HistoryError(
            f'git knows no revision "{revision[:80]}" here. '
            "Fetch it first (git fetch origin main), or name another, such as origin/main."
        ) from fault


@contextmanager
def opened(project: Path) -> Iterator[git.Repo]:
    """The repository that a project lies in, for what this module does not know to ask.

    Raises HistoryError, also for what git refuses inside the block, in words without addresses.
    """
    try:
        with git.Repo(project, search_parent_directories=True) as repo:
            yield repo
    except (git.InvalidGitRepositoryError, git.NoSuchPathError) as fault:
        raise HistoryError("This folder is not in a git repository.") from fault
    except git.GitCommandError as fault:
        raise HistoryError(f"git {fault.command[1]} failed (exit code {fault.status}).") from fault


def _fork_point(repo: git.Repo, revision: str) -> git.Commit:
    if revision.startswith("-"):
        raise ValueError("an option is no revision")
    there = repo.commit(revision)
    bases = repo.merge_base(there, repo.head.commit)
    return bases[0] if bases else there
