"""Databases of a brought notebook: connections go, passwords never stay, queries become tables."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from hub.intake import Brought, bring
from tests.intake.corpus import FENNMARSH, ipynb


def _brought(folder: Path, *cells: str) -> tuple[Brought, str, dict[str, object]]:
    """What import made of these cells: the report, the code and the card."""
    source = folder / "from a desk.ipynb"
    source.write_text(ipynb(*cells))
    made = bring(source, folder / "recipes", FENNMARSH)
    notebook = json.loads((made.folder / "recipe.ipynb").read_text())
    code = "\n".join("".join(cell["source"]) for cell in notebook["cells"])
    return made, code, yaml.safe_load((made.folder / "recipe.yml").read_text())


LOGIN = """import pyodbc
import pandas as pd
SERVER = 'esc-sql-04,1433'
DATABASE = 'ChildHealth'
USERNAME = 'reader'
PASSWORD = 'Qx7-harbour-91'
parts = f'SERVER={SERVER};DATABASE={DATABASE};UID={USERNAME};PWD={PASSWORD}'
conn = pyodbc.connect(parts)
cursor = conn.cursor()"""
JOINED = """births = pd.read_sql('''select b.child_id, b.birthweight
from dbo.birth b join dbo.area a on a.lsoa21 = b.lsoa21
where b.birthweight < 2500''', conn)
conn.close()
births['birthweight'].mean()"""


def test_a_connection_goes_with_all_that_fed_it(tmp_path: Path) -> None:
    """Server, user and password are neither parameters nor code; the package is not asked for."""
    made, code, card = _brought(tmp_path, LOGIN, JOINED)

    everything = "\n".join(path.read_text() for path in made.folder.iterdir())
    for word in ("Qx7-harbour", "esc-sql-04", "'reader'", "pyodbc", "conn"):
        assert word not in everything.replace("connection", "")
    assert "parameters" not in card
    assert 'pd.read_parquet(f"{data}/birth.parquet")' in code
    assert any("connection to a database" in one for one in made.done)


def test_the_words_of_a_query_are_kept_as_a_comment(tmp_path: Path) -> None:
    """What it chose and joined is the author's to say in pandas, and the report says so."""
    made, code, _ = _brought(tmp_path, LOGIN, JOINED)

    assert "# The query was:" in code
    assert "# where b.birthweight < 2500" in code
    assert any("as a comment" in one for one in made.decide)


def test_a_question_to_a_database_that_is_left_is_said(tmp_path: Path) -> None:
    """A loop over tables has none of the contract; the password goes all the same."""
    loop = "for name in ['a', 'b']:\n    sql = f'select * from {name}'\n    pd.read_sql(sql, conn)"

    made, code, _ = _brought(tmp_path, LOGIN, loop)

    assert "Qx7-harbour" not in code
    assert any(one.startswith("cell 2: asks a database") for one in made.decide)


def test_what_must_go_first_is_said_first(tmp_path: Path) -> None:
    """By its kind and its cell, and never itself."""
    made, _, card = _brought(
        tmp_path, "import smtplib\nTOKEN = 'ghp_0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R'\nprint(TOKEN)"
    )

    assert "could be a password or key" in made.decide[0]
    assert "ghp_" not in " ".join(made.decide)
    assert "parameters" not in card


def test_installing_without_a_sign_is_taken_out(tmp_path: Path) -> None:
    """As Jupyter takes it: a cell of the words pip install."""
    made, code, _ = _brought(tmp_path, "pip install openpyxl", "x = 1\nx")

    assert "pip install" not in code
    assert not any("cannot read" in one for one in made.decide)


def test_names_of_one_sentence_all_change(tmp_path: Path) -> None:
    """Two constants in one f-string, and one that a query of pandas asks for."""
    _, code, card = _brought(
        tmp_path,
        "import pandas as pd\nYEAR = 2024\nAREA = 'Mill Lane'\nLIMIT = 5\nlimit = [1]",
        "df = pd.read_csv('births.csv')\nprint(f'{AREA} in {YEAR}, {{AREA}}')\n"
        "df.query('birthweight > @LIMIT')\nlen(limit)",
    )

    assert set(card["parameters"]) >= {"year", "area"}  # type: ignore[call-overload]
    assert "f'{area} in {year}, {{AREA}}'" in code
    assert "@limit_given" in code
    assert "len(limit)" in code


def test_published_totals_are_not_taken_for_records(tmp_path: Path) -> None:
    """Tables of the national statistics hold counts, and no child."""
    made, _, card = _brought(
        tmp_path,
        "import pandas as pd\ngld = pd.read_csv('eyfsp_la_2024.csv')\n"
        "gld = gld[gld['geographic_level'] == 'Local authority']\n"
        "gld[['time_period', 'new_la_code', 'gld_percent']]",
    )

    assert "eyfsp_result" not in card["inputs"]  # type: ignore[operator]
    assert any("published totals" in one for one in made.decide)


def test_one_column_in_common_makes_no_table(tmp_path: Path) -> None:
    """A file of another field that happens to hold ages is not guessed at."""
    made, _, _ = _brought(
        tmp_path, "import pandas as pd\ndf = pd.read_csv('no_shows.zip')\n"
        "df[['Age', 'Diabetes', 'Alcoholism', 'Handcap']].sum()"
    )  # fmt: skip

    assert any("no table of the contract is like it" in one for one in made.decide)


def test_a_new_locality_gets_its_card(tmp_path: Path) -> None:
    """So that the draft can run at once on the data of a place that is like it."""
    made, _, _ = _brought(tmp_path, "x = 1\nx")

    card = yaml.safe_load((made.folder.parent / "locality.yml").read_text())
    assert card["stands_in"] == "sandhythe"
    assert any("locality.yml" in one for one in made.decide)
