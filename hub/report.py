"""Findings as people and programs read them: text, JSON, GitHub annotations, Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hub.model import Finding, Level, Place

SCHEMA = "1"
MARGIN = "    "


@dataclass(frozen=True, slots=True)
class Report:
    """What was judged, and what was found."""

    recipes: tuple[str, ...]
    findings: tuple[Finding, ...]
    partial: bool = False  # other recipes exist that were not judged
    ran: bool = True

    def count(self, level: Level) -> int:
        """How many findings of a level there are."""
        return sum(finding.level is level for finding in self.findings)

    @property
    def by_weight(self) -> tuple[Finding, ...]:
        """The findings with what blocks first, each level in the order in which it was found."""
        return tuple(sorted(self.findings, key=lambda finding: list(Level).index(finding.level)))

    @property
    def blocked(self) -> bool:
        """Whether any finding blocks."""
        return self.count(Level.ERROR) > 0


def where(place: Place) -> str:
    """A place as people read it: file:line, or file, cell N (under "heading")."""
    if place.cell:
        under = f' (under "{place.heading}")' if place.heading else ""
        return f"{place.file}, cell {place.cell}{under}"
    return f"{place.file}:{place.line}" if place.line else place.file


def as_text(report: Report) -> str:
    """Every finding with what to do, and the sum of them at the end."""
    blocks = [_block(finding) for finding in report.by_weight]
    return "\n\n".join([*blocks, summary(report)]) + "\n"


def _block(finding: Finding) -> str:
    head = f"{where(finding.place)}    {finding.level}  {finding.code} {finding.name}"
    lines = [finding.problem, f"Do:    {finding.do}", f"Read:  hub explain {finding.code}"]
    return "\n".join([head, *(MARGIN + line for line in lines)])


def summary(report: Report) -> str:
    """One line: what was judged, what was found, what was not judged."""
    names = ", ".join(report.recipes[:3]) + (" …" if len(report.recipes) > 3 else "")
    count = len(report.recipes)
    judged = f"{_many(count, 'recipe')} checked ({names})" if count else "No recipe was checked"
    found = [
        _many(report.count(level), level.value)
        for level in (Level.ERROR, Level.WARNING)
        if report.count(level)
    ]
    advice = report.count(Level.ADVICE)
    if advice:
        found.append(f"{advice} piece{'s' if advice > 1 else ''} of advice")
    line = f"{judged}: {', '.join(found) if found else 'nothing to mend'}."
    if count and not report.ran:
        line += " It was not run." if count == 1 else " They were not run."
    return line + (" Other recipes were not judged." if report.partial else "")


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def as_json(report: Report) -> str:
    """One object in the published shape."""
    return json.dumps(
        {
            "schema": SCHEMA,
            "recipes": list(report.recipes),
            "findings": [_as_dict(finding) for finding in report.by_weight],
        },
        indent=1,
        ensure_ascii=False,
    )


def _as_dict(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "code": finding.code,
        "name": finding.name,
        "level": finding.level.value,
        "recipe": finding.recipe,
        "place": {
            "file": place.file,
            "line": place.line,
            "cell": place.cell,
            "heading": place.heading,
        },
        "problem": finding.problem,
        "do": finding.do,
        "fault": finding.fault.value,
    }


def as_github(report: Report) -> str:
    """Workflow commands that put each finding beside its line in a pull request."""
    kinds = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "notice"}
    lines = []
    for finding in report.by_weight:
        place = finding.place
        marks = {"file": place.file, "line": place.line, "title": f"{finding.code} {finding.name}"}
        given = ",".join(f"{key}={_property(str(v))}" for key, v in marks.items() if v)
        under = f"cell {place.cell}: " if place.cell else ""
        words = _message(f"{under}{finding.problem} Do: {finding.do}")
        lines.append(f"::{kinds[finding.level]} {given}::{words}")
    return "\n".join([*lines, summary(report)]) + "\n"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def as_markdown(report: Report) -> str:
    """A summary for a pull request or a job: a table of findings, each value escaped."""
    head = "| level | where | problem | do | check |\n|---|---|---|---|---|"
    rows = [
        "| " + " | ".join(_cell(text) for text in _row(finding)) + " |"
        for finding in report.by_weight
    ]
    table = "\n".join([head, *rows]) + "\n\n" if rows else ""
    return f"## What the checks found\n\n{table}{summary(report)}\n"


def _row(finding: Finding) -> Sequence[str]:
    return (
        finding.level.value,
        where(finding.place),
        finding.problem,
        finding.do,
        f"{finding.code} {finding.name}",
    )


def _cell(text: str) -> str:
    """Text as one table cell in which nothing is markup, a mention or a link."""
    flat = " ".join(text.split())
    return re.sub(r"([\\`*_{}\[\]<>()#+!|~@&:-])", lambda m: f"&#{ord(m[0])};", flat)


FORMATS = {"text": as_text, "json": as_json, "github": as_github, "markdown": as_markdown}
