"""The table of immunisations (COVER, from child health information services)."""

from synthetic_data.contract import services, shared
from synthetic_data.contract.codes import codes
from synthetic_data.contract.model import Table
from synthetic_data.contract.shared import special

COVER = "UKHSA: COVER"

IMMUNISATION = Table(
    "immunisation",
    "Immunisations",
    services.CHILD_HEALTH,
    "One row for each completed course or dose that COVER counts at the first, second or fifth "
    "birthday. A course that was not completed has no row.",
    (
        shared.child_id(),
        special(
            "vaccine",
            "string",
            "Course or dose.",
            COVER,
            codes=codes(
                six_in_one="DTaP/IPV/Hib/HepB, three doses",
                menb="MenB, two doses",
                rotavirus="Rotavirus, two doses",
                pcv="PCV, first dose",
                pcv_booster="PCV booster",
                menb_booster="MenB booster",
                hib_menc="Hib/MenC",
                mmr1="MMR, first dose",
                mmr2="MMR, second dose",
                booster="dTaP/IPV pre-school booster",
            ),
        ),
        special(
            "given_on",
            "date",
            "Day the course was completed or the dose given.",
            COVER,
            required=True,
        ),
    ),
    key=("child_id", "vaccine"),
)

TABLES = (IMMUNISATION,)
