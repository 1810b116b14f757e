"""Writes what a recipe gives: numbers, tables and figures, in the files that the hub reads.

Every file is complete the moment it is there, and the same values give the same bytes.
"""

from __future__ import annotations

import json
import math
import os
from pathlib import Path
from typing import Any

import pandas as pd

from early_years.disclosure import safe_count
from early_years.intervals import Interval, wilson
from early_years.profiles import DEFAULT, Profile, profile

NUMBERS = "numbers.json"
KEPT_BACK = "*"


class Results:
    """The folder of a recipe's results.

    Numbers are made safe here: their base `n` is rounded, and a number that rests on too few cases
    is written as kept back. Tables are written as given: make them safe with `make_safe`.
    """

    def __init__(self, folder: str | Path, profile: str | Profile = DEFAULT) -> None:
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.profile = _profile(profile)
        self.numbers: dict[str, dict[str, Any]] = {}

    def number(
        self,
        name: str,
        value: float,
        lower: float | None = None,
        upper: float | None = None,
        n: float | None = None,
        *,
        part: float | None = None,
        decimals: int = 4,
    ) -> float | None:
        """Write a number, with its interval and the number of cases it rests on.

        `part` is how many of the `n` cases a share counts. The number is kept back where the cases,
        the part or the rest are too few, or where it is not finite. Gives what was written.
        """
        kept_back = not math.isfinite(value) or not self._enough(n, part)
        told = {"value": value, "lower": lower, "upper": upper}
        if kept_back:
            entry: dict[str, Any] = {"value": KEPT_BACK}
        else:
            entry = {k: _plain(v, decimals) for k, v in told.items() if _is_told(v)}
        shown = None if n is None else safe_count(n, self.profile)
        if isinstance(shown, int) and not kept_back:
            entry["n"] = shown
        self.numbers[name] = entry
        text = json.dumps(self.numbers, indent=1, ensure_ascii=False, allow_nan=False)
        _put(self.folder / NUMBERS, text + "\n")
        return None if kept_back else float(entry["value"])

    def count(
        self, name: str, count: float, lower: float | None = None, upper: float | None = None
    ) -> float | None:
        """Write a count of children or other people: rounded, or kept back where it is small."""
        shown = safe_count(count, self.profile)
        return self.number(name, shown if isinstance(shown, int) else math.nan, lower, upper)

    def share(self, name: str, part: float, whole: float, confidence: float = 0.95) -> Interval:
        """Write a share in per cent with Wilson's interval, or as kept back; gives it exactly."""
        found: Interval = wilson(part, whole, confidence).times(100)
        self.number(name, *found, n=whole, part=part)
        return found

    def words(self, name: str, unit: str = "%", decimals: int = 1) -> str:
        """A number as it was written, with its interval, as people read it."""
        number = self.numbers[name]
        if number["value"] == KEPT_BACK:
            return "kept back, because it rests on too few"
        said = f"{number['value']:,.{decimals}f}{unit}"
        if "lower" in number and "upper" in number:
            said += f" ({number['lower']:,.{decimals}f} to {number['upper']:,.{decimals}f})"
        return said

    def table(self, name: str, frame: pd.DataFrame) -> None:
        """Write a table as CSV; a row index that carries names becomes columns."""
        named = [level for level in frame.index.names if level is not None]
        flat = frame.reset_index() if named else frame
        _put(self.folder / f"{name}.csv", flat.to_csv(index=False, lineterminator="\n"))

    def figure(self, name: str, figure: Any, alt: str | None = None) -> None:
        """Write a matplotlib figure as SVG; `alt` says in words what it shows."""
        import matplotlib.pyplot as plt

        if alt is not None:
            _put(self.folder / f"{name}.alt.txt", " ".join(alt.split()) + "\n")
        path = self.folder / f"{name}.svg"
        with plt.rc_context({"svg.hashsalt": name, "svg.fonttype": "none"}):
            figure.savefig(
                path, format="svg", metadata={"Date": None, "Creator": None}, bbox_inches="tight"
            )

    def _enough(self, n: float | None, part: float | None) -> bool:
        if n is None:
            return True
        if n < self.profile.share_base:
            return False
        if part is None:
            return True
        if min(part, n - part) == 0:
            return n >= self.profile.none_or_all_from and self.profile.zeros
        return not (self.profile.is_small(part) or self.profile.is_small(n - part))


def _profile(name: str | Profile) -> Profile:
    return profile(name)


def _is_told(value: float | None) -> bool:
    return value is not None and math.isfinite(value)


def _plain(value: Any, decimals: int) -> float | int:
    number = round(float(value), decimals)
    return int(number) if number == int(number) else number


def _put(path: Path, text: str) -> None:
    """Write beside and rename, so that nobody reads half a file."""
    beside = path.with_name(f".{path.name}.part")
    beside.write_text(text, encoding="utf-8", newline="\n")
    os.replace(beside, path)  # noqa: PTH105 - the same call on every system
