"""Faults of names, dates, numbers and addresses in each service's own list of people."""

from types import MappingProxyType

from synthetic_data.faults.model import ASSUMED, Fault, Kind

_NAMES = "ADR UK: poor recording of non-traditional names, or more mobility"

# A kind of fault, its number, its field, and how much more often it happens by deprivation,
# minority, youngest cohort, move and need.
_KINDS: dict[str, tuple[Kind, str, str, tuple[float, float, float, float, float], str]] = {
    "nhs-number-missing": (Kind.BLANK, "F1", "nhs_number", (1.5, 1.2, 1.1, 1.2, 1.0),
                           "CP-IS: at least 95% must be matched; others assumed"),
    "nhs-number-digits": (Kind.DIGITS, "F1", "nhs_number", (1.3, 1.2, 1.0, 1.0, 1.0), ASSUMED),
    "upn-missing": (Kind.BLANK, "F2", "upn", (1.3, 1.2, 1.0, 1.8, 1.0), "IJPDS article 1694"),
    "baby": (Kind.AS_BABY, "F11", "forename", (2.6, 1.3, 1.6, 1.3, 1.0), _NAMES),
    "birth-surname": (Kind.BIRTH_SURNAME, "F11", "surname", (2.2, 1.2, 1.3, 1.2, 1.2), _NAMES),
    "family-surname": (Kind.FAMILY_SURNAME, "F11", "surname", (5.0, 1.3, 1.0, 1.6, 1.5), _NAMES),
    "known-as": (Kind.KNOWN_AS, "F11", "forename", (4.0, 1.8, 1.0, 1.2, 1.0), _NAMES),
    "name-slip": (Kind.SLIP, "F11", "forename", (2.5, 1.8, 1.0, 1.3, 1.0), _NAMES),
    "surname-slip": (Kind.SLIP, "F11", "surname", (2.5, 1.8, 1.0, 1.3, 1.0), _NAMES),
    "name-spelling": (Kind.SPELLING, "F11", "forename", (1.8, 2.2, 1.0, 1.0, 1.0), _NAMES),
    "surname-spelling": (Kind.SPELLING, "F11", "surname", (1.8, 2.2, 1.0, 1.0, 1.0), _NAMES),
    "names-swapped": (Kind.SWAPPED, "F11", "forename", (1.2, 4.0, 1.0, 1.0, 1.0), _NAMES),
    "date-slip": (Kind.DATE_SLIP, "F11", "date_of_birth", (5.5, 1.7, 1.0, 1.4, 1.2), ASSUMED),
    "day-and-month": (Kind.DAY_AND_MONTH, "F11", "date_of_birth", (2.0, 1.5, 1.0, 1.0, 1.0),
                      ASSUMED),
    "old-postcode": (Kind.OLD_ADDRESS, "F10", "postcode", (1.8, 1.2, 1.0, 1.0, 1.0), ASSUMED),
    "no-fixed-abode": (Kind.REPLACE, "F10", "postcode", (4.0, 1.5, 1.0, 2.0, 2.0), ASSUMED),
    "duplicate": (Kind.DUPLICATE, "F16", "*", (1.6, 1.5, 1.0, 1.8, 1.0),
                  "LEAP: double counting across services"),
    "ethnicity-unknown": (Kind.REPLACE, "F17", "ethnicity", (1.4, 1.7, 1.2, 1.2, 1.0),
                          "DfE EYFSP results 2021/22: 3.0% unclassified"),
    "sex-mixed": (Kind.RECODE, "F18", "sex", (1.0, 1.0, 1.0, 1.0, 1.0),
                  "UCL, CSDS health visiting data management scripts"),
}  # fmt: skip

# Slips of names and dates fall on the same families again and again.
_CLUSTERED = ("family-surname", "known-as", "name-slip", "surname-slip", "date-slip")

# How often each happens in each service (assumptions but for the numbers above).
_RATES: dict[str, dict[str, float]] = {
    "maternity": {"nhs-number-missing": 0.004, "surname-slip": 0.008, "surname-spelling": 0.02,
                  "date-slip": 0.001, "day-and-month": 0.001, "ethnicity-unknown": 0.02,
                  "no-fixed-abode": 0.001},
    "health_visiting": {"nhs-number-missing": 0.012, "nhs-number-digits": 0.001,
                        "name-slip": 0.010, "surname-slip": 0.008, "name-spelling": 0.03,
                        "surname-spelling": 0.02, "baby": 0.015, "birth-surname": 0.10,
                        "date-slip": 0.002, "day-and-month": 0.002, "old-postcode": 0.25,
                        "no-fixed-abode": 0.001, "duplicate": 0.015, "ethnicity-unknown": 0.04,
                        "sex-mixed": 0.08},
    "immunisation": {"nhs-number-missing": 0.001, "name-slip": 0.006, "surname-slip": 0.005,
                     "name-spelling": 0.02, "surname-spelling": 0.015, "baby": 0.02,
                     "birth-surname": 0.12, "date-slip": 0.001, "day-and-month": 0.001,
                     "old-postcode": 0.15},
    "family_hub": {"nhs-number-missing": 0.45, "nhs-number-digits": 0.01, "known-as": 0.02,
                   "name-slip": 0.020, "surname-slip": 0.020, "name-spelling": 0.06,
                   "surname-spelling": 0.05, "names-swapped": 0.004, "baby": 0.04,
                   "birth-surname": 0.15, "family-surname": 0.008, "date-slip": 0.008,
                   "day-and-month": 0.006, "old-postcode": 0.50, "no-fixed-abode": 0.002,
                   "duplicate": 0.025},
    "early_education": {"known-as": 0.015, "name-slip": 0.012, "surname-slip": 0.010,
                        "name-spelling": 0.04, "surname-spelling": 0.03, "names-swapped": 0.003,
                        "birth-surname": 0.05, "family-surname": 0.012, "date-slip": 0.009,
                        "day-and-month": 0.003, "old-postcode": 0.25, "ethnicity-unknown": 0.04},
    "school": {"known-as": 0.003, "name-slip": 0.006, "surname-slip": 0.005,
               "name-spelling": 0.02, "surname-spelling": 0.015, "birth-surname": 0.02,
               "family-surname": 0.010, "date-slip": 0.003, "day-and-month": 0.001,
               "old-postcode": 0.20, "ethnicity-unknown": 0.01},
    "sen": {"nhs-number-missing": 0.30, "upn-missing": 0.10, "name-slip": 0.012,
            "surname-slip": 0.010, "name-spelling": 0.03, "surname-spelling": 0.02,
            "date-slip": 0.002, "day-and-month": 0.003, "old-postcode": 0.25},
    "social_care": {"nhs-number-missing": 0.045, "nhs-number-digits": 0.004, "upn-missing": 0.20,
                    "name-slip": 0.012, "surname-slip": 0.010, "name-spelling": 0.04,
                    "surname-spelling": 0.03, "baby": 0.02, "birth-surname": 0.15,
                    "family-surname": 0.012, "date-slip": 0.004, "day-and-month": 0.004,
                    "old-postcode": 0.30, "no-fixed-abode": 0.004, "duplicate": 0.012,
                    "ethnicity-unknown": 0.05},
    "speech_language": {"nhs-number-missing": 0.25, "known-as": 0.012, "name-slip": 0.018,
                        "surname-slip": 0.015, "name-spelling": 0.05, "surname-spelling": 0.04,
                        "names-swapped": 0.003, "birth-surname": 0.08, "family-surname": 0.010,
                        "date-slip": 0.006, "day-and-month": 0.005, "old-postcode": 0.30},
}  # fmt: skip

_OF_CHILDREN = ("baby", "birth-surname", "family-surname", "known-as")
_NHS_CODED = ("maternity", "health_visiting", "immunisation")
_SEX_CODES = MappingProxyType(
    {"1": ("M", "M", "M", "9", "0", "X"), "2": ("F", "F", "F", "C", "U", "3")}
)


def _fault(service: str, what: str, rate: float) -> Fault:
    kind, catalogue, field, more, evidence = _KINDS[what]
    deprived, minority, young, moved, in_need = more
    values: tuple[str, ...] = ()
    if field == "ethnicity":
        values = ("Z", "99") if service in _NHS_CODED else ("REFU", "NOBT")
    if what == "no-fixed-abode":
        values = ("ZZ99 3VZ",)
    child_only = what in _OF_CHILDREN and service == "family_hub"
    return Fault(
        f"{service.replace('_', '-')}-{what}",
        catalogue,
        f"{service}_person",
        field,
        kind,
        rate,
        evidence,
        deprived=deprived,
        minority=minority,
        young=young,
        moved=moved,
        in_need=in_need,
        values=values,
        recode=_SEX_CODES if kind is Kind.RECODE else MappingProxyType({}),
        only=("role", "child") if child_only else None,
        clusters=what in _CLUSTERED,
    )


# In the order of the kinds: what stands in a record from birth is there before it is mistyped.
FAULTS = tuple(
    _fault(service, what, rates[what])
    for service, rates in _RATES.items()
    for what in _KINDS
    if what in rates
)
