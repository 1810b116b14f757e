"""expected.yml held against the results: which values are right, which truths recovered."""

from __future__ import annotations

from collections.abc import Mapping

from hub.contribution import Expectation
from hub.data import Truth
from hub.model import Number, Recovery, ResultFile, Table


def recoveries(
    expected: Mapping[str, Expectation],
    results: Mapping[str, ResultFile],
    truths: Mapping[str, Truth],
) -> tuple[Recovery, ...]:
    """One recovery for each expectation, in the order of expected.yml."""
    return tuple(_recovery(name, one, results.get(name), truths) for name, one in expected.items())


def _recovery(
    name: str, one: Expectation, result: ResultFile | None, truths: Mapping[str, Truth]
) -> Recovery:
    content = result.content if result else None
    if one.rows is not None:
        got = float(len(content.rows)) if isinstance(content, Table) else None
        return Recovery(name, one.rows, got, got == one.rows, how="the same number of rows")
    number = content if isinstance(content, Number) else None
    if one.truth is None:
        return _held(name, float(one.value or 0.0), one, number)
    truth = truths.get(one.truth)
    if truth is None:
        return Recovery(
            name,
            None,
            number.value if number else None,
            False,
            one.truth,
            how="the synthetic data hold no truth of that name",
        )
    return _held(name, truth.value, one, number, one.truth, truth.meaning)


def _held(
    name: str,
    target: float,
    one: Expectation,
    number: Number | None,
    truth: str | None = None,
    meaning: str = "",
) -> Recovery:
    """Whether the target lies in the interval, or the value lies near enough to the target."""
    near, how = _near(target, one)
    if number is None or number.value is None:
        return Recovery(name, target, None, False, truth, meaning, how)
    if one.within:
        met = (
            number.lower is not None
            and number.upper is not None
            and number.lower <= target <= number.upper
        )
    else:
        met = abs(number.value - target) <= near + 1e-9
    return Recovery(name, target, number.value, met, truth, meaning, how)


def _near(target: float, one: Expectation) -> tuple[float, str]:
    """How near the value must be to the target, and that in words."""
    if one.within:
        return 0.0, "within its interval"
    if one.tolerance_percent is not None:
        return abs(target) * one.tolerance_percent / 100, f"within {one.tolerance_percent:g}% of it"
    return one.tolerance or 0.0, f"within {one.tolerance or 0.0:g}"
