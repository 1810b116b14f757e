"""Published tables, leaky and safe, to try the disclosure checks on.

Each is a name, one or more tables as CSV with the columns that count, and for a leaky one the
checks of which at least one must speak.
"""

from __future__ import annotations

from typing import NamedTuple

from early_years.disclosure import make_safe


class Tables(NamedTuple):
    """Tables of one recipe: name → (CSV, columns under counts)."""

    name: str
    tables: dict[str, tuple[str, list[str]]]
    found_by: frozenset[str] = frozenset()
    profile: str = "nhs_secondary"


def one(
    name: str, csv: str, counts: str = "", *kinds: str, profile: str = "nhs_secondary"
) -> Tables:
    """A case of a single table."""
    return Tables(name, {"table": (csv, counts.split())}, frozenset(kinds), profile)


SMALL, BACK, FEW = "small-count-shown", "hidden-count-given-back", "share-of-few"
TELLS, NONE, ELSE = "share-gives-count-back", "none-or-all-of-few", "hidden-here-shown-there"
ROUND = "count-not-rounded"

LEAKY = [
    one("a small count", "area,children\nMill,40\nQuay,3\n", "children", SMALL),
    one("a small count that nobody declared", "area,children\nMill,40\nQuay,3\n", "", SMALL),
    one("a small count as a float", "area,n\nMill,40.0\nQuay,3.0\n", "n", SMALL),
    one("a small count in wide digits", "area,n\nMill,40\nQuay,３\n", "", SMALL),
    one("a small count with a hidden character", "area,n\nMill,40\nQuay,3\u200b\n", "", SMALL),
    one("exact counts", "area,children\nMill,41\nQuay,58\n", "children", ROUND),
    one("a total gives one back", "area,n\nMill,40\nQuay,40\nPort,*\nAll,80\n", "n", BACK),
    one("a total under another word", "area,n\nMill,40\nQuay,40\nPort,*\nTotal,80\n", "n", BACK),
    one("a total in Welsh", "ardal,n\nMelin,40\nCei,40\nPorth,*\nCyfanswm,80\n", "n", BACK),
    one("a total and a star in Unicode", "area,n\nMill,40\nQuay,40\nPort,＊\nAll,80\n", "", BACK),
    one("a total that stands first", "area,n\nAll areas,80\nMill,40\nQuay,40\nPort,*\n", "n", BACK),
    one(
        "the margin of a cross table",
        "sex,language,n\nF,English,40\nF,Other,*\nF,All,40\nM,English,50\nM,Other,30\nM,All,80\n"
        "All,English,90\nAll,Other,30\nAll,All,120\n",
        "n",
        BACK,
    ),
    one(
        "two splits of the same children",
        "group,level,n\nsex,F,40\nsex,M,40\nlanguage,English,80\nlanguage,Other,*\n",
        "n",
        BACK,
    ),
    one(
        "columns that add up",
        "area,eligible,taken,not_taken\nMill,100,60,40\nQuay,80,50,30\nPort,90,60,30\n"
        "Dock,40,40,*\n",
        "eligible taken not_taken",
        BACK,
    ),
    one(
        "a share of a hidden count", "area,n,k,pct\nMill,50,20,40\nPort,40,*,8\n", "n k", FEW, TELLS
    ),
    one("a share of a hidden base", "area,n,k,percent\nMill,50,20,40\nPort,*,*,60\n", "n k", FEW),
    one(
        "a share whose part is left out",
        "area,children,percent\nMill,200,40\nPort,200,1.5\n",
        "children",
        TELLS,
    ),
    one(
        "a share of nearly all",
        "area,children,percent\nMill,200,40\nPort,200,98.5\n",
        "children",
        TELLS,
    ),
    one(
        "a proportion between 0 and 1",
        "area,children,share\nMill,200,0.405\nPort,200,0.015\n",
        "children",
        TELLS,
    ),
    one(
        "a share with its sign",
        "area,children,take-up %\nMill,200,40.5%\nPort,200,1.5%\n",
        "children",
        TELLS,
    ),
    one(
        "all of a small group", "area,children,percent\nMill,50,40\nPort,15,100\n", "children", NONE
    ),
    one(
        "none of a small group", "area,children,percent\nMill,50,40\nPort,15,0\n", "children", NONE
    ),
    one(
        "an exact share undoes the rounding of a total",
        "area,n,k,percent\nMill,60,40,66.1\nQuay,60,30,49.2\nPort,20,*,*\nAll,140,75,52.5\n",
        "n k",
        BACK,
    ),
    one(
        "years as separate tables, one of which gives back",
        "year,area,n\n2023,Mill,40\n2023,Quay,50\n2023,All,90\n2024,Mill,40\n2024,Quay,*\n"
        "2024,All,40\n",
        "n",
        BACK,
    ),
    one(
        "a code with a name beside it",
        "lsoa21,area_name,n\nE01900001,Mill,40\nE01900002,Quay,40\nE01900003,Port,*\n,All,80\n",
        "n",
        BACK,
    ),
    one(
        "unrounded profile, exact total",
        "area,n\nMill,41\nQuay,38\nPort,*\nAll,82\n",
        "n",
        BACK,
        profile="nhs_old",
    ),
    one(
        "splits tell how few are left between a hidden count and its hidden base",
        "split,level,children,fed,percent\narea,poor,463,243,52.5\narea,middle,93,52,56\n"
        "area,rich,*,*,*\nsex,boys,300,160,53.3\nsex,girls,267,144,53.9\n",
        "children fed",
        BACK,
        profile="nhs_old",
    ),
    one("nought where nought tells", "area,n\nMill,40\nQuay,0\n", "n", SMALL, profile="acro10"),
    one("nine under a threshold of ten", "area,n\nMill,40\nQuay,9\n", "n", SMALL, profile="acro10"),
    one("not to the nearest ten", "area,n\nMill,40\nQuay,25\n", "n", ROUND, profile="dfe_cin"),
    Tables(
        "hidden in one table and shown in another",
        {
            "first": ("area,children\nMill,40\nPort,*\n", ["children"]),
            "second": ("area,children,rank\nMill,40,1\nPort,20,2\n", ["children"]),
        },
        frozenset([ELSE]),
    ),
    Tables(
        "wards give back what small areas hide",
        {
            "by_ward": ("ward,children\nNorth,80\nSouth,90\n", ["children"]),
            "by_area": (
                "ward,lsoa21,children\nNorth,E01900001,40\nNorth,E01900002,40\n"
                "North,E01900003,*\nSouth,E01900004,50\nSouth,E01900005,40\n",
                ["children"],
            ),
        },
        frozenset([BACK]),
    ),
    Tables(
        "the total of one table gives back a cell of the other",
        {
            "with_total": ("area,n\nMill,40\nQuay,40\nAll,80\n", ["n"]),
            "without": ("area,n,decile\nMill,40,1\nQuay,40,2\nPort,*,3\nAll,80,\n", ["n"]),
        },
        frozenset([BACK, ELSE]),
    ),
]
SAFE = [
    one("rounded counts", "area,children\nMill,40\nQuay,60\n", "children"),
    one("a hidden count without a total", "area,children\nMill,40\nQuay,*\n", "children"),
    one("two hidden counts under a total", "area,n\nMill,40\nQuay,*\nPort,*\nAll,80\n", "n"),
    one("rounding leaves enough open", "area,n\nA,40\nB,55\nC,60\nD,35\nE,*\nAll,195\n", "n"),
    one("a hidden total of few", "area,n\nMill,*\nQuay,*\nAll,*\n", "n"),
    one("nought", "area,n\nMill,40\nQuay,0\n", "n"),
    one("years and deciles are no counts", "year,imd_decile,n\n2023,1,40\n2024,3,60\n", "n"),
    one("ages in months", "age_months,children\n3,40\n6,60\n", "children"),
    one("a median of days", "area,children,median_days\nMill,40,3\nQuay,60,5\n", "children"),
    one(
        "odds ratios",
        "group,level,children,odds_ratio,lower,upper\nlanguage,Other,40,1.5,1.1,2.0\n",
        "children",
    ),
    one(
        "a change in points",
        "group,level,children,change,lower,upper\nsex,F,200,1.5,0.5,2.5\nsex,M,200,-1.5,-2.5,0.5\n",
        "children",
    ),
    one("large shares", "area,n,k,percent\nMill,200,80,40.5\nQuay,150,60,40.0\n", "n k"),
    one(
        "hidden share beside a hidden part",
        "area,n,k,percent\nMill,200,80,40.5\nQuay,30,*,*\n",
        "n k",
    ),
    one("all of a large group", "area,children,percent\nMill,50,40\nPort,60,100\n", "children"),
    one(
        "steps of reading a file",
        "step,rows,left_out_percent\nRows,5120,0.0\nEach once,5100,0.3\n",
        "rows",
    ),
    one(
        "two years with the same total",
        "year,area,n\n2023,Mill,40\n2023,Quay,*\n2024,Mill,40\n2024,Quay,60\n",
        "n",
    ),
    one(
        "groups of other children",
        "group,level,n\nusers,F,40\nusers,M,*\nothers,F,500\nothers,M,480\n",
        "n",
    ),
    one("places, not people", "ward,places\nMill,3\nQuay,41\n", ""),
    one("free text with a number", "area,note\nMill,3 sites\nQuay,closed\n", ""),
    one("symbols of the department", "area,n\nMill,40\nQuay,c\nPort,low\n", "n", profile="dfe_cin"),
    one("blank for not collected", "area,n\nMill,40\nQuay,\nAll,45\n", "n"),
    one("the rest is no total", "path,n\nHub,40\nHome,40\nSchool,*\nAll other paths,80\n", "n"),
    one("a total of another universe", "area,n\nMill,40\nQuay,60\nAll of England,5000\n", "n"),
    one("rates of a population", "area,children,rate\nMill,200,40.5\nQuay,150,33.3\n", "children"),
    one(
        "a cross table with enough hidden",
        "sex,language,n\nF,English,40\nF,Other,*\nF,All,45\n"
        "M,English,50\nM,Other,*\nM,All,55\nAll,English,90\nAll,Other,10\nAll,All,100\n",
        "n",
    ),
    Tables(
        "the same table twice",
        {
            "first": ("area,children\nMill,40\nPort,*\n", ["children"]),
            "second": ("area,children,rank\nMill,40,1\nPort,*,2\n", ["children"]),
        },
    ),
]

__all__ = ["LEAKY", "SAFE", "Tables", "make_safe", "one"]
