"""The tables of published figures, as they come from statistical releases."""

from synthetic_data.contract import services
from synthetic_data.contract.codes import codes
from synthetic_data.contract.model import Field, Table

_LAIT = "DfE: Local Authority Interactive Tool"

INDICATORS = codes(
    child_poverty="Children in low-income families",
    primary_fsm="Primary pupils eligible for free school meals",
    primary_eal="Primary pupils whose first language is other than English",
    gld="Good level of development",
    gld_fsm="Good level of development, pupils eligible for free school meals",
    asq3_all_five="ASQ-3 at the expected level in all five domains",
    asq3_response="ASQ-3 records for each child due",
    two_year_old_take_up="Eligible two-year-olds in funded places",
)

INDICATOR = Table(
    "published_indicator",
    "Published indicators by local authority",
    services.PUBLISHED,
    "Fictional counterpart of published tables. Values are text because the column holds symbols: "
    "z not applicable, x not available, c confidential, low rounds to zero, - and DK unknown.",
    (
        Field(
            "local_authority",
            "string",
            "Code of the local authority in that year; codes change when authorities merge.",
            f"{_LAIT}: new_la_code",
        ),
        Field("indicator", "string", "What is counted.", _LAIT, codes=INDICATORS),
        Field("year", "string", 'Year, as "2023/24".', f"{_LAIT}: time_period"),
        Field("value", "string", "Value as published, or a symbol.", _LAIT, unit="%"),
    ),
    key=("local_authority", "indicator", "year"),
)

AUTHORITY = Table(
    "local_authority",
    "Local authorities and their codes",
    services.PUBLISHED,
    "Codes of authorities, with the year from which a merged authority's code replaced them.",
    (
        Field("local_authority", "string", "Code.", "ONS local authority districts (LAD24CD)"),
        Field("authority_name", "string", "Name.", "ONS local authority districts (LAD24NM)"),
        Field(
            "replaced_by",
            "string",
            "Code of the authority it became part of.",
            "ONS code history database",
            nullable=True,
        ),
        Field(
            "replaced_from",
            "string",
            'First year of the new code, as "2023/24".',
            "ONS code history database",
            nullable=True,
        ),
    ),
    key=("local_authority",),
)

TABLES = (INDICATOR, AUTHORITY)
