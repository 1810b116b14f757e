"""The constants that `python -m synthetic_data.fit` found; not figures, and not to be edited."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Effects:
    """How much each circumstance adds to the prediction, in standard deviations of the factor."""

    girl: float
    fsm: float
    eal: float
    sen_support: float
    ehcp: float
    in_need: float
    oldest: float
    weeks_early: float
    ethnicity: Mapping[str, float]


EFFECTS = Effects(
    girl=0.3581,
    fsm=-0.3975,
    eal=-0.1457,
    sen_support=-1.3293,
    ehcp=-2.5436,
    in_need=-0.8767,
    oldest=0.8223,
    weeks_early=-0.015,
    ethnicity=MappingProxyType(
        {
            "WBRI": 0.0,
            "WIRI": 0.145,
            "WIRT": -0.9865,
            "WROM": -0.9913,
            "WOTH": -0.0244,
            "MWBC": -0.1483,
            "MWBA": -0.0307,
            "MWAS": 0.1904,
            "MOTH": 0.0357,
            "AIND": 0.2538,
            "APKN": -0.1573,
            "ABAN": -0.0796,
            "AOTH": -0.0472,
            "CHNE": 0.4432,
            "BCRB": -0.2389,
            "BAFR": -0.1462,
            "BOTH": -0.259,
            "OOTH": -0.1897,
            "REFU": -0.5935,
            "NOBT": -0.5935,
        }
    ),
)

# Noise of an area of learning that counts for GLD, of one that does not, and of a single goal.
AREA_NOISE = 0.2770
OTHER_AREA_NOISE = 0.4792
GOAL_NOISE = 0.10

GOAL_THRESHOLDS: Mapping[str, float] = MappingProxyType(
    {
        "elg_listening": -0.8469,
        "elg_speaking": -0.9364,
        "elg_self_regulation": -1.0078,
        "elg_managing_self": -1.4552,
        "elg_relationships": -1.3658,
        "elg_gross_motor": -1.7869,
        "elg_fine_motor": -1.1157,
        "elg_comprehension": -1.1538,
        "elg_word_reading": -0.7959,
        "elg_writing": -0.4379,
        "elg_number": -0.8008,
        "elg_numerical_patterns": -0.7561,
        "elg_past_and_present": -0.9949,
        "elg_people_culture": -0.9502,
        "elg_natural_world": -1.2186,
        "elg_creating": -1.2538,
        "elg_imaginative": -1.2091,
    }
)

ASQ_NOISE = 0.5615
ASQ_THRESHOLDS: Mapping[str, float] = MappingProxyType(
    {
        "communication": -1.4250,
        "gross_motor": -1.9453,
        "fine_motor": -1.9269,
        "problem_solving": -1.8571,
        "personal_social": -1.7392,
    }
)
