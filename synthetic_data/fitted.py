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
    girl=0.3651,
    fsm=-0.444,
    eal=-0.15,
    sen_support=-1.3197,
    ehcp=-2.5487,
    in_need=-0.8951,
    oldest=0.8319,
    weeks_early=-0.015,
    ethnicity=MappingProxyType(
        {
            "WBRI": 0.0,
            "WIRI": 0.1279,
            "WIRT": -0.9458,
            "WROM": -1.0228,
            "WOTH": -0.033,
            "MWBC": -0.1569,
            "MWBA": 0.0091,
            "MWAS": 0.1759,
            "MOTH": 0.0193,
            "AIND": 0.2507,
            "APKN": -0.1688,
            "ABAN": -0.0751,
            "AOTH": -0.055,
            "CHNE": 0.4472,
            "BCRB": -0.2518,
            "BAFR": -0.1529,
            "BOTH": -0.2363,
            "OOTH": -0.2001,
            "REFU": -0.5889,
            "NOBT": -0.5889,
        }
    ),
)

# Noise of an area of learning that counts for GLD, of one that does not, and of a single goal.
AREA_NOISE = 0.2752
OTHER_AREA_NOISE = 0.4767
GOAL_NOISE = 0.10

GOAL_THRESHOLDS: Mapping[str, float] = MappingProxyType(
    {
        "elg_listening": -0.8055,
        "elg_speaking": -0.8944,
        "elg_self_regulation": -0.9653,
        "elg_managing_self": -1.4099,
        "elg_relationships": -1.3210,
        "elg_gross_motor": -1.7394,
        "elg_fine_motor": -1.0726,
        "elg_comprehension": -1.1096,
        "elg_word_reading": -0.7540,
        "elg_writing": -0.3984,
        "elg_number": -0.7596,
        "elg_numerical_patterns": -0.7152,
        "elg_past_and_present": -0.9523,
        "elg_people_culture": -0.9078,
        "elg_natural_world": -1.1745,
        "elg_creating": -1.2100,
        "elg_imaginative": -1.1656,
    }
)

ASQ_NOISE = 0.5601
ASQ_THRESHOLDS: Mapping[str, float] = MappingProxyType(
    {
        "communication": -1.3968,
        "gross_motor": -1.9158,
        "fine_motor": -1.8974,
        "problem_solving": -1.8277,
        "personal_social": -1.7101,
    }
)
