"""What the site shows: every recipe with its runs, results and findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hub.model.compared import Comparison
from hub.model.contributed import Locality, Recipe
from hub.model.finding import Finding
from hub.model.practised import Practised
from hub.model.runs import Record, Verdict


@dataclass(frozen=True, slots=True)
class Entry:
    """One recipe with its runs, results and findings: all that its page shows."""

    recipe: Recipe
    verdict: Verdict
    reason: str
    records: tuple[Record, ...]  # one a profile, the default profile first
    findings: tuple[Finding, ...]
    tier: str | None = None  # how far it has come; None where it does not run
    step: str = ""  # what is missing for the next tier

    @property
    def shown(self) -> Record | None:
        """The record whose results the page shows: that of the default profile."""
        return self.records[0] if self.records else None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the site shows."""

    entries: tuple[Entry, ...]
    localities: tuple[Locality, ...]
    findings: tuple[Finding, ...]  # that belong to no recipe
    commit: str | None
    profiles: tuple[str, ...]
    data: Mapping[str, Any] = field(
        default_factory=dict
    )  # facts of the synthetic data, as its manifest
    comparisons: tuple[Comparison, ...] = ()  # none in a preview, which runs nothing elsewhere
    practised: tuple[Practised, ...] = ()  # every exercise, in the order of the recipes
