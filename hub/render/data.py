"""The catalogue as data that other programs read: shapes are a contract, fields may be added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from hub import contribution
from hub.contribution import NumberResult, RecipeCard
from hub.model import Number, Practised, Record, Source, Verdict
from hub.render import citing, history, linked, shapes, words
from hub.render.output import Output, as_json, text
from hub.render.site import Site
from hub.render.templating import file_of

if TYPE_CHECKING:
    from hub.render.recipe import Made

SCHEMA = "1"
COLOURS = {
    Verdict.PASSED: "#1d6b3f",
    Verdict.FAILED: "#a3261d",
    Verdict.TIMED_OUT: "#a3261d",
    Verdict.NOT_STARTED: "#6a4b00",
    Verdict.NOT_RUN: "#4a5560",
}


def catalogue(made: Sequence[Made], site: Site) -> Output:
    """catalogue.json: every recipe, in the order of their ids."""
    value = {
        "schema": SCHEMA,
        "commit": site.catalogue.commit,
        "recipes": [_summary(one, site) for one in made],
    }
    return as_json("catalogue.json", value)


def beside(made: Made, site: Site) -> Iterator[Output]:
    """The data files beside a recipe's page."""
    yield as_json("entry.json", _entry(made, site))
    yield history.of_recipe(made.entry.recipe.id, site)
    yield _badge(made.entry.verdict)
    if made.card:
        yield linked.of_recipe(made, made.card, site)
    citation = citing.of(made.entry, made.page, site)
    if citation:
        yield text("CITATION.cff", citation.cff)
        yield text("citation.bib", citation.bibtex)


def schemas() -> Iterator[Output]:
    """The JSON Schema of each file that a contributor writes, and of those that programs read."""
    found = {**contribution.json_schemas(), **shapes.json_schemas()}
    for stem, schema in sorted(found.items()):
        yield as_json(f"schemas/{stem}.schema.json", schema)


def _summary(made: Made, site: Site) -> dict[str, Any]:
    entry, card = made.entry, made.card
    return {
        "id": entry.recipe.id,
        "title": entry.recipe.title,
        "question": card.question if card else None,
        "summary": card.summary if card else None,
        "answer": made.answer,
        "locality": entry.recipe.locality.slug,
        "version": card.version if card else None,
        "status": card.status if card else None,
        "superseded_by": card.superseded_by if card else None,
        "verdict": entry.verdict.value,
        "reason": entry.reason,
        "last_run": entry.shown.execution.started if entry.shown else None,
        "tier": entry.tier,
        "next_step": entry.step,
        "profiles": {
            run.profile: {"verdict": run.verdict.value, "reason": run.reason}
            for run in entry.records
        },
        "topics": list(card.topics) if card else [],
        "methods": list(card.methods) if card else [],
        "audience": list(card.audience) if card else [],
        "nations": list(card.nations) if card else [],
        "results": _results(made, card) if card else {},
        "inputs": {
            name: {
                "required": table.required,
                "fields": list(table.fields),
                "optional": list(table.optional),
            }
            for name, table in (card.inputs if card else {}).items()
        },
        "exercises": [_exercise(one) for one in site.exercises.get(entry.recipe.id, ())],
        "last_good": _last_good(entry.recipe.id, site),
        "source": _source(entry.recipe.source),
        "advisories": [one.as_data for one in site.advisories_of(entry.recipe.id)],
        "versions": f"{made.page}/versions.json",
        "history": f"{made.page}/{history.FILE}",
        "page": f"{made.page}/",
        "entry": f"{made.page}/entry.json",
    }


def _exercise(one: Practised) -> dict[str, Any]:
    """What an exercise teaches, and whether it showed what it says."""
    told = one.exercise
    return {
        "name": told.name,
        "title": told.title,
        "skill": told.skill,
        "minutes": told.minutes,
        "holds": one.holds,
    }


def _last_good(recipe: str, site: Site) -> dict[str, Any] | None:
    found = site.good.get(recipe)
    return found.good.model_dump(mode="json") if found else None


def _entry(made: Made, site: Site) -> dict[str, Any]:
    """Everything of `_summary`, and the runs, what was recovered, and the findings."""
    card = made.card
    citation = citing.of(made.entry, made.page, site)
    return {
        "schema": SCHEMA,
        "commit": site.catalogue.commit,
        **_summary(made, site),
        "authors": [author.name for author in card.authors] if card else [],
        "licence": card.licence.model_dump() if card else None,
        "citation": citation.text if citation else None,
        "limitations": list(card.limitations) if card else [],
        "prohibited_uses": list(card.data_protection.prohibited_uses) if card else [],
        "runs": [_run(record, card) for record in made.entry.records],
        "findings": [
            {
                "code": finding.code,
                "name": finding.name,
                "level": finding.level.value,
                "problem": finding.problem,
                "do": finding.do,
            }
            for finding in made.entry.findings
        ],
    }


def _source(source: Source | None) -> dict[str, Any] | None:
    """The repository that a recipe is taken from; None for the hub's own."""
    if source is None:
        return None
    return {
        "address": source.address,
        "path": source.path,
        "commit": source.commit,
        "fetched": source.fetched,
        "problem": source.problem,
    }


def _results(made: Made, card: RecipeCard) -> dict[str, Any]:
    """The publishable results that were given: a number's value, a table's or figure's file."""
    files = {table.name: table.file for table in made.shown.tables}
    files |= {figure.name: figure.file for figure in made.shown.figures}
    alt = {figure.name: figure.alt for figure in made.shown.figures}
    given = made.entry.shown.results if made.entry.shown else {}
    found: dict[str, Any] = {}
    for name, declared in card.publishable.items():
        about: dict[str, Any] = {"kind": declared.kind, "title": declared.title}
        content = given[name].content if name in given else None
        if isinstance(declared, NumberResult) and isinstance(content, Number):
            about |= {"value": content.value, "lower": content.lower, "upper": content.upper}
            about |= {"n": content.n, "unit": declared.unit}
        if name in files:
            about["file"] = f"{made.page}/{files[name]}"
        if name in alt:
            about["alt"] = alt[name]
        found[name] = about
    return found


def _run(record: Record, card: RecipeCard | None) -> dict[str, Any]:
    run = record.execution
    return {
        "profile": record.profile,
        "verdict": record.verdict.value,
        "reason": record.reason,
        "version": record.version,
        "commit": record.commit,
        "started": run.started,
        "seconds": dict(run.seconds),
        "peak_mib": run.peak_mib,
        "engine": run.engine,
        "isolation": run.isolation,
        "environment": run.environment,
        "data": run.data,
        "fingerprint": run.fingerprint,
        "recovered": [
            {
                "result": found.result,
                "expected": found.expected,
                "got": found.got,
                "met": found.met,
                "truth": found.truth,
                "how": found.how,
            }
            for found in record.recovered
            if card is not None and found.result in card.publishable
        ],
    }


def _badge(verdict: Verdict) -> Output:
    said = words.verdict(verdict).lower()
    values = {"said": said, "colour": COLOURS[verdict], "width": 7 * len(said) + 10}
    return file_of("badge.svg", "badge.svg.j2", **values)
