"""What something was measured on, and with which versions."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version

NAMES = ("papermill", "nbclient", "ipykernel", "pandas", "matplotlib")


def machine(names: tuple[str, ...] = NAMES) -> str:
    """Processors, system, Python and packages, in one line."""
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    processors = f"{os.cpu_count()} processors, {platform.machine()}, {platform.system()}"
    return f"{processors}, Python {platform.python_version()}, {versions}"


def spent() -> float:
    """Seconds of processor of this process and those it started: others' work is not in it."""
    now = os.times()
    return now.user + now.system + now.children_user + now.children_system
