"""The kinds of array that the generator passes around, and a few draws that several modules use."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Dates = npt.NDArray[np.datetime64]

NO_DATE = np.datetime64("NaT", "D")


def chance(rng: np.random.Generator, probability: Floats | float, count: int) -> Bools:
    """`count` independent yes-or-no draws."""
    return np.asarray(rng.random(count) < probability)


def choose(rng: np.random.Generator, cumulative: Floats, rows: Ints) -> Ints:
    """One choice for each row from the row's own distribution.

    `cumulative` has a distribution in each line, summed up along the line; `rows` says which line
    each draw uses.
    """
    draws = rng.random(len(rows))
    chosen = np.zeros(len(rows), dtype=np.int64)
    for column in range(cumulative.shape[1] - 1):
        chosen += draws >= cumulative[rows, column]
    return chosen


def logistic(x: Floats) -> Floats:
    """The inverse of the logit."""
    return np.asarray(1.0 / (1.0 + np.exp(-x)))


def after(dates: Dates, days: Ints | int) -> Dates:
    """The dates that many days later."""
    return np.asarray(dates + np.asarray(days).astype("timedelta64[D]"))


def days_between(earlier: Dates | np.datetime64, later: Dates | np.datetime64) -> Ints:
    """Whole days from the earlier to the later dates; both must be known."""
    return np.asarray((later - earlier).astype("timedelta64[D]").astype(np.int64))


def on_or_before(dates: Dates, day: Dates | np.datetime64) -> Bools:
    """Whether each date is known and not later than the day."""
    return np.asarray(~np.isnat(dates) & (dates <= day))


def earliest(first: Dates, second: Dates) -> Dates:
    """The earlier of two dates, either of which may be unknown."""
    return np.asarray(np.fmin(first, second))
