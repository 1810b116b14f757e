"""The tables of funded early education: who is eligible, who attends, and where."""

from synthetic_data.contract import services, shared
from synthetic_data.contract.codes import codes
from synthetic_data.contract.model import Field, Table
from synthetic_data.contract.shared import personal, special

CENSUS = "Early Years Census"

_BASIS = codes(
    ECO="Economic criteria",
    LAA="Looked after by a local authority or left care",
    HSD="High-level special educational need or disability",
    FS="Flying Start area (Wales)",
)

ELIGIBILITY = Table(
    "early_education_eligibility",
    "List of two-year-olds eligible for funded early education",
    services.EARLY_EDUCATION,
    "The list that the authority works from: two-year-olds of families receiving additional "
    "support. It is as stale as in life: families who moved away stay on it and some who are "
    "eligible are not on it.",
    (
        shared.child_id(),
        shared.term(),
        Field(
            "basis",
            "string",
            "Ground on which the child is eligible.",
            f"{CENSUS}: two-year-old basis for funding",
            codes=_BASIS,
            personal=True,
            special_category=True,
        ),
        shared.lsoa21("Small area of the address on the list, which may be an old one."),
    ),
    key=("child_id", "term"),
    required=True,
)

EARLY_EDUCATION = Table(
    "early_education",
    "Children in funded early education",
    services.EARLY_EDUCATION,
    "Headcount of each term: children aged two to four who take a funded place with a provider "
    "in the locality, wherever they live.",
    (
        shared.child_id(),
        shared.term(),
        shared.date_of_birth(f"{CENSUS}: date of birth"),
        Field(
            "provider_id",
            "string",
            "Ofsted number of the provider the child attends.",
            f"{CENSUS}: Ofsted URN",
            references="early_years_provider.provider_id",
            required=True,
        ),
        shared.lsoa21("Small area of the child's home in that term.", nullable=True),
        Field(
            "funded_hours",
            "number",
            "Funded hours a week of the entitlement for all three- and four-year-olds, or for "
            "two-year-olds of families receiving additional support.",
            f"{CENSUS}: funded hours",
            unit="hours a week",
            personal=True,
            required=True,
        ),
        Field(
            "expanded_hours",
            "number",
            "Funded hours a week of the entitlement of working parents for children under three, "
            "from April 2024 for two-year-olds.",
            f"{CENSUS}: expanded hours (N00787)",
            unit="hours a week",
            personal=True,
            required=True,
        ),
        Field(
            "two_year_old_basis",
            "string",
            "Ground on which a two-year-old has the place of families receiving additional "
            "support; blank for all others.",
            f"{CENSUS}: two-year-old basis for funding",
            codes=_BASIS,
            personal=True,
            special_category=True,
            nullable=True,
            required=True,
        ),
        Field(
            "eypp",
            "boolean",
            "Whether the provider receives the early years pupil premium for the child; blank in "
            "Wales, which has none.",
            f"{CENSUS}: EYPP receipt (N00639)",
            personal=True,
            nullable=True,
        ),
        shared.sen_provision(f"{CENSUS}: SEN provision"),
        personal(
            "extended_hours",
            "number",
            "Further funded hours a week of working parents of three- and four-year-olds.",
            f"{CENSUS}: extended hours",
            unit="hours a week",
        ),
        special(
            "eypp_basis",
            "string",
            "Ground on which the premium is received; blank without it.",
            f"{CENSUS}: EYPP basis for funding (N00174)",
            codes=codes(EE="Economic", EO="Other: looked after or left care"),
            nullable=True,
        ),
        special(
            "disability_access_fund",
            "boolean",
            "Whether the provider receives the disability access fund for the child.",
            f"{CENSUS}: DAF indicator (N00203)",
        ),
    ),
    key=("child_id", "term"),
    required=True,
)

PROVIDER = Table(
    "early_years_provider",
    "Early years providers",
    services.EARLY_EDUCATION,
    "Providers of early education in the locality, with places for two-year-olds.",
    (
        Field("provider_id", "string", "Ofsted number of the provider.", "Ofsted: provider URN"),
        Field(
            "provider_type",
            "string",
            "Type of provider.",
            "Ofsted: provider type",
            codes=codes(
                childminder="Childminder",
                non_domestic="Childcare on non-domestic premises (nursery or pre-school)",
                school_nursery="Nursery class or school run by the authority or a trust",
            ),
        ),
        Field(
            "lsoa21",
            "string",
            "Small area the provider stands in.",
            "ONS LSOA 2021 (LSOA21CD)",
            references="area.lsoa21",
            required=True,
        ),
        *shared.premises(),
        Field(
            "registered_places",
            "integer",
            "Places on the early years register.",
            "Ofsted: places",
            unit="places",
            required=True,
        ),
        Field(
            "two_year_old_places",
            "integer",
            "Places the provider offers to two-year-olds.",
            "local: childcare sufficiency survey",
            unit="places",
        ),
        Field(
            "two_year_old_vacancies",
            "integer",
            "Of these, how many are free in the latest term.",
            "local: childcare sufficiency survey",
            unit="places",
        ),
        Field(
            "provider_name",
            "string",
            "Name of the provider; REDACTED for childminders.",
            "Ofsted: provider name",
        ),
        Field(
            "registered_on",
            "date",
            "Day of registration under this number.",
            "Ofsted: registration date",
        ),
        Field(
            "graduate_staff",
            "boolean",
            "Whether a member of staff has a relevant degree.",
            f"{CENSUS}: staff qualifications",
        ),
    ),
    key=("provider_id",),
    required=True,
)

TABLES = (ELIGIBILITY, EARLY_EDUCATION, PROVIDER)
