"""Which commits of a repository were good, and when each was fetched: kept beside its mirror."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

MOST = 20


@dataclass(frozen=True, slots=True)
class Copy:
    """A commit that was read whole, for one path of the repository; `fetched` in UTC."""

    path: str
    commit: str
    fetched: str


def keep(folder: Path, path: str, commit: str) -> Copy:
    """Remember a good copy as the newest; one that is known keeps the time it was fetched."""
    known = _read(folder)
    same = next((c for c in known if (c.path, c.commit) == (path, commit)), None)
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    copy = same or Copy(path, commit, now)
    if not known or known[0] != copy:
        _write(folder, [copy, *(c for c in known if c != copy)][:MOST])
    return copy


def last_good(folder: Path, path: str) -> tuple[Copy, ...]:
    """The good copies of a path, newest first."""
    return tuple(copy for copy in _read(folder) if copy.path == path)


def _read(folder: Path) -> list[Copy]:
    """What is remembered; nothing where the file is missing or damaged."""
    try:
        value = json.loads((folder / "copies.json").read_text(encoding="utf-8"))
        return [Copy(str(c["path"]), str(c["commit"]), str(c["fetched"])) for c in value]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _write(folder: Path, copies: list[Copy]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / ".copies.json.part"
    rows = [{"path": c.path, "commit": c.commit, "fetched": c.fetched} for c in copies]
    aside.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    aside.replace(folder / "copies.json")
