"""The tables of health visiting (CSDS): caseload, contacts, ASQ-3 and breastfeeding."""

from synthetic_data.contract import services, shared
from synthetic_data.contract.asq3 import DOMAINS
from synthetic_data.contract.codes import codes
from synthetic_data.contract.model import Field, Table
from synthetic_data.contract.shared import personal, special

HV_CHILD = Table(
    "health_visiting_child",
    "Children registered with health visiting",
    services.HEALTH_VISITING,
    "One row for each child on the caseload: born in the locality or moved in.",
    (
        shared.child_id(),
        shared.nhs_number("CSDS: CYP001 NHS number"),
        shared.date_of_birth("CSDS: CYP001 DateOfBirth"),
        shared.nhs_sex("CSDS: CYP001 person stated gender code"),
        shared.ethnic_category("CSDS: CYP001 EthnicCategory"),
        shared.lsoa21("Small area of the latest address the service holds.", nullable=True),
        Field(
            "main_language",
            "string",
            "Language the family prefers; en is English. Blank when not asked.",
            "CSDS: CYP001 LanguagePreferred",
            codes=codes(en="English", other="A language other than English"),
            personal=True,
            nullable=True,
        ),
        Field(
            "registered_from",
            "date",
            "Day the service took the child on: at birth or on moving in.",
            "CSDS: CYP101 ReferralRequest_ReceivedDate",
            personal=True,
            required=True,
        ),
        Field(
            "registered_to",
            "date",
            "Day the child left the caseload; blank while still on it.",
            "CSDS: CYP101 service discharge date",
            personal=True,
            nullable=True,
            required=True,
        ),
    ),
    key=("child_id",),
    required=True,
)

HV_CONTACT = Table(
    "health_visiting_contact",
    "Health visiting contacts",
    services.HEALTH_VISITING,
    "One row for each contact, kept or not: the mandated reviews and all others.",
    (
        Field("contact_id", "string", "Number of the contact.", "CSDS: CYP201 CareContactID"),
        shared.child_id(),
        Field(
            "contact_date",
            "date",
            "Day of the contact.",
            "CSDS: CYP201 Contact_Date",
            personal=True,
            required=True,
        ),
        Field(
            "activity_type",
            "string",
            "What the contact was for. Mostly blank in practice; leading zeros vary (8, 08, 008).",
            "CSDS: CYP202 Activity_Type",
            codes=codes(
                _08="New birth visit",
                _09="Six to eight week review",
                _10="12 month review",
                _11="Two to two and a half year review",
                W01="Wales: 10 to 14 days",
                W02="Wales: 6 weeks",
                W03="Wales: 8 weeks",
                W04="Wales: 12 weeks",
                W05="Wales: 16 weeks",
                W06="Wales: 6 months",
                W07="Wales: 15 months",
                W08="Wales: 27 months",
                W09="Wales: 3 and a half years",
                _99="Not known",
            ),
            personal=True,
            nullable=True,
            required=True,
        ),
        Field(
            "attendance",
            "string",
            "Whether the child was seen: 5 and 6 are seen. When blank, a contact of five minutes "
            "or more is taken as seen.",
            "CSDS: CYP201 attended or did not attend",
            codes=codes(
                _5="Attended on time",
                _6="Arrived late, was seen",
                _7="Arrived late, could not be seen",
                _2="Cancelled by the family",
                _3="Did not attend",
                _4="Cancelled by the service",
            ),
            personal=True,
            nullable=True,
            required=True,
        ),
        Field(
            "duration_minutes",
            "integer",
            "Length of the contact; zero when it did not take place.",
            "CSDS: CYP201 CareContact_Duration",
            unit="minutes",
            personal=True,
            required=True,
        ),
        Field(
            "consultation_medium",
            "string",
            "How the contact took place.",
            "CSDS: CYP201 consultation medium used",
            codes=codes(_01="Face to face", _02="Telephone", _03="Video"),
            personal=True,
        ),
        Field(
            "team_id",
            "string",
            "Team of the service that made the contact.",
            "CSDS: CYP102 TeamID_Local",
        ),
        personal(
            "place",
            "string",
            "Where the contact took place.",
            "CSDS: CYP201 activity location type",
            codes=codes(
                home="Home",
                clinic="Clinic or surgery",
                hub="Family hub",
                remote="Not in person",
            ),
        ),
    ),
    key=("contact_id",),
    required=True,
)

BREASTFEEDING = Table(
    "breastfeeding",
    "Breastfeeding at six to eight weeks",
    services.HEALTH_VISITING,
    "One row for each child whose feeding was recorded at six to eight weeks.",
    (
        shared.child_id(),
        personal(
            "contact_id", "string", "Contact at which it was recorded.", "CSDS: CareContactID"
        ),
        personal(
            "observation_date",
            "date",
            "Day it was recorded.",
            "CSDS: breastfeeding status, date",
            required=True,
        ),
        special(
            "breastfeeding_status",
            "string",
            "How the child is fed.",
            "CSDS: BreastFeedingStatus",
            codes=codes(
                _01="Exclusively breast milk",
                _02="Partially breast milk",
                _03="No breast milk at all",
            ),
            nullable=True,
            required=True,
        ),
    ),
    key=("child_id", "observation_date"),
)


def _score(domain: str) -> Field:
    meaning = f"ASQ-3 {domain.replace('_', ' ')} score, 0 to 60 in steps of 5."
    return Field(
        domain,
        "integer",
        meaning,
        "CSDS: CYP612 Score by SNOMED_ID",
        unit="points",
        personal=True,
        special_category=True,
        nullable=True,
        required=True,
    )


ASQ3 = Table(
    "asq3",
    "ASQ-3 scores at two to two and a half years",
    services.HEALTH_VISITING,
    "One row for each completed questionnaire. Whether a score is as expected depends on the form.",
    (
        shared.child_id(),
        Field(
            "contact_id",
            "string",
            "Contact at which the questionnaire was scored.",
            "CSDS: CYP612 CareContactID",
            references="health_visiting_contact.contact_id",
        ),
        Field(
            "assessment_date",
            "date",
            "Day of the assessment.",
            "CSDS: CYP201 Contact_Date",
            personal=True,
            required=True,
        ),
        Field(
            "questionnaire",
            "string",
            "Form used, by its age in months.",
            "CSDS: CYP612 SNOMED_ID (one code for each form and domain)",
            codes=codes(_24="24-month form", _27="27-month form", _30="30-month form"),
            personal=True,
            required=True,
        ),
        *(_score(domain) for domain in DOMAINS),
    ),
    key=("child_id", "assessment_date"),
    required=True,
)

TABLES = (HV_CHILD, HV_CONTACT, ASQ3, BREASTFEEDING)
