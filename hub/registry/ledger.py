"""The ledger: one line of JSON a run, one file a build, never changed once written.

Builds that run in parallel write files of different names, so bringing them together is never a
conflict. A damaged line is passed over and named; the lines around it still count.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from hub.model import Verdict

FOLDER = "runs"
LONGEST_REASON = 300
VERDICTS = frozenset(verdict.value for verdict in Verdict)


@dataclass(frozen=True, slots=True)
class PastRun:
    """One line of the ledger: what came of a recipe on a profile, and when.

    `started` is in UTC, `seconds` is the whole run's wall time, and `build` is when the line was
    kept; of two builds at once the one that is kept last need not have started last.
    """

    recipe: str
    version: str
    profile: str
    verdict: str
    reason: str
    commit: str | None
    started: str
    seconds: float
    fingerprint: str
    build: str

    @property
    def passed(self) -> bool:
        """Whether the recipe worked."""
        return self.verdict == Verdict.PASSED.value


@dataclass(frozen=True)  # no slots, so that what is worked out once can be kept
class Ledger:
    """Every line that could be read, in the order the runs were started, and what could not be."""

    runs: tuple[PastRun, ...] = ()
    damaged: tuple[str, ...] = ()  # "runs/…jsonl, line 3", without its content
    files: int = 0

    def of(self, recipe: str, profile: str) -> tuple[PastRun, ...]:
        """The runs of one recipe on one profile, oldest first."""
        return tuple(self._by_run.get((recipe, profile), ()))

    def of_recipe(self, recipe: str) -> tuple[PastRun, ...]:
        """The runs of one recipe on all profiles, oldest first."""
        return self._by_recipe.get(recipe, ())

    def last(self, most: int) -> tuple[PastRun, ...]:
        """The last runs of each recipe on each profile, those of one beside each other."""
        return tuple(run for _, runs in sorted(self._by_run.items()) for run in runs[-most:])

    @cached_property
    def _by_recipe(self) -> Mapping[str, tuple[PastRun, ...]]:
        found: dict[str, list[PastRun]] = {}
        for run in self.runs:
            found.setdefault(run.recipe, []).append(run)
        return {recipe: tuple(runs) for recipe, runs in found.items()}

    @cached_property
    def _by_run(self) -> Mapping[tuple[str, str], Sequence[PastRun]]:
        found: dict[tuple[str, str], list[PastRun]] = {}
        for run in self.runs:
            found.setdefault((run.recipe, run.profile), []).append(run)
        return found


@dataclass(frozen=True, slots=True)
class Story:
    """What the ledger says of one recipe on one profile, for a reader."""

    runs: tuple[PastRun, ...]
    since: PastRun | None = field(default=None)  # the first of the unbroken row with this verdict
    before: PastRun | None = field(default=None)  # the last one with the other verdict

    @property
    def broke(self) -> bool:
        """Whether it worked once and does not now: `since` is the run that first failed."""
        return self.since is not None and not self.since.passed and self.before is not None


def story(runs: Sequence[PastRun]) -> Story:
    """Since when the newest verdict holds, and what was the case before; runs oldest first."""
    if not runs:
        return Story(())
    now = runs[-1].passed
    since = runs[-1]
    for run in reversed(runs):
        if run.passed != now:
            return Story(tuple(runs), since, run)
        since = run
    return Story(tuple(runs), since)


def of_record(record: Mapping[str, Any], build: str) -> PastRun:
    """The line for a record (run.json). Raises KeyError or TypeError for what is no record."""
    return PastRun(
        recipe=str(record["recipe"]),
        version=str(record["version"]),
        profile=str(record["profile"]),
        verdict=str(record["verdict"]),
        reason=str(record["reason"])[:LONGEST_REASON],
        commit=record["commit"],
        started=str(record["started"]),
        seconds=round(sum(record["seconds"].values()), 2),
        fingerprint=str(record["fingerprint"]),
        build=build,
    )


def as_file(runs: Sequence[PastRun], build: str) -> tuple[str, bytes]:
    """The path and the content of a build's file; the name is unique by time and content."""
    text = "".join(json.dumps(asdict(run), sort_keys=True) + "\n" for run in runs)
    data = text.encode()
    stamp = "".join(char for char in build if char.isdigit())[:14]
    digest = hashlib.sha256(data).hexdigest()[:8]
    return f"{FOLDER}/{stamp[:4] or '0000'}/{stamp}-{digest}.jsonl", data


def read(files: Mapping[str, bytes]) -> Ledger:
    """The ledger from the files of its branch, by path."""
    runs: list[PastRun] = []
    damaged: list[str] = []
    mine = {path: data for path, data in sorted(files.items()) if path.endswith(".jsonl")}
    for path, data in mine.items():
        for number, line in enumerate(data.split(b"\n"), 1):
            if line.strip():
                found = _run(line)
                runs.append(found) if found else damaged.append(f"{path}, line {number}")
    ordered = sorted(runs, key=lambda run: (run.started, run.build, run.recipe, run.profile))
    return Ledger(tuple(ordered), tuple(damaged), len(mine))


def _run(line: bytes) -> PastRun | None:
    """One line as a run; None where it is damaged."""
    try:
        value: dict[str, Any] = json.loads(line)
        names = PastRun.__dataclass_fields__
        run = PastRun(**{name: value[name] for name in names})
        texts = (run.recipe, run.version, run.profile, run.reason, run.started, run.build)
        if not all(isinstance(text, str) for text in texts) or run.verdict not in VERDICTS:
            return None
        return run if isinstance(run.seconds, (int, float)) else None
    except (ValueError, KeyError, TypeError):
        return None


def not_yet_in(runs: Iterable[PastRun], known: Ledger) -> Iterator[PastRun]:
    """The runs that the ledger does not hold yet; the same build kept twice adds nothing."""
    there = {(run.recipe, run.profile, run.fingerprint, run.started) for run in known.runs}
    for run in runs:
        if (run.recipe, run.profile, run.fingerprint, run.started) not in there:
            yield run
