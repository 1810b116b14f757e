"""The guard against sudden loss: a site that lost recipes or its past is not published unasked."""

from __future__ import annotations

from collections.abc import Iterator

from hub.errors import PublishError
from hub.model import Catalogue, Verdict
from hub.nearest import listed
from hub.registry.before import Before
from hub.registry.past import Past

MOST_GONE = 0.1  # of the recipes that stood there, but one may always go
LEAST_WORKING = 0.5  # of those that worked


def check(before: Before | None, now: Catalogue, past: Past, allowed: bool = False) -> None:
    """Raise PublishError where much is gone that was there before, unless that is allowed."""
    if before is None or allowed:
        return
    faults = [*_recipes(before, now), *_past(before, past)]
    if faults:
        raise PublishError(
            f"The guard refuses the new site, held against {before.where}:\n  "
            + "\n  ".join(faults)
            + "\n",
            "Look whether something was deleted or not fetched. A recipe that is to go is archived "
            "first (status: archived). If all this is meant: hub build --allow-fewer, or start the "
            "workflow Publish by hand with allow-fewer. "
            "The old site still stands.",
        )


def _recipes(before: Before, now: Catalogue) -> Iterator[str]:
    there = {entry.recipe.id: entry.verdict for entry in now.entries}
    gone = before.recipes - set(there)
    if len(gone) > max(1, MOST_GONE * len(before.recipes)):
        yield f"{len(gone)} of {len(before.recipes)} recipes are gone: {listed(gone, 5)}"
    working = [one for one in before.working if there.get(one) is Verdict.PASSED]
    if len(working) < LEAST_WORKING * len(before.working):
        yield (
            f"of {len(before.working)} recipes that worked, only {len(working)} do; "
            "that looks like a fault of the hub or of its data"
        )


def _past(before: Before, past: Past) -> Iterator[str]:
    lines, versions = len(past.ledger.runs), len(past.published)
    if lines < before.lines:
        yield f"the ledger of runs shrank from {before.lines} to {lines} lines"
    if versions < before.versions:
        yield f"{before.versions} published versions were kept, and now {versions}"
    lost = frozenset(past.lost) - before.lost  # what went ahead once is not held against it again
    if lost:
        yield f"{len(lost)} kept files were changed or taken away: {listed(lost, 3)}"
