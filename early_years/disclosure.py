"""Makes what a recipe gives safe to publish: small counts hidden, the others rounded.

The one call for tables is `make_safe`; single counts, histograms and sums have calls of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from early_years.profiles import DEFAULT, Profile
from early_years.profiles import profile as named
from early_years.reader import Pair, Reader
from early_years.structure import structure_of
from early_years.suppression import suppress


def make_safe(
    table: pd.DataFrame,
    counts: Sequence[str] = (),
    shares: Mapping[str, Pair] | None = None,
    *,
    averages: Mapping[str, str] | None = None,
    totals: Mapping[str, str] | None = None,
    by: Sequence[str] = (),
    splits: str | None = None,
    parts: Mapping[str, Sequence[str]] | None = None,
    hide: Mapping[str, Any] | None = None,
    profile: str | Profile = DEFAULT,
) -> pd.DataFrame:
    """The table made safe to publish, with the same rows and columns.

    Give the table with its exact counts; everything else is worked out here.

    counts    columns that count children, families or other people
    shares    columns in per cent and the counts they come from: {"take_up": ("taken_up",
              "eligible")}. A column that is not there is made; one that is (such as the ends of an
              interval) is kept and hidden where it must be
    averages  other columns that rest on a count: {"median_days": "children"}
    totals    columns whose rows add up, and the word that marks their total: {"area": "All"}
    by        columns that make separate tables of one: nothing adds up across their values
    splits    a column whose values are different ways to split the same children, such as
              "characteristic" with the values sex and language: each split has the same total
    parts     columns that add up to another: {"eligible": ["taken_up", "not_taken_up"]}
    hide      further cells to hide, column by column, as masks
    profile   the disclosure profile

    Small counts become the profile's sign, others are rounded. A share is hidden where its base,
    its part or the rest is small, and where it says "none" or "all" of a small group. Where a total
    would give a hidden count back, further counts are hidden, the smallest first.
    """
    rules = named(profile)
    shares, averages = dict(shares or {}), dict(averages or {})
    pairs = list(dict.fromkeys(shares.values()))
    columns = _counted(table, counts, pairs, averages, parts or {})
    exact = pd.DataFrame({name: _as_counts(table, name) for name in columns}, index=table.index)
    result = table.copy()
    for name, (part, whole) in shares.items():
        if name not in table:
            result[name] = 100 * exact[part] / exact[whole].where(exact[whole] > 0)
    if not rules.publishable:
        return result
    hidden = _small(exact, pairs, rules) | _asked(exact, hide or {})
    reader = Reader(exact, hidden, rules)
    reader.add_rows(structure_of(table, totals or {}, tuple(by), splits))
    reader.add_parts(parts or {})
    reader.add_pairs(pairs)
    further = suppress(reader.cells())[: exact.size].reshape(exact.shape, order="F")
    hidden = pd.DataFrame(further, index=exact.index, columns=exact.columns)
    for name in columns:
        result[name] = _shown_counts(exact[name], hidden[name], rules)
    for name, (part, whole) in shares.items():
        gone = hidden[part] | hidden[whole] | (exact[whole] < rules.share_base)
        share = 100 * exact[part] / exact[whole].where(exact[whole] > 0)
        result[name] = _shown_shares(_unrounded(result[name], share), exact[whole], gone, rules)
    for name, whole in averages.items():
        gone = (exact[whole] < rules.share_base) | _asked(result[[name]], hide or {})[name]
        result[name] = result[name].astype(object).mask(gone, rules.hidden)
    return result


def safe_count(count: float, profile: str | Profile = DEFAULT) -> int | str:
    """One count as it may be shown: rounded, or the profile's sign."""
    rules = named(profile)
    return rules.hidden if rules.is_small(count) else _rounded(count, rules)


def _rounded(count: float, rules: Profile) -> int:
    return int(rules.base * np.floor(count / rules.base + 0.5)) if rules.base else int(count)


def _counted(
    table: pd.DataFrame,
    counts: Sequence[str],
    pairs: Iterable[Pair],
    averages: Mapping[str, str],
    parts: Mapping[str, Sequence[str]],
) -> list[str]:
    """Every column that holds counts, each once; raises ValueError for one that is not there."""
    asked = [*counts, *(name for pair in pairs for name in pair), *averages.values(), *parts]
    asked += [name for names in parts.values() for name in names]
    for name in (missing := [name for name in asked if name not in table]):
        raise ValueError(f'the table has no column "{name}" ({len(missing)} missing in all).')
    return list(dict.fromkeys(asked))


def _as_counts(table: pd.DataFrame, name: str) -> pd.Series:
    numbers = pd.to_numeric(table[name], errors="coerce").to_numpy("float64", na_value=np.nan)
    known = numbers[~np.isnan(numbers)]
    if len(known) < table[name].notna().sum() or (known < 0).any() or (known % 1 != 0).any():
        raise ValueError(
            f'"{name}" holds what is no count. Give exact whole numbers: shares and rounding are '
            "worked out here."
        )
    return pd.Series(numbers, index=table.index)


def _small(exact: pd.DataFrame, pairs: Iterable[Pair], rules: Profile) -> pd.DataFrame:
    """Counts hidden for their own sake: small, or telling that the rest is small, none or all."""
    hidden = (exact > 0) & (exact < rules.smallest)
    if not rules.zeros:
        hidden |= exact == 0
    for part, whole in pairs:
        rest = exact[whole] - exact[part]
        if (rest < 0).any():
            raise ValueError(f'"{part}" is larger than "{whole}" in {int((rest < 0).sum())} rows.')
        few_left = (rest > 0) & (rest < rules.smallest)
        few_at_all = (exact[whole] > 0) & (exact[whole] < rules.none_or_all_from)
        none_or_all = (exact[part] == 0) | (rest == 0)
        hidden[part] |= few_left | (none_or_all & (few_at_all | (not rules.zeros)))
    return hidden


def _asked(table: pd.DataFrame, hide: Mapping[str, Any]) -> pd.DataFrame:
    """Cells that the author wants hidden, as a mask of the table's form."""
    masks = pd.DataFrame(False, index=table.index, columns=table.columns)
    for name in set(hide) & set(table):
        masks[name] = np.asarray(hide[name], dtype=np.bool_)
    return masks


def _shown_counts(values: pd.Series, hidden: pd.Series, rules: Profile) -> pd.Series:
    shown = values.map(lambda count: _rounded(count, rules), na_action="ignore").astype("Int64")
    return shown.astype(object).where(values.notna(), None).mask(hidden, rules.hidden)


def _unrounded(given: pd.Series, share: pd.Series) -> pd.Series:
    """A given share as the counts give it: one rounded before would be rounded twice."""
    numbers = pd.to_numeric(given, errors="coerce").astype(float)
    return numbers.mask((numbers - share).abs() < 0.051, share)


def _shown_shares(
    shares: pd.Series, whole: pd.Series, hidden: pd.Series, rules: Profile
) -> pd.Series:
    numbers = pd.to_numeric(shares, errors="coerce").astype(float)
    coarse = whole < rules.decimals_from
    shown = numbers.round(1).astype(object).mask(coarse, numbers.round(0).astype("Int64"))
    return shown.where(numbers.notna(), None).mask(hidden, rules.hidden)


def safe_bins(
    values: Iterable[float], edges: Sequence[float], profile: str | Profile = DEFAULT
) -> np.ndarray:
    """How many values fall into each bin, as a histogram may show it.

    Counts are rounded; those that are hidden, because they are few or because all the others would
    give a hidden one back, are no numbers (NaN).
    """
    counts, _ = np.histogram(np.asarray(list(values), float), np.asarray(edges, float))
    bins = [*map(str, range(len(counts))), "All"]
    table = pd.DataFrame({"bin": bins, "count": [*counts, counts.sum()]})
    safe = make_safe(table, ["count"], totals={"bin": "All"}, profile=profile)
    shown: np.ndarray = pd.to_numeric(safe["count"], errors="coerce").to_numpy(float)
    return shown[:-1]


def safe_sums(
    records: pd.DataFrame,
    by: Sequence[str],
    values: Sequence[str],
    profile: str | Profile = DEFAULT,
) -> pd.DataFrame:
    """Sums of amounts by group, hidden where few give to them or one or two give nearly all.

    Each row of `records` is one giver, such as a provider with its places. A group's sums are
    hidden where fewer givers than the smallest count have an amount, where the largest `top` hold
    more than `top_share` (n-k rule), and where the second largest could work the largest out
    within `p_share` of it (p% rule). Publish no total of such a column beside it.
    """
    rules = named(profile)
    groups = records.groupby(list(by), dropna=False, sort=True)
    result = groups.size().rename("givers").reset_index()
    exact = groups[list(values)].sum().reset_index()
    for name in values:
        told = groups[name].agg(lambda amounts: _one_could_be_told(amounts, rules)).to_numpy(bool)
        sums = exact[name].astype(object)
        result[name] = sums.mask(told, rules.hidden) if rules.publishable else sums
    return make_safe(result, ["givers"], profile=rules)


def _one_could_be_told(amounts: pd.Series, rules: Profile) -> bool:
    """Whether a sum tells too much of one of those that give to it."""
    given = np.sort(amounts.dropna().to_numpy(float))[::-1]
    given = given[given > 0]
    if not len(given):
        return False
    rest = given[2:].sum()
    return bool(
        len(given) < rules.smallest
        or given[: rules.top].sum() > rules.top_share * given.sum()
        or rest < rules.p_share * given[0]
    )
