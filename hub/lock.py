"""One at a time in a folder; a command that was killed leaves no lock behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from hub.errors import Stopped


class Busy(Stopped):
    """Another build works in the same folder; the text says what to do."""


@contextmanager
def only_one(out: Path) -> Iterator[None]:
    """Hold the output folder for this build. Raises Busy at once when another holds it."""
    out.mkdir(parents=True, exist_ok=True)
    lock = FileLock(out / ".lock")  # the system lets go of it when the process ends, however
    try:
        lock.acquire(timeout=0)
    except Timeout as fault:
        raise Busy(
            f"Another build is at work in {out.name}/. Wait until it is done, or build elsewhere "
            "with --out."
        ) from fault
    try:
        yield
    finally:
        lock.release()


@contextmanager
def in_turn(folder: Path, seconds: float) -> Iterator[None]:
    """Hold a folder that several commands use, after waiting for it. Raises Busy in the end."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / ".lock")
    try:
        lock.acquire(timeout=seconds)
    except Timeout as fault:
        raise Busy(f"Another command is at work in {folder.name}/. Try again later.") from fault
    try:
        yield
    finally:
        lock.release()
