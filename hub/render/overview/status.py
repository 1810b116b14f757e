"""What works and what does not, and why, on every profile."""

from __future__ import annotations

from hub.model import Entry, Verdict
from hub.render import stories
from hub.render.output import Output
from hub.render.page import Meta
from hub.render.site import Site
from hub.render.templating import page_of

MOST_IN_MATRIX = 500  # beyond it only recipes that do not work everywhere are listed


def page(site: Site) -> Output:
    """The status page."""
    entries, profiles = site.catalogue.entries, site.catalogue.profiles
    matrix = [
        (entry, [next((r for r in entry.records if r.profile == p), None) for p in profiles])
        for entry in entries
        if len(entries) <= MOST_IN_MATRIX or not _works_everywhere(entry)
    ]
    shown = [entry for entry, _ in matrix]
    started = [run.execution.started for entry in entries for run in entry.records]
    return page_of(
        "status",
        "status.md.j2",
        Meta("Status", "What works today, what does not, and why.", hide=("navigation",)),
        site=site,
        entries=entries,
        profiles=profiles,
        matrix=matrix,
        latest=max(started, default=""),
        told={entry.recipe.id: stories.of(entry, site) for entry in (*site.not_working, *shown)},
        kept=bool(site.past.ledger.runs),
    )


def _works_everywhere(entry: Entry) -> bool:
    return entry.verdict is Verdict.PASSED and all(run.fine for run in entry.records)
