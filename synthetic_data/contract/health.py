"""The tables of maternity and health visiting."""

from synthetic_data.contract import shared
from synthetic_data.contract.asq3 import DOMAINS
from synthetic_data.contract.codes import codes
from synthetic_data.contract.model import Field, Table

BIRTH = Table(
    "birth",
    "Births",
    "maternity",
    "One row for each baby born alive to a mother living in the locality.",
    (
        shared.child_id(),
        shared.nhs_number("MSDS v2: MSD401 NHSNumberBaby"),
        shared.date_of_birth("MSDS v2: MSD401 PersonBirthDateBaby"),
        shared.nhs_sex("MSDS v2: MSD401 PersonPhenSex"),
        shared.ethnic_category("MSDS v2: MSD401 EthnicCategoryBaby"),
        shared.lsoa21("Small area of the mother's home at birth.", "MSDS v2: MSD001 LSOAMother"),
        Field(
            "gestation_days",
            "integer",
            "Length of gestation at birth; before 259 days is preterm.",
            "MSDS v2: MSD401 GestationLengthBirth",
            unit="days",
            personal=True,
            special_category=True,
            nullable=True,
        ),
        Field(
            "birthweight_g",
            "number",
            "Weight at birth. Some units send kilograms: values below 10 are kilograms.",
            "MSDS v2: MSD405 ObsValue where ObsCode is 27113001 or 364589006",
            unit="g",
            personal=True,
            special_category=True,
            nullable=True,
        ),
        Field(
            "births_per_delivery",
            "integer",
            "Babies born in the same delivery.",
            "MSDS v2: MSD301 BirthsPerLabandDel",
            unit="babies",
            personal=True,
        ),
    ),
    key=("child_id",),
)

HV_CHILD = Table(
    "health_visiting_child",
    "Children registered with health visiting",
    "health visiting",
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
        ),
        Field(
            "registered_to",
            "date",
            "Day the child left the caseload; blank while still on it.",
            "CSDS: CYP101 service discharge date",
            personal=True,
            nullable=True,
        ),
    ),
    key=("child_id",),
)

HV_CONTACT = Table(
    "health_visiting_contact",
    "Health visiting contacts",
    "health visiting",
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
                _99="Not known",
            ),
            personal=True,
            nullable=True,
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
        ),
        Field(
            "duration_minutes",
            "integer",
            "Length of the contact; zero when it did not take place.",
            "CSDS: CYP201 CareContact_Duration",
            unit="minutes",
            personal=True,
        ),
        Field(
            "consultation_medium",
            "string",
            "How the contact took place.",
            "CSDS: CYP201 consultation medium used",
            codes=codes(_01="Face to face", _02="Telephone", _03="Video"),
            personal=True,
        ),
    ),
    key=("contact_id",),
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
    )


ASQ3 = Table(
    "asq3",
    "ASQ-3 scores at two to two and a half years",
    "health visiting",
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
        ),
        Field(
            "questionnaire",
            "string",
            "Form used, by its age in months.",
            "CSDS: CYP612 SNOMED_ID (one code for each form and domain)",
            codes=codes(_24="24-month form", _27="27-month form", _30="30-month form"),
            personal=True,
        ),
        *(_score(domain) for domain in DOMAINS),
    ),
    key=("child_id", "assessment_date"),
)

TABLES = (BIRTH, HV_CHILD, HV_CONTACT, ASQ3)
