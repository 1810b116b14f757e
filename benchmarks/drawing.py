"""The plots of the measurements, the same bytes for the same numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib as mpl

mpl.use("agg")
mpl.rcParams.update({"svg.hashsalt": "hub", "svg.fonttype": "none"})

import matplotlib.pyplot as plt  # noqa: E402

COLOUR = "#0b5563"


def bars(ratios: Mapping[str, float], path: Path) -> None:
    """A bar for each way, the quickest on top."""
    names = sorted(ratios, key=lambda name: -ratios[name])
    figure, axes = plt.subplots(figsize=(7, 0.45 * len(names) + 1))
    drawn = axes.barh(names, [ratios[name] for name in names], color=COLOUR)
    axes.bar_label(drawn, fmt="%.2f", padding=3)
    axes.set_xlabel("Wall time, as a share of papermill in a pool of two")
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, bbox_inches="tight", metadata={"Date": None})
    plt.close(figure)


def growth(sizes: Sequence[int], seconds: Mapping[str, Sequence[float]], path: Path) -> None:
    """A line for each kind of build over the number of recipes."""
    figure, axes = plt.subplots(figsize=(7, 4))
    for name, values in seconds.items():
        axes.plot(sizes, values, marker="o", label=name)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("Recipes")
    axes.set_ylabel("Seconds")
    axes.legend(frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, bbox_inches="tight", metadata={"Date": None})
    plt.close(figure)
