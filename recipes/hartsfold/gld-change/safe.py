"""Makes a table of counts safe to publish: small counts hidden, other counts rounded.

The rule is the one NHS England applies to published counts below national level: 1 to 7 become
"*", all others are rounded to the nearest 5, and a share needs at least 8 children. We also hide
a share when all but 1 to 7 children are in it, because it says the same thing from the other side.
"""

from collections.abc import Sequence

import pandas as pd

SMALLEST = 8  # the smallest count that may be shown; nought may be shown too
BASE = 5  # what other counts are rounded to
FEW_FOR_DECIMALS = 100  # below this many children a share is shown without decimals
HIDDEN = "*"


def rounded(count: float) -> int:
    """A count of children to the nearest 5."""
    return BASE * round(count / BASE)


def too_few(counts: pd.Series) -> pd.Series:
    """Which counts are from 1 to 7 children."""
    return counts.between(1, SMALLEST - 1)


def safe(
    table: pd.DataFrame,
    counts: Sequence[str],
    shares: Sequence[str] = (),
    of: Sequence[tuple[str, str]] = (),
) -> pd.DataFrame:
    """The table with its counts hidden or rounded, and its shares hidden where they rest on few.

    `counts` and `shares` name columns. `of` lists the counts that the shares are made from, as
    (part, whole); a row's shares are hidden when any of its parts, or what is left of the whole,
    is too small. Shares are worked out from the exact counts before this is called.
    """
    hidden, coarse = (pd.Series(False, index=table.index) for _ in range(2))
    for part, whole in of:
        rest = table[whole] - table[part]
        hidden |= too_few(table[part]) | too_few(rest) | (table[whole] < SMALLEST)
        coarse |= table[whole] < FEW_FOR_DECIMALS
    result = table.copy()
    for name in counts:
        shown = table[name].map(rounded).astype(object)
        result[name] = shown.mask(too_few(table[name]), HIDDEN)
    for name in shares:
        shown = table[name].round(1).mask(coarse, table[name].round(0)).astype(object)
        result[name] = shown.mask(hidden, HIDDEN)
    return result
