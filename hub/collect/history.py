"""What the project's own git history says: the commit, and which recipes changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import git

Repo = git.Repo  # for whoever asks it what this module does not


class HistoryError(Exception):
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
    try:
        with git.Repo(project, search_parent_directories=True) as repo:
            top = Path(repo.working_dir)
            start = _fork_point(repo, revision)
            names = repo.git.diff("--name-only", "-z", "--no-renames", start.hexsha, "--")
            found = {name for name in names.split("\0") if name} | set(repo.untracked_files)
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
    return tuple(top / name for name in sorted(found))


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
