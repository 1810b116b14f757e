"""Findings as one JSON object, in the shape that other programs rely on."""

from __future__ import annotations

import json
from typing import Any

from hub.model import Finding
from hub.report.said import SCHEMA, Report


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
