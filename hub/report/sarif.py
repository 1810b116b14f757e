"""Findings as SARIF 2.1.0, which code hosts and editors show beside the code."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.parse import quote

from hub import __version__
from hub.check import CHECKS
from hub.model import Finding, Level
from hub.report.said import Report, where

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "note"}


def as_sarif(report: Report) -> str:
    """One run of one tool: every check as a rule, every finding as a result."""
    rules = [_rule(one) for one in sorted(CHECKS, key=lambda one: one.code)]
    driver = {"name": "hub", "semanticVersion": __version__, "rules": rules}
    index = {str(rule["id"]): number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index) for finding in report.by_weight],
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(whole, indent=1, ensure_ascii=False)


def _rule(check: Any) -> dict[str, Any]:
    first, _, rest = check.doc.partition("\n\n")
    return {
        "id": check.code,
        "name": check.name,
        "shortDescription": {"text": " ".join(first.split())},
        "fullDescription": {"text": " ".join(rest.split()) or " ".join(first.split())},
        "help": {"text": f"hub explain {check.code}"},
        "defaultConfiguration": {"level": LEVELS[check.level]},
    }


def _result(finding: Finding, index: dict[str, int]) -> dict[str, Any]:
    place = finding.place
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.line:
        physical["region"] = {"startLine": place.line}
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.cell:
        name = f"cell {place.cell}" + (f" (under {place.heading})" if place.heading else "")
        location["logicalLocations"] = [{"name": name, "kind": "member"}]
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": LEVELS[finding.level],
        "message": {"text": f"{finding.problem} Do: {finding.do}"},
        "locations": [location],
        "partialFingerprints": {"hub/v1": _fingerprint(finding)},
    }
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    return result


def _uri(file: str) -> str:
    """A path as a reference: percent signs for what a URI cannot hold."""
    return f"file://{quote(file)}" if file.startswith("/") else quote(file)


def _fingerprint(finding: Finding) -> str:
    """The same for the same complaint, so that a host can tell new ones from old."""
    text = "\0".join([finding.code, where(finding.place), finding.problem])
    return hashlib.sha256(text.encode()).hexdigest()[:32]
