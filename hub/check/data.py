"""Family D: the small reference tables that come with a recipe."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from hub.check.rules import Complaint, StaticCheck, Subject, check

MOST_BYTES = 100_000
MOST_ROWS = 2_000


@check("D101", "lookup-not-declared")
def lookup_not_declared(subject: Subject) -> Iterator[Complaint]:
    """A table in lookups/ is not declared in recipe.yml with its source and licence.

    Readers must be able to tell where its numbers come from, and whether they may use them.
    """
    card = subject.recipe.card.value
    declared = {lookup.file for lookup in card.lookups} if card else set()
    for file in subject.recipe.files:
        if card and file.path.startswith("lookups/") and file.path not in declared:
            yield Complaint(
                f'"{file.path}" is not declared.',
                f'add to recipe.yml, under lookups: "- {{file: {file.path}, source: …, '
                'licence: …}".',
                subject.at(file.path),
            )


@check("D102", "lookup-missing")
def lookup_missing(subject: Subject) -> Iterator[Complaint]:
    """recipe.yml declares a table in lookups/ that is not there."""
    card = subject.recipe.card
    for i, lookup in enumerate(card.value.lookups if card.value else ()):
        if subject.recipe.file(lookup.file) is None:
            yield Complaint(
                f'"{lookup.file}" is declared and not there.',
                "add the file, or take the line out.",
                subject.at("recipe.yml", card.line("lookups", i)),
            )


@check("D103", "lookup-too-large")
def lookup_too_large(subject: Subject) -> Iterator[Complaint]:
    """A table in lookups/ is larger than a reference table needs to be, or not a table.

    At most 100 kB and 2,000 rows of UTF-8 text with a header. Records of people are never lookups.
    """
    for file in subject.recipe.files:
        if not file.path.startswith("lookups/"):
            continue
        wrong = _lookup_problem(file.data)
        if wrong:
            problem, do = wrong
            yield Complaint(f'"{file.path}" {problem}.', do, subject.at(file.path))


def _lookup_problem(data: bytes) -> tuple[str, str] | None:
    """What is wrong with it, and what to do."""
    fewer = "keep only the rows and columns that the recipe needs."
    if len(data) > MOST_BYTES:
        return f"has {len(data):,} bytes; the most is {MOST_BYTES:,}", fewer
    try:
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error):
        return "is not a table in UTF-8 text with commas", "save it as CSV in UTF-8."
    if len(rows) < 2:
        return "has no rows below its header", "fill it, or take it out."
    if len(rows) - 1 > MOST_ROWS:
        return f"has {len(rows) - 1:,} rows; the most is {MOST_ROWS:,}", fewer
    odd = next((n for n, row in enumerate(rows, 1) if row and len(row) != len(rows[0])), None)
    if odd:
        do = f"look at row {odd}: a text that holds a comma belongs in quotes."
        return "has rows of different lengths", do
    return None


DATA: tuple[StaticCheck, ...] = (lookup_not_declared, lookup_missing, lookup_too_large)
