"""The branch that keeps the past: read without a checkout, added to and never rewritten.

Only new files are ever added. Two builds that add at once meet at the branch: the later one puts
its files on top of the other's and tries again, so nothing is lost and nobody resolves a conflict.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from hub.collect.history import HistoryError, Repo, opened

TRIES = 12
NO_ORIGIN = (
    'The remote "origin" cannot be asked: there is none of that name, it cannot be reached, or it '
    "lets nobody in from here. Nothing was added. Look at it with git remote -v and git ls-remote "
    "origin; without --push the branch is kept in this clone only."
)
WAIT = 0.3  # seconds before the next try, longer each time


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of adding files: the commit they are in, and whether it was sent on."""

    commit: str
    added: int
    sent: bool


def read(project: Path, branch: str, under: str = "") -> dict[str, bytes]:
    """Every file of the branch below a folder, by its path; nothing where there is no branch.

    A branch that only the remote has (as after a fresh clone) is read there.
    """
    try:
        with opened(project) as repo:
            tip = _tip(repo, branch)
            if tip is None:
                return {}
            rows = _rows(repo, tip)
            paths = [path for path in rows if path.startswith(under)]
            return {path: _content(repo, rows[path].split()[2]) for path in paths}
    except HistoryError:
        return {}


def lost(project: Path, branch: str) -> tuple[str, ...]:
    """Files that the branch once held and that were changed or taken away since."""
    try:
        with opened(project) as repo:
            tip = _tip(repo, branch)
            if tip is None:
                return ()
            names = repo.git.log(
                "--format=", "--name-only", "-z", "--no-renames", "--diff-filter=DMT", "-m", tip
            )
            return tuple(sorted({name.strip() for name in names.split("\0") if name.strip()}))
    except HistoryError:
        return ()


def add(
    project: Path, branch: str, files: Mapping[str, bytes], message: str, who: str, push: bool
) -> Kept:
    """Put new files on the branch, and send it to `origin` if asked. Raises HistoryError.

    A file that is there already is left as it is.
    """
    with opened(project) as repo:
        for attempt in range(TRIES):
            if push:
                _catch_up(repo, branch)
            commit, added = _commit(repo, branch, files, message, who)
            if not push or _sent(repo, branch):
                return Kept(commit, added, push)
            time.sleep(WAIT * (attempt + 1))
    raise HistoryError(
        f'The branch "{branch}" could not be sent: others kept adding to it, or origin refuses. '
        "Nothing is lost: it stands in this clone. Try again with hub history keep --push."
    )


def _tip(repo: Repo, branch: str) -> str | None:
    """The newest commit of the branch here or at the remote, whichever holds more."""
    names = [f"refs/heads/{branch}", f"refs/remotes/origin/{branch}"]
    found = [
        repo.git.rev_parse("--verify", "--quiet", name, with_exceptions=False) for name in names
    ]
    tips = [str(commit) for commit in found if commit]
    if len(tips) == 2 and repo.is_ancestor(repo.commit(tips[0]), repo.commit(tips[1])):
        return tips[1]
    return tips[0] if tips else None


def _commit_at(repo: Repo, name: str) -> str:
    """The commit of a reference, empty where there is none."""
    return str(repo.git.rev_parse("--verify", "--quiet", name, with_exceptions=False))


def _rows(repo: Repo, commit: str) -> dict[str, str]:
    """Every file of a commit by its path, each as git's own line about it."""
    listed = str(repo.git.ls_tree("-r", "-z", commit)).split("\0")
    return {row.partition("\t")[2]: row for row in listed if row}


def _content(repo: Repo, hashed: str) -> bytes:
    data: bytes = repo.odb.stream(bytes.fromhex(hashed)).read()
    return data


def _catch_up(repo: Repo, branch: str) -> None:
    """Fetch what others added; what stands only here is put on top of it in `_commit`."""
    asked = ("--heads", "origin", branch)
    said = repo.git.ls_remote(*asked, with_extended_output=True, with_exceptions=False)
    status, heads, _ = cast("tuple[int, str, str]", said)
    if status != 0:
        raise HistoryError(NO_ORIGIN)
    if heads:
        repo.git.fetch("--quiet", "origin", f"+refs/heads/{branch}:refs/remotes/origin/{branch}")


def _commit(
    repo: Repo, branch: str, files: Mapping[str, bytes], message: str, who: str
) -> tuple[str, int]:
    """A commit with the files on top of the newest, and with those that stand only here."""
    here = _commit_at(repo, f"refs/heads/{branch}")
    parents = _parents(repo, here, _commit_at(repo, f"refs/remotes/origin/{branch}"))
    tree, added = _tree(repo, parents, files)
    if not added and len(parents) == 1:
        commit = parents[0]
    else:
        commit = _commit_tree(repo, tree, parents, message, who)
    repo.git.update_ref(f"refs/heads/{branch}", commit, here or "0" * 40)
    return commit, added


def _parents(repo: Repo, here: str, there: str) -> list[str]:
    """The commits to build on: the newer one, or both where each has what the other lacks."""
    if here and there:
        if repo.is_ancestor(repo.commit(here), repo.commit(there)):
            return [there]
        if repo.is_ancestor(repo.commit(there), repo.commit(here)):
            return [here]
        return [there, here]
    return [commit for commit in (there, here) if commit]


def _tree(repo: Repo, parents: list[str], files: Mapping[str, bytes]) -> tuple[str, int]:
    """The tree that joins the parents' files and the new ones, made in an index of its own."""
    rows: dict[str, str] = {}
    for parent in parents:
        rows = {**_rows(repo, parent), **rows}
    with tempfile.TemporaryDirectory(prefix="hub-index-") as folder:
        new = {path: data for path, data in files.items() if path not in rows}
        for path in sorted(new):
            rows[path] = f"100644 blob {_blob(repo, folder, new[path])}\t{path}"
        index = str(Path(folder, "index"))
        with repo.git.custom_environment(GIT_INDEX_FILE=index):
            _to_index(repo, folder, [rows[path] for path in sorted(rows)])
            return str(repo.git.write_tree()), len(new)


def _to_index(repo: Repo, folder: str, rows: list[str]) -> None:
    if rows:
        path = Path(folder, "rows")
        path.write_bytes("".join(f"{row}\0" for row in rows).encode())
        with path.open("rb") as stream:
            repo.git.update_index("-z", "--index-info", istream=stream)


def _blob(repo: Repo, folder: str, data: bytes) -> str:
    path = Path(folder, "blob")
    path.write_bytes(data)
    return str(repo.git.hash_object("-w", "--no-filters", str(path)))


def _commit_tree(repo: Repo, tree: str, parents: list[str], message: str, who: str) -> str:
    named = [part for parent in parents for part in ("-p", parent)]
    person = {f"GIT_{role}_NAME": who for role in ("AUTHOR", "COMMITTER")}
    mail = {f"GIT_{role}_EMAIL": "hub@example.org" for role in ("AUTHOR", "COMMITTER")}
    with repo.git.custom_environment(**person, **mail):
        return str(repo.git.commit_tree(tree, *named, "-m", message))


def _sent(repo: Repo, branch: str) -> bool:
    status, _, _ = repo.git.push(
        "--quiet", "origin", f"refs/heads/{branch}:refs/heads/{branch}",
        with_extended_output=True, with_exceptions=False,
    )  # fmt: skip
    return bool(status == 0)
