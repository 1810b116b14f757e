"""Faults of the records of maternity, health visiting and immunisation."""

from synthetic_data.faults.model import ASSUMED, Fault, Kind

_UCL = "UCL, CSDS health visiting data management scripts"
_NHS_ASQ = "NHS England code for ASQ-3 bands: band 3 is a score out of range"


def _out_of_range(domain: str) -> Fault:
    name = f"asq3-{domain.replace('_', '-')}-out-of-range"
    return Fault(name, "F8", "asq3", domain, Kind.REPLACE, 0.001, _NHS_ASQ, values=(65, 75, 99, -5))


_LOST = (
    "22 of 600 authority-quarters missing in 2021/22 "
    "(nestauk/afs_mapping_target_families, DATA.csv)"
)
_PARTIAL = "IJPDS article 2385: 13 authorities with four complete quarters in a row"

FAULTS: tuple[Fault, ...] = (
    Fault(
        "birth-nhs-number-missing",
        "F1",
        "birth",
        "nhs_number",
        Kind.BLANK,
        0.003,
        ASSUMED,
        2.0,
        2.0,
    ),
    Fault(
        "birth-weight-in-kilograms",
        "F7",
        "birth",
        "birthweight_g",
        Kind.THOUSANDTH,
        0.015,
        "MSDS: NHS England code multiplies by 1,000 where the unit is kg",
    ),
    Fault(
        "birth-ethnicity-unknown",
        "F17",
        "birth",
        "ethnic_category",
        Kind.REPLACE,
        0.02,
        ASSUMED,
        deprived=1.5,
        minority=2.0,
        values=("Z", "99"),
    ),
    Fault(
        "caseload-nhs-number-missing",
        "F1",
        "health_visiting_child",
        "nhs_number",
        Kind.BLANK,
        0.012,
        ASSUMED,
        2.5,
        2.0,
    ),
    Fault(
        "caseload-ethnicity-unknown",
        "F17",
        "health_visiting_child",
        "ethnic_category",
        Kind.REPLACE,
        0.04,
        ASSUMED,
        deprived=1.5,
        minority=1.5,
        values=("Z", "99"),
    ),
    Fault(
        "caseload-old-address",
        "F10",
        "health_visiting_child",
        "lsoa21",
        Kind.OLD_ADDRESS,
        0.25,
        f"{_UCL}: the small area changes between referrals",
        1.5,
    ),
    Fault(
        "caseload-address-missing",
        "F10",
        "health_visiting_child",
        "lsoa21",
        Kind.BLANK,
        0.005,
        ASSUMED,
        2.0,
        1.5,
    ),
    Fault(
        "caseload-duplicate",
        "F16",
        "health_visiting_child",
        "*",
        Kind.DUPLICATE,
        0.02,
        ASSUMED,
        1.5,
        1.5,
    ),
    Fault(
        "contact-activity-blank",
        "F6",
        "health_visiting_contact",
        "activity_type",
        Kind.BLANK,
        0.15,
        f"{_UCL}: most mandated contacts carry no code",
    ),
    Fault(
        "contact-activity-invalid",
        "F6",
        "health_visiting_contact",
        "activity_type",
        Kind.REPLACE,
        0.01,
        f"{_UCL}: values 13 to 96 and 99 are invalid",
        values=("13", "27", "64", "99"),
    ),
    Fault(
        "contact-duplicate",
        "F16",
        "health_visiting_contact",
        "*",
        Kind.DUPLICATE,
        0.02,
        f"{_UCL}: several contact numbers on one day",
    ),
    Fault(
        "asq3-wrong-form",
        "F8",
        "asq3",
        "questionnaire",
        Kind.REPLACE,
        0.008,
        ASSUMED,
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
        "booking-social-factors-empty",
        "F5",
        "maternity_booking",
        "complex_social_factors",
        Kind.REPLACE,
        0.03,
        "MSDS: NHS England code meets empty text beside blanks",
        deprived=1.3,
        values=("",),
    ),
    Fault(
        "booking-area-of-2021",
        "F14",
        "maternity_booking",
        "lsoa11",
        Kind.OLD_AREA_CODE,
        0.06,
        "MSDS: the field of 2011 is still in use while other services hold codes of 2021",
    ),
    Fault(
        "booking-area-missing",
        "F10",
        "maternity_booking",
        "lsoa11",
        Kind.BLANK,
        0.005,
        ASSUMED,
        deprived=2.0,
        minority=1.5,
        moved=1.5,
    ),
    Fault(
        "observation-in-kilograms",
        "F7",
        "baby_observation",
        "value",
        Kind.UNIT,
        0.015,
        "MSDS: NHS England code multiplies by 1,000 where the unit is kg",
        only=("unit", "g"),
    ),
    Fault(
        "feeding-status-missing",
        "F5",
        "breastfeeding",
        "breastfeeding_status",
        Kind.BLANK,
        0.04,
        "OHID: several regions fail validation of breastfeeding status",
        deprived=1.6,
        minority=1.3,
    ),
    *(
        Fault(
            f"{name}-{what}-quarter",
            "F5",
            table,
            "*",
            kind,
            share,
            evidence,
        )
        for what, kind, share, evidence in (
            ("lost", Kind.LOST, 1.0, _LOST),
            ("partial", Kind.PARTLY_LOST, 0.5, _PARTIAL),
        )
        for name, table in (
            ("contact", "health_visiting_contact"),
            ("asq3", "asq3"),
            ("feeding", "breastfeeding"),
        )
    ),
    Fault(
        "return-missing",
        "F5",
        "health_visiting_return",
        "had_review",
        Kind.BLANK,
        0.035,
        _LOST,
    ),
)
