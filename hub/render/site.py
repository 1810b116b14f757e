"""What every page knows of the whole site: its addresses, its settings, and what there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hub.contribution import RecipeCard
from hub.model import Catalogue, Entry, Finding, Verdict
from hub.settings import Settings
from hub.vocabulary import TOPICS, Term


@dataclass(frozen=True, slots=True)
class CheckDoc:
    """One check as the site explains it."""

    code: str
    name: str
    level: str
    doc: str
    family: str


@dataclass(frozen=True, slots=True)
class Site:
    """The catalogue with the addresses of its pages."""

    catalogue: Catalogue
    settings: Settings
    pages: Mapping[str, str]  # recipe id → page
    localities: Mapping[str, str]  # locality slug → page
    tables: frozenset[str] = frozenset()  # tables that the data dictionary explains
    checks: tuple[CheckDoc, ...] = ()

    @property
    def working(self) -> tuple[Entry, ...]:
        """The entries that passed."""
        return tuple(e for e in self.catalogue.entries if e.verdict is Verdict.PASSED)

    @property
    def not_working(self) -> tuple[Entry, ...]:
        """The entries that did not pass, for whatever reason."""
        return tuple(e for e in self.catalogue.entries if e.verdict is not Verdict.PASSED)

    def explains(self, finding: Finding) -> bool:
        """Whether the page of checks has the finding's code."""
        return any(check.code == finding.code for check in self.checks)

    def topics_of(self, card: RecipeCard) -> tuple[Term, ...]:
        """The topics of a recipe, in the order of the controlled list."""
        return tuple(term for term in TOPICS if term.slug in card.topics)

    def of_topic(self, slug: str) -> tuple[Entry, ...]:
        """The entries about a topic."""
        return tuple(
            entry
            for entry in self.catalogue.entries
            if entry.recipe.card.value and slug in entry.recipe.card.value.topics
        )

    def of_locality(self, slug: str) -> tuple[Entry, ...]:
        """The entries that a locality gives."""
        return tuple(e for e in self.catalogue.entries if e.recipe.locality.slug == slug)

    def using(self, table: str) -> tuple[Entry, ...]:
        """The entries that read a table."""
        return tuple(
            entry
            for entry in self.catalogue.entries
            if entry.recipe.card.value and table in entry.recipe.card.value.inputs
        )
