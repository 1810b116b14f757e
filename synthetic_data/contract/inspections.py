"""The tables of inspections, under both of Ofsted's regimes."""

from synthetic_data.contract import services, shared
from synthetic_data.contract.codes import codes
from synthetic_data.contract.model import Field, Table

_OLD = "Ofsted: early years inspection data"
_NEW = "Ofsted: early years inspection data from November 2025"

GRADES = codes(_1="Outstanding", _2="Good", _3="Requires improvement", _4="Inadequate")
SCALE = codes(
    exceptional="Exceptional",
    strong_standard="Strong standard",
    expected_standard="Expected standard",
    needs_attention="Needs attention",
    urgent_improvement="Urgent improvement",
)
EVALUATION_AREAS = (
    ("inclusion", "Inclusion"),
    ("curriculum_and_teaching", "Curriculum and teaching"),
    ("achievement", "Achievement"),
    ("behaviour_attitudes_routines", "Behaviour, attitudes and establishing routines"),
    ("welfare_and_wellbeing", "Children's welfare and wellbeing"),
    ("leadership_and_governance", "Leadership and governance"),
)


def _provider(references: str | None = "early_years_provider.provider_id") -> Field:
    return Field(
        "provider_id",
        "string",
        "Ofsted number of the provider, or the one it had under an earlier owner."
        if references is None
        else "Ofsted number of the provider.",
        "Ofsted: provider URN",
        references=references,
    )


FORMER = Table(
    "former_provider",
    "Providers that resigned their registration",
    services.EARLY_EDUCATION,
    "One row for each provider no longer registered under this number. Where another stands "
    "in the same place and registered when this one resigned, it is mostly the same nursery under "
    "a new owner: nothing else links the two.",
    (
        _provider(None),
        Field(
            "provider_name",
            "string",
            "Name of the provider under that owner.",
            "Ofsted: provider name",
        ),
        Field(
            "lsoa21",
            "string",
            "Small area the provider stood in.",
            "ONS LSOA 2021 (LSOA21CD)",
            references="area.lsoa21",
        ),
        *shared.premises(),
        Field(
            "registered_on",
            "date",
            "Day of registration under this number.",
            "Ofsted: registration date",
        ),
        Field(
            "resigned_on",
            "date",
            "Day on which that registration ended.",
            "Ofsted: resignation date",
            required=True,
        ),
    ),
    key=("provider_id",),
)


INSPECTION = Table(
    "inspection",
    "Graded inspections",
    services.EARLY_EDUCATION,
    "One row for each full inspection with an overall grade, to 9 November 2025. These grades and "
    "the report cards that follow are different scales: neither can be turned into the other. A "
    "provider that changes owner gets a new number and its history starts again.",
    (
        _provider(None),
        Field("inspection_date", "date", "Day of the inspection.", _OLD),
        Field(
            "overall_effectiveness",
            "integer",
            "Overall grade.",
            f"{_OLD}: EYR OEIF/CIF overall effectiveness",
            codes=GRADES,
            required=True,
        ),
        Field(
            "framework",
            "string",
            "Framework of the inspection.",
            _OLD,
            codes=codes(
                CIF="Common inspection framework (to August 2019)",
                EIF="Education inspection framework (from September 2019)",
            ),
        ),
    ),
    key=("provider_id", "inspection_date"),
)

REPORT_CARD = Table(
    "report_card",
    "Report cards",
    services.EARLY_EDUCATION,
    "One row for each inspection from 10 November 2025: six areas on a scale of five points, and "
    "safeguarding; no overall grade.",
    (
        _provider(),
        Field("inspection_date", "date", "Day of the inspection.", _NEW),
        *(
            Field(name, "string", f"{title}.", f"{_NEW}: EYR REIF {title}", codes=SCALE)
            for name, title in EVALUATION_AREAS
        ),
        Field(
            "safeguarding",
            "string",
            "Whether the standards of safeguarding are met.",
            _NEW,
            codes=codes(met="Met", not_met="Not met"),
            required=True,
        ),
    ),
    key=("provider_id", "inspection_date"),
)

TABLES = (INSPECTION, REPORT_CARD, FORMER)
