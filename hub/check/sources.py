"""Family F, continued: what is wrong with the repositories that recipes are taken from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hub.check.rules import Check, Complaint, check
from hub.model import Finding, Level, Locality, Place, Source


@dataclass(frozen=True, slots=True)
class FromElsewhere:
    """A repository that a locality names, and what came of reading it."""

    locality: Locality
    source: Source

    @property
    def place(self) -> Place:
        """The line of locality.yml that names it."""
        card = self.locality.card
        named = card.value.repositories if card.value else []
        at = next((i for i, one in enumerate(named) if one.address == self.source.address), 0)
        return Place(card.file, card.line("repositories", at))


SourceCheck = Check[FromElsewhere]


@check("F120", "repository-not-read")
def repository_not_read(subject: FromElsewhere) -> Iterator[Complaint]:
    """A repository that locality.yml names must give recipes at the agreed commit.

    It could not be read, and no earlier copy is kept here. Its recipes are missing from this
    catalogue until it can be read again; all other recipes are there. The reason is one of: the
    server is silent or unknown, the repository was renamed, made private or emptied, the commit was
    rewritten away, it is too large, or what it sends is damaged.
    """
    source = subject.source
    if source.problem and source.commit is None:
        yield Complaint(
            f"{source.address} gave no recipes: {source.problem}", source.do, subject.place
        )


@check("F121", "repository-not-current", Level.WARNING)
def repository_not_current(subject: FromElsewhere) -> Iterator[Complaint]:
    """The copy of a repository that is shown should be the agreed commit.

    The agreed commit could not be fetched, so the last copy that was good stands in for it. Pages
    say how old it is. The owner should say whether the commit was rewritten; `hub update` proposes
    the newest one.
    """
    source = subject.source
    if source.problem and source.commit is not None:
        day = (source.fetched or "")[:10]
        yield Complaint(
            f"{source.address} could not be read at {source.wanted[:12]}: {source.problem} "
            f"The copy of {source.commit[:12]}, fetched on {day}, is shown.",
            source.do,
            subject.place,
        )


SOURCES: tuple[SourceCheck, ...] = (repository_not_read, repository_not_current)


def of_source(locality: Locality, source: Source) -> Iterator[Finding]:
    """What is wrong with one repository; it belongs to no single recipe."""
    subject = FromElsewhere(locality, source)
    for one in SOURCES:
        for found in one.find(subject):
            place = found.place or subject.place
            yield Finding(
                one.code, one.name, one.level, None, place, found.problem, found.do, one.fault
            )
