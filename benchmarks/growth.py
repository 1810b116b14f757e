"""What the hub's own work costs as recipes grow in number: at first, again, after a change.

    python -m benchmarks.growth [--sizes 10 100 1000] [--command run|build] [--out FOLDER]

The recipes are as small as recipes can be, so that what is measured is the hub and not they.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import corpus, drawing
from benchmarks.machine import machine

ROOT = Path(__file__).parent.parent
SETTINGS = 'profiles = ["clean"]\nscale = 0.02\n'
JOBS = 2
FIRST, NOTHING, ONE = "the first time", "nothing changed", "one recipe changed"


@dataclass(frozen=True, slots=True)
class Step:
    """One command on a project of so many recipes."""

    size: int
    name: str
    seconds: float
    ran: int  # recipes that were run and not kept


def steps(size: int, command: str) -> Iterator[Step]:
    """Make a project, and time the three commands on it."""
    with tempfile.TemporaryDirectory(prefix="hub-growth-") as name:
        project = Path(name)
        corpus.write_project(project, size, small=True)
        (project / "hub.toml").write_text(SETTINGS, encoding="utf-8")
        if command == "build":
            (project / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
            _copy_pages(project)
        _data(project)
        yield _step(project, command, FIRST, size)
        yield _step(project, command, NOTHING, size)
        _change_one(project)
        yield _step(project, command, ONE, size)


def _copy_pages(project: Path) -> None:
    for page in (ROOT / "docs").rglob("*"):
        if page.is_file():
            target = project / "docs" / page.relative_to(ROOT / "docs")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(page.read_bytes())


def _data(project: Path) -> None:
    """The data are made beforehand: they cost the same for any number of recipes."""
    from hub.settings import Settings
    from synthetic_data import store

    store.make(project / "build" / "data", "clean", seed=Settings().seed, scale=0.02)


def _change_one(project: Path) -> None:
    path = project / "recipes" / "benchmark" / "n0000" / "recipe.ipynb"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("import json", "import json  # changed", 1), encoding="utf-8")


def _step(project: Path, command: str, name: str, size: int) -> Step:
    before = _made_at(project)
    words = [sys.executable, "-m", "hub", command, "--jobs", str(JOBS)]
    began = time.monotonic()
    done = subprocess.run(words, cwd=project, capture_output=True, text=True, check=False)
    seconds = time.monotonic() - began
    if done.returncode:
        raise SystemExit(f"hub {command} ended with {done.returncode}:\n{done.stderr[-3000:]}")
    after = _made_at(project)
    ran = sum(before.get(path) != when for path, when in after.items())
    print(f"{size:>6,} recipes, {name}: {seconds:.1f} s, {ran} run", flush=True)
    return Step(size, name, seconds, ran)


def _made_at(project: Path) -> dict[Path, int]:
    """When each kept run was written, to see which were made."""
    found = (project / "build" / "runs").glob("*/*/clean/execution.json")
    return {path: path.stat().st_mtime_ns for path in found}


def table(done: list[Step]) -> str:
    """A row for each number of recipes, a column for each command."""
    sizes = sorted({one.size for one in done})
    lines = [f"| recipes | {FIRST} | {NOTHING} | {ONE} |", "|---|---|---|---|"]
    for size in sizes:
        mine = {one.name: one for one in done if one.size == size}
        cells = (f"{mine[name].seconds:.1f} s" for name in (FIRST, NOTHING, ONE))
        lines.append(f"| {size:,} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and keep table and plot."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--sizes", type=int, nargs="*", default=[10, 100, 1000])
    asked.add_argument("--command", choices=["run", "build"], default="run")
    asked.add_argument("--out", type=Path, default=ROOT / "build" / "benchmarks")
    said = asked.parse_args()
    said.out.mkdir(parents=True, exist_ok=True)
    done = [one for size in said.sizes for one in steps(size, said.command)]
    text = f"{table(done)}\n\n`hub {said.command}`; {machine()}.\n"
    print(text)
    stem = said.out / f"growth-{said.command}"
    stem.with_suffix(".md").write_text(text, encoding="utf-8")
    kept = [[one.size, one.name, one.seconds, one.ran] for one in done]
    stem.with_suffix(".json").write_text(json.dumps(kept, indent=1), encoding="utf-8")
    seconds = {
        name: [one.seconds for one in done if one.name == name] for name in (FIRST, NOTHING, ONE)
    }
    drawing.growth(said.sizes, seconds, stem.with_suffix(".svg"))


if __name__ == "__main__":
    main()
