"""The tables of birth (MSDS): births, deliveries and observations; pregnancy is in pregnancy."""

from synthetic_data.contract import pregnancy, services, shared
from synthetic_data.contract.codes import YES_NO, codes
from synthetic_data.contract.model import Field, Table
from synthetic_data.contract.pregnancy import provider
from synthetic_data.contract.shared import personal, special

BIRTH_WEIGHT, BIRTH_WEIGHT_OTHER, APGAR_AT_FIVE = "27113001", "364589006", "169909004"


BIRTH = Table(
    "birth",
    "Births",
    services.MATERNITY,
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
            required=True,
        ),
        Field(
            "births_per_delivery",
            "integer",
            "Babies born in the same delivery.",
            "MSDS v2: MSD301 BirthsPerLabandDel",
            unit="babies",
            personal=True,
        ),
        personal(
            "mother_id",
            "string",
            "Pseudonym of the mother, the same for all her children.",
            "local",
            nullable=True,
        ),
        pregnancy.pregnancy(nullable=True),
        special(
            "first_feed",
            "string",
            "What the baby was first fed.",
            "MSDS v2: MSD401 BabyFirstFeedIndCode",
            codes=codes(_01="Maternal breast milk", _02="Donor breast milk", _03="Not breast milk"),
            nullable=True,
        ),
        special(
            "skin_to_skin",
            "string",
            "Whether there was skin to skin contact within an hour.",
            "MSDS v2: SkinToSkinContact1HourInd",
            codes=YES_NO,
            nullable=True,
        ),
    ),
    key=("child_id",),
    required=True,
)

DELIVERY = Table(
    "delivery",
    "Deliveries",
    services.MATERNITY,
    "One row for each delivery of a mother living in the locality.",
    (
        pregnancy.pregnancy(),
        personal("labour_id", "string", "Number of the delivery.", "MSDS v2: LabourDeliveryID"),
        provider(),
        personal("delivery_date", "date", "Day of the delivery.", "MSDS v2: MSD301"),
        special(
            "delivery_method",
            "string",
            "How the first baby was delivered.",
            "MSDS v2: MSD401 DeliveryMethodCode",
            codes=codes(
                _0="Spontaneous vertex",
                _2="Low forceps, not breech",
                _4="Ventouse",
                _7="Elective caesarean section",
                _8="Emergency caesarean section",
                _9="Other",
            ),
        ),
        special(
            "fetal_presentation",
            "string",
            "Presentation at the onset of labour.",
            "MSDS v2: FetusPresentation",
            codes=codes(_01="Cephalic", _02="Breech", _03="Transverse", XX="Other"),
        ),
        special(
            "births_per_delivery",
            "integer",
            "Babies born in this delivery.",
            "MSDS v2: MSD301 BirthsPerLabandDel",
            unit="babies",
        ),
    ),
    key=("labour_id",),
)

OBSERVATION = Table(
    "baby_observation",
    "Observations of babies",
    services.MATERNITY,
    "Raw observations of babies, one row each, with the unit as sent.",
    (
        personal(
            "observation_id", "string", "Number of the observation.", "MSDS v2: CareActIDBaby"
        ),
        shared.child_id(),
        pregnancy.pregnancy(),
        personal("labour_id", "string", "The delivery.", "MSDS v2: LabourDeliveryID"),
        special(
            "snomed_code",
            "string",
            "What was observed, as a SNOMED CT concept.",
            "MSDS v2: MSD405 ObsCode",
            codes=codes(
                _27113001="Body weight",
                _364589006="Birth weight",
                _169909004="Apgar score at five minutes",
            ),
        ),
        special("value", "number", "Value in its unit.", "MSDS v2: MSD405 ObsValue"),
        personal(
            "unit",
            "string",
            "Unit as sent: grams or kilograms for a weight.",
            "MSDS v2: MSD405 UCUMUnit",
            codes=codes(g="Grams", kg="Kilograms", score="Points of a score"),
        ),
    ),
    key=("observation_id",),
)

TABLES = (BIRTH, *pregnancy.TABLES, DELIVERY, OBSERVATION)
