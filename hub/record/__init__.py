"""record: the declared results read back, the hub's own verdict, and the catalogue of it all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from hub.check import AFTER_RUN, Checked, Judged
from hub.check.drafts import softened
from hub.check.rules import all_findings
from hub.data import store
from hub.disclosure import staying
from hub.disclosure.audit import audit
from hub.model import (
    Catalogue,
    Ending,
    Entry,
    Evidence,
    Execution,
    Fault,
    Finding,
    Level,
    Locality,
    Recipe,
    Record,
    Verdict,
)
from hub.record import runfile, withheld
from hub.record.people import shown_by
from hub.record.recovery import recoveries
from hub.record.results import read_back
from hub.record.same import EQUALS, differences
from hub.settings import Settings
from hub.tiers import grade

TIMED_OUT = {Ending.CELL_TIMEOUT, Ending.RUN_TIMEOUT}
NOTHING_RAN = {Ending.NOT_RUN, Ending.NOT_APPLICABLE}


def record(
    checked: Checked, executions: Iterable[Execution], data: Mapping[str, Path], settings: Settings
) -> tuple[Record, ...]:
    """Judge every run by what it left behind, and write its run.json."""
    return judge([*map(evidence_of(checked, data, settings), executions)])


def evidence_of(
    checked: Checked, data: Mapping[str, Path], settings: Settings
) -> Callable[[Execution], Evidence]:
    """What gathers the evidence of a run: all that it left behind, each run by itself."""
    recipes = {judged.recipe.id: judged.recipe for judged in checked.recipes}
    return lambda one: _evidence(recipes[one.recipe], one, data[one.profile], settings)


def judge(evidence: Sequence[Evidence]) -> tuple[Record, ...]:
    """Judge every run by its evidence, next to that of the others, and write its run.json."""
    records = tuple(_record(one) for one in _compared(evidence))
    shut = {one.execution.recipe for one in records if withheld.must_be(one.findings)}
    records = tuple(
        withheld.record(one) if one.execution.recipe in shut else one for one in records
    )
    for made in records:
        runfile.write(made)
    return records


def _evidence(recipe: Recipe, execution: Execution, data: Path, settings: Settings) -> Evidence:
    card = recipe.card.value
    if card is None or execution.ended in NOTHING_RAN:
        return Evidence(recipe, execution)
    try:
        reading = read_back(card, execution.folder / "results", settings.limits, execution)
    except Exception as fault:  # noqa: BLE001 - results are hostile, and others go on
        why = f"the hub stumbled over its results: {fault!r:.200}"
        return Evidence(recipe, replace(execution, ended=Ending.NOT_STARTED, detail=why))
    expected = recipe.expected.value.of(execution.profile) if recipe.expected.value else {}
    asked = {name: one for name, one in expected.items() if name not in reading.unasked}
    locality = settings.data_of(recipe.locality.data_of)
    truths = store().truth_values(data.parent, execution.profile, locality)
    return Evidence(
        recipe,
        execution,
        reading.results,
        reading.spoiled,
        reading.undeclared,
        recoveries(asked, reading.results, truths),
        reading.unasked,
        people=tuple(shown_by(card, reading.results, execution.folder)),
        exposures=audit(card, reading.results),
        at_home=execution.profile == settings.profiles[0],
    )


def _compared(evidence: Sequence[Evidence]) -> Iterator[Evidence]:
    """Each with what differs from the profile that it must equal, where both came to their end."""
    ended = {
        (one.recipe.id, one.execution.profile): one.results
        for one in evidence
        if one.execution.ended is Ending.FINISHED
    }
    for one in evidence:
        mine = ended.get((one.recipe.id, one.execution.profile))
        twin = ended.get((one.recipe.id, EQUALS.get(one.execution.profile, "")))
        card = one.recipe.card.value
        if card is None or mine is None or twin is None:
            yield one
        else:
            yield replace(one, differing=differences(card, mine, twin))


def _record(evidence: Evidence) -> Record:
    recipe, execution = evidence.recipe, evidence.execution
    found = all_findings(AFTER_RUN, evidence, recipe)
    first = next((finding for finding in found if finding.level is Level.ERROR), None)
    verdict = _verdict(execution, first)
    stays = staying.of(recipe.card.value, evidence.results)
    warnings = (finding.problem for finding in found if finding.level is Level.WARNING)
    return Record(
        execution=execution,
        version=recipe.card.value.version if recipe.card.value else "",
        commit=recipe.commit,
        verdict=verdict,
        reason=stays.without(_reason(evidence, verdict, first)),
        cell=first.place.cell if first else None,
        results=evidence.results,
        recovered=evidence.recovered,
        findings=found,
        warnings=tuple(stays.without(words) for words in warnings),
    )


def _reason(evidence: Evidence, verdict: Verdict, first: Finding | None) -> str:
    """Why it is so; of a run that passed, what was left out for want of an optional input."""
    if verdict is Verdict.NOT_RUN:
        return evidence.execution.detail
    if first is not None:
        return first.problem
    if verdict is not Verdict.PASSED:
        return f"the run did not come to its end ({evidence.execution.ended})."
    absent, unasked = evidence.execution.absent, evidence.unasked
    if not absent:
        return ""
    rest = f" Not asked for: {', '.join(unasked)}." if unasked else ""
    return f"The profile has no {', '.join(absent)}, and the recipe does without.{rest}"


def _verdict(execution: Execution, first: Finding | None) -> Verdict:
    """Passed only where no check after the run has an error to show; papermill is not asked."""
    if execution.ended in NOTHING_RAN:
        return Verdict.NOT_RUN
    if first is None:  # each other ending has a check of its own
        return Verdict.PASSED if execution.ended is Ending.FINISHED else Verdict.FAILED
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
    places = {place.slug: _place(place, checked.findings) for place in checked.localities}
    entries = [
        _graded(
            _entry(
                replace(one, recipe=_in_place(one.recipe, places)),
                tuple(by_recipe.get(one.recipe.id, ())),
            ),
            checked.localities,
        )
        for one in checked.recipes
    ]
    order = tuple(profiles)
    return Catalogue(
        entries=tuple(sorted(entries, key=lambda entry: entry.recipe.id)),
        localities=tuple(places.values()),
        findings=checked.findings,
        commit=checked.commit,
        profiles=order,
        data=store().manifest(data[order[0]]),
    )


def _place(place: Locality, findings: Iterable[Finding]) -> Locality:
    folder = place.card.file.rpartition("/")[0]  # the card, and what lies beside it
    own = (one for one in findings if one.place.file.rpartition("/")[0] == folder)
    return withheld.locality(place) if withheld.must_be(own) else place


def _in_place(recipe: Recipe, places: Mapping[str, Locality]) -> Recipe:
    return replace(recipe, locality=places.get(recipe.locality.slug, recipe.locality))


def _graded(entry: Entry, localities: Iterable[Locality]) -> Entry:
    found = grade(entry, localities)
    return replace(entry, tier=found.tier, step=found.step)


def _for_readers(recipe: Recipe, made: Record) -> Record:
    """The record without what stays with the locality in the words of its findings.

    Its results are all there: they tell what must not be shown, and pages take the publishable.
    """
    stays = staying.of(recipe.card.value, made.results)
    found = (replace(one, problem=stays.without(one.problem)) for one in made.findings)
    return replace(made, findings=tuple(found))


def _entry(judged: Judged, records: tuple[Record, ...]) -> Entry:
    """A recipe's verdict is that of its first profile that is not fine; the reason says which.

    A profile that lacks what the recipe needs tells nothing of it, as long as another one does.
    """
    found = [*judged.findings]
    records = tuple(_for_readers(judged.recipe, made) for made in records)
    for made in records:
        later = softened(judged.recipe, made.findings)
        found += [finding for finding in later if finding not in found]
    if withheld.must_be(found):  # neither its words nor what its runs gave go on
        verdict = Verdict.FAILED if records and records[0].applies else Verdict.NOT_RUN
        why = tuple(one for one in found if one.code.startswith("P"))
        return Entry(withheld.recipe(judged.recipe), verdict, withheld.REASON, (), why)
    bad = next((made for made in records if not made.fine), None)
    if bad is None and any(made.applies for made in records):
        return Entry(judged.recipe, Verdict.PASSED, "", records, tuple(found))
    if bad is None:
        reason = records[0].reason if records else ""
        return Entry(judged.recipe, Verdict.NOT_RUN, reason, records, tuple(found))
    only_some = bad is not records[0] and bad.verdict is not Verdict.NOT_RUN
    reason = f"on the profile {bad.profile}: {bad.reason}" if only_some else bad.reason
    return Entry(judged.recipe, bad.verdict, reason, records, tuple(found))
