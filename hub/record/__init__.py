"""record: the declared results read back, the hub's own verdict, and the catalogue of it all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from hub.check import AFTER_RUN, Checked, Judged
from hub.check.rules import all_findings
from hub.model import (
    Catalogue,
    Ending,
    Entry,
    Evidence,
    Execution,
    Fault,
    Finding,
    Level,
    Recipe,
    Record,
    Verdict,
)
from hub.record import runfile
from hub.record.recovery import recoveries
from hub.record.results import Reading, read_back
from hub.settings import Settings
from synthetic_data import store

TIMED_OUT = {Ending.CELL_TIMEOUT, Ending.RUN_TIMEOUT}
NO_RESULTS = Reading({}, (), ())


def record(
    checked: Checked, executions: Iterable[Execution], data: Mapping[str, Path], settings: Settings
) -> tuple[Record, ...]:
    """Judge every run by what it left behind, and write its run.json."""
    recipes = {judged.recipe.id: judged.recipe for judged in checked.recipes}
    records = tuple(
        _record(_evidence(recipes[one.recipe], one, data[one.profile], settings))
        for one in executions
    )
    for made in records:
        runfile.write(made)
    return records


def _evidence(recipe: Recipe, execution: Execution, data: Path, settings: Settings) -> Evidence:
    card = recipe.card.value
    if card is None or execution.ended is Ending.NOT_RUN:
        return Evidence(recipe, execution)
    reading = read_back(card, execution.folder / "results", settings.limits)
    expected = recipe.expected.value.of(execution.profile) if recipe.expected.value else {}
    locality = settings.data_of(recipe.locality.data_of)
    truths = store.truth_values(data.parent, execution.profile, locality)
    return Evidence(
        recipe,
        execution,
        reading.results,
        reading.spoiled,
        reading.undeclared,
        recoveries(expected, reading.results, truths),
    )


def _record(evidence: Evidence) -> Record:
    recipe, execution = evidence.recipe, evidence.execution
    found = all_findings(AFTER_RUN, evidence, recipe)
    first = next((finding for finding in found if finding.level is Level.ERROR), None)
    verdict = _verdict(execution, first)
    return Record(
        execution=execution,
        version=recipe.card.value.version if recipe.card.value else "",
        commit=recipe.commit,
        verdict=verdict,
        reason=execution.detail if verdict is Verdict.NOT_RUN else first.problem if first else "",
        cell=first.place.cell if first else None,
        results=evidence.results,
        recovered=evidence.recovered,
        findings=found,
        warnings=tuple(finding.problem for finding in found if finding.level is Level.WARNING),
    )


def _verdict(execution: Execution, first: Finding | None) -> Verdict:
    """Passed only where no check after the run has an error to show; papermill is not asked."""
    if execution.ended is Ending.NOT_RUN:
        return Verdict.NOT_RUN
    if first is None:
        return Verdict.PASSED
    if first.fault is Fault.HUB:
        return Verdict.NOT_STARTED
    return Verdict.TIMED_OUT if execution.ended in TIMED_OUT else Verdict.FAILED


def catalogue(
    checked: Checked, records: Iterable[Record], profiles: Iterable[str], data: Mapping[str, Path]
) -> Catalogue:
    """Everything the site shows, each recipe with its runs and findings, sorted by id."""
    by_recipe: dict[str, list[Record]] = {}
    for made in records:
        by_recipe.setdefault(made.execution.recipe, []).append(made)
    entries = [_entry(one, tuple(by_recipe.get(one.recipe.id, ()))) for one in checked.recipes]
    order = tuple(profiles)
    return Catalogue(
        entries=tuple(sorted(entries, key=lambda entry: entry.recipe.id)),
        localities=checked.localities,
        findings=checked.findings,
        commit=checked.commit,
        profiles=order,
        data=store.manifest(data[order[0]]),
    )


def _entry(judged: Judged, records: tuple[Record, ...]) -> Entry:
    """A recipe's verdict is that of its worst profile; the reason says which."""
    found = [*judged.findings]
    for made in records:
        found += [finding for finding in made.findings if finding not in found]
    bad = next((made for made in records if made.verdict is not Verdict.PASSED), None)
    if bad is None:
        return Entry(
            judged.recipe, Verdict.PASSED if records else Verdict.NOT_RUN, "", records, tuple(found)
        )
    only_some = bad is not records[0] and bad.verdict is not Verdict.NOT_RUN
    reason = f"on the profile {bad.profile}: {bad.reason}" if only_some else bad.reason
    return Entry(judged.recipe, bad.verdict, reason, records, tuple(found))
