"""The tables of speech and language: screens and referrals. No national standard exists."""

from synthetic_data.contract import services, shared
from synthetic_data.contract.codes import RED_AMBER_GREEN, codes
from synthetic_data.contract.model import Table
from synthetic_data.contract.shared import personal, special

_LOCAL = "local: speech and language service"
_WELLCOMM = "local: WellComm record (results only)"
_ELIM = "local: Early Language Identification Measure at the 2 to 2.5 year review"

SECTIONS = codes(
    _1="6 to 11 months",
    _2="12 to 17 months",
    _3="18 to 23 months",
    _4="24 to 29 months",
    _5="30 to 35 months",
    _6="36 to 41 months",
    _7="42 to 47 months",
    _8="48 to 59 months",
    _9="60 to 72 months",
)

WELLCOMM = Table(
    "wellcomm_screen",
    "WellComm screens",
    services.SPEECH,
    "One row for each section screened. A child is screened in the section of its age and, until "
    "green, in the sections below, so several rows may belong to one day.",
    (
        shared.child_id(),
        personal("screen_date", "date", "Day of the screen.", _WELLCOMM),
        special("section", "string", "Section screened, by age.", _WELLCOMM, codes=SECTIONS),
        special(
            "result",
            "string",
            "Red, amber or green.",
            _WELLCOMM,
            codes=RED_AMBER_GREEN,
            required=True,
        ),
    ),
    key=("child_id", "screen_date", "section"),
)

ELIM = Table(
    "elim",
    "Early Language Identification Measure",
    services.SPEECH,
    "One row for each child measured at the review at two to two and a half years.",
    (
        shared.child_id(),
        personal("assessment_date", "date", "Day of the measure.", _ELIM),
        special("words", "integer", "Words of the list the child says.", _ELIM, unit="words"),
        special(
            "need",
            "boolean",
            "Whether the measure points to a language need.",
            _ELIM,
            required=True,
        ),
    ),
    key=("child_id", "assessment_date"),
)

REFERRAL = Table(
    "speech_language_referral",
    "Referrals to speech and language therapy",
    services.SPEECH,
    "One row for each referral.",
    (
        personal("referral_id", "string", "Number of the referral.", _LOCAL),
        shared.child_id(),
        personal("referred_on", "date", "Day of the referral.", _LOCAL, required=True),
        personal(
            "source",
            "string",
            "Who referred.",
            _LOCAL,
            codes=codes(
                health_visitor="Health visitor",
                early_education="Early education",
                parent="Parent",
                other="Other",
            ),
        ),
        special(
            "first_seen_on",
            "date",
            "Day of the first appointment; blank while waiting.",
            _LOCAL,
            nullable=True,
        ),
        special("closed_on", "date", "Day of discharge; blank while open.", _LOCAL, nullable=True),
    ),
    key=("referral_id",),
)

TABLES = (WELLCOMM, ELIM, REFERRAL)
