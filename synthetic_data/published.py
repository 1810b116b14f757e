"""The fictional published indicators of all authorities, with the symbols such tables hold."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from synthetic_data.arrays import Floats
from synthetic_data.benchmark import authority_codes, authority_names
from synthetic_data.columns import pick, table
from synthetic_data.localities import LOCALITIES
from synthetic_data.streams import stream
from synthetic_data.truth import Service, ServiceTable, TruthValue

# England, DfE Local Authority Interactive Tool and OHID: mean and standard deviation between
# authorities (spreads of the second to fifth are assumptions), and how each goes with GLD or, for
# GLD of pupils with free school meals, with the share of another first language.
_MEANS = {
    "child_poverty": (19.8, 7.0),
    "primary_fsm": (24.7, 7.5),
    "primary_eal": (23.4, 17.0),
    "gld": (67.7, 3.27),
    "gld_fsm": (51.5, 4.6),
    "asq3_all_five": (81.1, 7.0),
    "two_year_old_take_up": (73.9, 9.5),
}
_WITH_GLD = {
    "child_poverty": -0.76,
    "primary_fsm": -0.58,
    "primary_eal": 0.07,
    "asq3_all_five": 0.23,
    "two_year_old_take_up": -0.02,
}
_FSM_GLD_WITH_EAL, _FSM_GLD_WITH_GLD = 0.67, 0.45
_YEARS = ("2021/22", "2022/23", "2023/24")
_YEAR_TO_YEAR = 0.25
# Authorities that merged: the first ones take part in the one after them from the second year.
_MERGED, _MERGED_FROM = 3, "2022/23"
_OUT_OF_RANGE = 0.05  # of ASQ-3 response: records of other years and places


def make_published(seed: int) -> Service:
    """Indicators by authority and year, as text; the same for every locality of a seed."""
    rng = stream(seed, "published")
    codes = authority_codes()
    names = authority_names(stream(seed, "benchmark names"))
    count = len(codes)
    scores = _scores(rng, count)
    columns: dict[str, list[str]] = {name: [] for name in ("code", "indicator", "year", "value")}
    for index, year in enumerate(_YEARS):
        kept = np.arange(count) >= (_MERGED if index else 0)
        for name, score in scores.items():
            mean, spread = _MEANS[name]
            noise = _YEAR_TO_YEAR * rng.normal(size=count)
            value = np.clip(mean + spread * (score + noise), 0.4, 99.5)
            _add(columns, codes, kept, name, year, value)
        response = np.clip(rng.normal(78, 16, count), 7, 98)
        odd = rng.random(count) < _OUT_OF_RANGE
        response = np.where(odd, rng.uniform(101, 177, count), response)
        _add(columns, codes, kept, "asq3_response", year, response)
    own = [row for row in LOCALITIES.values() if not row.wales]
    merged = np.arange(count) < _MERGED
    authorities = table(
        "local_authority",
        local_authority=pa.array([*codes, *(row.authority for row in own)]),
        authority_name=pa.array([*names, *(row.name for row in own)]),
        replaced_by=pa.array([codes[_MERGED]] * _MERGED + [None] * (count - _MERGED + len(own))),
        replaced_from=pa.array(
            [_MERGED_FROM if gone else None for gone in merged] + [None] * len(own), pa.string()
        ),
    )
    values = pa.array(columns["value"])
    rows = table(
        "published_indicator",
        local_authority=pa.array(columns["code"]),
        indicator=pa.array(columns["indicator"]),
        year=pa.array(columns["year"]),
        value=_with_symbols(rng, values),
    )
    return Service(
        {
            "published_indicator": ServiceTable(rows),
            "local_authority": ServiceTable(authorities),
        },
        {
            "correlation_poverty_gld": TruthValue(
                _WITH_GLD["child_poverty"],
                "Planted correlation between authorities of child poverty and GLD.",
                0.1,
            )
        },
    )


def _scores(rng: np.random.Generator, count: int) -> dict[str, Floats]:
    """Standard scores of each indicator with the published correlations."""
    gld = rng.normal(size=count)
    found = {"gld": (gld - gld.mean()) / gld.std()}
    for name, with_gld in _WITH_GLD.items():
        own = rng.normal(size=count)
        own -= found["gld"] * (own @ found["gld"]) / count  # its part along GLD taken out
        own = (own - own.mean()) / own.std()
        found[name] = with_gld * found["gld"] + np.sqrt(1 - with_gld**2) * own
    rest = np.sqrt(max(0.0, 1 - _FSM_GLD_WITH_EAL**2 - _FSM_GLD_WITH_GLD**2))
    eal, level = found["primary_eal"], found["gld"]
    found["gld_fsm"] = (
        _FSM_GLD_WITH_EAL * eal + _FSM_GLD_WITH_GLD * level + rest * rng.normal(size=count)
    )
    return found


def _add(
    columns: dict[str, list[str]],
    codes: list[str],
    kept: np.ndarray,
    indicator: str,
    year: str,
    value: Floats,
) -> None:
    chosen = [code for code, keep in zip(codes, kept, strict=True) if keep]
    columns["code"] += chosen
    columns["indicator"] += [indicator] * len(chosen)
    columns["year"] += [year] * len(chosen)
    columns["value"] += [f"{number:.1f}" for number in value[kept]]


def _with_symbols(rng: np.random.Generator, values: pa.Array) -> pa.Array:
    """Some values are withheld or missing, and low where they round to nothing."""
    symbols = ("z", "c", "x", "low", "-", "DK", "*")
    hit = rng.random(len(values)) < 0.03
    chosen = pick(symbols, rng.integers(len(symbols), size=len(values)))
    return pc.if_else(pa.array(hit), chosen, values)
