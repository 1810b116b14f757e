"""The whole line, from recipes in folders to a site that can be opened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from hub.canary.watching import watch
from hub.check import check
from hub.collect import CACHE, Collection, collect
from hub.compare import compare
from hub.lock import only_one
from hub.middle import run_and_record
from hub.model import Catalogue
from hub.practice import practise
from hub.progress import Progress
from hub.publish import publish, shrink
from hub.record import catalogue, lastgood
from hub.registry import before, neighbours
from hub.registry.lastcopy import stand_in
from hub.registry.past import read as read_past
from hub.render import render
from hub.run.choose import ready
from hub.run.data import make_data
from hub.settings import Settings


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gave: the catalogue, and where its site lies."""

    catalogue: Catalogue
    site: Path


def build(
    project: Path,
    out: Path,
    settings: Settings,
    progress: Progress,
    jobs: int | None = None,
    previous: str | None = None,
    allow_fewer: bool = False,
) -> Built:
    """Walk collect → check → run → record → render → publish; no recipe stops another.

    `previous` is where the hub was published last (an address or a folder; the output folder if
    left out): what it held is not lost without `allow_fewer`.

    Raises canary.CanaryPassed where the hub no longer notices what it must.
    """
    with only_one(out), ready(settings, out) as engine:
        last = before.read(previous) if previous else before.of_folder(out / "site")
        past = read_past(project, settings.history)
        collection = stand_in(collect(project, settings, cache=out / CACHE), past)
        checked = check(collection, settings, past.latest)
        data = make_data(out, settings, progress)
        with progress.step("canaries, which must fail"):
            watch(data, out, settings, engine)
        records = run_and_record(
            checked, data, out, settings, engine, progress, jobs=jobs, twice=True
        )
        everything = catalogue(checked, records, settings.profiles, data)
        with progress.step("indicators, place by place"):
            beside = compare(
                everything.entries, checked, data, out / "places", settings, engine, jobs
            )
        with progress.step("exercises, each tried"):
            tried = practise(checked, records, data, out, settings, engine, jobs)
        everything = replace(everything, comparisons=beside, practised=tried)
        shrink.check(last, everything, past, allow_fewer)
        others = neighbours.read(settings.neighbours, out)
        good = lastgood.kept(everything, last.good if last else {})
        kept = before.files(previous or str(out / "site"), good)
        render(everything, settings, project, out / "docs", past, others, good, kept)
        publish(project, out / "docs", out / "site", everything, settings)
    return Built(everything, out / "site")


def judged(out: Path, settings: Settings, progress: Progress, collection: Collection) -> Catalogue:
    """Walk the line with some recipes only, as far as their catalogue; nothing is published."""
    with only_one(out), ready(settings, out) as engine:
        checked = check(collection, settings)
        data = make_data(out, settings, progress, recipes=collection.recipes)
        records = run_and_record(checked, data, out, settings, engine, progress)
        tried = practise(checked, records, data, out, settings, engine)
        return replace(catalogue(checked, records, settings.profiles, data), practised=tried)


def preview(
    project: Path, out: Path, settings: Settings, progress: Progress, collection: Collection
) -> Built:
    """Walk the line with some recipes only, to OUT/preview, once each and without canaries."""
    everything = judged(out, settings, progress, collection)
    site = out / "preview" / "site"
    with only_one(out):
        render(everything, settings, project, out / "preview" / "docs")
        publish(project, out / "preview" / "docs", site, everything, settings)
    return Built(everything, site)
