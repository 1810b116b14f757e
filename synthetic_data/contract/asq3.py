"""The ASQ-3 forms: their domains, scores, ages and published cut-offs; scores only, no items."""

from collections.abc import Mapping
from types import MappingProxyType

# Ages & Stages Questionnaires, third edition: five domains of six items, each worth 0, 5 or 10.
DOMAINS = ("communication", "gross_motor", "fine_motor", "problem_solving", "personal_social")
LOWEST_SCORE = 0
HIGHEST_SCORE = 60
SCORE_STEP = 5


def _by_domain(*cut_offs: float) -> Mapping[str, float]:
    return MappingProxyType(dict(zip(DOMAINS, cut_offs, strict=True)))


# A score below the cut-off is below the expected level; at or above it is expected. The same score
# can fall on either side depending on the form, so join on the form and not on the child's age.
# Source: NHS England code for the national indicator at 2 to 2.5 years (CSDS), which uses the
# publisher's cut-offs (two standard deviations below the mean).
CUT_OFFS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "24": _by_domain(25.17, 38.07, 35.16, 29.78, 31.54),
        "27": _by_domain(24.02, 28.01, 18.42, 27.62, 25.31),
        "30": _by_domain(33.30, 36.14, 19.25, 27.08, 32.01),
    }
)

# SNOMED CT codes of the domain scores by form, in the order of DOMAINS; same source.
SNOMED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "24": (
            "953211000000100",
            "953231000000108",
            "953221000000106",
            "953251000000101",
            "953241000000104",
        ),
        "27": (
            "953261000000103",
            "953281000000107",
            "953271000000105",
            "953291000000109",
            "953301000000108",
        ),
        "30": (
            "953311000000105",
            "953331000000102",
            "953321000000104",
            "953341000000106",
            "953351000000109",
        ),
    }
)

# The oldest age in days at which each form is used: the 24-month form to 25 months 15 days, the
# 27-month form to 28 months 15 days, the 30-month form after that (ASQ-3 age administration chart).
OLDEST_DAYS: Mapping[str, int] = MappingProxyType({"24": 776, "27": 867, "30": 10_000})
