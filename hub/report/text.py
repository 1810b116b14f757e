"""Findings as a person reads them on a terminal."""

from __future__ import annotations

import re

from hub.model import Fault, Finding
from hub.report.said import WHOSE, Report, summary, where

MARGIN = "    "
COMMAND = re.compile(r"^\s*::|##\[")  # a line that a log of continuous integration would obey


def as_text(report: Report) -> str:
    """Every finding with what to do, and the sum of them at the end."""
    blocks = [_block(finding) for finding in report.by_weight]
    return "\n\n".join([*blocks, summary(report)]) + "\n"


def _block(finding: Finding) -> str:
    head = f"{where(finding.place)}    {finding.level}  {finding.code} {finding.name}"
    lines = [finding.problem, f"Do:    {finding.do}", f"Read:  hub explain {finding.code}"]
    if finding.fault is Fault.HUB:
        lines.append(WHOSE[Fault.HUB])
    return "\n".join([head, *(MARGIN + plain(line) for line in lines)])


def plain(text: str) -> str:
    """Text on one line that no log can take for a command of its own."""
    flat = " ".join(text.split("\n"))
    return COMMAND.sub(lambda found: " ".join(found[0]), flat)
