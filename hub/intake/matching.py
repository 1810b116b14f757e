"""Which table of the contract a file of a notebook is most like, by its name and its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from synthetic_data.contract import CONTRACT, Table

SAME = {
    "birth_date": "date_of_birth", "birthdate": "date_of_birth", "child_dob": "date_of_birth",
    "childs_date_of_birth": "date_of_birth", "d_o_b": "date_of_birth", "dob": "date_of_birth",
    "person_birth_date": "date_of_birth",
    "child": "child_id", "child_ref": "child_id", "child_unique_id": "child_id",
    "childid": "child_id", "client_id": "child_id", "id": "child_id", "person_id": "child_id",
    "personid": "child_id", "pupil_id": "child_id", "unique_child_id": "child_id",
    "unique_id": "child_id", "la_child_id": "la_child_id", "lachildid": "la_child_id",
    "ethnic_origin": "ethnicity", "ethnic_group": "ethnicity", "ethnic": "ethnicity",
    "gender": "sex", "nhs": "nhs_number", "nhs_no": "nhs_number", "nhsnumber": "nhs_number",
    "lower_super_output_area": "lsoa21", "lsoa": "lsoa21", "lsoa11": "lsoa21",
    "lsoa11cd": "lsoa21", "lsoa21cd": "lsoa21", "lsoa_code": "lsoa21", "lsoa_2021": "lsoa21",
    "imd": "imd_decile", "imd_dec": "imd_decile", "imddecile": "imd_decile",
    "imd_decile_2019": "imd_decile", "decile": "imd_decile", "idaci_decile": "imd_decile",
    "fsm": "free_school_meals", "fsm_eligible": "free_school_meals", "eal": "first_language_eal",
    "good_level_of_development": "gld", "gld_achieved": "gld", "achieved_gld": "gld",
    "sen": "sen_provision", "sen_status": "sen_provision", "senprovision": "sen_provision",
    "academicyear": "academic_year", "year": "academic_year",
    "urn": "provider_id", "ofsted_urn": "provider_id", "provider_urn": "provider_id",
    "setting_id": "provider_id", "inspection_outcome": "overall_effectiveness",
    "overall_effectiveness": "overall_effectiveness", "ofsted_grade": "overall_effectiveness",
    "date_of_inspection": "inspection_date", "inspected_on": "inspection_date",
    "contact_date": "contact_date", "date_of_contact": "contact_date",
    "gestation": "gestation_days", "birthweight": "birthweight_g", "birth_weight": "birthweight_g",
    "vaccination": "vaccine", "communication_score": "communication",
    "hours": "funded_hours", "hours_funded": "funded_hours", "registration_date": "registered_on",
}  # fmt: skip
HINTS = {  # words of file names, and the table that they often mean
    "annex": "cin_details", "asq": "asq3", "asq3": "asq3", "attendance": "family_hub_attendance",
    "attendances": "family_hub_attendance", "births": "birth", "breastfeeding": "breastfeeding",
    "bf": "breastfeeding", "census": "early_education", "cin": "cin_details", "contacts":
    "health_visiting_contact", "cp": "child_protection_plan", "deprivation": "area",
    "eligible": "early_education_eligibility", "eypp": "early_education", "eyfs": "eyfsp_result",
    "eyfsp": "eyfsp_result", "foundation": "eyfsp_result", "fsp": "eyfsp_result", "gld":
    "eyfsp_result", "headcount": "early_education", "hv": "health_visiting_contact", "imd": "area",
    "immunisation": "immunisation", "imms": "immunisation", "vaccinations": "immunisation",
    "inspections": "inspection", "ofsted": "inspection", "lsoa": "area", "maternity":
    "maternity_booking", "bookings": "maternity_booking", "nursery": "early_education",
    "population": "area_population", "providers": "early_years_provider", "settings":
    "early_years_provider", "registrations": "family_hub_registration", "s47": "section_47",
    "salt": "speech_language_referral", "slt": "speech_language_referral", "sen": "sen",
    "send": "sen", "wellcomm": "wellcomm_screen", "dwp": "early_education_eligibility",
    "transition": "transition", "transitions": "transition", "elim": "elim",
}  # fmt: skip
LEAST = 1.5


@dataclass(frozen=True, slots=True)
class Match:
    """The nearest table, with their columns by the field that each is, and the rest."""

    table: str
    fields: Mapping[str, str] = field(default_factory=dict)  # theirs -> field
    unknown: tuple[str, ...] = ()
    sure: bool = False


def match(name: str, columns: Iterable[str]) -> Match | None:
    """The table that a file is most like, or None where nothing is like it."""
    seen = tuple(dict.fromkeys(columns))
    words = _words(name)
    scored = [
        (_score(table, words, seen), -number, table)
        for number, table in enumerate(CONTRACT.tables)
        if not table.name.endswith(("_person", "person_review"))
    ]
    score, _, best = max(scored, key=lambda one: one[:2])
    if score < LEAST:
        return None
    fields: dict[str, str] = {}
    for column in seen:
        found = field_of(column, best)
        if found and found not in fields.values():
            fields[column] = found
    unknown = tuple(column for column in seen if column not in fields)
    return Match(best.name, fields, unknown, score >= 2 * LEAST)


def field_of(column: str, table: Table) -> str | None:
    """The field of a table that a column is, under its own name or another of its names."""
    plain = _plain(column)
    for name in (plain, SAME.get(plain, ""), plain.replace("_", "")):
        if table.has_field(name):
            return name
    squeezed = {one.replace("_", ""): one for one in table.field_names}
    return squeezed.get(plain.replace("_", ""))


def _score(table: Table, words: set[str], columns: tuple[str, ...]) -> float:
    found = {field_of(column, table) for column in columns} - {None}
    by_columns = sum(1 / _tables_with(name) for name in found if name)
    share = len(found) / len(columns) if columns else 0
    own = _words(table.name) | _words(table.title)
    by_name = sum(1.0 for word in words if word in own)
    hinted = sum(2.0 for word in words if HINTS.get(word) == table.name)
    return 2 * by_columns + share + by_name + hinted + (1 if _words(table.name) <= words else 0)


@cache
def _tables_with(name: str) -> int:
    return sum(table.has_field(name) for table in CONTRACT.tables)


def _plain(column: str) -> str:
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", str(column).strip())
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def _words(text: str) -> set[str]:
    stop = {"csv", "xlsx", "xls", "parquet", "final", "copy", "of", "the", "at", "by", "and", "in"}
    return {word for word in _plain(text).split("_") if len(word) > 1} - stop
