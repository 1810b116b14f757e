"""Findings as a table for a pull request, in which nothing of a contributor is markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hub.model import Finding
from hub.report.said import Report, summary, where


def as_markdown(report: Report) -> str:
    """A summary for a pull request or a job: a table of findings, each value escaped."""
    head = "| level | where | problem | do | whose | check |\n|---|---|---|---|---|---|"
    rows = [
        "| " + " | ".join(escaped(text) for text in _row(finding)) + " |"
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
        f"the {finding.fault}'s",
        f"{finding.code} {finding.name}",
    )


def escaped(text: str) -> str:
    """Text as one table cell in which nothing is markup, a mention or a link."""
    flat = " ".join(text.split())
    return re.sub(r"([\\`*_{}\[\]<>()#+!|~@&:-])", lambda m: f"&#{ord(m[0])};", flat)
