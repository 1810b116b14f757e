"""How fast the synthetic data is made, against plain uncorrelated draws of the same size.

    python benchmarks/data.py [--rounds 3] [--full]

Every measurement is a process of its own, in turns; medians are printed, with the ratio to the
floor: a million children in 8 tables (16.5 million rows) drawn without any relation.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

CHILDREN = 1_000_000
# Rows for each child and columns of the 8 tables of the floor.
FLOOR_TABLES = ((1, 8), (1, 6), (1, 6), (1, 12), (2, 5), (2.5, 6), (3, 5), (5, 5))

_MAKE = [sys.executable, "-m", "synthetic_data"]
_COMMANDS: dict[str, list[str]] = {
    "floor": [sys.executable, __file__, "--floor"],
    "default, clean": [*_MAKE, "--profile", "clean"],
    "default, messy": [*_MAKE, "--profile", "messy"],
    "50,000 children, messy": [*_MAKE, "--profile", "messy", "--scale", "0.3714"],
}
_MILLION = [*_MAKE, "--profile", "clean", "--scale", "7.43", "--without-nhs-numbers"]


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


def measured(command: Sequence[str]) -> tuple[float, float]:
    """Wall seconds and peak MiB of one run in an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        subprocess.run([*command, "--out", folder], check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return seconds, peak


def main() -> None:
    """Measure in turns and print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--full", action="store_true", help="measure a million children too")
    parser.add_argument("--floor", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.floor:
        floor(asked.out)
        return
    commands = _COMMANDS | ({"1,000,000 children, clean": _MILLION} if asked.full else {})
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    peaks: dict[str, float] = {}
    for _ in range(asked.rounds):
        for name, command in commands.items():
            spent, peak = measured(command)
            seconds[name].append(spent)
            peaks[name] = peak
    base = statistics.median(seconds["floor"])
    print(f"{'what':28} {'seconds':>8} {'of floor':>9} {'peak MiB so far':>16}")
    for name, spent_in_rounds in seconds.items():
        median = statistics.median(spent_in_rounds)
        print(f"{name:28} {median:8.1f} {median / base:9.2f} {peaks[name]:16.0f}")


if __name__ == "__main__":
    main()
