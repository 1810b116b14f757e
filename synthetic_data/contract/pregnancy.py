"""The tables of pregnancy (MSDS): bookings and raw findings, from which smoking is told."""

from synthetic_data.contract import services
from synthetic_data.contract.codes import NHS_ETHNICITY, YES_NO, codes
from synthetic_data.contract.model import Field, Table
from synthetic_data.contract.shared import personal, special

# SNOMED CT concepts by which smoking is told since MSDS v2: there is no field for it.
SMOKER, NON_SMOKER, NEVER_SMOKED, SMOKING_UNKNOWN = (
    "77176002",
    "8392000",
    "266919005",
    "266927001",
)
CIGARETTES_A_DAY, CARBON_MONOXIDE = "230056004", "251900003"

_FINDINGS = codes(
    _77176002="Smoker",
    _8392000="Non-smoker",
    _266919005="Never smoked tobacco",
    _266927001="Tobacco smoking consumption unknown",
    _230056004="Cigarette consumption (cigarettes a day)",
    _251900003="Expired carbon monoxide concentration (parts per million)",
)


def pregnancy(nullable: bool = False) -> Field:
    """The pregnancy that a row belongs to."""
    return personal(
        "pregnancy_id",
        "string",
        "Number of the pregnancy in the maternity system.",
        "MSDS v2: UniqPregID",
        nullable=nullable,
        references=None,
    )


def provider() -> Field:
    """The trust that recorded a row."""
    return Field(
        "provider_code",
        "string",
        "Trust that recorded it, by an invented code.",
        "MSDS v2: OrgCodeProvider",
    )


BOOKING = Table(
    "maternity_booking",
    "Maternity bookings",
    services.MATERNITY,
    "One row for each booking appointment as it was sent. A pregnancy may have several rows: the "
    "one with the highest record_number is the latest.",
    (
        pregnancy(),
        personal("record_number", "integer", "Order in which rows were sent.", "RecordNumber"),
        provider(),
        personal(
            "booking_date", "date", "Day of the booking appointment.", "MSDS v2: AntenatalAppDate"
        ),
        special(
            "gestation_at_booking_days",
            "integer",
            "Length of gestation at booking.",
            "MSDS v2: MSD101 GestAgeBooking",
            unit="days",
        ),
        special("edd", "date", "Agreed estimated date of delivery.", "MSDS v2: EDDAgreed"),
        special(
            "edd_method",
            "string",
            "How the date was agreed.",
            "MSDS v2: EDDMethodAgreed",
            codes=codes(_01="Last menstrual period", _02="Ultrasound", _03="Clinical assessment"),
        ),
        personal("mother_age", "integer", "Age of the mother at booking.", "MSDS v2", unit="years"),
        special(
            "ethnic_category_mother",
            "string",
            "Ethnic category as the mother stated it.",
            "MSDS v2: MSD001 EthnicCategoryMother",
            codes=NHS_ETHNICITY,
        ),
        personal(
            "lsoa11",
            "string",
            "Small area of the mother's home by its code of 2011: maternity still uses it.",
            "MSDS v2: MSD001 LSOAMother2011",
            nullable=True,
        ),
        special(
            "complex_social_factors",
            "string",
            "Whether complex social factors were recorded; blank and empty text both mean unknown.",
            "MSDS v2: ComplexSocialFactorsInd",
            codes=YES_NO,
            nullable=True,
        ),
        special(
            "disability_mother",
            "string",
            "Whether the mother has a disability.",
            "MSDS v2: DisabilityIndMother",
            codes=YES_NO,
            nullable=True,
        ),
        special(
            "mental_health_prediction",
            "string",
            "Whether a mental health need was found or predicted.",
            "MSDS v2: MHPredictionDetectionIndMother",
            codes=YES_NO,
            nullable=True,
        ),
        personal(
            "employment_mother",
            "string",
            "Employment status of the mother.",
            "MSDS v2: EmploymentStatusMother",
            codes=codes(
                _01="Employed",
                _02="Unemployed and looking for work",
                _05="Looking after the home or family",
                ZZ="Not stated",
            ),
        ),
        personal(
            "support_status",
            "string",
            "Whether the mother feels supported.",
            "MSDS v2: SupportStatusIndMother",
            codes=YES_NO,
            nullable=True,
        ),
        special(
            "folic_acid",
            "string",
            "Whether folic acid was taken.",
            "MSDS v2: FolicAcidSupplement",
            codes=codes(
                _01="Taken before becoming pregnant",
                _02="Started once pregnant",
                _03="Not taken",
                ZZ="Not stated",
            ),
        ),
        special(
            "previous_live_births",
            "integer",
            "Earlier live births.",
            "MSDS v2: PreviousLiveBirths",
            unit="births",
        ),
    ),
    key=("pregnancy_id", "record_number"),
)

FINDING = Table(
    "maternity_finding",
    "Maternity findings",
    services.MATERNITY,
    "Raw findings and observations of the mother, one row each. Smoking is told from these: those "
    "within three days of booking or of labour count.",
    (
        personal("finding_id", "string", "Number of the finding.", "MSDS v2: CareActIDMother"),
        pregnancy(),
        personal("finding_date", "date", "Day of the finding.", "MSDS v2: MSD201 CContactDate"),
        special(
            "snomed_code",
            "string",
            "What was found, as a SNOMED CT concept.",
            "MSDS v2: MSD202 and MSD302 FindingCode or ObsCode",
            codes=_FINDINGS,
        ),
        special(
            "value",
            "number",
            "Value of an observation; blank for a finding.",
            "MSDS v2: ObsValue",
            nullable=True,
        ),
        personal(
            "unit",
            "string",
            "Unit of the value.",
            "MSDS v2: UCUMUnit",
            codes=codes(ppm="Parts per million", _1="Cigarettes a day"),
            nullable=True,
        ),
    ),
    key=("finding_id",),
)

TABLES = (BOOKING, FINDING)
