"""What a fault of real records is, as a frozen value."""

import dataclasses
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType


class Kind(Enum):
    """What a fault does to a row or to the value of a field."""

    BLANK = "leaves the field blank"
    REPLACE = "writes another valid-looking value"
    RECODE = "writes the value in a code of another list"
    THOUSANDTH = "writes the value in a unit a thousand times larger"
    UNIT = "writes grams as kilograms, with that unit"
    OLD_ADDRESS = "keeps the address from before the last move"
    OLD_AREA_CODE = "writes the area's code of 2021 where that of 2011 belongs"
    DUPLICATE = "writes the row a second time"
    LOST = "loses the row"
    PARTLY_LOST = "loses the row, in a quarter of which only some are lost"
    UNLINKED = "gives the records of a child another pseudonym, so that they look like another's"
    SLIP = "makes a slip of typing"
    SPELLING = "spells a name another way"
    SWAPPED = "writes first and last name in each other's place"
    AS_BABY = "never replaces the name that a newborn has"
    BIRTH_SURNAME = "keeps the surname from before the birth was registered"
    DAY_AND_MONTH = "writes day and month in each other's place"
    DATE_SLIP = "writes a day, a month or a year that is one off"
    KNOWN_AS = "writes the short name that a child goes by"
    FAMILY_SURNAME = "writes the surname of a family that the child has joined"
    DIGITS = "writes two digits of a number in each other's place"


def _no_codes() -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({})


@dataclasses.dataclass(frozen=True)
class Fault:
    """One fault of one field of one table.

    `rate` holds for White British children in the least deprived fifth who never moved and are
    not of the youngest cohort. It is multiplied by `deprived` in the most deprived fifth (by
    steps between), by `minority` for all other ethnicities, by `young` for the youngest cohort,
    by `moved` for families who moved, and by `in_need` for children known to social care. A
    fault that `clusters` falls on the same families again and again: it is multiplied by the
    family's own factor, which is 1 on average. `values` are what REPLACE writes, `recode` what
    RECODE writes for each value. `only` is a field and the value that rows must have. Rates are
    assumptions; `evidence` names a source for the fault itself where one was seen. `catalogue`
    is its number in the list of faults of the documentation.
    """

    name: str
    catalogue: str
    table: str
    field: str
    kind: Kind
    rate: float
    evidence: str
    deprived: float = 1.0
    minority: float = 1.0
    young: float = 1.0
    moved: float = 1.0
    in_need: float = 1.0
    values: tuple[str | int, ...] = ()
    recode: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=_no_codes, hash=False)
    only: tuple[str, str] | None = None
    clusters: bool = False


ASSUMED = "assumption"
