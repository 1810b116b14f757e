"""How fast notebooks are run: the hub against its peers, on the same work, in turns.

    python -m benchmarks.runner [--rounds 3] [--notebooks 24] [--only NAME …] [--out FOLDER]

The peers go into an environment of their own the first time. Quote ratios, not seconds.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import corpus, drawing
from benchmarks.machine import machine

HERE = Path(__file__).parent
ROOT = HERE.parent
REFERENCE = "papermill, pool of 2"
JOBS = 2
SETTINGS = 'profiles = ["clean"]\nscale = 0.02\n'


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of one way: seconds on the wall, and of processors."""

    wall: float
    processor: float


@dataclass(frozen=True, slots=True)
class Ways:
    """Where things are, and how many notebooks there are to run."""

    peers: Path  # the Python of the peers
    count: int

    def hub(self, *options: str) -> Callable[[Path], list[str]]:
        """The hub's own command, with isolation and verdicts."""

        def prepare(folder: Path) -> list[str]:
            corpus.write_project(folder, self.count)
            (folder / "hub.toml").write_text(SETTINGS, encoding="utf-8")
            shutil.copytree(self._data(), folder / "build" / "data")
            return [sys.executable, "-m", "hub", "run", "--jobs", str(JOBS), *options]

        return prepare

    def _data(self) -> Path:
        """Synthetic data, made once: no way has to wait for them."""
        from hub.settings import Settings
        from synthetic_data import store

        folder = self.peers.parents[2] / "data"
        settings = Settings(scale=0.02)
        store.make(folder, "clean", seed=settings.seed, scale=settings.scale)
        return folder

    def papermill(self, jobs: int) -> Callable[[Path], list[str]]:
        """Papermill's own API."""

        def prepare(folder: Path) -> list[str]:
            corpus.write_notebooks(folder, self.count)
            return [str(self.peers), str(HERE / "with_papermill.py"), str(folder), str(jobs)]

        return prepare

    def nbmake(self, folder: Path) -> list[str]:
        """Pytest with nbmake, two workers."""
        corpus.write_notebooks(folder, self.count)
        return [str(self.peers), "-m", "pytest", "-q", "--nbmake", "-n", str(JOBS), str(folder)]

    def jupyter_cache(self, folder: Path) -> list[str]:
        """jupyter-cache, its parallel executor."""
        paths = corpus.write_notebooks(folder, self.count)
        tool = str(self.peers.parent / "jcache")
        names = " ".join(path.name for path in paths)
        work = f"{tool} notebook -p cache add {names} && "
        work += f"{tool} project -p cache execute --executor local-parallel --timeout 300"
        return ["sh", "-c", f"yes | ({work})"]

    def sphinx_gallery(self, folder: Path) -> list[str]:
        """sphinx-gallery in parallel; all examples share a process, and what it has imported."""
        examples = folder / "examples"
        examples.mkdir()
        (examples / "README.rst").write_text("Gallery\n=======\n", encoding="utf-8")
        for number in range(self.count):
            script = corpus.gallery_script(number)
            (examples / f"plot_{number:04}.py").write_text(script, encoding="utf-8")
        (folder / "conf.py").write_text(
            'extensions = ["sphinx_gallery.gen_gallery"]\n'
            f'sphinx_gallery_conf = {{"examples_dirs": "examples", "gallery_dirs": "auto", '
            f'"parallel": {JOBS}}}\n',
            encoding="utf-8",
        )
        (folder / "index.rst").write_text(
            "Home\n====\n\n.. toctree::\n\n   auto/index\n", encoding="utf-8"
        )
        return [str(self.peers), "-m", "sphinx", "-q", "-b", "html", ".", "html"]

    def floor(self, folder: Path) -> list[str]:
        """The cells as plain code in forked processes."""
        (folder / "cells.json").write_text(corpus.as_json(self.count), encoding="utf-8")
        return [str(self.peers), str(HERE / "floor.py"), "cells.json", str(JOBS)]

    def all(self) -> dict[str, Callable[[Path], list[str]]]:
        """Every way by its name."""
        return {
            "hub, warm": self.hub(),
            "hub, stock kernels": self.hub("--engine", "kernel"),
            REFERENCE: self.papermill(JOBS),
            "papermill, one after the other": self.papermill(1),
            "nbmake, two workers": self.nbmake,
            "jupyter-cache, parallel": self.jupyter_cache,
            "sphinx-gallery, parallel": self.sphinx_gallery,
            "floor": self.floor,
        }


def peers(out: Path) -> Path:
    """The Python of an environment with the peers and the hub's own pins, made anew with them."""
    python, made_of = out / "peers" / "bin" / "python", out / "peers" / "made-of"
    pins, others = ROOT / "requirements" / "site.txt", HERE / "peers.txt"
    wanted = hashlib.sha256(pins.read_bytes() + others.read_bytes()).hexdigest()
    if not made_of.is_file() or made_of.read_text("ascii") != wanted:
        print("Making the environment of the peers (a few minutes, once) …")
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(out / "peers")], check=True)
        install = [str(python), "-m", "pip", "install", "--quiet"]
        subprocess.run([*install, "--require-hashes", "-r", str(pins)], check=True)
        subprocess.run([*install, "-r", str(others)], check=True)
        made_of.write_text(wanted, "ascii")
    return python


def measure(prepare: Callable[[Path], list[str]]) -> Measured:
    """Prepare in a new folder, then time the command alone."""
    with tempfile.TemporaryDirectory(prefix="hub-benchmark-") as name:
        folder = Path(name)
        command = prepare(folder)
        log = (folder / "log.txt").open("wb")
        before, began = os.times(), time.monotonic()
        done = subprocess.run(command, cwd=folder, stdout=log, stderr=log, check=False)
        wall, after = time.monotonic() - began, os.times()
        log.close()
        if done.returncode:
            print((folder / "log.txt").read_text("utf-8", errors="replace")[-3000:])
            raise SystemExit(f"{command[0]} … ended with {done.returncode}")
    spent = after.children_user - before.children_user
    return Measured(wall, spent + after.children_system - before.children_system)


def rounds(ways: dict[str, Callable[[Path], list[str]]], count: int) -> dict[str, list[Measured]]:
    """Every way once a round, so that a busy machine is busy for all."""
    found: dict[str, list[Measured]] = {name: [] for name in ways}
    for number in range(count):
        for name, prepare in ways.items():
            one = measure(prepare)
            found[name].append(one)
            print(f"round {number + 1}, {name}: {one.wall:.1f} s, processor {one.processor:.1f} s")
    return found


def table(found: dict[str, list[Measured]]) -> str:
    """Medians, and ratios to the reference of the same round."""
    base = REFERENCE if REFERENCE in found else next(iter(found))
    lines = [
        f"| way | wall, of “{base}” | processor | seconds |",
        "|---|---|---|---|",
    ]
    for name, many in sorted(found.items(), key=lambda item: ratio(item[1], found[base], "wall")):
        lines.append(
            f"| {name} | {ratio(many, found[base], 'wall'):.2f} "
            f"| {ratio(many, found[base], 'processor'):.2f} "
            f"| {statistics.median(one.wall for one in many):.1f} |"
        )
    return "\n".join(lines)


def ratio(many: list[Measured], base: list[Measured], what: str) -> float:
    """The median over the rounds of one way's cost to the reference's in that round."""
    pairs = zip(many, base, strict=True)
    return statistics.median(getattr(a, what) / getattr(b, what) for a, b in pairs)


def main() -> None:
    """Measure, print, and keep table and plot."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--notebooks", type=int, default=24)
    asked.add_argument("--only", nargs="*", default=[])
    asked.add_argument("--out", type=Path, default=ROOT / "build" / "benchmarks")
    said = asked.parse_args()
    out = said.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    ways = Ways(peers(out), said.notebooks).all()
    chosen = {name: way for name, way in ways.items() if not said.only or name in said.only}
    found = rounds(chosen, said.rounds)
    text = f"{table(found)}\n\n{said.notebooks} notebooks, {said.rounds} rounds; {machine()}.\n"
    print(text)
    (out / "runner.md").write_text(text, encoding="utf-8")
    kept = {name: [one.wall for one in many] for name, many in found.items()}
    (out / "runner.json").write_text(json.dumps(kept, indent=1), encoding="utf-8")
    base = found.get(REFERENCE) or next(iter(found.values()))
    drawing.bars({n: ratio(m, base, "wall") for n, m in found.items()}, out / "runner.svg")


if __name__ == "__main__":
    main()
