"""The figures that the data is fitted to, each with its source and year, and the assumptions.

England unless said otherwise. A figure that no source gives is under "assumptions" and says so;
it is never a target.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Target:
    """One published figure: what it counts, its value, its unit, its year and where it stands.

    `tolerance` is how far the data may be from it, in its unit, over a population of the national
    mix: a percentage point, but for figures of one place, of few children or in another unit.
    """

    name: str
    value: float
    year: str
    source: str
    unit: str = "%"
    tolerance: float = 1.0

    @property
    def title(self) -> str:
        """The name in words."""
        return " ".join(_WORDS.get(word, word) for word in self.name.split("_"))


_WORDS = {"gld": "GLD,", "asq": "ASQ-3,", "fsm": "free school meals", "eal": "other first language",
          "sen": "SEN", "ehcp": "plan (EHCP)", "mmr1": "MMR, first dose,",
          "mmr2": "MMR, second dose,", "pupils": "pupils,", "born": "born in",
          "slcn": "speech and language", "above": "less that of", "roma": "Gypsy or Roma",
          "irish": "Irish", "indian": "Indian",
          "pakistani": "Pakistani", "bangladeshi": "Bangladeshi", "black": "Black",
          "traveller": "Traveller", "african": "African", "caribbean": "Caribbean"}  # fmt: skip

_DFE_LAIT = "DfE, Local Authority Interactive Tool, EYFSP"
_DFE_RELEASE = "DfE, Early years foundation stage profile results 2023/24"
_DFE_2022 = "DfE, Early years foundation stage profile results 2021/22, national table"
_OHID = "OHID, Child development outcomes at 2 to 2 and a half years, as reported in the press"
_OHID_HV = "OHID, Health visitor service delivery metrics, annual commentary"
_MATERNITY = "NHS England, Statistics on women's smoking status at time of delivery"
_COVER = "UKHSA, COVER annual data, as reported in the press"
_LAIT = "DfE, Local Authority Interactive Tool"
_BSOL = "Birmingham and Solihull, BCC-PHM/maternity-outcomes, 39,972 births"
_CSDS = "Fraser and others 2022, BMJ Open 12(2):e053884"


def _targets(year: str, source: str, tolerance: float = 1.0, **values: float) -> dict[str, Target]:
    return {
        name: Target(name, value, year, source, tolerance=tolerance)
        for name, value in values.items()
    }


def _above_all(
    year: str, source: str, tolerance: float = 2.0, **values: float
) -> dict[str, Target]:
    """Percentages with GLD of small groups, less that of all pupils of the year (65.2)."""
    return {
        f"gld_{name}_above_all": Target(
            f"gld_{name}_above_all", value, year, source, "points", tolerance
        )
        for name, value in values.items()
    }


TARGETS: Mapping[str, Target] = MappingProxyType(
    _targets(
        "2023/24",
        _DFE_LAIT,
        gld=67.7,
        all_goals=66.2,
        communication_and_language=79.3,
        personal_social_emotional=82.9,
        physical=84.8,
        literacy=70.0,
        mathematics=77.0,
        understanding_the_world=80.0,
        expressive_arts=84.7,
        gld_fsm=51.5,
        gld_not_fsm=72.0,
        gld_white=69.2,
        gld_mixed=69.5,
        gld_asian=66.9,
        gld_black=62.3,
        gld_other=60.2,
        gld_chinese=78.1,
        gld_sen_support=24.9,
        gld_ehcp=3.8,
        gld_in_need=38.3,
    )
    | {"mean_goals": Target("mean_goals", 14.1, "2023/24", _DFE_LAIT, "goals", 0.2)}
    | _targets(
        "2023/24",
        _DFE_RELEASE,
        gld_girls=75.0,
        gld_boys=60.7,
        gld_english=69.7,
        gld_eal=63.5,
        gld_autumn=75.6,
        gld_summer=60.0,
    )
    | _targets(
        "2021/22",
        _DFE_2022,
        boys=51.1,
        fsm=18.3,
        eal=19.5,
        sen_support=8.0,
        ehcp=2.2,
    )
    | _targets(
        "2022/23",
        _OHID,
        asq_communication=85.3,
        asq_gross_motor=92.8,
        asq_fine_motor=92.6,
        asq_problem_solving=91.8,
        asq_personal_social=90.3,
        asq_all_five=79.2,
    )
    | _targets("2022", "ONS, Birth characteristics in England and Wales", preterm=7.9, term_low=2.9)
    | _targets("2018/19", _CSDS, review_most_deprived=72.0, review_least_deprived=78.0)
    | _targets(
        "2025",
        f"{_LAIT}, funded early education",
        two_year_old_take_up=65.2,
        three_and_four_year_olds=93.1,
    )
    | _targets(
        "2021/22",
        _DFE_2022,
        pupils_white=70.6,
        pupils_mixed=7.3,
        pupils_asian=12.0,
        pupils_black=5.0,
        pupils_other=2.2,
        pupils_unclassified=3.0,
        born_autumn=34.5,
        born_spring=31.8,
        born_summer=33.7,
        sen_slcn=55.0,
    )
    | _above_all("2021/22", _DFE_2022, indian=6.8, pakistani=-5.2, bangladeshi=-2.8)
    | _above_all("2021/22", _DFE_2022, black_african=-4.1, black_caribbean=-5.0)
    | _above_all("2021/22", _DFE_2022, tolerance=4.0, roma=-33.9, irish_traveller=-29.9)
    | _targets("2022/23", _DFE_LAIT, gld_2022_23=67.2)
    | _targets("2024/25", _DFE_LAIT, gld_2024_25=68.3)
    | _targets("2024/25", _OHID_HV, new_birth_14_days=85.2, new_birth_30_days=98.0)
    | _targets("2023/24", _OHID_HV, breastfed=52.7)
    | _targets("2024", f"{_LAIT}, HCP_PHOF", asq_offered=93.3)
    | _targets("2018/19", _CSDS, nobody_seen=24.0)
    | _targets("2016/17", "Health Profile for England 2018", first_feed=74.5)
    | _targets("2024/25 quarter 1", f"{_MATERNITY} (MSDS)", smoking_at_delivery=6.3)
    | _targets("2023/24", "NHS England, NHS Maternity Statistics", booked_8_to_11_weeks=61.4)
    | _targets("2024/25", _COVER, mmr1_at_2=88.9, mmr1_at_5=91.9, mmr2_at_5=83.7)
    | {"infant_mortality": Target("infant_mortality", 3.9, "2023", _LAIT, "per 1,000 births", 0.4)}
    | _targets(
        "2020-23", _BSOL, 2.0, preterm_smokers=13.0, term_low_smokers=5.9, twins_preterm=68.0
    )
    | _targets("31 March 2025", "Ofsted, Childcare providers and inspections", good_providers=98.0)
    | _targets("2024", f"{_LAIT}, early education", 3.0, graduate_staff=51.0)
    | _targets(
        "2024",
        "DfE, Explore Education Statistics, education provision for under-fives",
        funded_sen_support=7.0,
        funded_ehcp=1.5,
    )
    | _targets(
        "January 2025",
        "DfE, Explore Education Statistics, education provision for under-fives",
        working_parents_sen=2.2,
    )
    | _targets("2020-23", _BSOL, 3.0, mental_health_at_booking=28.5)
    | _targets("2024", f"{_LAIT}, SEN2", plans_in_20_weeks=46.4)
    | _targets(
        "2024",
        "DfE, children in need, Explore Education Statistics",
        need_abuse_or_neglect=72.0,
        plan_neglect=51.0,
        plan_emotional=37.0,
    )
)


@dataclass(frozen=True)
class Ethnicity:
    """One DfE ethnicity: its NHS letter, its major group, its size and its good level in 2021/22.

    `pupils` and `gld` come from the national table of 2021/22. `eal` is the share whose first
    language is not English, an assumption, chosen so that the total is the published one.
    """

    code: str
    nhs: str
    group: str
    pupils: int
    gld: float
    eal: float


ETHNICITIES = (
    Ethnicity("WBRI", "A", "White", 389_889, 67.0, 0.01),
    Ethnicity("WIRI", "B", "White", 1_483, 69.7, 0.03),
    Ethnicity("WIRT", "B", "White", 674, 35.3, 0.05),
    Ethnicity("WROM", "C", "White", 2_182, 31.3, 0.70),
    Ethnicity("WOTH", "C", "White", 45_256, 62.4, 0.75),
    Ethnicity("MWBC", "D", "Mixed", 10_180, 62.0, 0.04),
    Ethnicity("MWBA", "E", "Mixed", 5_924, 66.7, 0.12),
    Ethnicity("MWAS", "F", "Mixed", 11_346, 71.5, 0.14),
    Ethnicity("MOTH", "G", "Mixed", 17_861, 67.0, 0.20),
    Ethnicity("AIND", "H", "Asian", 21_746, 72.0, 0.62),
    Ethnicity("APKN", "J", "Asian", 26_980, 60.0, 0.60),
    Ethnicity("ABAN", "K", "Asian", 10_793, 62.4, 0.64),
    Ethnicity("AOTH", "L", "Asian", 11_941, 63.0, 0.67),
    Ethnicity("CHNE", "R", "Chinese", 3_153, 74.9, 0.66),
    Ethnicity("BCRB", "M", "Black", 4_913, 60.2, 0.06),
    Ethnicity("BAFR", "N", "Black", 21_852, 61.1, 0.52),
    Ethnicity("BOTH", "P", "Black", 4_418, 58.2, 0.46),
    Ethnicity("OOTH", "S", "Other", 13_574, 55.3, 0.74),
    Ethnicity("REFU", "Z", "Unclassified", 4_000, 49.6, 0.33),
    Ethnicity("NOBT", "99", "Unclassified", 14_418, 49.6, 0.33),
)
UNCLASSIFIED_FROM = 18  # the last two rows; the published total of the two is 18,418

# Births of England and Wales are spread almost evenly over the year; girls are 48.9% of the
# reception cohort of 2021/22.
GIRLS = 0.489

# --- Assumptions: no source was seen for these ------------------------------------------------

# How strongly a family's hardship goes with the deprivation of its area (a correlation), chosen so
# that free school meals run from about 4% in the least to 41% in the most deprived tenth.
HARDSHIP_BY_AREA = 0.45
# How far hardship at age two agrees with hardship at age five (a correlation).
HARDSHIP_PERSISTS = 0.90
# Share of two-year-olds whose families receive additional support for economic reasons.
ELIGIBLE_AT_TWO = 0.25
# Odds of special educational needs with free school meals against without.
SEN_ODDS_FSM = 1.8
# Share of children ever in need before age five, with one in five of them on a plan and one in
# twelve looked after. Chosen so that about 3% are in need on any day (330 per 10,000 in 2025).
EVER_IN_NEED = 0.10
PLAN_OF_IN_NEED = 0.20
LOOKED_AFTER_OF_IN_NEED = 0.08
# Minoritised groups live more in deprived areas: log odds per tenth of deprivation.
ETHNICITY_BY_AREA = 0.07
# Smoking at delivery in log odds, for no hardship and a White mother, chosen so that the total is
# the published one.
SMOKING_LEVEL = -2.95
# Babies per 1,000 born in a multiple delivery.
TWINS_PER_1000 = 30

# Boys' odds of special educational needs against girls' (DfE 2021/22 national table: SEN support
# 10.9% and 4.9%, plans 3.1% and 1.3%).
SEN_ODDS_BOYS = 2.4

# Of the children with a completed review, the share with an ASQ-3 (LAIT, HCP_PHOF 2024: 93.3%).
ASQ_OFFERED = 0.933
