"""How fast the synthetic data is made, against plain uncorrelated draws of the same size.

    python benchmarks/data.py [--rounds 3] [--full]

Every measurement is a process of its own, in turns; medians are printed as a Markdown table, with
the ratio to the floor: a million children in 8 tables (16.5 million rows) drawn without any
relation. Memory is that of the process and all it started, looked at ten times a second.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np
import psutil
import pyarrow as pa
import pyarrow.parquet as pq

CHILDREN = 1_000_000
# Rows for each child and columns of the 8 tables of the floor.
FLOOR_TABLES = ((1, 8), (1, 6), (1, 6), (1, 12), (2, 5), (2.5, 6), (3, 5), (5, 5))

_MAKE = [sys.executable, "-m", "synthetic_data"]
_MILLION = ["--scale", "7.43", "--without-nhs-numbers"]
_FLOOR = "floor: a million children, plain draws"
_COMMANDS: dict[str, list[str]] = {
    _FLOOR: [sys.executable, __file__, "--floor"],
    "50,000 children, messy": [*_MAKE, "--profile", "messy", "--scale", "0.3714"],
    "135,000 children, clean": [*_MAKE, "--profile", "clean"],
    "135,000 children, messy": [*_MAKE, "--profile", "messy"],
}
_FULL = {
    "135,000 children, all profiles": [*_MAKE],
    "a million children, clean": [*_MAKE, "--profile", "clean", *_MILLION],
    "a million children, messy": [*_MAKE, "--profile", "messy", *_MILLION],
}


def floor(folder: Path) -> None:
    """Draw the tables of the floor and write them."""
    rng = np.random.default_rng(1)
    for index, (rows, columns) in enumerate(FLOOR_TABLES):
        count = int(rows * CHILDREN)
        arrays = {
            f"c{column}": rng.integers(0, 1_000, count, dtype=np.int32)
            if column % 2
            else rng.random(count, dtype=np.float32)
            for column in range(columns)
        }
        pq.write_table(pa.table(arrays), folder / f"{index}.parquet", compression="zstd")


def measured(command: Sequence[str]) -> tuple[float, float, float]:
    """Wall seconds, seconds of processor and peak MiB of one run in an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        before, started = os.times(), time.perf_counter()
        made = subprocess.Popen([*command, "--out", folder], stdout=subprocess.DEVNULL)
        process, peak = psutil.Process(made.pid), 0
        while made.poll() is None:
            peak = max(peak, _memory(process))
            time.sleep(0.1)
        seconds, after = time.perf_counter() - started, os.times()
    if made.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {made.returncode}")
    spent = after.children_user + after.children_system
    return seconds, spent - before.children_user - before.children_system, peak / 2**20


def _memory(process: psutil.Process) -> int:
    """Bytes of a process and all below it; pages that they share count more than once."""
    try:
        return sum(one.memory_info().rss for one in [process, *process.children(recursive=True)])
    except psutil.Error:
        return 0


def main() -> None:
    """Measure in turns and print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--full", action="store_true", help="all profiles and a million children")
    parser.add_argument("--floor", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.floor:
        floor(asked.out)
        return
    commands = _COMMANDS | (_FULL if asked.full else {})
    found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
    for _ in range(asked.rounds):
        for name, command in commands.items():
            found[name].append(measured(command))
    _tell(found, asked.rounds)


def _tell(found: dict[str, list[tuple[float, float, float]]], rounds: int) -> None:
    middle = {
        name: [statistics.median(column) for column in zip(*runs, strict=True)]
        for name, runs in found.items()
    }
    base = middle[_FLOOR][0]
    print("| what | seconds | of floor | seconds of processor | peak MiB |")
    print("|---|---|---|---|---|")
    for name, (seconds, spent, peak) in middle.items():
        print(f"| {name} | {seconds:.1f} | {seconds / base:.2f} | {spent:.1f} | {peak:,.0f} |")
    libraries = ", ".join(f"{name} {version(name)}" for name in ("numpy", "pyarrow", "scipy"))
    print(
        f"\nMedians of {rounds}, {os.cpu_count()} cores ({platform.machine()}, "
        f"{psutil.virtual_memory().total / 2**30:.0f} GiB), load {os.getloadavg()[0]:.1f} at the "
        f"end, {platform.system()}, Python {platform.python_version()}, {libraries}."
    )


if __name__ == "__main__":
    main()
