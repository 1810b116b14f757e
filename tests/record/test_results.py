"""Results are read back from plain files, strictly, and held against what was planted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.contribution import Expectation, RecipeCard
from hub.model import Figure, Number, ResultFile, Table
from hub.record.recovery import recoveries
from hub.record.results import read_back
from hub.settings import Limits
from synthetic_data.store import TruthValue
from tests.contributions import collected, write_recipe

GOOD = {
    "numbers.json": '{"deprived": {"value": 3, "lower": 2.5, "upper": 4, "n": 10}}',
    "by_decile.csv": "imd_decile,areas\n1,10\n2,*\n",
    "chart.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
}


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> RecipeCard:
    """The card of the good recipe."""
    project = tmp_path_factory.mktemp("project")
    write_recipe(project)
    found = collected(project).recipes[0].card.value
    assert found
    return found


def _write(folder: Path, **changes: str | None) -> Path:
    for name, text in {**GOOD, **{k.replace("__", "."): v for k, v in changes.items()}}.items():
        if text is not None:
            (folder / name).write_text(text)
    return folder


def test_each_kind_is_read(card: RecipeCard, tmp_path: Path) -> None:
    """A number with its interval, a table as text, a figure with its words."""
    read = read_back(card, _write(tmp_path), Limits())

    assert read.spoiled == ()
    assert read.undeclared == ()
    assert read.results["deprived"].content == Number(3, 2.5, 4, 10)
    assert read.results["by_decile"].content == Table(
        ("imd_decile", "areas"), (("1", "10"), ("2", "*"))
    )
    assert read.results["chart"].content == Figure("svg", "A line that rises.")


def test_words_from_the_run_replace_those_of_the_card(card: RecipeCard, tmp_path: Path) -> None:
    """They can speak of the run's own numbers."""
    read = read_back(card, _write(tmp_path, chart__alt__txt="Ten\n areas."), Limits())

    assert read.results["chart"].content == Figure("svg", "Ten areas.")


@pytest.mark.parametrize(
    ("numbers", "says"),
    [
        (None, "is not in results/numbers.json"),
        ("{}", "is not in results/numbers.json"),
        ("", "not readable as JSON"),
        ("[1]", "holds no names"),
        ('{"deprived": "3"}', "is not a number"),
        ('{"deprived": true}', "is not a number"),
        ('{"deprived": null}', "is not a number"),
        ('{"deprived": NaN}', "NaN, which JSON does not know"),
        ('{"deprived": 1e999}', "is not a number"),
        ('{"deprived": {"lower": 1}}', "has no value"),
        ('{"deprived": {"value": 1, "p": 2}}', 'has a part "p"'),
        ('{"deprived": {"value": 1, "n": 2.5}}', "the n of"),
        ('{"deprived": {"value": 1, "lower": 3, "upper": 2}}', "upside down"),
        ("[" * 100_000, "too deeply"),
    ],
)
def test_a_spoiled_number_is_one_sentence(
    numbers: str | None, says: str, card: RecipeCard, tmp_path: Path
) -> None:
    """The other results are read all the same."""
    read = read_back(card, _write(tmp_path, numbers__json=numbers), Limits())

    assert [one.result for one in read.spoiled] == ["deprived"]
    assert says in read.spoiled[0].problem
    assert set(read.results) == {"by_decile", "chart"}


@pytest.mark.parametrize("written", ['"*"', '{"value": "*"}'])
def test_a_number_may_be_kept_back(written: str, card: RecipeCard, tmp_path: Path) -> None:
    """It rests on too few children, and is there all the same."""
    numbers = f'{{"deprived": {written}}}'

    read = read_back(card, _write(tmp_path, numbers__json=numbers), Limits())

    assert read.results["deprived"].content == Number(None)
    assert read.spoiled == ()


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (None, "was not written"),
        ("", "a column without a name"),
        ("imd_decile,areas,\n1,2,3\n", "a column without a name"),
        ("areas,areas\n1,2\n", "two columns of one name"),
        ("imd_decile,areas\n1\n", "different lengths"),
        ("imd_decile,count\n1,2\n", 'no column "areas"'),
        ("imd_decile,areas\n1,2.5\n", "holds what is no count"),
        ("imd_decile,areas\n1,-3\n", "holds what is no count"),
        ('imd_decile,areas\n1,"2\n', "not a table"),
        ("imd_decile,areas\n" + "1,2\n" * 11, "the most is 10"),
    ],
)
def test_a_spoiled_table_is_one_sentence(
    table: str | None, says: str, card: RecipeCard, tmp_path: Path
) -> None:
    """With what to do."""
    read = read_back(card, _write(tmp_path, by_decile__csv=table), Limits(table_rows=10))

    assert says in read.spoiled[0].problem
    assert read.spoiled[0].do
    assert read.spoiled[0].missing == (table is None)


@pytest.mark.parametrize(
    "figure",
    [
        "<html/>",
        "<svg",
        "",
        '<!DOCTYPE x [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
    ],
)
def test_a_figure_that_is_no_picture_is_spoiled(
    figure: str, card: RecipeCard, tmp_path: Path
) -> None:
    """A page as a figure, a broken file, one that unfolds."""
    read = read_back(card, _write(tmp_path, chart__svg=figure), Limits())

    assert "not a picture that can be shown" in read.spoiled[0].problem


def test_what_nobody_declared_is_named(card: RecipeCard, tmp_path: Path) -> None:
    """Files and numbers alike."""
    _write(tmp_path, extra__csv="a\n1\n", numbers__json='{"deprived": 1, "other": 2}')

    assert read_back(card, tmp_path, Limits()).undeclared == ("extra.csv", "other")


# Held against expectations ---------------------------------------------------------------------


def _result(number: Number) -> dict[str, ResultFile]:
    return {"rate": ResultFile("rate", "numbers.json", "", number)}


def _met(expectation: Expectation, number: Number, truth: float = 5.0) -> bool:
    truths = {"true_rate": TruthValue(truth, "the rate that was planted")}
    return recoveries({"rate": expectation}, _result(number), truths)[0].met


interval = st.floats(-1e6, 1e6).flatmap(
    lambda lower: st.tuples(st.just(lower), st.floats(lower, 1e6 + 1))
)


@given(interval, st.floats(-1e6, 1e6))
def test_a_truth_is_recovered_exactly_when_the_interval_holds_it(
    ends: tuple[float, float], truth: float
) -> None:
    """No more and no less."""
    lower, upper = ends
    expectation = Expectation(truth="true_rate", within="interval")

    met = _met(expectation, Number((lower + upper) / 2, lower, upper), truth)

    assert met == (lower <= truth <= upper)


@given(st.floats(-1e6, 1e6), st.floats(0, 1e3), st.floats(-1e6, 1e6))
def test_a_value_is_met_when_it_is_near_enough(value: float, tolerance: float, got: float) -> None:
    """Near enough is what expected.yml says."""
    met = _met(Expectation(value=value, tolerance=tolerance), Number(got))

    assert met == (abs(got - value) <= tolerance + 1e-9)


@pytest.mark.parametrize(("got", "near"), [(2080.0, True), (1920.0, True), (2081.0, False)])
def test_a_count_may_be_held_near_in_per_cent(got: float, near: bool) -> None:
    """The same promise holds on data of any size."""
    assert _met(Expectation(truth="true_rate", tolerance_percent=4), Number(got), 2000.0) == near


def test_a_number_without_an_interval_recovers_nothing_within_it() -> None:
    """An interval that is not there cannot hold the truth."""
    assert not _met(Expectation(truth="true_rate", within="interval"), Number(5.0))


def test_a_truth_that_was_never_planted_is_not_recovered() -> None:
    """A wrong name must not pass."""
    found = recoveries(
        {"rate": Expectation(truth="nothing", tolerance=9)}, _result(Number(1.0)), {}
    )[0]

    assert not found.met
    assert found.expected is None


def test_rows_are_counted(tmp_path: Path) -> None:
    """A table may promise how many rows it has."""
    table = {"t": ResultFile("t", "t.csv", "", Table(("a",), (("1",), ("2",))))}

    met = [recoveries({"t": Expectation(rows=n)}, table, {})[0].met for n in (2, 3)]

    assert met == [True, False]
    assert json.dumps(met)
