"""What is kept of the past as data: in few words for the whole site, in full for each recipe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hub.registry.ledger import PastRun
from hub.render.output import Output, as_json
from hub.render.site import Site

FILE = "history.json"
SCHEMA = "1"


def of_site(site: Site) -> Output:
    """How much past is kept, and the last run of each recipe on each profile."""
    past = site.past
    value = {
        "schema": SCHEMA,
        "lines": len(past.ledger.runs),
        "versions": len(past.published),
        "damaged": list(past.damaged),
        "lost": list(past.lost),
        "runs": _runs(past.ledger.last(1)),
    }
    return as_json(FILE, value)


def of_recipe(recipe: str, site: Site) -> Output:
    """Every run of a recipe that is kept, the oldest first; its place is beside the page."""
    runs = _runs(site.past.ledger.of_recipe(recipe))
    return as_json(FILE, {"schema": SCHEMA, "recipe": recipe, "runs": runs})


def _runs(runs: Sequence[PastRun]) -> list[dict[str, Any]]:
    return [
        {
            "recipe": run.recipe,
            "version": run.version,
            "profile": run.profile,
            "verdict": run.verdict,
            "commit": run.commit,
            "started": run.started,
            "seconds": run.seconds,
        }
        for run in runs
    ]
