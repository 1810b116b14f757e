"""Identifiers that were never issued to anyone: NHS numbers, UPNs and the generator's own."""

from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from synthetic_data.arrays import Ints

# 999 000 0000 to 999 999 9999 is kept for testing and never issued; with a valid check digit it
# holds 909,091 numbers.
NHS_FIRST = 999_000_000
NHS_LAST = 999_999_999
NHS_CAPACITY = 909_091

# The alphabet of the UPN's check letter (DfE, Unique pupil numbers).
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def nhs_numbers(first: int, count: int) -> Ints:
    """`count` valid NHS numbers of the reserved range, from the `first` one (counted from 0)."""
    return _valid_nhs_numbers()[first : first + count]


@cache
def _valid_nhs_numbers() -> Ints:
    """Every valid number of the range, in order.

    The check digit is 11 less the weighted sum modulo 11; numbers for which it is 10 are skipped.
    Source: NHS Data Model and Dictionary, NHS NUMBER.
    """
    thousand = np.arange(1_000)
    low, high = (_weighted(thousand, first) for first in (2, 5))
    weighted = _weighted(np.array([NHS_FIRST // 1_000_000]), 8) + high[:, None] + low
    check = ((11 - weighted % 11) % 11).ravel()
    stems = np.arange(NHS_FIRST, NHS_LAST + 1, dtype=np.int64)
    return np.asarray((stems * 10 + check)[check != 10])


def _weighted(numbers: Ints, first: int) -> Ints:
    """The sum of the last three digits of each number, weighted from `first` upwards."""
    return np.asarray(sum((first + place) * (numbers // 10**place % 10) for place in range(3)))


def upns(authority: int, school: Ints, year: Ints, serial: Ints) -> pa.Array:
    """Unique pupil numbers: check letter, authority (3), school (4), year (2), serial (3)."""
    digits = ((authority * 10_000 + school) * 100 + year) * 1_000 + serial
    weighted = np.zeros(len(digits), dtype=np.int64)
    for place in range(12):
        weighted += (13 - place) * (digits // 10**place % 10)
    letters = pa.array(list(UPN_LETTERS)).take(pa.array(weighted % 23))
    return pc.binary_join_element_wise(letters, prefixed("", digits, 12), "")


def text(numbers: Ints) -> pa.Array:
    """Whole numbers as text."""
    return pc.cast(pa.array(numbers), pa.string())


def prefixed(prefix: str, numbers: Ints, width: int) -> pa.Array:
    """Numbers as text of a fixed width behind a prefix, as "SYN000000012".

    The letters are written straight into Arrow's buffers, which is several times as fast as padding
    text. Raises ValueError for a number that is too long.
    """
    if len(numbers) and int(np.max(numbers)) >= 10**width:
        raise ValueError(f"a number behind {prefix} has more than {width} digits")
    size = len(prefix) + width
    letters = np.empty((len(numbers), size), dtype=np.uint8)
    letters[:, : len(prefix)] = np.frombuffer(prefix.encode(), dtype=np.uint8)
    rest = np.asarray(numbers, dtype=np.int64)
    for place in range(size - 1, len(prefix) - 1, -1):
        further = rest // 10
        letters[:, place] = rest - further * 10 + ord("0")
        rest = further
    ends = np.arange(0, size * (len(numbers) + 1), size, dtype=np.int32)
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(letters)]
    return pa.Array.from_buffers(pa.string(), len(numbers), buffers)


def numbered(prefix: str, count: int) -> pa.Array:
    """So many numbers of a local system, in order."""
    return prefixed(prefix, np.arange(1, count + 1), 8)


def child_ids(numbers: Ints) -> pa.Array:
    """The pseudonyms of children."""
    return prefixed("SYN", numbers, 9)


def mother_ids(numbers: Ints) -> pa.Array:
    """The pseudonyms of mothers."""
    return prefixed("MUM", numbers, 9)
