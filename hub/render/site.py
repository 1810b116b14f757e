"""What every page knows of the whole site: its addresses, its settings, and what there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from hub.contribution import Advisory, RecipeCard
from hub.data import LOCALITIES
from hub.model import Catalogue, Entry, Finding, Locality, Practised, Verdict
from hub.registry.neighbours import OtherHub
from hub.registry.past import Past
from hub.render.earlier import Earlier
from hub.settings import Settings
from hub.tiers import TIERS
from hub.vocabulary import METHODS, TOPICS, Term


@dataclass(frozen=True, slots=True)
class CheckDoc:
    """One check as the site explains it."""

    code: str
    name: str
    level: str
    doc: str
    family: str


@dataclass(frozen=True)  # no slots, so that what is worked out once can be kept
class Site:
    """The catalogue with the addresses of its pages."""

    catalogue: Catalogue
    settings: Settings
    pages: Mapping[str, str]  # recipe id → page
    localities: Mapping[str, str]  # locality slug → page
    tables: frozenset[str] = frozenset()  # tables that the data dictionary explains
    checks: tuple[CheckDoc, ...] = ()
    pictured: frozenset[str] = frozenset()  # recipes that have a small picture, by id
    past: Past = field(default_factory=Past)
    neighbours: tuple[OtherHub, ...] = ()
    good: Mapping[str, Earlier] = field(default_factory=dict)  # of recipes that fail now

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """Every entry by the id of its recipe."""
        return {entry.recipe.id: entry for entry in self.catalogue.entries}

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries about each topic, by its slug."""
        return {term.slug: self._with("topics", term.slug) for term in TOPICS}

    @cached_property
    def by_method(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries that use each method, by its slug."""
        return {term.slug: self._with("methods", term.slug) for term in METHODS}

    @cached_property
    def by_table(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries that read each table of the data dictionary, by its name."""
        return {name: self._with("inputs", name) for name in sorted(self.tables)}

    def _with(self, part: str, value: str) -> tuple[Entry, ...]:
        return tuple(
            entry
            for entry in self.catalogue.entries
            if entry.recipe.card.value and value in getattr(entry.recipe.card.value, part)
        )

    def near(self, card: RecipeCard) -> tuple[Entry, ...]:
        """The entries that share the first topic of a recipe."""
        return self.by_topic.get(card.topics[0], ())

    def data_of(self, locality: Locality) -> str:
        """The name of the invented locality whose synthetic data a locality's recipes run on."""
        slug = self.settings.data_of(locality.data_of)
        return LOCALITIES[slug].name if slug in LOCALITIES else slug

    @cached_property
    def exercises(self) -> Mapping[str, tuple[Practised, ...]]:
        """What can be tried with each recipe, by its id."""
        return {
            entry.recipe.id: tuple(
                one for one in self.catalogue.practised if one.recipe.id == entry.recipe.id
            )
            for entry in self.catalogue.entries
        }

    @property
    def tiers(self) -> Mapping[str, str]:
        """The tiers that a recipe can reach, the first first, with their titles."""
        return {tier: tier.capitalize() for tier in TIERS}

    @property
    def working(self) -> tuple[Entry, ...]:
        """The entries that passed."""
        return tuple(e for e in self.catalogue.entries if e.verdict is Verdict.PASSED)

    @property
    def not_working(self) -> tuple[Entry, ...]:
        """The entries that did not pass, for whatever reason."""
        return tuple(e for e in self.catalogue.entries if e.verdict is not Verdict.PASSED)

    def advisories_of(self, recipe: str) -> tuple[Advisory, ...]:
        """The advisories on a recipe, newest first, whatever versions they concern."""
        return tuple(
            advisory
            for place in self.catalogue.localities
            for advisory in place.advisories
            if advisory.recipe == recipe
        )

    def explains(self, finding: Finding) -> bool:
        """Whether the page of checks has the finding's code."""
        return any(check.code == finding.code for check in self.checks)

    def topics_of(self, card: RecipeCard) -> tuple[Term, ...]:
        """The topics of a recipe, in the order of the controlled list."""
        return tuple(term for term in TOPICS if term.slug in card.topics)

    def of_locality(self, slug: str) -> tuple[Entry, ...]:
        """The entries that a locality gives."""
        return tuple(e for e in self.catalogue.entries if e.recipe.locality.slug == slug)
