"""Which engine runs recipes here, and how tightly: what was asked for, else the best that works."""

from __future__ import annotations

import sys
from pathlib import Path

from hub.run.engines import Engine
from hub.run.isolation import NoIsolation
from hub.run.process import KernelEngine
from hub.settings import Settings


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
