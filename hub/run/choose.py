"""Which engine runs recipes here, and how tightly: what was asked for, else the best that works.

Engines are imported when they are chosen: the warm parent comes first and has libraries of its own
to import, which it does on another processor while this one imports the rest of the hub.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from hub.run.isolation import NoIsolation
from hub.settings import Settings

if TYPE_CHECKING:
    from hub.run.engines import Engine


@contextmanager
def ready(settings: Settings, out: Path) -> Iterator[Engine]:
    """The engine of these settings, for one walk of the line.

    Where nothing was ever run in `out`, all will be, and the engine warms up at once, while
    recipes are still being read.
    """
    engine = choose(settings, out / "cache", at_once=not (out / "runs").is_dir())
    try:
        yield engine
    finally:
        engine.close()


def choose(settings: Settings, cache: Path, *, at_once: bool = False) -> Engine:
    """The engine of these settings. What isolation works is tried when the first run starts."""
    name = settings.engine
    if name == "auto":
        name = "warm" if sys.platform == "linux" else "kernel"
    if settings.cluster:
        from hub.run.cluster import ClusterEngine

        return ClusterEngine(settings.cluster, settings, name)
    if name == "kernel":
        from hub.run.process import KernelEngine

        return KernelEngine(cache, settings.isolation)
    if sys.platform != "linux":
        raise NoIsolation("The warm engine needs Linux. Use --engine kernel.")
    from hub.run.warm.start import WarmParent

    parent = WarmParent(cache / "warm")
    if at_once:
        parent.prepare()
    from hub.run.warm.engine import WarmEngine

    engine = WarmEngine(parent, cache, settings.isolation)
    if at_once:
        engine.prepare()
    return engine
