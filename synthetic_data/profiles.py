"""The profiles: named versions of the data, each made to test something."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from synthetic_data.faults import FAULTS, Fault
from synthetic_data.localities import LOCALITIES, Locality

DEFAULT_SEED = 20_250_831
_ISLAND = LOCALITIES["isle-of-sarn"]


@dataclass(frozen=True)
class Profile:
    """One version of the data: settings only, what they are and what they are for.

    `island` gives every locality the size of the island. `required_only` leaves out what the
    contract does not require. `vendors` are the systems whose exports are written, of which the
    tables are then read back.
    """

    name: str
    title: str
    meaning: str
    faults: tuple[Fault, ...] = ()
    island: bool = False
    required_only: bool = False
    vendors: tuple[str, ...] = ()

    def shaped(self, locality: Locality) -> Locality:
        """The locality as this profile has it."""
        if not self.island or locality.births_a_year <= _ISLAND.births_a_year:
            return locality
        return replace(
            locality,
            births_a_year=_ISLAND.births_a_year,
            small_areas=_ISLAND.small_areas,
            towns=_ISLAND.towns,
            low_take_up_areas=_ISLAND.low_take_up_areas,
            under_served_areas=_ISLAND.under_served_areas,
            behind_at_two_areas=_ISLAND.behind_at_two_areas,
        )


_ROWS = (
    Profile(
        "clean",
        "Clean",
        "As the services record when nothing goes wrong: most contacts carry no code, attendance "
        "is often blank and the eligibility list is stale, but no value is false.",
    ),
    Profile(
        "messy",
        "Messy",
        "With every fault of the fault table, falling more on deprived and minoritised families.",
        faults=FAULTS,
    ),
    Profile(
        "tiny",
        "Tiny",
        "Every locality as small as the island, with 25 births a year in four areas: counts that "
        "must be suppressed, zeros, empty groups, and rates above 100%.",
        island=True,
    ),
    Profile(
        "minimum",
        "Minimum",
        "Only the tables and fields that the contract requires: what a locality has that gives no "
        "more than it must.",
        required_only=True,
    ),
    Profile(
        "other-system",
        "Other systems",
        "The clean data as two other vendors' systems would export it, with other names, codes, "
        "dates, units and files; the tables are read back through the mappings beside them.",
        vendors=("tarn", "quern"),
    ),
)

PROFILES: Mapping[str, Profile] = MappingProxyType({row.name: row for row in _ROWS})
