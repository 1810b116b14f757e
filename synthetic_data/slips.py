"""How names, dates and numbers go wrong when they are typed: arrays in, arrays out."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from synthetic_data.arrays import Dates, Ints

# Sounds that are written in more than one way; names that have none of them cannot be misspelt so.
_SPELLINGS = (
    ("ee", "i"), ("oo", "u"), ("aa", "a"), ("ou", "u"), ("ie", "y"), ("ea", "e"), ("kh", "k"),
    ("gh", "g"), ("zh", "z"), ("sh", "s"), ("sz", "s"), ("cz", "ch"), ("kw", "k"), ("q", "k"),
    ("ola", "olla"), ("im", "eem"), ("ll", "l"), ("rr", "r"), ("y", "i"), ("w", "v"),
)  # fmt: skip
_POSITIONS = range(1, 6)
_DROP, _DOUBLE, _TURN = range(3)


def mistyped(rng: np.random.Generator, names: pa.Array) -> pa.Array:
    """One letter dropped, doubled or turned round with the next; short names stay."""
    count = len(names)
    position = rng.integers(_POSITIONS.start, _POSITIONS.stop, count)
    slip = rng.integers(3, size=count)
    result = names
    for at in _POSITIONS:
        start, letter = _cut(names, 0, at), _cut(names, at, at + 1)
        after_it = _cut(names, at + 1, at + 2)
        rest, end = _cut(names, at + 1, None), _cut(names, at + 2, None)
        written = {
            _DROP: _join(start, rest),
            _DOUBLE: _join(start, letter, letter, rest),
            _TURN: _join(start, pc.utf8_lower(after_it), pc.utf8_lower(letter), end),
        }
        for which, values in written.items():
            result = pc.if_else(pa.array((position == at) & (slip == which)), values, result)
    return result


def spelt_otherwise(names: pa.Array) -> pa.Array:
    """The first sound that can be written another way, written so; the same name always alike."""
    coded = names.dictionary_encode()
    known = coded.dictionary
    other = known
    for one, written in reversed(_SPELLINGS):
        changed = pc.replace_substring(known, one, written, max_replacements=1)
        other = pc.if_else(pc.equal(changed, known), other, changed)
    return other.take(coded.indices)


def day_and_month_turned(dates: Dates) -> Dates:
    """Day and month in each other's place, where that is a date."""
    months = dates.astype("datetime64[M]")
    day = (dates - months.astype("datetime64[D]")).astype(np.int64) + 1
    years = dates.astype("datetime64[Y]")
    month = (months - years.astype("datetime64[M]")).astype(np.int64) + 1
    turned = (years.astype("datetime64[M]") + (np.minimum(day, 12) - 1)).astype("datetime64[D]")
    turned = turned + (month - 1).astype("timedelta64[D]")
    return np.asarray(np.where(day <= 12, turned, dates))


def one_off(rng: np.random.Generator, dates: Dates) -> Dates:
    """Dates with the day, the month or the year one off, later or earlier, as fingers slip."""
    step, part = rng.choice((-1, 1), size=len(dates)), rng.integers(3, size=len(dates))
    months = dates.astype("datetime64[M]")
    day = dates - months.astype("datetime64[D]")
    moved = months + step * np.where(part == 2, 12, 1)
    # The day of a shorter month is its last.
    last = (moved + 1).astype("datetime64[D]") - moved.astype("datetime64[D]") - 1
    by_month = moved.astype("datetime64[D]") + np.minimum(day, last)
    return np.asarray(np.where(part == 0, dates + step, by_month))


def known_as(names: pa.Array) -> pa.Array:
    """The short form of longer names: the first letters up to the second vowel, with "ie"."""
    short = pc.replace_substring_regex(names, r"^([^aeiou]*[aeiou]+[^aeiou]{1,2}).*$", r"\1ie")
    return pc.if_else(pc.greater(pc.utf8_length(names), 4), short, names)


def digits_turned(rng: np.random.Generator, numbers: Ints) -> Ints:
    """Two neighbouring digits of the last six in each other's place."""
    place = 10 ** rng.integers(1, 5, len(numbers))
    low, high = numbers // place % 10, numbers // (place * 10) % 10
    return np.asarray(numbers + (high - low) * place + (low - high) * place * 10)


def _cut(names: pa.Array, start: int, stop: int | None) -> pa.Array:
    return pc.utf8_slice_codeunits(names, start, stop)


def _join(*parts: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(*parts, "")
