"""What a draft may still lack: half-finished recipes are welcome, and say what is missing.

A recipe with `status: draft` is shown as one. What keeps it from running is a next step, not an
error; what could harm somebody blocks as it does everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hub.model import Finding, Level, Recipe

MAY_LACK = frozenset(
    (
        *("F101", "M104", "M105", "M106", "M108", "M109", "M110", "M111", "M116"),
        *("N101", "N102", "N104", "N108", "N109", "D102"),
        *("X101", "X102", "X103", "X104", "X105", "X106", "X110", "X111", "X112"),
        *("R101", "R102", "R104", "R105", "R107"),
    )
)


def softened(recipe: Recipe, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of a recipe, with what a draft may lack as warnings."""
    if not recipe.is_draft:
        return tuple(findings)
    return tuple(
        replace(finding, level=Level.WARNING)
        if finding.code in MAY_LACK and finding.level is Level.ERROR
        else finding
        for finding in findings
    )
