"""One run to do: a recipe, a profile, and everything that decides what will come of it."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from hub.contribution import RecipeCard
from hub.model import PYTHON, Kernel, Recipe
from hub.run.confine.view import library
from hub.settings import Limits


@dataclass(frozen=True, slots=True)
class Task:
    """One recipe × one profile, ready to be run.

    `tables` maps each input table to its Parquet file, `fields` to those of the declared fields
    that it holds: the recipe gets these and no others. Optional tables and fields that the data
    lack are named in `absent`. `folder` is where the run is kept.
    """

    recipe: Recipe
    card: RecipeCard
    profile: str
    tables: dict[str, Path]
    data_version: str
    folder: Path
    limits: Limits = field(default_factory=Limits)
    own: bool = False  # a recipe of whoever runs it, who may do so without isolation
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    kernel: Kernel = PYTHON
    pins: str = ""  # of the packages it has beyond the locked environment

    @property
    def wanted(self) -> frozenset[str]:
        """The files that the declared results are written to."""
        endings = {"table": (".csv",), "figure": (".svg", ".png", ".vl.json", ".alt.txt")}
        results = self.card.results.items()
        files = {f"{name}{end}" for name, one in results for end in endings.get(one.kind, ())}
        return frozenset({"numbers.json", *files})

    @property
    def parameters(self) -> dict[str, Any]:
        """What the notebook gets: its folders, and every declared parameter at its default."""
        declared = {name: _plain(p.default) for name, p in self.card.parameters.items()}
        return {**declared, "data": "data", "results": "results"}


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, int, float, bool)) else value.isoformat()


def fingerprint(task: Task, engine: str) -> str:
    """A hash of all content that decides the results, and of nothing else: never a time."""
    content = {
        "recipe": task.recipe.id,
        "profile": task.profile,
        "cells": [(c.kind, c.source, "parameters" in c.tags) for c in task.recipe.notebook.cells],
        "files": [(f.path, f.sha256) for f in task.recipe.files if travels(f.path)],
        "fields": {name: task.fields[name] for name in sorted(task.tables)},
        "tables": {name: _file_hash(path) for name, path in sorted(task.tables.items())},
        "parameters": task.parameters,
        "limits": task.limits.model_dump(),
        "environment": environment(),
        "packages": task.pins,
        "kernel": asdict(task.kernel),
        "engine": [engine, engine_hash()],
    }
    return _hash(json.dumps(content, sort_keys=True).encode())


def travels(path: str) -> bool:
    """Whether a file of the recipe's folder goes along into the run."""
    return path.endswith(".py") or path.startswith("lookups/")


@cache
def environment() -> str:
    """A hash of the Python version, and of every package and the library that recipes import.

    An installed package has a folder NAME-VERSION.dist-info: its name says all, unopened.
    """
    folders = {Path(entry) for entry in sys.path if Path(entry).is_dir()}
    packages = {path.name for folder in folders for path in folder.glob("*.*-info")}
    known = [sys.version.split()[0], *sorted(packages), library_hash()]
    return _hash("\n".join(known).encode())


@cache
def library_hash() -> str:
    """A hash of the library that recipes share: a change of it runs them again."""
    files = sorted(
        path
        for folder in library()
        for path in Path(folder).iterdir()
        if path.suffix in (".py", ".toml")
    )
    return _hash(b"".join(path.name.encode() + path.read_bytes() for path in files))


@cache
def engine_hash() -> str:
    """A hash of the code that runs recipes, so that a change of it runs them again."""
    sources = sorted(Path(__file__).parent.rglob("*.py"))
    return _hash(b"".join(path.read_bytes() for path in sources))


@cache
def _hashed_at(path: Path, *_when: int) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _file_hash(path: Path) -> str:
    """The hash of a file, read again within one process only when the file has changed."""
    now = path.stat()
    return _hashed_at(path, now.st_size, now.st_mtime_ns)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
