"""What the ledger says of a recipe: since when it works, what broke it, how long it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hub.model import Entry
from hub.registry.ledger import PastRun, Story, story
from hub.render import words
from hub.render.site import Site

WIDTH, HEIGHT, MOST = 160, 28, 40


@dataclass(frozen=True, slots=True)
class Bar:
    """One run in the drawing of run times, in its units; hollow where it did not pass."""

    x: float
    y: float
    width: float
    height: float
    passed: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One profile's story: in words, and the run times of the last runs as bars."""

    profile: str
    words: str
    passed: bool  # whether it works now
    bars: tuple[Bar, ...]
    longest: float  # seconds


def of(entry: Entry, site: Site) -> tuple[Told, ...]:
    """The story of each profile that the ledger knows, in the order of the profiles."""
    found = [
        (profile, story(site.past.ledger.of(entry.recipe.id, profile)))
        for profile in site.catalogue.profiles
    ]
    return tuple(
        Told(
            name,
            _words(one),
            one.runs[-1].passed,
            _bars(one.runs),
            max(run.seconds for run in one.runs[-MOST:]),
        )
        for name, one in found
        if one.runs
    )


def _words(one: Story) -> str:
    if one.since is None:
        return "never run."
    times = f"{len(one.runs)} runs are kept." if len(one.runs) > 1 else "One run is kept."
    commit = f", at commit {one.since.commit[:12]}" if one.since.commit else ""
    day = words.day(one.since.started)
    if one.since.passed:
        return f"works since {day} (version {one.since.version}{commit}). {times}"
    if one.before is None:
        return f"has not worked since it was first run, on {day}. {times}"
    return (
        f"does not work since {day} (version {one.since.version}{commit}); "
        f"it last worked on {words.day(one.before.started)} (version {one.before.version}"
        + (f", at commit {one.before.commit[:12]}" if one.before.commit else "")
        + f"). {times}"
    )


def _bars(runs: Sequence[PastRun]) -> tuple[Bar, ...]:
    """Run times, oldest first, a bar each; none for a single run."""
    shown = runs[-MOST:]
    if len(shown) < 2:
        return ()
    top = max(run.seconds for run in shown) or 1.0
    step = WIDTH / len(shown)
    heights = [max(1.0, (HEIGHT - 4) * run.seconds / top) for run in shown]
    return tuple(
        Bar(
            round(i * step, 1), round(HEIGHT - 2 - tall, 1), round(step * 0.7, 1), round(tall, 1),
            run.passed,
        )
        for i, (run, tall) in enumerate(zip(shown, heights, strict=True))
    )  # fmt: skip
