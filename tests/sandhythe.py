"""What the recipe of the invented locality Sandhythe says of itself, for the builders of values."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hub.model import Table

STARTED = "2026-11-22T07:05:00+00:00"

LOCALITY: dict[str, Any] = {
    "name": "Sandhythe",
    "kind": "Coastal unitary authority",
    "nation": "england",
    "summary": "A seaside town where many families move in and out each year.",
    "team": "Sandhythe early years analysis team",
    "contact": "early-years@sandhythe.example.org",
    "shares": ["Take-up of early education by small area"],
    "looking_for": ["A way to see families who moved in"],
}

CARD: dict[str, Any] = {
    "title": "Who is missing out on two-year-old places?",
    "question": "Which eligible two-year-olds do not take up their funded place, "
    "and where do they live?",
    "summary": "Take-up of the two-year-old entitlement by small area, "
    "with the families most often missed.",
    "answer": "About {take_up} of eligible two-year-olds take up their place "
    "(between {take_up.lower} and {take_up.upper}); {missing} children do not.",
    "version": "1.2.0",
    "status": "active",
    "authors": [{"name": "Sandhythe early years analysis team"}],
    "contact": "early-years@sandhythe.example.org",
    "licence": {"code": "MIT", "text": "OGL-UK-3.0"},
    "topics": ["early-education", "access"],
    "methods": ["rate-with-interval", "small-area-estimation"],
    "audience": ["strategic", "operational"],
    "nations": ["england"],
    "inputs": {
        "birth": {"required": True, "fields": ["child_id", "date_of_birth", "lsoa21"]},
        "early_education": {"required": True, "fields": ["child_id", "term", "funded_hours"]},
        "area": {
            "required": False,
            "fields": ["lsoa21", "imd_decile"],
            "why": "to show take-up by deprivation",
        },
    },
    "parameters": {"term": {"type": "string", "default": "2024-autumn", "title": "Term"}},
    "results": {
        "take_up": {
            "kind": "number",
            "title": "Take-up of the entitlement",
            "unit": "%",
            "indicator": "two-year-old-take-up",
        },
        "missing": {
            "kind": "number",
            "title": "Eligible children without a place",
            "decimals": 0,
        },
        "take_up_by_area": {
            "kind": "table",
            "title": "Take-up by small area",
            "counts": ["eligible", "taken_up"],
        },
        "take_up_chart": {
            "kind": "figure",
            "title": "Where take-up is low",
            "alt": "Bars of take-up in six small areas, from 41% to 78%.",
            "shows": "take_up_by_area",
        },
        "child_list": {"kind": "table", "title": "Children to contact", "class": "private"},
    },
    "data_protection": {
        "purpose": "To see where eligible families do not use their funded place.",
        "benefit": "Outreach goes to the families who miss most.",
        "possible_harm": "A small area could be labelled as uninterested when places are lacking.",
        "identifiability": "pseudonymised",
        "special_category": [],
        "legal_basis": "Public task, UK GDPR Article 6(1)(e)",
        "dpia": {"done": "yes", "date": dt.date(2026, 3, 1)},
        "linkage": {
            "keys": ["child_id"],
            "method": "exact match on a pseudonym made by the council",
            "known_bias": "families who moved in are matched less often",
        },
        "minimisation": "Month of birth and small area only; no names, no full postcodes.",
        "geography_smallest": "LSOA",
        "disclosure_profile": "dfe_cin",
        "outputs_individual_level": False,
        "under_represented": "Families in temporary housing.",
        "groups_reported": ["deprivation"],
        "family_voice": "A parent panel chose the question.",
        "prohibited_uses": ["Deciding anything about one child or family"],
        "reviewed_by": "Sandhythe information governance team",
        "review_date": dt.date(2027, 3, 1),
    },
    "limitations": ["Places taken up in a neighbouring area are not seen."],
    "references": ["Wilson (1927), Probable inference, doi:10.1080/01621459.1927.10502953"],
}

README = """# Who is missing out on two-year-old places?

## What it tells you

How many eligible two-year-olds **take up** their funded place, in each small area.

## What it cannot tell you

Why families do not come. Ask them.

## How it works

It counts eligible children, counts those with funded hours in the term, and steadies the rates of
small areas with those around them.

## How to use it

Choose the term first. Look at the areas with the widest gap, then talk to the people there.
"""

CHANGELOG = """# Changes

## 1.2.0

- Areas with few children are steadied.

## 1.1.0

- The term can be chosen.
"""

AREAS = Table(
    ("area", "eligible", "taken_up", "take_up"),
    (
        ("Harbour North", "120", "49", "40.8"),
        ("Harbour South", "95", "52", "54.7"),
        ("Old Town", "140", "91", "65.0"),
        ("The Dunes", "80", "54", "67.5"),
        ("Mill Lane", "110", "79", "71.8"),
        ("Sea View", "60", "47", "78.3"),
    ),
)
