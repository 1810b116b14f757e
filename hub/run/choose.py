"""Which engine runs recipes here, and how tightly: what was asked for, else the best that works."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hub.run import times
from hub.run.engines import Engine
from hub.run.isolation import NoIsolation
from hub.run.process import KernelEngine
from hub.settings import Settings


@contextmanager
def ready(settings: Settings, out: Path) -> Iterator[Engine]:
    """The engine of these settings, for one walk of the line.

    Where nothing was ever run in `out`, all will be, and the engine warms up at once, while
    recipes are still being read.
    """
    engine = choose(settings, out / "cache")
    if not times.read(out / "runs"):
        engine.prepare()
    try:
        yield engine
    finally:
        engine.close()


def choose(settings: Settings, cache: Path) -> Engine:
    """The engine of these settings. What isolation works is tried when the first run starts."""
    name = settings.engine
    if name == "auto":
        name = "warm" if sys.platform == "linux" else "kernel"
    if settings.cluster:
        from hub.run.cluster import ClusterEngine  # Dask takes a while to import

        return ClusterEngine(settings.cluster, settings, name)
    if name == "kernel":
        return KernelEngine(cache, settings.isolation)
    if sys.platform != "linux":
        raise NoIsolation("The warm engine needs Linux. Use --engine kernel.")
    from hub.run.warm.engine import WarmEngine  # knows calls that only Linux has

    return WarmEngine(cache, settings.isolation)
