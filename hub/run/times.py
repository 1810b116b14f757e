"""What each run cost the last time, to start the longest first and to share work out evenly."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from hub.run.task import Task

FILE = "times.json"
UNKNOWN = 10.0  # seconds for a recipe that nobody has run yet


def name(task: Task) -> str:
    """How a run is called in the file of times."""
    return f"{task.recipe.id} {task.profile}"


def read(runs: Path) -> dict[str, float]:
    """Seconds by run; nothing where the file is not there or not whole."""
    try:
        found = json.loads((runs / FILE).read_text(encoding="utf-8"))
        return {str(key): float(value) for key, value in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def write(runs: Path, known: Mapping[str, float], new: Mapping[str, float]) -> None:
    """Keep the new times with those known before, aside first."""
    if not new:
        return
    runs.mkdir(parents=True, exist_ok=True)
    aside = runs / f".{FILE}-{os.getpid()}"
    rounded = {key: round(value, 2) for key, value in sorted({**known, **new}.items())}
    aside.write_text(json.dumps(rounded, indent=1), encoding="utf-8")
    aside.replace(runs / FILE)


def longest_first(tasks: Iterable[Task], known: Mapping[str, float]) -> list[Task]:
    """In the order in which they are best started; the unknown count as long, by their code."""

    def order(task: Task) -> tuple[float, int, str]:
        code = sum(len(cell.source) for cell in task.recipe.notebook.code)
        return -known.get(name(task), UNKNOWN), -code, name(task)

    return sorted(tasks, key=order)


def shard(ids: Sequence[str], costs: Mapping[str, float], number: int, of: int) -> frozenset[str]:
    """The ids of one part of the work, number 1 to `of`; the parts cost about the same.

    The longest goes to the part that has least so far. Every part is the same wherever it is
    worked out, as long as the costs are.
    """
    loads = [(0.0, place) for place in range(of)]
    mine = set()
    for one in sorted(ids, key=lambda each: (-costs.get(each, UNKNOWN), each)):
        load, place = min(loads)
        loads[place] = (load + costs.get(one, UNKNOWN), place)
        if place == number - 1:
            mine.add(one)
    return frozenset(mine)


def by_recipe(known: Mapping[str, float]) -> dict[str, float]:
    """The seconds of a recipe over all its profiles."""
    total: dict[str, float] = {}
    for key, seconds in known.items():
        recipe = key.split()[0]
        total[recipe] = total.get(recipe, 0.0) + seconds
    return total
