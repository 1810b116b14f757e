"""The faults of real records as one table: where, what, how often, and for whom more often."""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a fault does to a value."""

    BLANK = "leaves the field blank"
    REPLACE = "writes another valid-looking value"
    THOUSANDTH = "writes the value in a unit a thousand times larger"
    OLD_ADDRESS = "keeps the address from before the last move"
    DUPLICATE = "writes the row a second time"


@dataclass(frozen=True)
class Fault:
    """One fault of one field.

    `rate` holds for White British children in the least deprived fifth; it is multiplied by
    `deprived` in the most deprived fifth (by steps between) and by `minority` for all other
    ethnicities. `values` are what REPLACE writes. Rates are assumptions; `evidence` names a source
    for the fault itself where one was seen. That faults fall unequally is published: links of
    records are missed more for deprived and minoritised children (PMC8445153) and most for
    looked-after children (IJPDS article 2383).
    """

    name: str
    table: str
    field: str
    kind: Kind
    rate: float
    evidence: str
    deprived: float = 1.0
    minority: float = 1.0
    values: tuple[str | int, ...] = ()


_ASSUMED = "assumption"
_UCL = "UCL, CSDS health visiting data management scripts"
_NHS_ASQ = "NHS England code for ASQ-3 bands: band 3 is a score out of range"


def _out_of_range(domain: str) -> Fault:
    name = f"asq3-{domain.replace('_', '-')}-out-of-range"
    return Fault(name, "asq3", domain, Kind.REPLACE, 0.001, _NHS_ASQ, values=(65, 75, 99, -5))


FAULTS: tuple[Fault, ...] = (
    Fault("birth-nhs-number-missing", "birth", "nhs_number", Kind.BLANK, 0.003, _ASSUMED, 2.0, 2.0),
    Fault(
        "birth-weight-in-kilograms",
        "birth",
        "birthweight_g",
        Kind.THOUSANDTH,
        0.015,
        "MSDS: NHS England code multiplies by 1,000 where the unit is kg",
    ),
    Fault(
        "birth-ethnicity-unknown",
        "birth",
        "ethnic_category",
        Kind.REPLACE,
        0.02,
        _ASSUMED,
        1.5,
        2.0,
        ("Z", "99"),
    ),
    Fault(
        "caseload-nhs-number-missing",
        "health_visiting_child",
        "nhs_number",
        Kind.BLANK,
        0.012,
        _ASSUMED,
        2.5,
        2.0,
    ),
    Fault(
        "caseload-ethnicity-unknown",
        "health_visiting_child",
        "ethnic_category",
        Kind.REPLACE,
        0.04,
        _ASSUMED,
        1.5,
        1.5,
        ("Z", "99"),
    ),
    Fault(
        "caseload-old-address",
        "health_visiting_child",
        "lsoa21",
        Kind.OLD_ADDRESS,
        0.25,
        f"{_UCL}: the small area changes between referrals",
        1.5,
    ),
    Fault(
        "caseload-address-missing",
        "health_visiting_child",
        "lsoa21",
        Kind.BLANK,
        0.005,
        _ASSUMED,
        2.0,
        1.5,
    ),
    Fault(
        "caseload-duplicate",
        "health_visiting_child",
        "*",
        Kind.DUPLICATE,
        0.02,
        _ASSUMED,
        1.5,
        1.5,
    ),
    Fault(
        "contact-activity-blank",
        "health_visiting_contact",
        "activity_type",
        Kind.BLANK,
        0.15,
        f"{_UCL}: most mandated contacts carry no code",
    ),
    Fault(
        "contact-activity-invalid",
        "health_visiting_contact",
        "activity_type",
        Kind.REPLACE,
        0.01,
        f"{_UCL}: values 13 to 96 and 99 are invalid",
        values=("13", "27", "64", "99"),
    ),
    Fault(
        "contact-duplicate",
        "health_visiting_contact",
        "*",
        Kind.DUPLICATE,
        0.02,
        f"{_UCL}: several contact numbers on one day",
    ),
    Fault(
        "asq3-wrong-form",
        "asq3",
        "questionnaire",
        Kind.REPLACE,
        0.008,
        _ASSUMED,
        values=("24", "27", "30"),
    ),
    *(
        _out_of_range(domain)
        for domain in (
            "communication",
            "gross_motor",
            "fine_motor",
            "problem_solving",
            "personal_social",
        )
    ),
    Fault(
        "headcount-old-address",
        "early_education",
        "lsoa21",
        Kind.OLD_ADDRESS,
        0.20,
        _ASSUMED,
        1.5,
    ),
    Fault(
        "headcount-address-missing",
        "early_education",
        "lsoa21",
        Kind.BLANK,
        0.005,
        _ASSUMED,
        2.0,
    ),
    Fault(
        "profile-ethnicity-unknown",
        "eyfsp_result",
        "ethnicity",
        Kind.REPLACE,
        0.01,
        "DfE EYFSP results 2021/22: 3.0% unclassified in all",
        1.5,
        1.5,
        ("REFU", "NOBT"),
    ),
)
