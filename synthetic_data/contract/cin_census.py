"""The modules of the CIN census, with the names of its return."""

from synthetic_data.contract import services, shared
from synthetic_data.contract.codes import DFE_ETHNICITY, YES_NO, codes
from synthetic_data.contract.model import Field, Table
from synthetic_data.contract.shared import personal, special

CENSUS = "CIN census"


def la_child_id() -> Field:
    """The number of the child in the case system."""
    return personal(
        "la_child_id",
        "string",
        "Number of the child in the authority's case system.",
        f"{CENSUS}: LAchildID",
        required=True,
        references="cin_child.la_child_id",
    )


def details_id() -> Field:
    """The episode of need that a row belongs to."""
    return personal(
        "cin_details_id",
        "string",
        "The episode it belongs to.",
        f"{CENSUS}: CINdetailsID",
        references="cin_details.cin_details_id",
    )


def day(name: str, meaning: str, source: str, nullable: bool = False) -> Field:
    """A day in the course of a case."""
    return special(name, "date", meaning, f"{CENSUS}: {source}", nullable=nullable)


CIN_CHILD = Table(
    "cin_child",
    "Children known to social care",
    services.SOCIAL_CARE,
    "Identifiers and characteristics of each child. An unborn child has an expected date of birth, "
    "and no date of birth and no sex; after the birth the record may never be completed.",
    (
        personal("la_child_id", "string", "Number in the case system.", f"{CENSUS}: LAchildID"),
        shared.child_id(nullable=True),
        personal(
            "date_of_birth",
            "date",
            "Date of birth; blank for the unborn.",
            f"{CENSUS}: PersonBirthDate",
            nullable=True,
            required=True,
        ),
        special(
            "expected_date_of_birth",
            "date",
            "Expected date of birth of an unborn child.",
            f"{CENSUS}: ExpectedPersonBirthDate",
            nullable=True,
        ),
        personal(
            "sex",
            "string",
            "Sex; blank for the unborn.",
            f"{CENSUS}: Sex",
            codes=codes(M="Male", F="Female", U="Unknown"),
            nullable=True,
        ),
        personal("upn", "string", "Unique pupil number.", f"{CENSUS}: UPN", nullable=True),
        personal(
            "upn_unknown",
            "string",
            "Why there is no unique pupil number.",
            f"{CENSUS}: UPNunknown",
            codes=codes(
                UN1="Not in an English or Welsh maintained setting, or under compulsory age",
                UN2="Not known because the child is from overseas",
                UN3="Unborn or newly born",
                UN4="Referral too recent",
                UN5="Sources collating information disagree",
            ),
            nullable=True,
        ),
        special(
            "ethnicity",
            "string",
            "Ethnicity.",
            f"{CENSUS}: Ethnicity",
            codes=DFE_ETHNICITY,
        ),
        special(
            "date_of_death",
            "date",
            "Date of death, for the few children who died.",
            f"{CENSUS}: PersonDeathDate",
            nullable=True,
        ),
    ),
    key=("la_child_id",),
)

DISABILITY = Table(
    "cin_disability",
    "Disabilities of children in need",
    services.SOCIAL_CARE,
    "One row for each disability recorded.",
    (
        la_child_id(),
        special(
            "disability",
            "string",
            "Disability.",
            f"{CENSUS}: Disabilities",
            codes=codes(
                NONE="None",
                AUT="Autism",
                BEH="Behaviour",
                COMM="Communication",
                LD="Learning",
                MOB="Mobility",
                VIS="Vision",
                HEAR="Hearing",
                DDA="Other",
            ),
        ),
    ),
    key=("la_child_id", "disability"),
)

DETAILS = Table(
    "cin_details",
    "Episodes of need",
    services.SOCIAL_CARE,
    "One row for each referral and the episode of need that followed.",
    (
        personal("cin_details_id", "string", "Number of the episode.", f"{CENSUS}: CINdetailsID"),
        la_child_id(),
        day("referral_date", "Day of the referral.", "CINreferralDate"),
        special(
            "referral_source",
            "string",
            "Who referred.",
            f"{CENSUS}: ReferralSource",
            codes=codes(
                _1A="Individual: family member, relative or carer",
                _2B="Schools and education",
                _3A="Health: general practitioner",
                _3B="Health: accident and emergency",
                _3D="Health: other primary health services",
                _5B="Local authority: social care",
                _6="Police",
            ),
        ),
        special(
            "primary_need",
            "string",
            "Primary need.",
            f"{CENSUS}: PrimaryNeedCode",
            codes=codes(
                N0="Not stated",
                N1="Abuse or neglect",
                N2="Child's disability or illness",
                N3="Parental disability or illness",
                N4="Family in acute stress",
                N5="Family dysfunction",
                N6="Socially unacceptable behaviour",
                N7="Low income",
                N8="Absent parenting",
                N9="Cases other than children in need",
            ),
        ),
        day("closure_date", "Day of closure; blank while open.", "CINclosureDate", nullable=True),
        special(
            "reason_for_closure",
            "string",
            "Why the case was closed.",
            f"{CENSUS}: ReasonForClosure",
            codes=codes(
                RC1="Adopted",
                RC2="Died",
                RC6="Transferred to another authority",
                RC7="No longer in need",
                RC8="Closed after assessment, no further action",
            ),
            nullable=True,
        ),
        day(
            "initial_conference_date",
            "Day of the initial child protection conference.",
            "DateOfInitialCPC",
            nullable=True,
        ),
        special(
            "no_further_action",
            "string",
            "Whether the referral led to nothing.",
            f"{CENSUS}: ReferralNFA",
            codes=YES_NO,
        ),
    ),
    key=("cin_details_id",),
)

ASSESSMENT = Table(
    "cin_assessment",
    "Assessments of children in need",
    services.SOCIAL_CARE,
    "One row for each assessment.",
    (
        details_id(),
        la_child_id(),
        day("start_date", "Day it began.", "AssessmentActualStartDate"),
        day("end_date", "Day it was authorised.", "AssessmentAuthorisationDate", nullable=True),
        special(
            "factors",
            "string",
            "Main factor found.",
            f"{CENSUS}: AssessmentFactors",
            codes=codes(
                _1B="Alcohol misuse of a parent",
                _2B="Drug misuse of a parent",
                _3B="Domestic abuse of a parent",
                _4B="Mental health of a parent",
                _6A="Learning disability of the child",
                _17A="Neglect",
                _21="No factors identified",
            ),
        ),
    ),
    key=("cin_details_id", "start_date"),
)

PLAN = Table(
    "cin_plan",
    "Child in need plans",
    services.SOCIAL_CARE,
    "One row for each plan.",
    (
        details_id(),
        la_child_id(),
        day("start_date", "Day the plan began.", "CINPlanStartDate"),
        day("end_date", "Day it ended; blank while it runs.", "CINPlanEndDate", nullable=True),
    ),
    key=("cin_details_id", "start_date"),
)

SECTION_47 = Table(
    "section_47",
    "Section 47 enquiries",
    services.SOCIAL_CARE,
    "One row for each enquiry.",
    (
        details_id(),
        la_child_id(),
        day("start_date", "Day it began.", "S47ActualStartDate"),
        day("conference_date", "Day of the conference.", "DateOfInitialCPC", nullable=True),
        special(
            "conference_not_required",
            "string",
            "Whether no conference was needed.",
            f"{CENSUS}: ICPCnotRequired",
            codes=YES_NO,
        ),
    ),
    key=("cin_details_id", "start_date"),
)

TABLES = (
    CIN_CHILD,
    DISABILITY,
    DETAILS,
    ASSESSMENT,
    PLAN,
    SECTION_47,
)
