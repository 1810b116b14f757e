"""What families' pathways need beside pandas: orders of services, how far apart they are, flows."""

import numpy as np
import pandas as pd
from scipy import stats

from early_years.figures import PALETTE

NONE = "Nothing further"


def in_order(first):
    """For each child its services in the order of the first day with them, as one tuple."""
    days = first.to_numpy("datetime64[D]")
    names = np.array(first.columns)
    order = np.argsort(np.where(np.isnat(days), np.datetime64("2999-01-01"), days), kind="stable")
    known = (~np.isnat(days)).sum(axis=1)
    return pd.Series(
        [tuple(names[row[:n]]) for row, n in zip(order, known, strict=True)], index=first.index
    )


def middle(values, confidence):
    """The median, and its interval from the order of the values (binomial)."""
    ordered = np.sort(np.asarray(values, float))
    low, high = stats.binom.interval(confidence, len(ordered), 0.5)
    ends = ordered[[max(int(low) - 1, 0), min(int(high), len(ordered) - 1)]]
    return np.median(ordered), *ends


def apart(one, other):
    """How many services must be put in, taken out or exchanged to make one path the other."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def distances(paths):
    """The distance of each path to each other one."""
    table = np.zeros((len(paths), len(paths)))
    for i, one in enumerate(paths):
        for j in range(i):
            table[i, j] = table[j, i] = apart(one, paths[j])
    return table


def flows(paths, steps=3):
    """How many children go from which service to which, step by step."""
    at = pd.DataFrame(
        {step: [path[step] if step < len(path) else NONE for path in paths]
         for step in range(steps)}
    )  # fmt: skip
    parts = [
        at.groupby([step, step + 1]).size().rename("children").rename_axis(["from", "to"])
        .reset_index().assign(step=step + 1)
        for step in range(steps - 1)
    ]  # fmt: skip
    found = pd.concat(parts, ignore_index=True)
    return found[(found["from"] != NONE) | (found["step"] == 1)]


def _places(table, order, gap):
    """For each step and service: where its bar begins and how high it is."""
    places = {}
    for step in range(1, table["step"].max() + 2):
        came = table[table["step"] == step - 1].groupby("to")["children"].sum()
        went = table[table["step"] == step].groupby("from")["children"].sum()
        sizes = pd.concat([came, went]).groupby(level=0).max()
        begin = 0.0
        for name in sorted(sizes.index, key=order.get):
            places[step, name] = [begin, sizes[name]]
            begin += sizes[name] + gap
    return places


def draw_flows(axis, table, names):
    """Bars of the services at each step, and between them bands as wide as the children in them."""
    colors = dict(zip(names, PALETTE, strict=False)) | {NONE: "0.8"}
    order = {name: at for at, name in enumerate([*names, NONE])}
    total = table.loc[table["step"] == 1, "children"].sum()
    places = _places(table, order, 0.04 * total)
    for (step, name), (begin, size) in places.items():
        axis.bar(step, size, 0.5, bottom=begin, color=colors[name], alpha=0.35)
        words = f"{name} {100 * size / total:.0f}%"
        axis.text(step, begin + size / 2, words, ha="center", va="center", fontsize=10)
    for step, said in enumerate(("First", "Second", "Third"), 1):
        axis.text(step, -0.04 * total, said, ha="center", va="top", fontsize=12, weight="bold")
    x = np.linspace(0, 1, 30)
    bend = x * x * (3 - 2 * x)
    leave, arrive = ({place: list(one) for place, one in places.items()} for _ in range(2))
    rows = table.assign(a=table["from"].map(order), b=table["to"].map(order))
    for row in rows.sort_values(["step", "a", "b"]).to_dict("records"):
        start, end = leave[row["step"], row["from"]], arrive[row["step"] + 1, row["to"]]
        line = start[0] + (end[0] - start[0]) * bend
        axis.fill_between(
            row["step"] + 0.25 + 0.5 * x, line, line + row["children"],
            color=colors[row["from"]], alpha=0.5, lw=0)  # fmt: skip
        start[0] += row["children"]
        end[0] += row["children"]
    axis.set_axis_off()
