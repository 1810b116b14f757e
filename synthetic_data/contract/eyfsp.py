"""The tables of the early years foundation stage profile, and its 17 early learning goals."""

from dataclasses import dataclass

from synthetic_data.contract import codes, services, shared
from synthetic_data.contract.model import Field, Table

RETURN = "EYFSP return"


@dataclass(frozen=True)
class Goal:
    """One early learning goal: its field, its title, its area of learning, whether GLD needs it."""

    name: str
    title: str
    area: str
    in_gld: bool


def _goals(area: str, in_gld: bool, **titles: str) -> tuple[Goal, ...]:
    return tuple(Goal(f"elg_{name}", title, area, in_gld) for name, title in titles.items())


# EYFSP handbook (2021 reforms): a good level of development (GLD) is the expected level in the 12
# goals of the first five areas of learning.
GOALS: tuple[Goal, ...] = (
    *_goals(
        "Communication and language",
        True,
        listening="Listening, attention and understanding",
        speaking="Speaking",
    ),
    *_goals(
        "Personal, social and emotional development",
        True,
        self_regulation="Self-regulation",
        managing_self="Managing self",
        relationships="Building relationships",
    ),
    *_goals(
        "Physical development",
        True,
        gross_motor="Gross motor skills",
        fine_motor="Fine motor skills",
    ),
    *_goals(
        "Literacy",
        True,
        comprehension="Comprehension",
        word_reading="Word reading",
        writing="Writing",
    ),
    *_goals("Mathematics", True, number="Number", numerical_patterns="Numerical patterns"),
    *_goals(
        "Understanding the world",
        False,
        past_and_present="Past and present",
        people_culture="People, culture and communities",
        natural_world="The natural world",
    ),
    *_goals(
        "Expressive arts and design",
        False,
        creating="Creating with materials",
        imaginative="Being imaginative and expressive",
    ),
)

_LEVELS = codes.codes(_1="Emerging", _2="Expected")


def _goal_field(goal: Goal) -> Field:
    meaning = f"{goal.title} ({goal.area}): level at the end of reception."
    return Field(goal.name, "integer", meaning, RETURN, codes=_LEVELS, personal=True)


_ACADEMIC_YEAR = shared.academic_year(RETURN)

EYFSP_RESULT = Table(
    "eyfsp_result",
    "Early years foundation stage profile results",
    services.SCHOOLS,
    "One row for each child assessed at the end of reception year.",
    (
        shared.child_id(),
        Field("upn", "string", "Unique pupil number.", f"{RETURN}: UPN", personal=True),
        _ACADEMIC_YEAR,
        shared.date_of_birth(f"{RETURN}: date of birth"),
        shared.dfe_sex(f"{RETURN}: sex (gender before 2024)"),
        shared.dfe_ethnicity("School census: pupil ethnicity"),
        shared.lsoa21("Small area of the home at the time of assessment."),
        Field(
            "free_school_meals",
            "boolean",
            "Whether the pupil is known to be eligible for free school meals.",
            "School census: FSM eligibility",
            personal=True,
        ),
        Field(
            "first_language_eal",
            "boolean",
            "Whether the first language is known or believed to be other than English.",
            "School census: pupil first language",
            personal=True,
        ),
        shared.sen_provision("School census: SEN provision"),
        *(_goal_field(goal) for goal in GOALS),
        Field(
            "gld",
            "boolean",
            "Good level of development: expected level in all 12 goals of the five areas that "
            "count.",
            "DfE EYFSP results methodology",
            personal=True,
            required=True,
        ),
        Field(
            "school",
            "string",
            "Number of the school: authority (3) and establishment (4).",
            f"{RETURN}: LA and establishment number",
        ),
    ),
    key=("child_id",),
    required=True,
)

EYFSP_BENCHMARK = Table(
    "eyfsp_benchmark",
    "Good level of development by local authority",
    services.PUBLISHED,
    "Fictional counterpart of the published table of results: one row for each authority and "
    "year. The years 2019/20 and 2020/21 are absent because the assessment was cancelled.",
    (
        Field(
            "local_authority",
            "string",
            "Code of the local authority.",
            "DfE EYFSP results: new_la_code",
        ),
        Field(
            "authority_name",
            "string",
            "Name of the local authority.",
            "DfE EYFSP results: la_name",
        ),
        Field(
            "academic_year",
            "string",
            'Academic year of the assessment, as "2023/24".',
            "DfE EYFSP results: time_period",
        ),
        Field(
            "comparable",
            "boolean",
            "Whether the year uses the profile of the 2021 reforms; earlier years cannot be "
            "compared with later ones.",
            "DfE EYFSP results methodology",
            required=True,
        ),
        Field(
            "children",
            "integer",
            "Children assessed.",
            "DfE EYFSP results: number_of_children",
            unit="children",
            required=True,
        ),
        Field(
            "gld_children",
            "integer",
            "Children with a good level of development.",
            "DfE EYFSP results: gld_number",
            unit="children",
            required=True,
        ),
        Field(
            "gld_percent",
            "number",
            "Share of children with a good level of development, to one decimal.",
            "DfE EYFSP results: gld_percent",
            unit="%",
        ),
    ),
    key=("local_authority", "academic_year"),
    required=True,
)

TABLES = (EYFSP_RESULT, EYFSP_BENCHMARK)
