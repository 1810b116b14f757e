"""One plain style for figures: readable in print, without colour and with colour blindness.

with style():
    figure, axis = plt.subplots()
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from cycler import cycler

BLUE, ORANGE, GREEN, PINK = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
SKY, YELLOW, GREY, BLACK = "#56B4E9", "#E69F00", "#595959", "#000000"
PALETTE = (BLUE, ORANGE, GREEN, PINK, SKY, YELLOW, GREY)
"""The colours of Okabe and Ito (2008), which people with colour blindness can tell apart."""

MARKERS = ("o", "s", "^", "D", "v", "P", "X")
LINES = ("-", "--", ":", "-.")
TOO_FEW = "too few to show"
FEW_ROWS = 8
"""With more rows a value stands beside its interval, where it cannot touch the row above."""
SETTINGS: dict[str, Any] = {
    "font.size": 12,
    "axes.titlesize": 14,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.prop_cycle": cycler(color=PALETTE),
    "figure.figsize": (9, 5),
    "legend.frameon": False,
    "svg.hashsalt": "early-years",
}


@contextmanager
def style(**changes: Any) -> Iterator[None]:
    """Draw in the style; anything of matplotlib's settings may be given to change it."""
    settings: Any = SETTINGS | {name.replace("__", "."): v for name, v in changes.items()}
    with plt.rc_context(settings):
        yield


def use_style() -> None:
    """Set the style for everything that follows, as at the top of a notebook."""
    settings: Any = SETTINGS
    plt.rcParams.update(settings)


def intervals(
    axis: Any,
    frame: pd.DataFrame,
    value: str = "value",
    lower: str = "lower",
    upper: str = "upper",
    *,
    hidden: Any = None,
    labels: str = "{:.0f}",
    color: str = BLUE,
    said: str = TOO_FEW,
) -> None:
    """Points with their intervals, one a row from top to bottom, named by the frame's index.

    Rows that are `hidden` (a mask, or values that are no numbers) are said in words at the edge and
    never drawn as nought. Values have a ground of their own: no line behind strikes one out.
    """
    numbers = frame[[value, lower, upper]].apply(pd.to_numeric, errors="coerce")
    mask = np.zeros(len(frame), bool) if hidden is None else np.asarray(hidden, bool)
    mask = mask | numbers[value].isna().to_numpy()
    places = np.arange(len(frame))[::-1]
    shown = numbers[~mask]
    axis.hlines(places[~mask], shown[lower], shown[upper], color=color, lw=3)
    axis.plot(shown[value], places[~mask], "o", color="white", mec=color, mew=2, ms=8)
    crowded = len(frame) > FEW_ROWS
    for place, point, end in zip(places[~mask], shown[value], shown[upper], strict=True):
        axis.annotate(
            labels.format(point),
            (np.nanmax([point, end]) if crowded else point, place),
            (8, 0) if crowded else (0, 9),
            textcoords="offset points",
            ha="left" if crowded else "center",
            va="center" if crowded else "baseline",
            bbox={"facecolor": "white", "lw": 0, "pad": 1, "alpha": 0.85},
        )
    axis.margins(y=0.12)
    for place in places[mask]:
        say_hidden(axis, place, said)
    axis.set_yticks(places, [str(name) for name in frame.index])


def histogram(
    axis: Any, edges: Any, heights: Any, *, color: str = BLUE, label: str | None = None
) -> None:
    """Bars over bins, such as those of `safe_bins`; a bin kept back gets a cross, not a nought."""
    ends, high = np.asarray(edges, float), np.asarray(heights, float)
    kept_back = np.isnan(high)
    axis.bar(
        ends[:-1][~kept_back],
        high[~kept_back],
        np.diff(ends)[~kept_back],
        align="edge",
        color=color,
        edgecolor="white",
        lw=0.5,
        label=label,
    )
    if kept_back.any():
        said = TOO_FEW not in axis.get_legend_handles_labels()[1]
        middles = (ends[:-1] + ends[1:])[kept_back] / 2
        axis.plot(middles, 0 * middles, "x", color=GREY, label=TOO_FEW if said else None)


def say_hidden(axis: Any, place: float, said: str = TOO_FEW) -> None:
    """Say at the left edge of a row that its value is kept back.

    Words beyond what is drawn would make a figure as high as the way to them, so the axis grows.
    """
    low, high = axis.get_ybound()
    axis.set_ybound(min(low, place - 0.6), max(high, place + 0.6))
    axis.annotate(
        said,
        (0.01, place),
        xycoords=("axes fraction", "data"),
        va="center",
        style="italic",
        color=GREY,
    )


def words(
    frame: pd.DataFrame,
    value: str = "value",
    lower: str | None = "lower",
    upper: str | None = "upper",
    *,
    unit: str = "%",
    decimals: int = 0,
) -> str:
    """The rows of a figure in words, for its alternative text; what is no number is kept back."""
    said = []
    for name, row in frame.iterrows():
        number = pd.to_numeric(row[value], errors="coerce")
        if pd.isna(number):
            said.append(f"{name}: {TOO_FEW}.")
            continue
        text = f"{name}: {number:.{decimals}f}{unit}"
        if lower and upper:
            text += f" ({float(row[lower]):.{decimals}f} to {float(row[upper]):.{decimals}f})"
        said.append(f"{text}.")
    return " ".join(said)
