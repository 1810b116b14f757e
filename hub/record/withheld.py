"""What is kept off the site whole: a contribution that could hold something of a real person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from hub.contribution import Card
from hub.model import Document, Finding, Level, Locality, Mistake, Notebook, Recipe, Record

REASON = "it is withheld, because something in it could belong to a person."
C = TypeVar("C", bound=Card)
DO = "do what its findings say: hub check."


def must_be(findings: Iterable[Finding]) -> bool:
    """Whether a finding of family P blocks it."""
    return any(one.code.startswith("P") and one.level is Level.ERROR for one in findings)


def recipe(given: Recipe) -> Recipe:
    """The recipe as its name alone: none of its words, files or cells."""
    return replace(
        given,
        files=(),
        card=_nothing(given.card.file),
        expected=Document(given.expected.file),
        notebook=Notebook(problem=REASON, do=DO),
        refused=(),
        unread=(),
    )


def record(given: Record) -> Record:
    """The record without a word that its run could have put into it; `hub check` still says all."""
    return replace(given, reason=REASON, warnings=())


def locality(given: Locality) -> Locality:
    """The locality as the name of its folder alone."""
    return Locality(given.slug, _nothing(given.card.file))


def _nothing(file: str) -> Document[C]:
    return Document(file, mistakes=(Mistake("withheld", None, REASON, DO),))
