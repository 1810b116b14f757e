"""What a report says, whatever its form: what was judged, what was found, and where."""

from __future__ import annotations

from dataclasses import dataclass

from hub.model import Fault, Finding, Level, Place

SCHEMA = "1"
WHOSE = {
    Fault.RECIPE: "This is the recipe's to mend, not the hub's.",
    Fault.HUB: "This is the hub's fault, not the recipe's.",
}


@dataclass(frozen=True, slots=True)
class Report:
    """What was judged, and what was found."""

    recipes: tuple[str, ...]
    findings: tuple[Finding, ...]
    partial: bool = False  # other recipes exist that were not judged
    ran: bool = True
    since: str | None = None  # only what changed since this revision was judged
    looked: bool = True  # for what could belong to a person
    files: int | None = None  # looked through by themselves, where no recipe was judged

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


def summary(report: Report) -> str:
    """One line: what was judged, what was found, what was not judged."""
    names = ", ".join(report.recipes[:3]) + (" …" if len(report.recipes) > 3 else "")
    count = len(report.recipes)
    judged = f"{_many(count, 'recipe')} checked ({names})" if count else "No recipe was checked"
    if report.files is not None:
        judged = f"{_many(report.files, 'file')} looked through"
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
    line += "" if report.looked else " What could belong to a person: hub privacy looks for it."
    return line + _left_out(report)


def _left_out(report: Report) -> str:
    """What a green report says nothing of."""
    if report.since:
        return f" Only what changed since {report.since} was judged."
    return " Other recipes were not judged." if report.partial else ""


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
