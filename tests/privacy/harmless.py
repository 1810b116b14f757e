"""What only looks like an identifier: files as analysts write them, with nobody in them."""
# ruff: noqa: E501 - a line for each kind of file

from __future__ import annotations

import base64
import json
import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.privacy.harmless_values import (
    a_notebook,
    a_table,
    addresses_of_machines,
    colours,
    commits,
    dois,
    floats,
    grid_references,
    hashes,
    isbns,
    lsoas,
    milliseconds,
    orcids,
    provider_numbers,
    random_numbers,
    random_numbers_in_code,
    snomed,
    timestamps,
    uuids,
    versions,
)
from tests.privacy.made import a_png

EACH = 12  # files of each kind


@dataclass(frozen=True)
class Harmless:
    """A file in which nothing should be seen, and what it is."""

    what: str
    name: str
    data: bytes


def everything() -> list[Harmless]:
    """Several hundred files, the same at each call."""
    made = []
    for number, maker in enumerate(MAKERS):
        for turn in range(EACH):
            draw = random.Random(1_000 * number + turn)
            name, text = maker(draw)
            data = text if isinstance(text, bytes) else text.encode()
            made.append(Harmless(f"{maker.__name__.strip('_')} {turn + 1}", name, data))
    return made


def charts(draw: random.Random) -> tuple[str, str]:
    points = " ".join(f"{draw.uniform(0, 500):.3f},{draw.uniform(0, 300):.3f}" for _ in range(300))
    path = "M " + " L ".join(
        f"{draw.uniform(0, 500):.6f} {draw.uniform(0, 300):.6f}" for _ in range(200)
    )
    return (
        "chart.svg",
        f'<svg xmlns="http://www.w3.org/2000/svg"><polyline points="{points}"/><path d="{path}"/><text>Take-up, 2023 to 2025</text></svg>',
    )


def large_maps(draw: random.Random) -> tuple[str, str]:
    """A map wider than a thousand points, with coordinates that read like a reserved number."""
    lines = [f"L {draw.uniform(0, 1500):.6f} {draw.uniform(0, 1500):.6f} " for _ in range(40)]
    lines[20] = (
        f"L {draw.randint(10, 900)}.999{draw.randint(100, 999)} {draw.randint(1000, 1500)}.5 "
    )
    whole = " ".join(str(draw.randint(100, 5000)) for _ in range(40))
    return (
        "map.svg",
        '<svg xmlns="http://www.w3.org/2000/svg"><path class="a" d="M 1.5 2.5 \n'
        + "\n".join(lines)
        + f'"/><path d="M {whole} 999 123 4567 {whole}"/></svg>',
    )


def pictures(draw: random.Random) -> tuple[str, bytes]:
    return "map.png", a_png(
        text=f"Software: Matplotlib version3.{draw.randint(5, 10)}.{draw.randint(0, 9)}, https://matplotlib.org/"
    )


def plotted_notebooks(draw: random.Random) -> tuple[str, str]:
    shown: dict[str, object] = {"output_type": "display_data", "metadata": {},
             "data": {"image/png": base64.b64encode(a_png()).decode(), "text/plain": f"<Figure size {draw.randint(400, 900)}x480 with 1 Axes>"}}  # fmt: skip
    return "recipe.ipynb", a_notebook(
        "import pandas as pd", "ax = rates.plot.barh()", outputs=[shown]
    )


def summary_notebooks(draw: random.Random) -> tuple[str, str]:
    lines = ["             eligible      taken_up          rate"]
    for name in ("count", "mean", "std", "min", "25%", "50%", "75%", "max"):
        lines.append(
            f"{name:5}  {draw.uniform(1, 9e5):13.6f} {draw.uniform(1, 9e5):13.6f} {draw.uniform(0, 1):13.6f}"
        )
    shown: dict[str, object] = {"output_type": "stream", "name": "stdout", "text": "\n".join(lines)}
    return "recipe.ipynb", a_notebook("table.describe()", outputs=[shown])


def matrices(draw: random.Random) -> tuple[str, str]:
    rows = (" ".join(f"{draw.randint(0, 9999)}" for _ in range(12)) for _ in range(40))
    return "notes.md", "```\n" + "\n".join(rows) + "\n```\n"


def counts_in_columns(draw: random.Random) -> tuple[str, str]:
    rows = (
        f"{draw.randint(100, 999)} {draw.randint(100, 999)} {draw.randint(1000, 9999)} {draw.randint(1, 99)}"
        for _ in range(50)
    )
    return "counts.txt", "\n".join(rows)


def money(draw: random.Random) -> tuple[str, str]:
    lines = (
        f"- Budget for 20{draw.randint(20, 29)}: £{draw.randint(10**8, 2 * 10**9):,} and {draw.randint(10**5, 10**8):,} places"
        for _ in range(20)
    )
    return "README.md", "\n".join(lines)


def cut_offs(draw: random.Random) -> tuple[str, str]:
    year = draw.randint(2017, 2024)
    code = f"""
born_from = "{year}-09-01"
born_until = "{year + 1}-08-31"
children = children[(children.date_of_birth >= "{year}-03-14") & (children.date_of_birth < "{year + 1}-03-14")]
# children born between {draw.randint(2, 27)}/0{draw.randint(2, 9)}/{year} and 31/08/{year + 1} are eligible
age = (pd.Timestamp("{year + 2}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}") - table["dob"]).dt.days / 365.25
"""
    return "helper.py", code


def dated_results(draw: random.Random) -> tuple[str, str]:
    rows = (
        (
            f"20{draw.randint(18, 25)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
            draw.randint(1, 400),
        )
        for _ in range(60)
    )
    return "results.csv", a_table("week_ending,contacts", rows)


def grouped_tables(draw: random.Random) -> tuple[str, str]:
    rows = ((sex, ethnicity, draw.choice((5, 10, 45, 120)), f"{draw.uniform(0, 100):.1f}")
            for sex in ("Female", "Male") for ethnicity in ("White British", "Pakistani", "Black African", "Mixed", "Any other"))  # fmt: skip
    return "results.csv", a_table("sex,ethnicity,children,good_level", rows)


def area_tables(draw: random.Random) -> tuple[str, str]:
    wards = (
        "Victoria",
        "Charlotte Street",
        "St James",
        "Ruby Hill",
        "Harrison Park",
        "Amber Valley",
        "Lily Bank",
    )
    rows = (
        (ward, f"20{draw.randint(20, 24)}-01-{draw.randint(2, 27):02}", draw.randint(10, 900))
        for ward in wards
    )
    return "lookups/wards.csv", a_table("name,opened,places", rows)


def data_dictionaries(draw: random.Random) -> tuple[str, str]:
    lines = ["| field | type | meaning |", "|---|---|---|", "| forename | string | First name of the child |",
             "| surname | string | Last name |", "| date_of_birth | date | Day of birth, such as 2019-03-14 |",
             f"| nhs_number | string | {draw.randint(10, 10)} digits, the last a check digit |", "| postcode | string | Home postcode |",
             "| upn | string | Unique pupil number, 13 characters |"]  # fmt: skip
    return "README.md", "\n".join(lines)


def code_that_names_columns(draw: random.Random) -> tuple[str, str]:
    code = f"""
def link(left, right):
    keys = ["forename", "surname", "date_of_birth", "postcode", "nhs_number"]
    blocks = [("surname", "date_of_birth"), ("forename", "postcode")]
    left["name"] = left["forename"].str.lower() + " " + left["surname"].str.lower()
    return left.merge(right, on=keys[:{draw.randint(2, 5)}], how="left", validate="{draw.choice(("1:1", "1:m"))}")
"""
    return "helper.py", code


def invented_people(draw: random.Random) -> tuple[str, str]:
    rows = ((f"SYN0{draw.randint(10**7, 10**8 - 1)}", f"999000{draw.randint(1000, 9999)}", f"20{draw.randint(18, 23)}-{draw.randint(2, 12):02}-{draw.randint(2, 27):02}",
             f"ZZ{draw.randint(1, 98)} {draw.randint(1, 9)}AB", draw.choice("MF")) for _ in range(30))  # fmt: skip
    return "example.csv", a_table("child_id,nhs_number,date_of_birth,postcode,sex", rows)


def reserved_contacts(draw: random.Random) -> tuple[str, str]:
    return "README.md", (f"Write to team{draw.randint(1, 99)}@sandhythe.example.org or ring 07700 900{draw.randint(100, 999)}, "
                         f"020 7946 0{draw.randint(100, 999)} or the help line 0300 123 {draw.randint(1000, 9999)}. "
                         "Clone it with git@github.com:a-council/early-years.git.")  # fmt: skip


def matrix_products(draw: random.Random) -> tuple[str, str]:
    return (
        "helper.py",
        f"weights = X.T @ y\nfit = X@beta.values\nz = left@right.T\n\n\n@pytest.mark.slow\ndef f():\n    return A@B.sum({draw.randint(0, 1)})\n",
    )


def formulas(draw: random.Random) -> tuple[str, str]:
    return "README.md", ("$$\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix} \\\\ \\hline x_{" + str(draw.randint(1, 9)) + "} "
                         "\\\\alpha\\beta$$ and \\(\\hat{p} \\pm 1.96 \\sqrt{\\hat{p}(1-\\hat{p})/n}\\)")  # fmt: skip


def ordinary_paths(draw: random.Random) -> tuple[str, str]:
    return "helper.py", (f'root = Path("/home/jovyan/work/{draw.randint(1, 9)}")\nother = r"C:\\Users\\Public\\Documents"\n'
                         'mine = Path.home() / "data"\nurl = "https://www.gov.uk/government/statistics/early-years-2024"\n'
                         'name = "C:/Users/<your name>/Documents"\n')  # fmt: skip


def addresses_of_pages(draw: random.Random) -> tuple[str, str]:
    lines = (
        f"https://assets.publishing.service.gov.uk/media/{draw.randbytes(12).hex()}/table_{draw.randint(1, 99)}.ods?x={draw.randint(100, 999999)}"
        for _ in range(15)
    )
    return "README.md", "\n".join(lines)


def placeholders(draw: random.Random) -> tuple[str, str]:
    return "helper.py", ('password = os.environ["DB_PASSWORD"]\ntoken = getpass.getpass("Token: ")\napi_key = "<your key here>"\n'
                         f'secret = dbutils.secrets.get("scope", "key{draw.randint(1, 9)}")\npassword = "changeme"\n'
                         'url = f"postgresql://{user}:{password}@{host}/db"\n')  # fmt: skip


def codes_like_telephones(draw: random.Random) -> tuple[str, str]:
    rows = ((f"0{draw.randint(1, 9)}-{draw.randint(1000, 9999)}-{draw.randint(100, 999)}", f"{draw.randint(10, 99)}/{draw.randint(10000, 99999)}/{draw.randint(1, 99)}",
             f"{draw.randint(0, 99999999):08}") for _ in range(40))  # fmt: skip
    return "lookups/orders.csv", a_table("order,reference,batch", rows)


def seeds(draw: random.Random) -> tuple[str, str]:
    return "recipe.ipynb", a_notebook(
        f"rng = np.random.default_rng({draw.randint(10**9, 10**10 - 1)})",
        f"seed = {draw.randint(10**9, 10**10 - 1)}",
    )


def years_and_ages(draw: random.Random) -> tuple[str, str]:
    lines = (f"In 20{draw.randint(18, 24)}/{draw.randint(19, 25)}, {draw.randint(100, 9999):,} of {draw.randint(10000, 99999):,} children aged {draw.randint(0, 5)} "
             f"({draw.uniform(1, 99):.1f}%, 95% interval {draw.uniform(1, 50):.1f} to {draw.uniform(50, 99):.1f}) were seen by {draw.randint(2, 28)} March." for _ in range(20))  # fmt: skip
    return "README.md", "\n".join(lines)


def authors(draw: random.Random) -> tuple[str, str]:
    return "README.md", (f"# Take-up\n\nAuthor: Emily Jones, 12 March 2024\nUpdated by Oliver Smith on 14/0{draw.randint(1, 9)}/2025\n"
                         "Reviewed by Sarah Brown 2025-04-02\n\nSmith, James and Evans, Rachel (2021) Early years. Published 12 May 2021.\n")  # fmt: skip


def short_codes(draw: random.Random) -> tuple[str, str]:
    lines = (f"Room {draw.choice('BCDEGHKLMNPRSTW')}{draw.randint(1, 20)}, {draw.choice(('1st', '2nd', '3rd', '4th', '9th'))} floor; "
             f"M{draw.randint(1, 3)} 8GB; rows B{draw.randint(1, 9)} to D{draw.randint(10, 99)}; Q{draw.randint(1, 4)} 2025; A{draw.randint(1, 99)} paper" for _ in range(20))  # fmt: skip
    return "notes.md", "\n".join(lines)


def widgets(draw: random.Random) -> tuple[str, str]:
    state = {
        draw.randbytes(16).hex(): {
            "model_name": "LayoutModel",
            "state": {"_view_count": None, "width": f"{draw.randint(1, 99)}%"},
        }
        for _ in range(20)
    }
    book = json.loads(a_notebook("widget"))
    book["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": state}}
    return "recipe.ipynb", json.dumps(book)


def map_shapes(draw: random.Random) -> tuple[str, str]:
    points = [[draw.uniform(-5, 1), draw.uniform(50, 58)] for _ in range(120)]
    return "lookups/areas.json", json.dumps({"type": "Feature", "properties": {"name": "Mill Lane", "code": f"E0190{draw.randint(1000, 9999)}"},
                                            "geometry": {"type": "Polygon", "coordinates": [points]}})  # fmt: skip


MAKERS: tuple[Callable[[random.Random], tuple[str, str | bytes]], ...] = (
    timestamps, milliseconds, random_numbers, random_numbers_in_code, hashes, commits, uuids, isbns, dois, orcids,
    lsoas, snomed, provider_numbers, floats, versions, addresses_of_machines, grid_references, colours, charts,
    pictures, plotted_notebooks, summary_notebooks, matrices, counts_in_columns, money, cut_offs, dated_results,
    grouped_tables, area_tables, data_dictionaries, code_that_names_columns, invented_people, reserved_contacts,
    matrix_products, formulas, ordinary_paths, addresses_of_pages, placeholders, codes_like_telephones, seeds,
    years_and_ages, authors, short_codes, widgets, map_shapes, large_maps,
)  # fmt: skip
