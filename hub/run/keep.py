"""Runs kept on disk: written aside, swapped in whole, read back only when nobody touched them."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from hub.model import Ending, Execution, Reply
from hub.run.away import take_away
from hub.run.engines import EXECUTED

FACTS = "execution.json"
RESULTS = "results"


def write(execution: Execution, aside: Path) -> None:
    """Put the facts of a run beside what it left, with a hash of every file."""
    facts = asdict(execution)
    del facts["folder"], facts["reused"]
    facts["files"] = _hashes(aside)
    (aside / FACTS).write_text(json.dumps(facts, indent=1, sort_keys=True), encoding="utf-8")


def swap_in(aside: Path, folder: Path) -> None:
    """Put a finished run in the place of the one before it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    old = folder.with_name(f".old-{folder.name}-{os.getpid()}")
    if folder.exists():
        folder.rename(old)
    aside.rename(folder)
    take_away(old)


def read(folder: Path, fingerprint: str) -> tuple[Execution | None, str | None]:
    """The kept run of that fingerprint, or None; and a warning where one was there and damaged."""
    path = folder / FACTS
    if not path.is_file():
        return None, None
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
        if facts["fingerprint"] != fingerprint:
            return None, None
        files = facts.pop("files")
        execution = _execution(facts, folder)
    except (ValueError, KeyError, TypeError):
        return None, f"the kept run in {folder.name} is damaged; it is made again."
    if files != _hashes(folder):
        return None, f"files of the kept run in {folder.name} were changed; it is made again."
    return execution, None


def _execution(facts: Mapping[str, Any], folder: Path) -> Execution:
    replies = tuple(
        Reply(**{**reply, "warnings": tuple(reply["warnings"])}) for reply in facts["replies"]
    )
    return Execution(
        **{
            **facts,
            "ended": Ending(facts["ended"]),
            "replies": replies,
            "notes": tuple(facts["notes"]),
            "absent": tuple(facts["absent"]),
            "differs": None if facts["differs"] is None else tuple(facts["differs"]),
            "folder": folder,
            "reused": True,
        }
    )


def _hashes(folder: Path) -> dict[str, str]:
    """The hash of the executed notebook and of every plain file among the results."""
    results = {f"{RESULTS}/{name}": one for name, one in hashes(folder / RESULTS).items()}
    executed = folder / EXECUTED
    return {EXECUTED: _hash(executed), **results} if executed.is_file() else results


def hashes(folder: Path) -> dict[str, str]:
    """The hash of every plain file in a folder of results, by name."""
    return {
        path.name: _hash(path)
        for path in sorted(folder.glob("*"))
        if path.is_file() and not path.is_symlink()
    }


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
