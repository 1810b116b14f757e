"""The table of episodes of children's social care; the CIN census is in cin_census."""

from synthetic_data.contract import cin_census, protection, services, shared
from synthetic_data.contract.codes import codes
from synthetic_data.contract.model import Table
from synthetic_data.contract.shared import personal, special

EPISODE = Table(
    "social_care_episode",
    "Episodes of children's social care",
    services.SOCIAL_CARE,
    "Periods in which a child was in need, on a child protection plan or looked after. A child "
    "may have several at once.",
    (
        shared.child_id(),
        special(
            "category",
            "string",
            "Kind of episode.",
            "CIN census and SSDA903",
            codes=codes(
                CIN="Child in need",
                CPP="Child protection plan",
                CLA="Child looked after",
            ),
        ),
        personal(
            "start_date",
            "date",
            "First day of the episode.",
            "CIN census: CINreferralDate, CPPstartDate; SSDA903: DECOM",
        ),
        personal(
            "end_date",
            "date",
            "Last day of the episode; blank while it is open.",
            "CIN census: CINclosureDate, CPPendDate; SSDA903: DEC",
            nullable=True,
        ),
    ),
    key=("child_id", "category", "start_date"),
)

TABLES = (EPISODE, *cin_census.TABLES, *protection.TABLES)
