"""Files that the Department for Education publishes become the tables that recipes read."""

from __future__ import annotations

from io import StringIO

import pytest

from early_years.published import eyfsp_benchmark
from synthetic_data.contract.eyfsp import EYFSP_BENCHMARK

HEADING = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
    "region_name,old_la_code,new_la_code,la_name,lad_code,lad_name,characteristic,"
    "characteristic_type,gender,children_number,average_elgs,elg_number,elg_percentage,"
    "comm_lang_lit_number,comm_lang_lit_percentage,gld_number,gld_percentage"
)  # of the file of 2021/22, as it is published
WHOLE = "Total,Total,Total"
LATER = (
    "time_period,geographic_level,new_la_code,la_name,breakdown_topic,breakdown,sex,"
    "children_count,gld_children_count"
)


def row(where: str = "E06999002,Hartsfold", split: str = WHOLE, **other: str) -> str:
    """A line of the file of 2021/22 for an authority; the counts are children and GLD."""
    year, level = other.get("year", "202122"), other.get("level", "Local authority")
    children, gld = other.get("counts", "1000,652").split(",")
    area = f"{year},Academic year,{level},E92000001,England,E12000001,North East,999,{where},,"
    return f"{area},{split},{children},14.000000,640,64.000000,670,67.000000,{gld},65.200000"


def published(*rows: str, heading: str = HEADING) -> StringIO:
    """A published file with these lines."""
    return StringIO("\n".join([heading, *rows]) + "\n")


def test_it_gives_the_columns_of_the_contract() -> None:
    """All of them, in its order."""
    given = eyfsp_benchmark(published(row()))

    assert list(given) == [field.name for field in EYFSP_BENCHMARK.fields]
    assert given.loc[0].tolist() == [
        "E06999002", "Hartsfold", "2021/22", True, 1000, 652, 65.2,
    ]  # fmt: skip


def test_only_authorities_as_a_whole_are_kept() -> None:
    """England, regions and districts would count children twice, and so would girls and boys."""
    given = eyfsp_benchmark(
        published(
            row(",", level="National"),
            row(",", level="Regional"),
            row(",", level="Local authority district"),
            row(split="Total,Total,Girls"),
            row(split="SEN provision,Unclassified,Total"),
            row('"E06999003","Sandhythe, County of"'),
        )
    )

    assert given["authority_name"].tolist() == ["Sandhythe, County of"]


def test_the_names_of_the_release_of_2024_25_are_known() -> None:
    """It calls nearly every column otherwise and holds several years."""
    lines = [
        f"{year},Local authority,E06999002,Hartsfold,{WHOLE},1000,{gld}"
        for year, gld in (("202324", 677), ("202425", 683))
    ]
    given = eyfsp_benchmark(published(*lines, heading=LATER))

    assert given["academic_year"].tolist() == ["2023/24", "2024/25"]
    assert given["gld_percent"].tolist() == [67.7, 68.3]


def test_years_of_the_old_profile_are_marked() -> None:
    """They cannot be compared with those since 2021/22."""
    given = eyfsp_benchmark(published(row(year="201819"), row()))

    assert given["comparable"].tolist() == [False, True]


@pytest.mark.parametrize("counts", ["c,c", "1000,c", "z,z", ","])
def test_an_authority_without_published_counts_is_left_out(counts: str) -> None:
    """Symbols stand where DfE gives no number."""
    given = eyfsp_benchmark(published(row(counts=counts), row("E06999003,Sandhythe")))

    assert given["local_authority"].tolist() == ["E06999003"]
    assert given["children"].dtype == "int64"


def test_an_authority_with_no_child_is_kept() -> None:
    """Nought of nought is nought, as in the contract's table."""
    given = eyfsp_benchmark(published(row(counts="0,0")))

    assert given.loc[0, ["children", "gld_children", "gld_percent"]].tolist() == [0, 0, 0.0]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (published(row(), heading=HEADING.replace("gld_number", "gld")), "no column gld_number"),
        (published(row(level="National")), "is it the whole file"),
        (published(row(), row()), "twice in one year: E06999002 in 202122"),
        (published(row(year="2022")), "such as 202122, not E06999002 in 2022"),
        (published(row(counts="10,11")), "more children with GLD than children"),
    ],
)
def test_another_table_is_refused_in_one_sentence(file: StringIO, said: str) -> None:
    """Which says what is wrong with it."""
    with pytest.raises(ValueError, match=said):
        eyfsp_benchmark(file)
