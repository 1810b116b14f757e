"""Making several localities, two at a time: small ones in this process, large ones in two others.

The files are the same whichever way and however many cores there are.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from synthetic_data.calendar import COHORTS
from synthetic_data.crew import Worker, crew
from synthetic_data.files import Written
from synthetic_data.localities import Locality
from synthetic_data.profiles import PROFILES

_AT_ONCE = 2
_WORTH_A_PROCESS = 12_000  # births; fewer are made before another Python has started

Made = tuple[Locality, list[Written], float]


def make_localities(
    root: Path, places: tuple[Locality, ...], settings: Mapping[str, Any]
) -> Iterator[Made]:
    """Make the localities, the largest first; gives them in their own order, each when it is due.

    Raises what went wrong while one was made or written.
    """
    order = {
        "profile": settings["profile"],
        "seed": settings["seed"],
        "scale": settings["scale"],
        "with_nhs_numbers": settings["nhs_numbers"],
        "csv": settings["csv"],
    }
    if _births(places, settings) < _WORTH_A_PROCESS or len(places) == 1 or not sys.executable:
        yield from _each(places, lambda place: _here(root, place, order))
        return
    with crew(min(_AT_ONCE, os.cpu_count() or 1)) as workers:
        free: SimpleQueue[Worker] = SimpleQueue()
        for worker in workers:
            free.put(worker)
        yield from _each(places, lambda place: _by_worker(free, root, place, order))


def _births(places: tuple[Locality, ...], settings: Mapping[str, Any]) -> float:
    """How many births there are to make."""
    shaped = [PROFILES[settings["profile"]].shaped(place) for place in places]
    return float(settings["scale"]) * COHORTS * sum(place.births_a_year for place in shaped)


def _each(
    places: tuple[Locality, ...], make: Callable[[Locality], list[Written]]
) -> Iterator[Made]:
    def timed(place: Locality) -> tuple[list[Written], float]:
        started = time.perf_counter()
        return make(place), time.perf_counter() - started

    with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
        largest_first = sorted(places, key=lambda place: -place.births_a_year)
        made = {place.slug: pool.submit(timed, place) for place in largest_first}
        try:
            for place in places:
                yield place, *made[place.slug].result()
        finally:
            pool.shutdown(cancel_futures=True)


def _here(root: Path, place: Locality, order: dict[str, Any]) -> list[Written]:
    from synthetic_data.line import Order, write_locality  # workers load it, not always we

    return write_locality(root, place, Order(**{**order, "profile": PROFILES[order["profile"]]}))


def _by_worker(
    free: "SimpleQueue[Worker]", root: Path, place: Locality, order: dict[str, Any]
) -> list[Written]:
    worker = free.get()
    try:
        return worker.make(root, place.slug, order)
    finally:
        free.put(worker)
