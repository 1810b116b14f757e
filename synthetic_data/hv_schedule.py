"""The mandated reviews of health visiting in England and Wales: when, and how many take place."""

from dataclasses import dataclass

REVIEW_AT_TWO = 11
WELSH = 100  # contacts of the Healthy Child Wales Programme are this and their place in it
NEW_BIRTH_VISITS, SIX_WEEK_REVIEWS = (8, WELSH + 1), (9, WELSH + 2)
# The new birth visit within 30 and within 14 days (OHID 2024/25).
_VISITED, VISIT_SHARE = 0.980, 0.852


@dataclass(frozen=True)
class Review:
    """One mandated review: its code, the chance that it takes place, and at what ages."""

    code: int
    share: float
    youngest: int
    oldest: int
    early_share: float
    early_until: int


# Shares: new birth visit within 30 days 98.0%, within 14 days 85.2% (OHID 2024/25); the six to
# eight week and the 12 month review over 80% (same), here 91% and 88% (assumption).
REVIEWS = (
    Review(8, _VISITED, 8, 30, VISIT_SHARE / _VISITED, 14),
    Review(9, 0.910, 42, 75, 0.95, 63),
    Review(10, 0.880, 270, 500, 0.97, 457),
)

# Healthy Child Wales Programme: 92% at 10 to 14 days, 75% at 16 weeks, 82% of all contacts (Welsh
# Government 2024); the others lie between by assumption. Its list of contacts is partly one too.
WELSH_REVIEWS = (
    Review(WELSH + 1, 0.93, 10, 21, 0.92 / 0.93, 14),
    Review(WELSH + 2, 0.86, 38, 56, 0.9, 49),
    Review(WELSH + 3, 0.85, 52, 75, 0.9, 66),
    Review(WELSH + 4, 0.80, 80, 105, 0.9, 95),
    Review(WELSH + 5, 0.75, 105, 140, 0.9, 125),
    Review(WELSH + 6, 0.82, 170, 240, 0.9, 205),
    Review(WELSH + 7, 0.80, 430, 540, 0.9, 490),
    Review(WELSH + 8, 0.78, 790, 920, 0.9, 860),
    Review(WELSH + 9, 0.76, 1240, 1400, 0.9, 1310),
)
