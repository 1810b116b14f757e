"""Results that stay with the locality never reach a page or a download, also not by a cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from hub.disclosure import staying
from hub.model import Number, Table
from hub.render import notebook
from hub.render.scrub import Scrub
from tests.builders import (
    CARD,
    a_card,
    a_code_cell,
    a_record,
    a_result,
    a_run_folder,
    displayed,
    printed,
    some_results,
)

LOCAL = pd.DataFrame(
    {"area": ["Harbour North", "Old Town"], "without": [71, 49], "score": [3.27, 8.5]}
)
CHILDREN = pd.DataFrame({"child_id": ["C-1", "D-22"], "note": ["seen", "not seen"]})
TABLE = LOCAL._repr_html_()


def everything(folder: Path, *cells: Any) -> bytes:
    """The notebook as a page shows it, and the copy of it that may be downloaded."""
    declared = CARD["results"] | {
        "areas_local": {"kind": "table", "title": "Areas", "class": "local"},
        "without_place": {"kind": "number", "title": "Without a place", "class": "local"},
    }
    rows = tuple(tuple(str(cell) for cell in row) for row in LOCAL.to_numpy())
    private = Table(tuple(CHILDREN), tuple(tuple(row) for row in CHILDREN.to_numpy()))
    given = some_results() | {
        "areas_local": a_result("areas_local", "areas_local.csv", Table(tuple(LOCAL), rows)),
        "without_place": a_result("without_place", "numbers.json", Number(4711.0)),
        "child_list": a_result("child_list", "child_list.csv", private),
    }
    record = a_record(a_run_folder(folder / "run", *cells), results=given)
    stays = staying.of(a_card(results=declared), record.results)
    found = notebook.render(record.execution.folder, Scrub(), stays)
    assert found is not None
    assert found.download
    return found.html.encode() + found.download


SECRETS = (b"3.27", b"4711", b"4,711", b"D-22")


@pytest.mark.parametrize(
    "cells",
    [
        [a_code_cell('give.table("areas_local", local)\nlocal', displayed(text_html=TABLE))],
        [
            a_code_cell('give.table("areas_local", local)'),
            a_code_cell("local", displayed(text_html=TABLE)),
        ],
        [a_code_cell("other", displayed(text_html=TABLE))],
        [a_code_cell("print(other)", printed(LOCAL.to_string()))],
        [a_code_cell("other", displayed(text_plain=LOCAL.to_string()))],
        [a_code_cell("print(f'{gone:,}')", printed("Without a place: 4,711 children"))],
        [a_code_cell("print(children)", printed(CHILDREN.to_string()))],
        [a_code_cell("raise ValueError(row)", printed("ValueError: Harbour North 71 3.27"))],
    ],
    ids=["given", "shown later", "html", "printed", "text", "number", "children", "error"],
)
def test_what_stays_is_in_neither(cells: list[Any], tmp_path: Path) -> None:
    """Page and download are searched for every value."""
    shown = everything(tmp_path, *cells)

    assert not [secret for secret in SECRETS if secret in shown]
    assert staying.KEPT_BACK.encode() in shown


def test_other_outputs_are_shown(tmp_path: Path) -> None:
    """A published table with the same areas is no secret."""
    shown = everything(tmp_path, a_code_cell("areas", printed("Harbour North 120 49 40.8")))

    assert b"Harbour North 120 49 40.8" in shown
    assert staying.KEPT_BACK.encode() not in shown


def stays(**results: Any) -> staying.Staying:
    """What stays of a recipe that gives these beside its numbers."""
    declared = CARD["results"] | {
        name: {"kind": "table", "title": "T", "class": "local"} for name in results
    }
    given = {name: a_result(name, f"{name}.csv", table) for name, table in results.items()}
    return staying.of(a_card(results=declared), some_results() | given)


def test_a_sentence_keeps_its_words_without_the_values() -> None:
    """So that a failure can still be told."""
    local = stays(local=Table(("setting", "grade", "score"), (("Elm House", "weak", "3.2718"),)))

    said = local.without("ValueError: Elm House is weak at 3.2718, not in 2 of 605")

    assert said == "ValueError: [kept back] is [kept back] at [kept back], not in 2 of 605"


@pytest.mark.parametrize("text", ["the list has Elm House in it", "elm house"])
def test_a_list_of_names_without_numbers_is_told_too(text: str) -> None:
    """A local table may hold nothing but names."""
    assert stays(local=Table(("setting",), (("Elm House",),))).appears_in(text)


def test_a_word_counts_whole() -> None:
    """An error keeps its name when a table says "error" somewhere."""
    local = stays(local=Table(("setting", "said"), (("Elm House", "error"),)))

    assert local.without("ValueError: no such file") == "ValueError: no such file"


@pytest.mark.parametrize(
    ("cell", "draws"),
    [
        ('fig.savefig(f"{results}/local.png")', "fig.axes[0].set_title('x')"),
        ('give.figure("local", fig, alt="…")', "fig = draw(table)"),
        ('Path(results, "local.svg").write_text(svg)', "SVG(svg)"),
        ('for name, one in {"local": fig, "shown": two}.items():\n    save(name, one)', "fig"),
        ('%matplotlib inline\nsave([("local", fig)])', "%matplotlib inline\nfig.show()"),
    ],
)
def test_a_picture_by_a_variable_that_stays_is_doubtful(cell: str, draws: str) -> None:
    """Nobody can read in a picture whose values it shows."""
    local = stays(local=Table(("a",), (("b",),)))
    found = local.variables([cell, draws])

    assert local.concerns(cell, found)
    assert local.may_draw(draws, found)
    assert not local.may_draw("two.plot()", found)
