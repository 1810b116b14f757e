"""Values for tests, with good defaults: a recipe of the invented locality Sandhythe."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hub.contribution import Expected, LocalityCard, RecipeCard
from hub.model import (
    Catalogue,
    Document,
    Entry,
    Execution,
    Figure,
    File,
    Finding,
    Level,
    Locality,
    Mistake,
    Notebook,
    Number,
    Place,
    Recipe,
    Record,
    Recovery,
    ResultFile,
    Table,
    Verdict,
)
from tests.sandhythe import AREAS, CARD, CHANGELOG, LOCALITY, README, STARTED

NOWHERE = Path("/nowhere/at/all")


def a_locality(slug: str = "sandhythe", **changes: Any) -> Locality:
    """A locality whose card can be read."""
    card = LocalityCard.model_validate({**LOCALITY, **changes})
    return Locality(slug, Document(f"recipes/{slug}/locality.yml", card))


def a_card(**changes: Any) -> RecipeCard:
    """A recipe.yml; a change of None takes the key out."""
    raw = {**copy.deepcopy(CARD), **changes}
    return RecipeCard.model_validate({k: v for k, v in raw.items() if v is not None})


def a_recipe(
    slug: str = "two-year-old-take-up",
    locality: Locality | None = None,
    readme: str = README,
    changelog: str = CHANGELOG,
    **changes: Any,
) -> Recipe:
    """A recipe that can be read; `changes` go to its card."""
    locality = locality or a_locality()
    folder = f"recipes/{locality.slug}/{slug}"
    return Recipe(
        locality=locality,
        slug=slug,
        folder=folder,
        files=(File("CHANGELOG.md", changelog.encode()), File("README.md", readme.encode())),
        card=Document(f"{folder}/recipe.yml", a_card(**changes)),
        expected=Document(f"{folder}/expected.yml", Expected(clean={})),
        notebook=Notebook(),
        commit="0123456789abcdef0123456789abcdef01234567",
    )


def an_unreadable_recipe(slug: str = "broken", locality: Locality | None = None) -> Recipe:
    """A recipe whose recipe.yml could not be read."""
    locality = locality or a_locality()
    folder = f"recipes/{locality.slug}/{slug}"
    mistake = Mistake("yaml", 3, "the line is not readable.", "close the quotation mark.")
    return Recipe(
        locality=locality,
        slug=slug,
        folder=folder,
        files=(),
        card=Document(f"{folder}/recipe.yml", mistakes=(mistake,)),
        expected=Document(f"{folder}/expected.yml"),
        notebook=Notebook(problem="there is no recipe.ipynb.", do="add the notebook."),
    )


def a_finding(level: Level = Level.WARNING, **changes: Any) -> Finding:
    """A finding about a recipe."""
    values: dict[str, Any] = {
        "code": "M201",
        "name": "no-references",
        "level": level,
        "recipe": "sandhythe/two-year-old-take-up",
        "place": Place("recipes/sandhythe/two-year-old-take-up/recipe.yml", line=12),
        "problem": "no source is given for the method.",
        "do": "name the paper or guide that the method comes from.",
    }
    return Finding(**{**values, **changes})


def an_execution(folder: Path = NOWHERE, **changes: Any) -> Execution:
    """The facts of a run that ended well."""
    values: dict[str, Any] = {
        "recipe": "sandhythe/two-year-old-take-up",
        "profile": "clean",
        "fingerprint": "5f0c1d2e3b4a",
        "ended": "finished",
        "detail": "",
        "replies": (),
        "started": STARTED,
        "seconds": {"start": 1.1, "cells": 2.3},
        "peak_mib": 310,
        "engine": "papermill 2.7.0",
        "isolation": "process",
        "environment": "a1b2c3d4",
        "data": "synthetic data 1.0.0, seed 20221",
        "folder": folder,
    }
    return Execution(**{**values, **changes})


def some_results() -> dict[str, ResultFile]:
    """Two numbers, a table and a figure."""
    chart = Figure("svg", "Bars of take-up in six small areas, from 41% to 78%.")
    return {
        "take_up": a_result("take_up", "numbers.json", Number(61.5, 57.7, 65.1, 605)),
        "missing": a_result("missing", "numbers.json", Number(233)),
        "take_up_by_area": a_result("take_up_by_area", "take_up_by_area.csv", AREAS),
        "take_up_chart": a_result("take_up_chart", "take_up_chart.svg", chart),
        "child_list": a_result("child_list", "child_list.csv", Table(("child_id",), (("C-1",),))),
    }


def a_result(name: str, file: str, content: Number | Table | Figure) -> ResultFile:
    """A result that was given."""
    return ResultFile(name, file, hashlib.sha256(name.encode()).hexdigest(), content)


def a_record(
    folder: Path = NOWHERE,
    verdict: Verdict = Verdict.PASSED,
    reason: str = "",
    profile: str = "clean",
    results: Mapping[str, ResultFile] | None = None,
    **changes: Any,
) -> Record:
    """A record of a run, passed unless told otherwise."""
    values: dict[str, Any] = {
        "execution": an_execution(folder, profile=profile),
        "version": "1.2.0",
        "commit": None,
        "verdict": verdict,
        "reason": reason,
        "results": some_results() if results is None else results,
        "recovered": (
            Recovery(
                "take_up",
                expected=62.0,
                got=61.5,
                met=True,
                truth="take_up",
                meaning="the take-up that was planted",
                how="within its interval",
            ),
        ),
    }
    return Record(**{**values, **changes})


def an_entry(
    recipe: Recipe | None = None,
    records: Sequence[Record] | None = None,
    verdict: Verdict | None = None,
    reason: str | None = None,
    findings: Sequence[Finding] = (),
) -> Entry:
    """A recipe in the catalogue; its verdict is that of its first record."""
    runs = tuple([a_record()] if records is None else records)
    first = runs[0] if runs else None
    return Entry(
        recipe=recipe or a_recipe(),
        verdict=verdict or (first.verdict if first else Verdict.NOT_RUN),
        reason=reason if reason is not None else (first.reason if first else "it was not run."),
        records=runs,
        findings=tuple(findings),
    )


def a_catalogue(*entries: Entry, findings: Sequence[Finding] = ()) -> Catalogue:
    """A catalogue of these entries, or of one good recipe."""
    chosen = entries or (an_entry(),)
    places = {entry.recipe.locality.slug: entry.recipe.locality for entry in chosen}
    return Catalogue(
        entries=tuple(sorted(chosen, key=lambda entry: entry.recipe.id)),
        localities=tuple(places[slug] for slug in sorted(places)),
        findings=tuple(findings),
        commit="0123456789abcdef0123456789abcdef01234567",
        profiles=("clean", "messy"),
    )


# What a run leaves behind ----------------------------------------------------------------------


def a_code_cell(
    source: str, *outputs: Mapping[str, Any], tags: Sequence[str] = ()
) -> dict[str, Any]:
    """A code cell as a run saves it."""
    return {
        "cell_type": "code",
        "metadata": {"tags": list(tags)},
        "execution_count": 1,
        "source": source,
        "outputs": list(outputs),
    }


def a_text_cell(source: str) -> dict[str, Any]:
    """A Markdown cell."""
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def printed(text: str) -> dict[str, Any]:
    """Text that a cell printed."""
    return {"output_type": "stream", "name": "stdout", "text": text}


def displayed(metadata: Mapping[str, Any] | None = None, **data: Any) -> dict[str, Any]:
    """Something a cell showed; `text_html` is the mime type text/html."""
    named = {name.replace("_", "/", 1).replace("_", "+"): value for name, value in data.items()}
    return {"output_type": "display_data", "data": named, "metadata": dict(metadata or {})}


def a_run_folder(folder: Path, *cells: Mapping[str, Any], figure: bytes | None = None) -> Path:
    """A folder as a run leaves it: the executed notebook, and the figure among the results."""
    (folder / "results").mkdir(parents=True, exist_ok=True)
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells)}
    (folder / "executed.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    (folder / "results" / "take_up_chart.svg").write_bytes(figure or a_chart())
    return folder


def a_chart() -> bytes:
    """A small SVG."""
    return (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="360" height="180">'
        b'<rect width="360" height="180" fill="#fff"/>'
        b'<rect x="20" y="60" width="40" height="100" fill="#0b5563"/>'
        b'<rect x="80" y="40" width="40" height="120" fill="#0b5563"/></svg>'
    )
