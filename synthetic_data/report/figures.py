"""The plots of the calibration report, as text of SVG pictures that are the same every time."""

import io
import re

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from synthetic_data import calibration as cal
from synthetic_data.contract.asq3 import DOMAINS
from synthetic_data.locality_data import LocalityData
from synthetic_data.report.measures import GROUPS, Figures

_BLUE, _ORANGE, _GREY = "#1f5a8a", "#c1541c", "#6b6b6b"


def as_svg(figure: Figure, name: str) -> str:
    """A picture as SVG text without date and with steady names."""
    target = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": name, "svg.fonttype": "none"}):
        figure.savefig(target, format="svg", metadata={"Date": None}, bbox_inches="tight")
    return re.sub(r"^.*?(?=<svg)", "", target.getvalue(), flags=re.S)


def _axes(height: float = 3.6) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(7.2, height), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def dots(names: list[str], found: Figures, label: str) -> Figure:
    """Published and generated figures side by side."""
    figure, axes = _axes(0.9 + 0.26 * len(names))
    places = np.arange(len(names))[::-1]
    axes.plot([cal.TARGETS[n].value for n in names], places, "D", color=_ORANGE, label="published")
    axes.plot([found[n] for n in names], places, "o", color=_BLUE, mfc="none", label="generated")
    axes.set_yticks(places, [cal.TARGETS[name].title for name in names])
    axes.set_xlabel(label)
    axes.grid(axis="x", alpha=0.3)
    axes.legend(loc="best", frameon=False)
    return figure


def gld_by_group(found: Figures) -> Figure:
    """Good level of development by group."""
    return dots([f"gld_{name}" for name in GROUPS], found, "% with a good level of development")


def asq(found: Figures) -> Figure:
    """ASQ-3 by domain."""
    names = [*(f"asq_{domain}" for domain in DOMAINS), "asq_all_five"]
    return dots(names, found, "% at the expected level")


def birth_weight(data: LocalityData) -> Figure:
    """Weights at birth, at term and before."""
    births = data.tables["birth"].table.to_pandas()
    figure, axes = _axes()
    term = births.gestation_days >= 259
    bins = list(range(400, 5_600, 100))
    axes.hist(births.birthweight_g[term], bins=bins, color=_BLUE, alpha=0.7, label="at term")
    axes.hist(births.birthweight_g[~term], bins=bins, color=_ORANGE, alpha=0.7, label="preterm")
    axes.axvline(2_500, color=_GREY, linestyle="--")
    axes.annotate("2,500 g", (2_500, axes.get_ylim()[1] * 0.9), ha="right", color=_GREY)
    axes.set_xlabel("weight at birth, g")
    axes.set_ylabel("babies")
    axes.legend(frameon=False)
    return figure


def take_up(data: LocalityData) -> Figure:
    """Take-up of places for eligible two-year-olds, by deprivation of the area."""
    truth = data.truth["two_year_old"].to_pandas()
    decile = data.tables["area"].table.to_pandas().set_index("lsoa21").imd_decile
    shares = 100 * truth.taken_up.groupby(truth.lsoa21.map(decile)).mean()
    figure, axes = _axes()
    axes.plot(shares.index, shares.to_numpy(), "o-", color=_BLUE)
    axes.axhline(cal.TARGETS["two_year_old_take_up"].value, color=_ORANGE, linestyle="--")
    axes.set_xlabel("decile of deprivation (1 is the most deprived)")
    axes.set_ylabel("% with a place")
    return figure


def funnel(localities: pd.DataFrame, others: pd.DataFrame) -> Figure:
    """Localities among all authorities, with limits of chance alone."""
    figure, axes = _axes(4.2)
    axes.plot(others.children, others.gld_percent, ".", color=_GREY, alpha=0.6)
    size = np.geomspace(20, 20_000, 200)
    mean = np.average(others.gld_percent, weights=others.children)
    limit = 300 * np.sqrt(mean / 100 * (1 - mean / 100) / size)
    for sign in (-1, 1):
        axes.plot(size, np.clip(mean + sign * limit, 30, 100), "--", color=_ORANGE, linewidth=1)
    axes.plot(localities.children, localities.gld_percent, "o", color=_BLUE)
    for row in localities.itertuples():
        axes.annotate(str(row.name), (row.children, row.gld_percent), xytext=(5, 3),
                      textcoords="offset points", fontsize=8)  # fmt: skip
    axes.set_xscale("log")
    axes.set_xlabel("children assessed in the latest year (logarithmic)")
    axes.set_ylabel("% with a good level of development")
    axes.set_ylim(40, 100)
    return figure


def missed_links(missed: dict[str, pd.Series]) -> Figure:
    """Links that a plain linkage misses, by deprivation."""
    figure, axes = _axes()
    for (name, shares), colour in zip(missed.items(), (_BLUE, _ORANGE, _GREY), strict=False):
        axes.plot(shares.index, shares.to_numpy(), "o-", color=colour, label=name)
    axes.set_xticks(range(1, 6))
    axes.set_xlabel("fifth of deprivation (1 is the most deprived)")
    axes.set_ylabel("% of true links missed")
    axes.set_ylim(bottom=0)
    axes.legend(frameon=False)
    return figure
