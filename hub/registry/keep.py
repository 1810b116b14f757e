"""What a build adds to the past: a line for each run, and the bundle of each new version."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hub.model import Published
from hub.registry import archived, branch, bundle, ledger, past
from hub.registry.ledger import PastRun

MESSAGE = "Keep {runs} runs and {versions} new versions of the build of {build}"


class NothingBuilt(Exception):
    """There is no build to keep; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Addition:
    """What was added, in numbers, and whether it was sent to origin."""

    runs: int
    versions: int
    commit: str
    sent: bool


def keep(project: Path, out: Path, name: str, who: str, push: bool) -> Addition:
    """Add the build in `out` to the branch `name`; twice the same build adds nothing more.

    Raises NothingBuilt, or HistoryError where git refuses.
    """
    if not (out / "site" / "catalogue.json").is_file():
        raise NothingBuilt(f"There is no build in {out.name}/. Make one first: hub build.")
    before = past.read(project, name)
    build = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    runs = list(ledger.not_yet_in(_runs(out, build), before.ledger))
    known = {(one.recipe, one.version) for one in before.published}
    files = {
        past.path_of(one.recipe, one.version): one.bundle
        for one in _bundles(out / "site")
        if (one.recipe, one.version) not in known
    }
    versions = len(files)
    files.update(archived.not_yet_in(_recipes(out / "site"), before.successors, build))
    if runs:
        path, data = ledger.as_file(runs, build)
        files[path] = data
    message = MESSAGE.format(runs=len(runs), versions=versions, build=build)
    kept = branch.add(project, name, files, message, who, push)
    return Addition(len(runs), versions, kept.commit, kept.sent)


def _runs(out: Path, build: str) -> Iterator[PastRun]:
    """The runs of the last build, from their records."""
    for path in sorted((out / "runs").rglob("run.json")):
        try:
            value: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            yield ledger.of_record(value, build)
        except (OSError, ValueError, KeyError, TypeError):
            continue  # a run that was being written when its build was killed


def _recipes(site: Path) -> list[dict[str, Any]]:
    """What the last build's catalogue says of each recipe."""
    try:
        found: list[dict[str, Any]] = json.loads((site / "catalogue.json").read_bytes())["recipes"]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return found


def _bundles(site: Path) -> Iterator[Published]:
    for path in sorted((site / "recipes").glob("*/*/versions/*/*.zip")):
        try:
            yield past.published(path.read_bytes())
        except bundle.Damaged:
            continue
