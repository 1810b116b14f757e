"""The profiles: named versions of the data, each made to test something."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from synthetic_data.faults import FAULTS, Fault


@dataclass(frozen=True)
class Profile:
    """One version of the data: which faults it has and what it is for."""

    name: str
    title: str
    meaning: str
    faults: tuple[Fault, ...]


_ROWS = (
    Profile(
        "clean",
        "Clean",
        "As the services record when nothing goes wrong: most contacts carry no code, attendance "
        "is often blank and the eligibility list is stale, but no value is false.",
        (),
    ),
    Profile(
        "messy",
        "Messy",
        "With every fault of the fault table, falling more on deprived and minoritised families.",
        FAULTS,
    ),
)

PROFILES: Mapping[str, Profile] = MappingProxyType({row.name: row for row in _ROWS})
