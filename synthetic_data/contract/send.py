"""The tables of special educational needs and of the move to school."""

from synthetic_data.contract import services, shared
from synthetic_data.contract.codes import YES_NO, codes
from synthetic_data.contract.model import Field, Table
from synthetic_data.contract.shared import personal, special

SEN_TYPES = codes(
    SPLD="Specific learning difficulty",
    MLD="Moderate learning difficulty",
    SLD="Severe learning difficulty",
    PMLD="Profound and multiple learning difficulty",
    SEMH="Social, emotional and mental health",
    SLCN="Speech, language and communication needs",
    HI="Hearing impairment",
    VI="Vision impairment",
    MSI="Multi-sensory impairment",
    PD="Physical disability",
    ASD="Autistic spectrum disorder",
    OTH="Other difficulty or disability",
)

SEN = Table(
    "sen",
    "Children with special educational needs",
    services.SEND,
    "One row for each child on SEN support or with a plan, known to the authority before or in "
    "reception.",
    (
        shared.child_id(),
        shared.sen_provision("School census: SEN provision; SEN2"),
        special(
            "primary_need",
            "string",
            "Primary type of need.",
            "School census: SEN type; SEN2",
            codes=SEN_TYPES,
        ),
        special("identified_on", "date", "Day the need was first recorded.", "local"),
        special(
            "plan_requested_on",
            "date",
            "Day an assessment for a plan was asked for.",
            "SEN2: requests",
            nullable=True,
        ),
        special(
            "plan_issued_on",
            "date",
            "Day the final plan was issued; the law allows 20 weeks from the request.",
            "SEN2: final plan",
            nullable=True,
        ),
    ),
    key=("child_id",),
)

TRANSITION = Table(
    "transition",
    "Transition documents from early education to school",
    services.SEND,
    "One row for each child who started reception in a school of the locality and had attended a "
    "provider before.",
    (
        shared.child_id(),
        shared.academic_year("local"),
        Field(
            "provider_id",
            "string",
            "Provider the child left.",
            "Ofsted: provider URN",
            references="early_years_provider.provider_id",
        ),
        Field("school", "string", "School the child started in.", "EYFSP return: school"),
        shared.sen_provision("local: transition document"),
        personal(
            "sent_on", "date", "Day the document was sent; blank if never.", "local", nullable=True
        ),
        personal(
            "received_on",
            "date",
            "Day the school had it; blank if never.",
            "local",
            nullable=True,
            required=True,
        ),
        personal(
            "sections_complete",
            "integer",
            "Sections filled in, of eight; zero when nothing was sent.",
            "local: transition document",
            unit="sections",
        ),
        personal(
            "parent_agreed",
            "string",
            "Whether a parent agreed to share it; blank when not recorded.",
            "local: transition document",
            codes=YES_NO,
            nullable=True,
        ),
    ),
    key=("child_id",),
)

TABLES = (SEN, TRANSITION)
