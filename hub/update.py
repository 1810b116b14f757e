"""Newer commits of localities' repositories, proposed as a change of locality.yml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hub.collect import CACHE, collect
from hub.collect.sources import Taken, take
from hub.collect.sources.mirror import Mirror, RemoteError
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


def proposals(project: Path, settings: Settings, out: Path) -> Iterator[Proposal]:
    """Look into every repository that a locality names; none stops the rest."""
    for place in collect(project, settings).localities:
        card = place.card.value
        for repository in card.repositories if card else ():
            yield _proposal(place, repository, out / CACHE, settings.limits)


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
    return found(newest, "", "", *_changes(before, after))


def _changes(before: Taken, after: Taken) -> Iterator[str]:
    """Which recipes a newer commit adds, changes or takes away, in words."""
    old = {one.slug: {f.path: f.sha256 for f in one.files} for one in before.folders}
    new = {one.slug: {f.path: f.sha256 for f in one.files} for one in after.folders}
    for slug in sorted(set(old) | set(new)):
        if slug not in old:
            yield f"{slug}: new"
        elif slug not in new:
            yield f"{slug}: taken away"
        elif old[slug] != new[slug]:
            yield f"{slug}: changed ({', '.join(_differing(old[slug], new[slug]))})"


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
