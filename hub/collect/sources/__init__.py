"""Recipes that live in a locality's own git repository, read at the commit that was agreed.

    address → mirror (fetch, within bounds) → tree (each entry checked) → bytes of each recipe

Nothing is checked out, no link or submodule is followed, and git never runs inside what was
fetched. What was read once stays readable: a repository that has gone, was rewritten or is silent
gives the last copy that was good, and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from hub.collect.sources import copies, tree
from hub.collect.sources.asking import RemoteError
from hub.collect.sources.mirror import Mirror
from hub.contribution import Repository
from hub.model import File, Refused, Source
from hub.settings import Limits

__all__ = ["Folder", "Taken", "at_once", "take", "take_all"]

Wanted = TypeVar("Wanted")
Given = TypeVar("Given")

AT_ONCE = 8  # repositories; several silent servers cost the time of one


@dataclass(frozen=True, slots=True)
class Folder:
    """One recipe's folder as it stands in a repository: its files, and what was not read."""

    slug: str
    path: str  # inside the repository
    files: tuple[File, ...]
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What one repository gave: where it came from and how fresh it is, and its recipes."""

    source: Source
    folders: tuple[Folder, ...] = ()


def take_all(repositories: Sequence[Repository], cache: Path, limits: Limits) -> list[Taken]:
    """What each repository gives, in their order; those of one address one after the other."""
    return at_once(repositories, lambda one: one.address, lambda one: take(one, cache, limits))


def at_once(
    wanted: Sequence[Wanted], address: Callable[[Wanted], str], do: Callable[[Wanted], Given]
) -> list[Given]:
    """What `do` gives for each, in their order: several addresses at once, each one in turn."""
    by_address: dict[str, list[int]] = {}
    for number, one in enumerate(wanted):
        by_address.setdefault(address(one), []).append(number)

    def of_one_address(numbers: Sequence[int]) -> list[tuple[int, Given]]:
        return [(number, do(wanted[number])) for number in numbers]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = dict(
            pair for pairs in pool.map(of_one_address, by_address.values()) for pair in pairs
        )
    return [found[number] for number in range(len(wanted))]


def take(repository: Repository, cache: Path, limits: Limits) -> Taken:
    """The recipes of a repository at its agreed commit, or at the last one that was good.

    A commit that lies in the mirror already is not fetched again. Never raises for what the other
    side does: the reason is in the source.
    """
    mirror = Mirror(cache, repository.address, limits)
    try:
        if not mirror.holds(repository.commit):
            mirror.fetch(repository.commit)
        folders = tree.read(mirror, repository.commit, repository.path, limits)
    except RemoteError as fault:
        return _last_good(mirror, repository, limits, fault)
    copy = copies.keep(mirror.folder, repository.path, repository.commit)
    source = _source(repository, copy.commit, copy.fetched)
    return Taken(source, _folders(folders))


def _last_good(mirror: Mirror, repository: Repository, limits: Limits, fault: RemoteError) -> Taken:
    for copy in copies.last_good(mirror.folder, repository.path):
        try:
            folders = tree.read(mirror, copy.commit, repository.path, limits)
        except RemoteError:
            continue  # the mirror itself was damaged; an older copy may still be whole
        return Taken(_source(repository, copy.commit, copy.fetched, fault), _folders(folders))
    return Taken(_source(repository, None, None, fault))


def _source(
    repository: Repository,
    commit: str | None,
    fetched: str | None,
    fault: RemoteError | None = None,
) -> Source:
    return Source(
        address=repository.address,
        path=repository.path,
        owner=repository.owner,
        wanted=repository.commit,
        commit=commit,
        fetched=fetched,
        problem=fault.problem if fault else "",
        do=fault.do if fault else "",
    )


def _folders(
    found: Mapping[str, tuple[tuple[File, ...], tuple[Refused, ...]]],
) -> tuple[Folder, ...]:
    return tuple(
        Folder(path.rpartition("/")[2], path, files, refused)
        for path, (files, refused) in sorted(found.items())
    )
