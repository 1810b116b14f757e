"""Code, prose and words of early years teams with nobody in them, for the fourth look."""
# ruff: noqa: E501 - a line for each kind

from __future__ import annotations

import random

WARDS = (
    "Mill Lane",
    "Old Town",
    "Rose Hill",
    "Harbour",
    "Station Road",
    "Northgate",
    "Priory",
    "Eastfield",
)

Made = tuple[str, bytes | str]


def cohorts(draw: random.Random) -> Made:
    year = draw.randint(2015, 2024)
    return (
        "cohort.py",
        f'START, END = "{year}-09-01", "{year + 1}-08-31"\nborn = birth[(birth.date_of_birth >= START) & (birth.date_of_birth <= END)]\nmonths = pd.date_range("{year}-09-01", periods=12, freq="MS")\n',
    )


def terms(draw: random.Random) -> Made:
    year = draw.randint(2018, 2025)
    return (
        "recipe.yml",
        f"parameters:\n  as_at: {{type: date, default: {year}-08-31, title: As at}}\n  born_before: {{type: date, default: {year - 2}-09-01, title: Born before}}\n",
    )


def prose(draw: random.Random) -> Made:
    return (
        "README.md",
        f"# Reviews\n\nOf {draw.randint(1000, 9999):,} children {draw.randint(100, 999)} had a review by {draw.randint(1, 28)} March {draw.randint(2019, 2025)} (95% CI {draw.uniform(60, 70):.1f} to {draw.uniform(70, 80):.1f}; p = {draw.random():.10f}). Grant £{draw.randint(10**9, 10**10):,}.\n",
    )


def works(draw: random.Random) -> Made:
    return (
        "README.md",
        f"Field (2012), doi:10.1{draw.randint(100, 999)}/S{draw.randint(1000, 9999)}-{draw.randint(1000, 9999)}({draw.randint(10, 26)}){draw.randint(10000, 99999)}-{draw.randint(0, 9)}; PMID {draw.randint(10**7, 4 * 10**7)}; arXiv:{draw.randint(1501, 2612)}.{draw.randint(10000, 19999)}; ISRCTN{draw.randint(10**7, 10**8 - 1)}; NCT0{draw.randint(10**6, 10**7 - 1)}.\n",
    )


def help_lines(draw: random.Random) -> Made:
    return (
        "README.md",
        f"Call 0800 {draw.randint(100, 999)} {draw.randint(1000, 9999)} or 0300 {draw.randint(100, 999)} {draw.randint(1000, 9999)}, or 07700 900{draw.randint(100, 999)} for practice.\n",
    )


def invented(draw: random.Random) -> Made:
    return (
        "example.md",
        "| child | nhs |\n|---|---|\n"
        + "".join(
            f"| {n} | 999 {draw.randint(100, 999)} {draw.randint(1000, 9999)} |\n"
            for n in range(15)
        )
        + f"Write to team{draw.randint(1, 99)}{chr(64)}fennmarsh.example.org about ZZ{draw.randint(1, 98)} {draw.randint(1, 9)}AB.\n",
    )


def halves(draw: random.Random) -> Made:
    return "districts.csv", "district,children\n" + "".join(
        f"{draw.choice(('LS', 'BD', 'NG', 'SW', 'M', 'B'))}{draw.randint(1, 29)},{draw.randint(20, 900)}\n"
        for _ in range(30)
    )


def totals(draw: random.Random) -> Made:
    return (
        "totals.csv",
        "time_period,geographic_level,la_name,new_la_code,number_of_children,gld_percent\n"
        + "".join(
            f"{y}{y % 100 + 1},Local authority,{ward},E0900{draw.randint(1000, 9999)},{draw.randint(900, 9000)},{draw.uniform(50, 80):.1f}\n"
            for y in range(2019, 2024)
            for ward in WARDS
        ),
    )


def names(draw: random.Random) -> Made:
    return "names.csv", "name,rank,count\n" + "".join(
        f"{one},{n},{draw.randint(100, 4000)}\n"
        for n, one in enumerate(
            ("Olivia", "Noah", "Amelia", "Oliver", "Isla", "Freya", "Harry", "Ava"), 1
        )
    )


def fields(draw: random.Random) -> Made:
    some = draw.sample(
        [
            "child_id",
            "nhs_number",
            "date_of_birth",
            "postcode",
            "forename",
            "surname",
            "sex",
            "ethnicity",
            "upn",
        ],
        6,
    )
    return (
        "recipe.yml",
        f"inputs:\n  birth: {{fields: [{', '.join(some)}]}}\n  eyfsp_result: {{fields: [{', '.join(reversed(some))}]}}\n",
    )


def queries(draw: random.Random) -> Made:
    return (
        "query.sql",
        f"SELECT forename, surname, dob, nhs_number FROM dbo.person WHERE dob >= '{draw.randint(2015, 2024)}-09-01' AND row_id > {draw.randint(10**9, 10**10)} ORDER BY postcode\n",
    )
