"""The tree of a fetched commit as recipe folders: each entry is checked before a byte is used."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from hub.collect.folders import IN_FOLDERS, PASSED_OVER
from hub.collect.sources.asking import RemoteError
from hub.collect.sources.mirror import Mirror, TreeEntry
from hub.model import File, Refused
from hub.settings import Limits

PLAIN = {"100644", "100755"}
KINDS = {
    "120000": ("it is a symbolic link.", "put the file itself in the folder."),
    "160000": ("it is a submodule.", "put its files in the folder."),
}
DEVICES = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
GIT = re.compile(r"^(\.git|git~\d+)", re.IGNORECASE)
FORBIDDEN = set('<>:"|?*\\')
LONGEST_NAME = 150
LONGEST_PATH = 1000  # bytes; systems end between 1,024 and 4,096

Folders = dict[str, tuple[tuple[File, ...], tuple[Refused, ...]]]


@dataclass(frozen=True, slots=True)
class _Named:
    """An entry whose path may be used: the recipe's folder, and the path inside it."""

    folder: str
    path: str
    entry: TreeEntry


def read(mirror: Mirror, commit: str, inside: str, limits: Limits) -> Folders:
    """Every recipe folder at or below the path `inside`, by its path in the repository.

    A recipe's folder is one that holds a recipe.yml. Raises RemoteError when there is none.
    """
    entries = mirror.entries(commit, limits.source_files)
    below = [entry for entry in entries if _below(entry.path, inside)]
    folders = {
        entry.path.rpartition(b"/")[0].decode()
        for entry in below
        if entry.path.rpartition(b"/")[2] == b"recipe.yml" and _why_not(entry.path) is None
    } - {""}
    if not folders:
        raise RemoteError(
            f'there is no recipe below "{inside}" at that commit.',
            "a recipe is a folder with a recipe.yml; look at path: in locality.yml.",
        )
    return {folder: _folder(mirror, folder, below, limits) for folder in sorted(folders)}


def _below(path: bytes, inside: str) -> bool:
    return inside == "." or path.startswith(inside.encode() + b"/")


def _folder(
    mirror: Mirror, folder: str, entries: Iterable[TreeEntry], limits: Limits
) -> tuple[tuple[File, ...], tuple[Refused, ...]]:
    start = folder.encode() + b"/"
    mine = [entry for entry in entries if entry.path.startswith(start)]
    named: dict[str, _Named] = {}
    refused: list[Refused] = []
    folded: set[str] = set()
    for entry in mine:
        path = entry.path[len(start) :]
        wrong = _wrong(path, entry, folded)
        if wrong:
            refused.append(Refused(_shown(path), *wrong))
        elif not _passed_over(path.decode()):
            named[path.decode()] = _Named(folder, path.decode(), entry)
            folded.add(_folded(path.decode()))
    if len(named) > limits.folder_files:
        refused.append(
            Refused(
                folder,
                f"the folder holds more than {limits.folder_files} files.",
                "keep only the notebook, its helpers and its lookups.",
            )
        )
    kept = [named[path] for path in sorted(named)][: limits.folder_files]
    files, large = _bytes(mirror, kept, limits)
    return files, tuple(refused) + large


def _wrong(path: bytes, entry: TreeEntry, folded: set[str]) -> tuple[str, str] | None:
    """Why an entry is not read, and what to do; None for a plain file in its place."""
    if entry.mode in KINDS:
        return KINDS[entry.mode]
    if entry.mode not in PLAIN or entry.kind != "blob":
        return "it is not a plain file.", "take it out."
    why = _why_not(path)
    if why:
        return f"its name {why}.", "give it a plain name: letters, digits, - and _."
    text = path.decode()
    if _folded(text) in folded:
        return (
            "another file has the same name but for capitals or accents.",
            "give one of them another name.",
        )
    head, _, rest = text.partition("/")
    if rest and (head not in IN_FOLDERS or "/" in rest) and not _passed_over(text):
        return "it is in a folder.", "keep helpers beside the notebook, tables in lookups/."
    return None


def _why_not(path: bytes) -> str | None:
    """What is hostile or unusable in a path, anywhere in it."""
    try:
        text = path.decode("utf-8")
    except UnicodeDecodeError:
        return "is not readable text"
    if len(path) > LONGEST_PATH:
        return "is too long"
    for part in text.split("/"):
        if part in ("", ".", ".."):
            return "leads out of the folder"
        if GIT.match(part.rstrip(". ").replace("\u200c", "").replace("\u200d", "")):
            return "belongs to git"
        if DEVICES.match(part) or part[-1] in ". " or set(part) & FORBIDDEN:
            return "cannot be used on Windows"
        if any(unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") for char in part):
            return "holds characters that cannot be seen"
        if part.startswith("-"):
            return "begins with a dash"
        if len(part) > LONGEST_NAME:
            return "is too long"
    return None


def _passed_over(path: str) -> bool:
    return any(part in PASSED_OVER for part in path.split("/"))


def _folded(path: str) -> str:
    return unicodedata.normalize("NFKD", path).casefold()


def _shown(path: bytes) -> str:
    """A name that may be hostile, as people can read it."""
    text = path.decode("utf-8", "backslashreplace")[:LONGEST_NAME]
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def _bytes(
    mirror: Mirror, named: list[_Named], limits: Limits
) -> tuple[tuple[File, ...], tuple[Refused, ...]]:
    found = mirror.blobs([one.entry.hash for one in named])
    files, refused = [], []
    for one in named:
        data = found[one.entry.hash]
        if data is None:
            refused.append(
                Refused(
                    one.path,
                    f"it is larger than {limits.file_bytes // 1000:,} kB, or was not sent.",
                    "take it out; recipes read their data from the hub's tables.",
                )
            )
        elif data.startswith(b"version https://git-lfs.github.com/spec/"):
            refused.append(
                Refused(one.path, "it is kept in Git LFS.", "put the file itself in the folder.")
            )
        else:
            files.append(File(one.path, data))
    return tuple(files), tuple(refused)
