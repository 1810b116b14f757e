"""The columns that a notebook asks of its tables, and not those that it makes itself."""

from __future__ import annotations

import json
from pathlib import Path

from hub.intake import bring
from tests.contributions import as_notebook, collected
from tests.intake.corpus import FENNMARSH

SCRIPT = """
# %%
import pandas as pd
df = pd.read_csv(r"C:\\\\data\\\\hv contacts.csv")
# %%
df["contact_date"] = pd.to_datetime(df["contact_date"])
df["late"] = df["age_days"] > 900
kept = df[df["contact_type"] == "2-2.5 year review"]
# %%
table = kept.groupby("ward_of_review").agg(reviewed=("contact_id", "nunique")).reset_index()
table["odd_share"] = table["reviewed"] / table["late"]
table.sort_values("odd_share")
"""


def test_what_the_notebook_makes_itself_is_not_missed(tmp_path: Path) -> None:
    """Neither methods, nor values of a condition, nor columns that it sets."""
    source = tmp_path / "Reviews at 2½ years.ipynb"
    source.write_text(json.dumps(as_notebook(SCRIPT)))

    made = bring(source, tmp_path / "recipes", FENNMARSH)

    said = " ".join(made.decide)
    for word in ("groupby", "reset_index", "2-2.5 year review", "odd_share", "reviewed,", "late,"):
        assert word not in said
    assert "ward_of_review" in said
    assert made.folder.name == "reviews-at-2-years"


CHOSEN = """
# %%
import pandas as pd
WANTED = ["Term", "Funded_Hours"]
heads = pd.read_csv("headcount.csv", usecols=WANTED)
births = pd.read_csv("births.csv", usecols=lambda name: name != "Notes")
both = heads.merge(births, left_index=True, right_index=True)
both[["Birthweight", "Term"]].mean()
"""


def test_columns_that_a_read_chooses_are_all_that_is_declared(tmp_path: Path) -> None:
    """Neither the key of the table, nor what is asked of it once it is joined."""
    source = tmp_path / "hours.ipynb"
    source.write_text(json.dumps(as_notebook(CHOSEN)))

    bring(source, tmp_path / "recipes", FENNMARSH)

    card = collected(tmp_path).recipes[0].card.value
    assert card is not None
    assert card.inputs["early_education"].fields == ["term", "funded_hours"]
    assert card.inputs["birth"].fields == ["child_id", "birthweight_g"]


JOINED = """
# %% [markdown]
# # Good level of development by deprivation
# %%
import pandas as pd
from pathlib import Path
OUT = Path("outputs")
OUT.mkdir(exist_ok=True)
HERE = Path(__file__).parent / "in" if "__file__" in globals() else Path("in")
# %%
pupils = pd.read_csv(HERE / "EYFSP pupils.csv")
areas = pd.read_excel(HERE / "IMD2019.xlsx", usecols=["LSOA21CD", "IMD_Decile"])
pupils.shape, list(pupils.columns)
# %%
visits = pd.read_sql("SELECT contact_id, contact_date FROM hv.contacts WHERE kept = 1", con)
# %%
FROM_YEAR = "2024/25"
AT_LEAST = 10
both = pupils[pupils["AcademicYear"] >= FROM_YEAR]
both = both.merge(areas, on="LSOA21CD", how="left")
by = both.groupby("IMD_Decile").agg(pupils=("UPN", "nunique"), GLD=("GLD", "sum")).reset_index()
sizes = both.groupby("IMD_Decile").size().reset_index(name="n_here").sort_values("n_here")
by = by[by["pupils"] >= AT_LEAST]
by.plot.bar(x="IMD_Decile", y="GLD").figure.savefig(OUT / "gld.png")
by.to_excel(OUT / "gld.xlsx")
"""


def test_joined_tables_are_asked_each_for_its_own_columns(tmp_path: Path) -> None:
    """A column of one is not missing in the other; sums, joins and queries name columns too."""
    source = tmp_path / "gld.ipynb"
    source.write_text(json.dumps(as_notebook(JOINED)))

    made = bring(source, tmp_path / "recipes", FENNMARSH)

    card = collected(tmp_path).recipes[0].card.value
    assert card is not None
    assert {"upn", "gld", "lsoa21", "academic_year"} <= set(card.inputs["eyfsp_result"].fields)
    assert card.inputs["area"].fields == ["lsoa21", "imd_decile"]
    assert "contact_date" in card.inputs["health_visiting_contact"].fields
    assert not [one for one in made.decide if "nothing like" in one]


def test_constants_anywhere_and_two_results_of_one_name(tmp_path: Path) -> None:
    """A year is no path, a late constant moves too, and a table beside its picture is kept."""
    source = tmp_path / "gld.ipynb"
    source.write_text(json.dumps(as_notebook(JOINED)))

    made = bring(source, tmp_path / "recipes", FENNMARSH)

    card = collected(tmp_path).recipes[0].card.value
    code = (made.folder / "recipe.ipynb").read_text("utf-8")
    assert card is not None
    assert set(card.parameters) == {"from_year", "at_least"}
    assert {name: one.kind for name, one in card.results.items()} == {
        "gld": "figure",
        "gld_table": "table",
    }
    assert "OUT =" not in code
    assert "HERE =" not in code


IN_TURN = """
# %%
import glob
import pandas as pd
def load(path, sep=","):
    table = pd.read_csv(path, sep=sep, low_memory=False)
    return table
# %%
born = load("C:/data/births 2023.csv")
heads = pd.concat([pd.read_csv(f) for f in glob.glob("S:/EY/headcount/*.csv")])
book = pd.ExcelFile(r"S:\\\\EY\\\\EYFSP 2024.xlsx")
pupils = book.parse("Pupils", skiprows=3)
for part in pd.read_csv("area.csv", chunksize=1000):
    part["imd_decile"]
weights = pd.read_csv("births.csv", index_col="child_id", usecols=["child_id", "birthweight_g"])
born["DOB"].min(), heads["term"], pupils["gld"].mean()
with open("C:/data/notes.csv") as notes:
    notes.read()
"""


def test_files_are_found_however_they_are_read(tmp_path: Path) -> None:
    """By a function of one's own, one after the other, by sheet, in parts, with an index."""
    source = tmp_path / "read.ipynb"
    source.write_text(json.dumps(as_notebook(IN_TURN)))

    made = bring(source, tmp_path / "recipes", FENNMARSH)

    cells = json.loads((made.folder / "recipe.ipynb").read_text("utf-8"))["cells"]
    code = "\n".join("".join(one["source"]) for one in cells)
    for part in (
        "table = pd.read_parquet(path)",
        "born = load(f\"{data}/birth.parquet\").rename(columns={'date_of_birth': 'DOB'})",
        '[pd.read_parquet(f"{data}/early_education.parquet") for f in ["all.csv"]]',
        'pupils = pd.read_parquet(f"{data}/eyfsp_result.parquet")',
        'in [pd.read_parquet(f"{data}/area.parquet")]:',
        "birth.parquet\").set_index('child_id')",
    ):
        assert part in code
    assert "S:" not in code
    said = " ".join(made.decide)
    assert "read in turn" in said
    assert "opens a file by itself" in said


CENSUS = """
# %%
import pandas as pd
import requests
url = "https://api.example.org/ward"
wards = requests.get(url).json()
ChildIdentifiers = pd.read_csv("/workspaces/cin/FakeChildIdentifiers.csv")
CINdetails = pd.read_csv("/workspaces/cin/FakeCINdetails.csv")
both = CINdetails.merge(ChildIdentifiers, on="LAchildID", how="left")
both[["LAchildID", "PersonBirthDate", "CINreferralDate", "CINclosureDate"]]
published = pd.read_excel("ofsted overview.xlsx", usecols=["la_code", "outcome_grade"])
open_at("/workspaces/cin/more")
"""


def test_names_of_a_national_return_are_known(tmp_path: Path) -> None:
    """Each of two joined files is a table of its own; a file whose columns fit nothing is none."""
    source = tmp_path / "cin.ipynb"
    source.write_text(json.dumps(as_notebook(CENSUS)))

    made = bring(source, tmp_path / "recipes", FENNMARSH)

    card = collected(tmp_path).recipes[0].card.value
    assert card is not None
    assert {"la_child_id", "date_of_birth"} <= set(card.inputs["cin_child"].fields)
    assert {"referral_date", "closure_date"} <= set(card.inputs["cin_details"].fields)
    said = "\n".join(made.decide)
    assert "ofsted overview.xlsx (cell 1): no table" in said
    assert "get(…) reads from the internet" in said
    assert "names a place on one computer" in said
    assert "nothing like" not in said
