"""What the generator planted and no service recorded, in a form that pages and tests can read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from synthetic_data.arrays import Bools, Ints


@dataclass(frozen=True)
class TruthValue:
    """One planted number: its value, what it means, and how near a good method should come."""

    value: float
    meaning: str
    tolerance: float | None = None


@dataclass(frozen=True)
class ServiceTable:
    """A table as a service holds it, with the row of `People` behind each of its rows.

    `child` is None for tables that are not about children.
    """

    table: pa.Table
    child: Ints | None = None


@dataclass(frozen=True)
class Service:
    """What one service gives: its tables, and the truth that only the generator knows."""

    tables: Mapping[str, ServiceTable]
    values: Mapping[str, TruthValue] = field(default_factory=dict)
    truth: Mapping[str, pa.Table] = field(default_factory=dict)


def percent(hits: Bools, among: Bools | None = None) -> float:
    """The percentage of hits among those rows, to four decimals; not a number without a row."""
    chosen = hits if among is None else hits[among]
    return round(100.0 * float(chosen.mean()), 4) if len(chosen) else float("nan")
