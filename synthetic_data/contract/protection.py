"""Child protection plans and their reviews, modules of the CIN census."""

from synthetic_data.contract import services
from synthetic_data.contract.cin_census import CENSUS, day, details_id, la_child_id
from synthetic_data.contract.codes import codes
from synthetic_data.contract.model import Table
from synthetic_data.contract.shared import personal, special

_ABUSE = codes(
    NEG="Neglect",
    PHY="Physical abuse",
    SAB="Sexual abuse",
    EMO="Emotional abuse",
    MUL="Multiple",
)

PROTECTION_PLAN = Table(
    "child_protection_plan",
    "Child protection plans",
    services.SOCIAL_CARE,
    "One row for each plan, also of children not yet born.",
    (
        personal("cpp_id", "string", "Number of the plan.", f"{CENSUS}: CPPID"),
        details_id(),
        la_child_id(),
        day("start_date", "Day the plan began.", "CPPstartDate"),
        day("end_date", "Day it ended; blank while it runs.", "CPPendDate", nullable=True),
        special(
            "initial_category",
            "string",
            "Category of abuse at the start.",
            f"{CENSUS}: InitialCategoryOfAbuse",
            codes=_ABUSE,
        ),
        special(
            "latest_category",
            "string",
            "Latest category of abuse.",
            f"{CENSUS}: LatestCategoryOfAbuse",
            codes=_ABUSE,
        ),
        special(
            "previous_plans",
            "integer",
            "Earlier plans of the child.",
            f"{CENSUS}: NumberOfPreviousCPP",
            unit="plans",
        ),
    ),
    key=("cpp_id",),
)

REVIEW = Table(
    "cpp_review",
    "Reviews of child protection plans",
    services.SOCIAL_CARE,
    "One row for each review conference: within three months, then within six.",
    (
        personal(
            "cpp_id",
            "string",
            "The plan.",
            f"{CENSUS}: CPPID",
            references="child_protection_plan.cpp_id",
        ),
        la_child_id(),
        day("review_date", "Day of the review.", "CPPreviewDate"),
    ),
    key=("cpp_id", "review_date"),
)

TABLES = (PROTECTION_PLAN, REVIEW)
