"""What works and what does not, and why, on every profile."""

from __future__ import annotations

from collections.abc import Iterator

from hub.model import Entry, Record, Table, Verdict
from hub.render import stories
from hub.render.output import Output
from hub.render.page import Meta
from hub.render.results import as_csv
from hub.render.site import Site
from hub.render.templating import page_of

MOST_IN_MATRIX = 200  # beyond it those that do not work everywhere, and no more of them
MOST_BROKEN = 100  # told with the reason and since when; the rest is one link away
FILE = "status/status.csv"
HIDE = ("navigation", "toc")  # the matrix needs the width


def outputs(site: Site) -> Iterator[Output]:
    """The status page, and the verdict of every recipe on every profile as CSV."""
    entries = site.catalogue.entries
    listed = [e for e in entries if len(entries) <= MOST_IN_MATRIX or not _works_everywhere(e)]
    shown, broken = listed[:MOST_IN_MATRIX], site.not_working[:MOST_BROKEN]
    started = [run.execution.started for entry in entries for run in entry.records]
    yield page_of(
        "status",
        "status.md.j2",
        Meta("Status", "What works today, what does not, and why.", HIDE),
        site=site,
        entries=entries,
        profiles=site.catalogue.profiles,
        matrix=[(entry, _by_profile(entry, site)) for entry in shown],
        listed=len(listed),
        broken=broken,
        latest=max(started, default=""),
        told={entry.recipe.id: stories.of(entry, site) for entry in (*broken, *shown)},
        kept=bool(site.past.ledger.runs),
    )
    yield Output(FILE, as_csv(_matrix(site)))


def _matrix(site: Site) -> Table:
    """Every recipe with its verdict and those of each profile, however many there are."""
    profiles = site.catalogue.profiles
    header = ("recipe", "title", "verdict", "reason", "last_run", *profiles)
    return Table(
        header,
        tuple(
            (
                entry.recipe.id,
                entry.recipe.title,
                entry.verdict.value,
                entry.reason,
                entry.shown.execution.started if entry.shown else "",
                *(_said(record) for record in _by_profile(entry, site)),
            )
            for entry in site.catalogue.entries
        ),
    )


def _said(record: Record | None) -> str:
    if record is None:
        return ""
    return record.verdict.value if record.applies else "does-not-apply"


def _by_profile(entry: Entry, site: Site) -> list[Record | None]:
    found = {record.profile: record for record in entry.records}
    return [found.get(profile) for profile in site.catalogue.profiles]


def _works_everywhere(entry: Entry) -> bool:
    return entry.verdict is Verdict.PASSED and all(run.fine for run in entry.records)
