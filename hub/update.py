"""Newer commits of localities' repositories, proposed as a change of locality.yml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hub.collect import CACHE, collect
from hub.collect.sources import Taken, at_once, take
from hub.collect.sources.asking import RemoteError
from hub.collect.sources.mirror import Mirror
from hub.contribution import Repository
from hub.model import Locality
from hub.settings import Limits, Settings


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was found in one repository: a newer commit and its changes, or why there is none."""

    locality: str
    file: str
    address: str
    old: str
    new: str | None = None  # None: it could not be read; the old one: nothing is newer
    problem: str = ""
    do: str = ""
    changes: tuple[str, ...] = field(default=())

    @property
    def newer(self) -> bool:
        """Whether there is a commit to agree to."""
        return self.new is not None and self.new != self.old


def proposals(project: Path, settings: Settings, out: Path) -> list[Proposal]:
    """Look into every repository that a locality names, several at once; none stops the rest."""
    named = [
        (place, repository)
        for place in collect(project, settings).localities
        if place.card.value
        for repository in place.card.value.repositories
    ]
    return at_once(
        named,
        lambda pair: pair[1].address,
        lambda pair: _proposal(*pair, out / CACHE, settings.limits),
    )


def _proposal(place: Locality, repository: Repository, cache: Path, limits: Limits) -> Proposal:
    def found(new: str | None, problem: str = "", do: str = "", *changes: str) -> Proposal:
        return Proposal(
            place.slug, place.card.file, repository.address, repository.commit, new, problem, do,
            changes,
        )  # fmt: skip

    try:
        newest = Mirror(cache, repository.address, limits).tip(repository.branch)
    except RemoteError as fault:
        return found(None, fault.problem, fault.do)
    if newest == repository.commit:
        return found(newest)
    before = take(repository, cache, limits)
    after = take(repository.model_copy(update={"commit": newest}), cache, limits)
    if after.source.problem:
        return found(None, after.source.problem, after.source.do)
    if before.source.commit is None:
        why = before.source.problem.rstrip(".")
        unknown = f"{repository.commit[:12]} could not be read, so what changes is not known: {why}"
        return found(newest, "", "", unknown)
    return found(newest, "", "", *_changes(place.slug, before, after))


def _changes(locality: str, before: Taken, after: Taken) -> Iterator[str]:
    """Which recipes a newer commit adds, changes or takes away, in words."""
    old = {one.slug: {f.path: f.sha256 for f in one.files} for one in before.folders}
    new = {one.slug: {f.path: f.sha256 for f in one.files} for one in after.folders}
    fresh = {slug: files for slug, files in new.items() if slug not in old}
    for slug in sorted(set(old) | set(new)):
        if slug in fresh:
            yield f"{slug}: new"
        elif slug not in new:
            yield f"{slug}: {_gone(locality, slug, _alike(old[slug], fresh))}"
        elif old[slug] != new[slug]:
            yield f"{slug}: changed ({', '.join(_differing(old[slug], new[slug]))})"


def _gone(locality: str, slug: str, renamed: str | None) -> str:
    """What a recipe that is not there any more means for its readers, and how it is kept."""
    if renamed is None:
        return (
            "taken away, so its page says that nobody checks it any more; to keep it in the "
            "catalogue its owner leaves the folder there, with status: archived"
        )
    return (
        f"taken away, and {renamed} holds files of it; if that is its new name, its owner leaves "
        f"the folder {slug} there, with status: archived and superseded_by: {locality}/{renamed}, "
        "so that its address leads on"
    )


def _alike(files: dict[str, str], others: dict[str, dict[str, str]]) -> str | None:
    """The folder among others that holds most of the same files; None where none does."""
    same = {slug: len(set(files.values()) & set(one.values())) for slug, one in others.items()}
    best = max(sorted(same), key=lambda slug: same[slug], default=None)
    return best if best and same[best] else None


def _differing(old: dict[str, str], new: dict[str, str]) -> list[str]:
    return sorted(name for name in {*old, *new} if old.get(name) != new.get(name))


def write(project: Path, proposal: Proposal) -> bool:
    """Put the newer commit into locality.yml, changing no other byte; False if it is not there."""
    path = project / proposal.file
    data, old = path.read_bytes(), proposal.old.encode()
    at = data.find(old, max(0, data.find(proposal.address.encode())))
    at = at if at >= 0 else data.find(old)
    if at < 0 or proposal.new is None:
        return False
    aside = path.with_name(f".{path.name}.part")
    aside.write_bytes(data[:at] + proposal.new.encode() + data[at + len(old) :])
    aside.replace(path)
    return True
