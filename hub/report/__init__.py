"""Findings as people and programs read them: text, JSON, annotations, SARIF, Markdown."""

from __future__ import annotations

from hub.report.data import as_json
from hub.report.github import append_summary, as_github
from hub.report.markdown import as_markdown
from hub.report.said import Report, summary, where
from hub.report.sarif import as_sarif
from hub.report.text import as_text

__all__ = [
    "FORMATS",
    "Report",
    "append_summary",
    "as_github",
    "as_json",
    "as_markdown",
    "as_sarif",
    "as_text",
    "summary",
    "where",
]

FORMATS = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "markdown": as_markdown,
    "sarif": as_sarif,
}
