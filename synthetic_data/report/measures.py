"""What the generated data says for each published figure, over a population of the national mix."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from synthetic_data import calibration as cal
from synthetic_data.arrays import Ints, after
from synthetic_data.births import TERM_FROM
from synthetic_data.calendar import EXTRACT_DATE, TERMS, Term
from synthetic_data.contract import GOALS
from synthetic_data.contract.asq3 import CUT_OFFS, DOMAINS
from synthetic_data.locality_data import LocalityData
from synthetic_data.moves import BORN_HERE

Figures = dict[str, float]

_AREAS_OF_LEARNING = {
    "communication_and_language": "Communication and language",
    "personal_social_emotional": "Personal, social and emotional development",
    "physical": "Physical development",
    "literacy": "Literacy",
    "mathematics": "Mathematics",
    "understanding_the_world": "Understanding the world",
    "expressive_arts": "Expressive arts and design",
}
_MAJOR = {row.code: row.group for row in cal.ETHNICITIES}


def measure(data: LocalityData) -> Figures:
    """A value for every target, by name; percentages unless the target has another unit."""
    found: Figures = {}
    for part in (_profile, _pupils, _at_two, _births, _visits, _places, _needs, _vaccines):
        found |= part(data)
    return found


def _frame(data: LocalityData, table: str) -> pd.DataFrame:
    frame: pd.DataFrame = data.tables[table].table.to_pandas()
    return frame


def _rows(data: LocalityData, table: str) -> Ints:
    """The rows of `People` behind a table."""
    child = data.tables[table].child
    return np.zeros(0, dtype=np.int64) if child is None else child


def _share(hits: "pd.Series | np.ndarray") -> float:
    return 100 * float(np.mean(hits)) if len(hits) else float("nan")


def _results(data: LocalityData) -> pd.DataFrame:
    """Results with the chance of each child, which is free of the luck of the draw."""
    results = _frame(data, "eyfsp_result")
    chances = data.truth["eyfsp"].to_pandas()["gld_chance"].to_numpy()
    in_need = data.world.people.in_need[_rows(data, "eyfsp_result")]
    return results.assign(chance=100 * chances, in_need=in_need)


def _classified(results: pd.DataFrame) -> "pd.Series[bool]":
    return ~results.ethnicity.isin(["REFU", "NOBT"])


_SMALL_GROUPS = {"indian": "AIND", "pakistani": "APKN", "bangladeshi": "ABAN",
                 "black_african": "BAFR", "black_caribbean": "BCRB", "roma": "WROM",
                 "irish_traveller": "WIRT"}  # fmt: skip

GROUPS: Mapping[str, Callable[[pd.DataFrame], "pd.Series"]] = {
    "girls": lambda r: r.sex == "F",
    "boys": lambda r: r.sex == "M",
    "fsm": lambda r: r.free_school_meals,
    "not_fsm": lambda r: ~r.free_school_meals,
    # The published groups leave out pupils whose language is unclassified; ours are those whose
    # ethnicity is.
    "eal": lambda r: r.first_language_eal & _classified(r),
    "english": lambda r: ~r.first_language_eal & _classified(r),
    "autumn": lambda r: r.date_of_birth.dt.month >= 9,
    "summer": lambda r: r.date_of_birth.dt.month.between(5, 8),
    "sen_support": lambda r: r.sen_provision == "K",
    "ehcp": lambda r: r.sen_provision == "E",
    "in_need": lambda r: r.in_need,
    "white": lambda r: r.ethnicity.map(_MAJOR) == "White",
    "mixed": lambda r: r.ethnicity.map(_MAJOR) == "Mixed",
    "asian": lambda r: r.ethnicity.map(_MAJOR).isin(["Asian", "Chinese"]),
    "black": lambda r: r.ethnicity.map(_MAJOR) == "Black",
    "other": lambda r: r.ethnicity.map(_MAJOR) == "Other",
    "chinese": lambda r: r.ethnicity.map(_MAJOR) == "Chinese",
}


def _profile(data: LocalityData) -> Figures:
    """Results at five. Groups are of all years together, whose mean is that of the middle one."""
    results = _results(data)
    expected = results[[goal.name for goal in GOALS]] == 2
    by_year = results.groupby("academic_year").chance.mean()
    found = {
        "gld": by_year["2023/24"],
        "gld_2022_23": by_year["2022/23"],
        "gld_2024_25": by_year["2024/25"],
        "all_goals": _share(expected.all(axis=1)),
        "mean_goals": float(expected.sum(axis=1).mean()),
    }
    for name, area in _AREAS_OF_LEARNING.items():
        goals = [goal.name for goal in GOALS if goal.area == area]
        found[name] = _share(expected[goals].all(axis=1))
    for name, belongs in GROUPS.items():
        found[f"gld_{name}"] = float(results.chance[belongs(results)].mean())
    for name, code in _SMALL_GROUPS.items():
        chances = results.chance[results.ethnicity == code]
        found[f"gld_{name}_above_all"] = float(chances.mean() - results.chance.mean())
    return found


def _pupils(data: LocalityData) -> Figures:
    """Who the pupils are."""
    results = _results(data)
    group = results.ethnicity.map(_MAJOR).replace("Chinese", "Asian")
    month = results.date_of_birth.dt.month
    found = {name: _share(GROUPS[name](results)) for name in ("boys", "fsm", "sen_support", "ehcp")}
    found["eal"] = _share(results.first_language_eal)
    found |= {
        f"pupils_{name.lower()}": _share(group == name)
        for name in ("White", "Mixed", "Asian", "Black", "Other", "Unclassified")
    }
    return found | {
        "born_autumn": _share(month >= 9),
        "born_spring": _share(month <= 4),
        "born_summer": _share(month.between(5, 8)),
    }


def _at_two(data: LocalityData) -> Figures:
    """ASQ-3, each score against the cut-off of its own form."""
    scores = _frame(data, "asq3")
    cut = {
        domain: scores.questionnaire.map({form: CUT_OFFS[form][domain] for form in CUT_OFFS})
        for domain in DOMAINS
    }
    expected = pd.DataFrame({domain: scores[domain] >= cut[domain] for domain in DOMAINS})
    truth = data.truth["review"].to_pandas()
    reviewed = truth.child_id[truth.reviewed]
    found = {f"asq_{domain}": _share(expected[domain]) for domain in DOMAINS}
    return found | {
        "asq_all_five": _share(expected.all(axis=1)),
        "asq_offered": _share(reviewed.isin(scores.child_id)),
        "review_most_deprived": data.values["review_coverage_quintile_1"].value,
        "review_least_deprived": data.values["review_coverage_quintile_5"].value,
        "nobody_seen": data.values["no_contact_of_all"].value,
    }


def _births(data: LocalityData) -> Figures:
    """Pregnancy, birth and infancy."""
    births, people = _frame(data, "birth"), data.world.people
    rows = _rows(data, "birth")
    smoker = people.smoker[rows]
    preterm = births.gestation_days < TERM_FROM
    light = births.birthweight_g < 2500
    booking = _frame(data, "maternity_booking").sort_values("record_number")
    latest = booking.drop_duplicates("pregnancy_id", keep="last").gestation_at_booking_days
    return {
        "preterm": _share(preterm),
        "term_low": _share(light[~preterm]),
        "twins_preterm": _share(preterm[births.births_per_delivery > 1]),
        "preterm_smokers": _share(preterm[smoker]),
        "term_low_smokers": _share((light & ~preterm)[smoker]),
        "smoking_at_delivery": data.values["smoking_at_delivery"].value,
        "first_feed": _share(births.first_feed == "01"),
        "mental_health_at_booking": _share(booking.mental_health_prediction.dropna() == "Y"),
        "booked_8_to_11_weeks": _share(latest.between(56, 83)),
        "infant_mortality": 1000 * float((~np.isnat(people.died[rows])).mean()),
    }


def _visits(data: LocalityData) -> Figures:
    """The new birth visit and feeding at six to eight weeks."""
    people = data.world.people
    contacts = _frame(data, "health_visiting_contact")
    child = _rows(data, "health_visiting_contact")
    age = (contacts.contact_date.to_numpy().astype("datetime64[D]") - people.birth[child]).astype(
        np.int64
    )
    seen = contacts.attendance.isin(["5", "6"]) | (
        contacts.attendance.isna() & (contacts.duration_minutes >= 5)
    )
    here = people.resident(after(people.birth, 30)) & (people.origin == BORN_HERE)
    found = {}
    for days in (14, 30):
        had = np.zeros(len(people), dtype=bool)
        had[child[seen & (age <= days)]] = True
        found[f"new_birth_{days}_days"] = _share(had[here])
    status = _frame(data, "breastfeeding").breastfeeding_status.dropna()
    return found | {"breastfed": _share(status != "03")}


def _places(data: LocalityData) -> Figures:
    """Early education and its providers."""
    people, term = data.world.people, TERMS[-1]
    headcount = _frame(data, "early_education")
    aged = (people.birth < term.years_before(3)) & (people.birth > term.reception_births_end)
    aged &= people.resident(term.starts)
    attends = np.zeros(len(people), dtype=bool)
    attends[_rows(data, "early_education")[headcount.term == term.name]] = True
    latest = _frame(data, "inspection").sort_values("inspection_date")
    providers = _frame(data, "early_years_provider")
    nurseries = providers[providers.provider_type == "non_domestic"]
    in_term = (headcount.term == term.name) & (headcount.funded_hours > 0)
    working = (headcount.term == term.name) & (headcount.expanded_hours > 0)
    latest = latest[latest.provider_id.isin(providers.provider_id)]  # on the register, as published
    grades = latest.drop_duplicates("provider_id", keep="last").overall_effectiveness
    return {
        "two_year_old_take_up": float(
            np.mean([data.values[f"two_year_old_take_up_{_name(t)}"].value for t in TERMS])
        ),
        "three_and_four_year_olds": _share(attends[aged]),
        "good_providers": _share(grades <= 2),
        "graduate_staff": _share(nurseries.graduate_staff),
        "funded_sen_support": _share(headcount.sen_provision[in_term] == "K"),
        "funded_ehcp": _share(headcount.sen_provision[in_term] == "E"),
        "working_parents_sen": _share(headcount.sen_provision[working] != "N"),
    }


def _name(term: Term) -> str:
    return term.name.replace("-", "_")


def _needs(data: LocalityData) -> Figures:
    """Special educational needs and social care."""
    sen, details = _frame(data, "sen"), _frame(data, "cin_details")
    plans = _frame(data, "child_protection_plan")
    days = (sen.plan_issued_on - sen.plan_requested_on).dt.days.dropna()
    return {
        "sen_slcn": _share(sen.primary_need == "SLCN"),
        "plans_in_20_weeks": _share(days <= 140),
        "need_abuse_or_neglect": _share(details.primary_need == "N1"),
        "plan_neglect": _share(plans.initial_category == "NEG"),
        "plan_emotional": _share(plans.initial_category == "EMO"),
    }


def _vaccines(data: LocalityData) -> Figures:
    """MMR by the second and fifth birthday."""
    people, doses = data.world.people, _frame(data, "immunisation")
    child = _rows(data, "immunisation")
    age = (doses.given_on.to_numpy().astype("datetime64[D]") - people.birth[child]).astype(np.int64)
    found = {"mmr1_at_2": data.values["mmr1_by_2"].value}
    birthday = after(people.birth, 1826)
    aged = people.resident(birthday) & (birthday <= EXTRACT_DATE)
    for vaccine in ("mmr1", "mmr2"):
        had = np.zeros(len(people), dtype=bool)
        had[child[(doses.vaccine == vaccine) & (age <= 1826)]] = True
        found[f"{vaccine}_at_5"] = _share(had[aged])
    return found
