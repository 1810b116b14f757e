"""The fictional national table of results by authority, with the locality's own row in it."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from synthetic_data.arrays import Floats, Ints
from synthetic_data.columns import pick, table
from synthetic_data.localities import Locality
from synthetic_data.streams import stream
from synthetic_data.truth import Service, ServiceTable, TruthValue

# England, DfE EYFSP results (LAIT): percentage with GLD by year. The profile changed in 2021, so
# 2018/19 cannot be compared; 2019/20 and 2020/21 were cancelled.
NATIONAL_GLD = {
    "2018/19": 71.8,
    "2021/22": 65.2,
    "2022/23": 67.2,
    "2023/24": 67.7,
    "2024/25": 68.3,
}
_NOT_COMPARABLE = "2018/19"

# Authorities differ by a standard deviation of 3.27 points of which sampling explains 0.87 (DfE
# LAIT 2024/25); neighbouring years correlate at 0.93. Children by authority in 2021/22: a tenth
# have fewer than 1,616, half fewer than 3,294, a tenth more than 7,610.
_AUTHORITY_SPREAD = float(np.sqrt(3.27**2 - 0.87**2))
_YEAR_SPREAD = 0.35
_MEDIAN_CHILDREN = 3_294
_SIZE_SPREAD = 0.6
_LARGEST, _SMALLEST = 18_149, 600
_OTHERS = 149
_TINY = 25  # one authority of a few children, as in life

_FIRST_CODE = 999_201
_BEGINNINGS = ("Ostle", "Brenna", "Carrow", "Dunmer", "Ellis", "Farrow", "Garl", "Hether", "Ingle",
               "Jarlow", "Kestle", "Lanner", "Morrow", "Norling", "Orrin")  # fmt: skip
_ENDINGS = ("combe", "wath", "holt", "dene", "ness", "beck", "stoke", "thwaite", "garth", "mark")


def make_benchmark(locality: Locality, seed: int, results: pa.Table) -> Service:
    """The national table; in the years that `results` covers, the own row is counted from it.

    The other authorities are the same for every locality of a seed.
    """
    rng = stream(seed, "benchmark")
    size = np.exp(np.log(_MEDIAN_CHILDREN) + _SIZE_SPREAD * rng.normal(size=_OTHERS))
    size = np.clip(size, _SMALLEST, _LARGEST)
    size[-1] = _TINY
    level = _AUTHORITY_SPREAD * rng.normal(size=_OTHERS)
    level = _AUTHORITY_SPREAD * (level - level.mean()) / level.std()
    names = authority_names(stream(seed, "benchmark names"))
    own = _own_counts(locality, results, stream(seed, locality.slug, "benchmark"))
    others = [_others(rng, size, level, national) for national in NATIONAL_GLD.values()]
    counts = [np.column_stack(pair) for pair in others]
    rows = np.concatenate(
        [np.vstack([pair, own[year]]) for pair, year in zip(counts, NATIONAL_GLD, strict=True)]
    )
    children, gld = rows[:, 0], rows[:, 1]
    years = len(NATIONAL_GLD)
    year = np.repeat(np.arange(years), _OTHERS + 1)
    published = table(
        "eyfsp_benchmark",
        local_authority=pa.array([*authority_codes(), locality.authority] * years),
        authority_name=pa.array([*names, locality.name] * years),
        academic_year=pick(tuple(NATIONAL_GLD), year),
        comparable=year != list(NATIONAL_GLD).index(_NOT_COMPARABLE),
        children=children,
        gld_children=gld,
        gld_percent=np.round(100 * gld / np.maximum(children, 1), 1),
    )
    if locality.wales:  # it has no such results
        published = published.filter(pc.not_equal(published["local_authority"], locality.authority))
    return Service(
        {"eyfsp_benchmark": ServiceTable(published)},
        _noise_share(own)
        | {
            "benchmark_between_authority_sd": TruthValue(
                round(_AUTHORITY_SPREAD, 4),
                "Standard deviation of the underlying percentage with a good level of development "
                "between authorities, in points, sampling noise taken away.",
                0.5,
            ),
            "benchmark_year_sd": TruthValue(
                _YEAR_SPREAD,
                "Standard deviation of what one year adds to the underlying percentage of an "
                "authority, in points, besides the national change.",
            ),
        },
    )


def _noise_share(own: dict[str, tuple[int, int]]) -> dict[str, TruthValue]:
    """How much of the last change is chance for an authority of this size; none without results."""
    before, after = (own[year][0] for year in list(NATIONAL_GLD)[-2:])
    if not before or not after:
        return {}
    share = NATIONAL_GLD["2024/25"] / 100
    chance = 100**2 * share * (1 - share) * (1 / before + 1 / after)
    return {
        "benchmark_noise_share": TruthValue(
            round(100 * chance / (chance + 2 * _YEAR_SPREAD**2), 4),
            "Percentage of the variance of a change from 2023/24 to 2024/25 that is chance, for an "
            "authority with as many children as this one.",
            15.0,
        )
    }


def _others(
    rng: np.random.Generator, size: Floats, level: Floats, national: float
) -> tuple[Ints, Ints]:
    """Children and children with GLD of the other authorities in one year."""
    children = rng.poisson(size)
    share = (national + level + _YEAR_SPREAD * rng.normal(size=len(size))) / 100
    return children, rng.binomial(children, np.clip(share, 0.05, 0.98))


def _own_counts(
    locality: Locality, results: pa.Table, rng: np.random.Generator
) -> dict[str, tuple[int, int]]:
    """Children and children with GLD of the locality by year."""
    counts = {}
    grouped = results.group_by("academic_year").aggregate([("gld", "count"), ("gld", "sum")])
    for row in grouped.to_pylist():
        counts[row["academic_year"]] = (row["gld_count"], row["gld_sum"])
    typical = int(np.mean([children for children, _ in counts.values()])) if counts else 0
    for year in NATIONAL_GLD:
        if year in locality.gld_earlier:
            share = locality.gld_earlier[year] / 100
            counts[year] = (typical, int(rng.binomial(typical, share)))
        counts.setdefault(year, (0, 0))  # a Welsh authority has no results
    return counts


def authority_codes() -> list[str]:
    """The codes of the other authorities."""
    return [f"E06{_FIRST_CODE + index}" for index in range(_OTHERS)]


def authority_names(rng: np.random.Generator) -> list[str]:
    """Their invented names."""
    chosen = rng.permutation(len(_BEGINNINGS) * len(_ENDINGS))[:_OTHERS]
    return [
        f"{_BEGINNINGS[word % len(_BEGINNINGS)]}{_ENDINGS[word // len(_BEGINNINGS)]}"
        for word in chosen
    ]
