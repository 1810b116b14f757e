"""The tables of parents' wellbeing, learning at home, what families say, and a return."""

from synthetic_data.contract import services, shared
from synthetic_data.contract.codes import YES_NO, codes
from synthetic_data.contract.model import Field, Table
from synthetic_data.contract.shared import personal, special

_MOOD = "CSDS: CYP612 coded assessment, Edinburgh Postnatal Depression Scale (score only)"
_PERINATAL = "local: perinatal mental health service"
_HOME = "local: home learning questionnaire (score only)"
_VOICE = "local: feedback of families"
LOW_MOOD_FROM = 13

MOOD = Table(
    "maternal_mood",
    "Mothers' mood at six to eight weeks",
    services.HEALTH_VISITING,
    "One row for each review at six to eight weeks at which the mother was asked. A score of "
    f"{LOW_MOOD_FROM} or more points to probable depression.",
    (
        shared.child_id(),
        personal("assessment_date", "date", "Day she was asked.", _MOOD),
        special("score", "integer", "Score, 0 to 30.", _MOOD, unit="points", required=True),
    ),
    key=("child_id", "assessment_date"),
)

PERINATAL = Table(
    "perinatal_referral",
    "Referrals to perinatal mental health",
    services.PERINATAL,
    "One row for each referral of a mother in the year after birth.",
    (
        personal("referral_id", "string", "Number of the referral.", _PERINATAL),
        shared.child_id(),
        special("referred_on", "date", "Day of the referral.", _PERINATAL, required=True),
        special(
            "first_seen_on",
            "date",
            "Day of the first appointment; blank while waiting.",
            _PERINATAL,
            nullable=True,
        ),
    ),
    key=("referral_id",),
)

HOME_LEARNING = Table(
    "home_learning",
    "Learning at home",
    services.FAMILY_HUBS,
    "One row for each questionnaire on what parents do with their child: for some families at the "
    "reviews at 12 months and at 2 to 2.5 years, for those of talk and play at start and end.",
    (
        shared.child_id(),
        personal("measured_on", "date", "Day of the questionnaire.", _HOME),
        personal(
            "occasion",
            "string",
            "Why it was asked.",
            _HOME,
            codes=codes(
                start="Start of talk and play",
                end="End of talk and play",
                review_12_months="Review at 12 months",
                review_2_years="Review at 2 to 2.5 years",
            ),
        ),
        personal(
            "score",
            "integer",
            "Score, 0 to 49: seven activities, each on none to seven days a week.",
            _HOME,
            unit="points",
            required=True,
        ),
    ),
    key=("child_id", "measured_on", "occasion"),
)

VOICE = Table(
    "family_voice",
    "What families say",
    services.FAMILY_HUBS,
    "One row for each family that was asked about its hub, with what it said if it answered. For "
    "children of three and over the child was asked too, with pictures.",
    (
        shared.child_id(),
        personal("asked_on", "date", "Day the family was asked.", _VOICE),
        personal("answered", "string", "Whether it answered.", _VOICE, codes=YES_NO),
        personal(
            "felt_heard",
            "integer",
            "How far the parent felt listened to, 1 to 5; blank without an answer.",
            _VOICE,
            unit="points",
            nullable=True,
            required=True,
        ),
        personal(
            "child_said",
            "string",
            "What the child said of it; blank when not asked.",
            _VOICE,
            codes=codes(liked="Liked it", ok="It was all right", disliked="Did not like it"),
            nullable=True,
        ),
        personal(
            "theme",
            "string",
            "What the parent would change, coded by staff; blank when nothing.",
            _VOICE,
            codes=codes(
                times="Times that suit",
                distance="Too far",
                language="Own language",
                welcome="Feeling welcome",
                waiting="Waiting",
            ),
            nullable=True,
        ),
    ),
    key=("child_id", "asked_on"),
)

RETURN = Table(
    "health_visiting_return",
    "Reviews as returned to the national collection",
    services.HEALTH_VISITING,
    "One row for each team, quarter and review: how many children were due and how many had it, as "
    "counted by the service. What the contacts show can be held against it.",
    (
        Field("team_id", "string", "Team of the service.", "CSDS: CYP102 TeamID_Local"),
        Field("quarter", "string", 'Calendar quarter of the review, as "2021-Q3".', "HVSDM return"),
        Field(
            "review",
            "string",
            "Which review.",
            "HVSDM return",
            codes=codes(
                _08="New birth visit",
                _09="Six to eight week review",
                _10="12 month review",
                _11="Two to two and a half year review",
            ),
        ),
        Field(
            "had_review",
            "integer",
            "Children who had the review in the quarter; blank where the team made no return.",
            "HVSDM return",
            unit="children",
            nullable=True,
        ),
    ),
    key=("team_id", "quarter", "review"),
)

TABLES = (MOOD, PERINATAL, HOME_LEARNING, VOICE, RETURN)
