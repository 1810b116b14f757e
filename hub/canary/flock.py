"""The canaries: each is wrong in one way, and says which finding must name it."""

from __future__ import annotations

from dataclasses import dataclass

RIGHT = """import json
from pathlib import Path
import pyarrow.parquet as pq
count = pq.read_table(next(Path(data).glob("*.parquet"))).num_rows
Path(results, "numbers.json").write_text(json.dumps({"rows": count}))
"""
EXPECTED = "$profile:\n  rows: {value: -1, tolerance: 0}\n"


@dataclass(frozen=True, slots=True)
class Canary:
    """A recipe that is wrong in one way; `found_by` is the check that must complain."""

    slug: str
    wrong: str
    found_by: str
    code: str = RIGHT
    expected: str = ""
    readme: str = ""


def flock() -> tuple[Canary, ...]:
    """Every canary, before the run and after it."""
    return (
        Canary("raises", "a cell raises an error", "X101", RIGHT + "1 / 0\n"),
        Canary(
            "leaves", "a cell leaves before the end", "X102", "import sys\nsys.exit(0)\n" + RIGHT
        ),
        Canary("forgets", "a declared result is not written", "R101", "1 + 1\n"),
        Canary("wrong", "a result is not what is expected", "R104", expected=EXPECTED),
        Canary("no-python", "a cell is no Python", "N108", "this is no Python\n"),
        Canary("personal", "a page holds an NHS number", "P101", readme=_issued_number()),
    )


def _issued_number() -> str:
    """A number in the range that is issued, made here so that no file of the hub holds one."""
    first = "400000002"
    total = sum(int(digit) * weight for digit, weight in zip(first, range(10, 1, -1), strict=True))
    number = f"{first}{(11 - total % 11) % 11}"
    return f"# A page\n\nThe NHS number is {number[:3]} {number[3:6]} {number[6:]}.\n"
