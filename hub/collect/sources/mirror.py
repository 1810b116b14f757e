"""A bare mirror of somebody's repository: one commit fetched, its tree listed, its blobs read."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hub.collect.sources.asking import RemoteError, ask
from hub.collect.sources.command import Answer, git
from hub.lock import Busy, in_turn
from hub.settings import Limits

READING_SECONDS = 30


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """One entry of a commit's tree, unchecked: mode and kind in git's words, path in bytes."""

    mode: str
    kind: str  # blob | commit
    hash: str
    path: bytes


class Mirror:
    """The mirror of one address, in a folder named after it; several commits may lie in it."""

    def __init__(self, cache: Path, address: str, limits: Limits) -> None:
        self.address, self.limits = address, limits
        self.folder = cache / hashlib.sha256(address.encode()).hexdigest()[:24]
        self.git = self.folder / "repository.git"

    def holds(self, commit: str) -> bool:
        """Whether a commit and its tree lie here already."""
        if self._kind(commit) != "commit":
            return False
        return self._read("cat-file", "-e", f"{commit}^{{tree}}").code == 0

    def _kind(self, hashed: str) -> str:
        """What git calls the object of that hash; empty where it is not here."""
        if not (self.git / "HEAD").is_file():
            return ""
        return self._read("cat-file", "-t", hashed).out.decode("ascii", "replace").strip()

    def fetch(self, commit: str) -> None:
        """Fetch one commit without its history. Raises RemoteError; the mirror stays as it was."""
        try:
            with in_turn(self.folder, self.limits.source_seconds):
                if not self.holds(commit):  # else another command has fetched it meanwhile
                    self._fetch(commit)
        except Busy as fault:
            raise RemoteError(
                "another command of this hub is fetching it.", "wait until that one is done."
            ) from fault

    def _fetch(self, commit: str) -> None:
        self._prepare()
        for left in self.git.rglob("*.lock"):  # of a command that was killed: this one has its turn
            left.unlink(missing_ok=True)
        before, most = set(self._objects()), _size(self.git) + self.limits.source_bytes
        small = f"--filter=blob:limit={self.limits.file_bytes}"
        bare = ("--quiet", "--depth=1", "--no-tags", "--no-write-fetch-head", small)
        try:
            ask(
                self.address,
                (f"--git-dir={self.git}", "fetch", *bare),
                (f"{commit}:refs/hub/{commit}",),
                self.limits,
                what=commit,
                too_much=lambda: _size(self.git) > most,
            )
        except RemoteError:
            self._undo(before, commit)
            raise
        kind = self._kind(commit)
        if kind in ("tag", "tree", "blob"):
            self._undo(before, commit)
            raise RemoteError(
                f"{commit[:12]} is a {kind}, and no commit.",
                f"write the commit that is meant: git rev-parse {commit[:12]}^{{commit}} says it.",
            )
        if not self.holds(commit):
            raise RemoteError("what was sent is not that commit.", "ask the owner which is right.")

    def entries(self, commit: str, most: int) -> tuple[TreeEntry, ...]:
        """Every file of a commit, as git lists it. Raises RemoteError beyond `most`."""
        longest = 4200 * (most + 1)  # a line: mode, kind, hash, and a path of at most 4,096 bytes
        answer = self._read("ls-tree", "-r", "-z", "--full-tree", commit, most=longest)
        lines = answer.out.split(b"\0")[:-1]
        if answer.over or len(lines) > most:
            raise RemoteError(
                f"the repository holds more than {most:,} files.",
                "keep recipes in a smaller repository of their own.",
            )
        if answer.code != 0:
            raise RemoteError("its tree cannot be read.", "fetch it again: hub update.")
        return tuple(_entry(line) for line in lines)

    def blobs(self, hashes: list[str]) -> dict[str, bytes | None]:
        """The bytes of each blob by its hash; None for one that is too large or was not sent.

        A blob is asked for only where its size is known to be small: git holds it in memory.
        """
        sizes = self._batch("--batch-check", hashes).out.splitlines()
        small = [one for one, line in zip(hashes, sizes, strict=True) if self._is_small(line)]
        found = _contents(self._batch("--batch", small).out, small)
        return {one: found.get(one) for one in hashes}

    def _is_small(self, line: bytes) -> bool:
        words = line.split()
        return words[1] == b"blob" and int(words[2]) <= self.limits.file_bytes

    def _batch(self, how: str, hashes: list[str]) -> Answer:
        asked = "".join(f"{one}\n" for one in hashes).encode()
        answer = self._read("cat-file", how, given=asked, most=self.limits.source_bytes)
        if answer.over or answer.code != 0:
            raise RemoteError("its files cannot be read.", "fetch it again: hub update.")
        return answer

    def tip(self, branch: str | None) -> str:
        """The newest commit there, of a branch or of the default one. Raises RemoteError."""
        name = f"refs/heads/{branch}" if branch else "HEAD"
        asked = ("ls-remote", "--quiet")
        answer = ask(self.address, asked, (name,), self.limits, what=name, most=1_000_000)
        for line in answer.out.decode("ascii", "replace").splitlines():
            commit, _, found = line.partition("\t")
            if found == name and len(commit) == 40:
                return commit
        what = f'no branch "{branch}"' if branch else "no commit on its main branch"
        raise RemoteError(
            f"the repository has {what}.",
            "ask its owner where the recipes are, and name that branch in locality.yml (branch:).",
        )

    def _read(self, *arguments: str, given: bytes = b"", most: int = 50_000_000) -> Answer:
        where = f"--git-dir={self.git}"
        return git(where, *arguments, seconds=READING_SECONDS, given=given, most=most)

    def _prepare(self) -> None:
        """A bare repository to fetch into; one that was damaged is thrown away and begun again."""
        sound = (self.git / "HEAD").is_file() and self._read("rev-parse", "--git-dir").code == 0
        if sound:
            return
        shutil.rmtree(self.git, ignore_errors=True)
        self.git.parent.mkdir(parents=True, exist_ok=True)
        answer = git(
            "init", "--quiet", "--bare", "--template=", str(self.git), seconds=READING_SECONDS
        )
        if answer.code != 0:
            raise RemoteError("git cannot make a mirror here.", "look at the disk and at git.")

    def _objects(self) -> Iterator[Path]:
        return (path for path in (self.git / "objects").rglob("*") if path.is_file())

    def _undo(self, before: set[Path], commit: str) -> None:
        """Take away what a fetch that failed left behind; the copies that were good stay."""
        git(
            f"--git-dir={self.git}", "update-ref", "-d", f"refs/hub/{commit}",
            seconds=READING_SECONDS,
        )  # fmt: skip
        for left in (*(set(self._objects()) - before), *self.git.rglob("*.lock")):
            left.unlink(missing_ok=True)


def _entry(line: bytes) -> TreeEntry:
    meta, _, path = line.partition(b"\t")
    mode, kind, hashed = meta.decode("ascii").split()
    return TreeEntry(mode, kind, hashed, path)


def _contents(out: bytes, hashes: list[str]) -> dict[str, bytes]:
    """The answer to a list of hashes: a line about each, and its bytes."""
    found: dict[str, bytes] = {}
    at = 0
    for one in hashes:
        end = out.index(b"\n", at)
        size = int(out[at:end].split()[-1])
        at = end + 1
        found[one] = out[at : at + size]
        at += size + 1
    return found


def _size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.lstat().st_size
        except OSError:  # git moves its files while we look
            continue
    return total
