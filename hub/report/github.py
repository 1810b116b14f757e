"""Findings as annotations of a pull request, and the summary of its job."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hub.model import Level
from hub.report.markdown import as_markdown
from hub.report.said import Report, summary

SHOWN = 10  # annotations of a level that one step may show
SUMMARY_BYTES = 900_000


def as_github(report: Report) -> str:
    """Workflow commands that put each finding beside its line in a pull request.

    Only the first ten of a kind are shown there, so what blocks comes first, and a line says how
    many are left; the job summary has all of them (`append_summary`).
    """
    kinds = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "notice"}
    lines = []
    for finding in report.by_weight:
        place = finding.place
        marks = {"file": place.file, "line": place.line, "title": f"{finding.code} {finding.name}"}
        given = ",".join(f"{key}={_property(str(v))}" for key, v in marks.items() if v)
        under = f"cell {place.cell}: " if place.cell else ""
        words = _message(f"{under}{finding.problem} Do: {finding.do}")
        lines.append(f"::{kinds[finding.level]} {given}::{words}")
    return "\n".join([*lines, *_not_shown(report), summary(report)]) + "\n"


def _not_shown(report: Report) -> Iterator[str]:
    left = sum(max(0, report.count(level) - SHOWN) for level in Level)
    if left:
        yield f"{left} more stand in the job summary; a step shows {SHOWN} of each level."


def append_summary(report: Report, path: Path) -> None:
    """Add the whole report to the job's summary, which holds a megabyte."""
    text = as_markdown(report)
    if len(text.encode()) > SUMMARY_BYTES:
        text = text.encode()[:SUMMARY_BYTES].decode(errors="ignore").rsplit("\n", 1)[0]
        text += "\n\nThe rest is left out here; run the same command for all of it.\n"
    with path.open("a", encoding="utf-8") as stream:
        stream.write(text + "\n")


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
