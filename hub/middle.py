"""The middle of the line, the same for every command that runs recipes: run, then record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from hub.check import Checked
from hub.model import Evidence, Execution, Record
from hub.progress import Progress
from hub.record import evidence_of, judge
from hub.run.engines import Engine
from hub.run.schedule import run
from hub.settings import Settings


def run_and_record(
    checked: Checked,
    data: Mapping[str, Path],
    out: Path,
    settings: Settings,
    engine: Engine,
    progress: Progress,
    *,
    profiles: Sequence[str] = (),
    jobs: int | None = None,
    fresh: bool = False,
    twice: bool = False,
) -> tuple[Record, ...]:
    """Run checked recipes on the chosen profiles, and say what came of it.

    What a run left behind is looked through while the others go on. Whoever calls holds the lock of
    `out`: one walk at a time.
    """
    chosen = tuple(profiles) or settings.profiles
    gather, evidence = evidence_of(checked, data, settings), dict[tuple[str, str], Evidence]()
    with progress.runs(len(checked.recipes) * len(chosen)) as tell:

        def done(execution: Execution) -> None:
            tell(execution)
            evidence[execution.recipe, execution.profile] = gather(execution)

        executions = run(
            checked.recipes,
            data,
            out / "runs",
            settings,
            engine=engine,
            profiles=chosen,
            jobs=jobs,
            fresh=fresh,
            twice=twice,
            done=done,
        )
    return judge([evidence[one.recipe, one.profile] for one in executions])
