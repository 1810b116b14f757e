"""Results that stay with the locality never reach a page or a download, also not by a cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from hub.model import Number, Table
from hub.render import render
from hub.settings import Settings
from tests.builders import (
    CARD,
    a_catalogue,
    a_code_cell,
    a_recipe,
    a_record,
    a_result,
    a_run_folder,
    an_entry,
    displayed,
    printed,
    some_results,
)

LOCAL = pd.DataFrame(
    {"area": ["Harbour North", "Old Town"], "without": [71, 49], "score": [3.27, 8.5]}
)
CHILDREN = pd.DataFrame({"child_id": ["C-1", "D-22"], "note": ["seen", "not seen"]})
TABLE = LOCAL._repr_html_()


def everything(folder: Path, *cells: Any) -> dict[str, bytes]:
    """Every file that is rendered of a recipe with a local table, number and a private list."""
    declared = CARD["results"] | {
        "areas_local": {"kind": "table", "title": "Areas", "class": "local"},
        "without_place": {"kind": "number", "title": "Without a place", "class": "local"},
    }
    rows = tuple(tuple(str(cell) for cell in row) for row in LOCAL.to_numpy())
    given = some_results() | {
        "areas_local": a_result("areas_local", "areas_local.csv", Table(tuple(LOCAL), rows)),
        "without_place": a_result("without_place", "numbers.json", Number(4711.0)),
    }
    record = a_record(a_run_folder(folder / "run", *cells), results=given)
    catalogue = a_catalogue(an_entry(a_recipe(results=declared), records=[record]))
    (folder / "docs").mkdir()
    render(catalogue, Settings(), folder, folder / "build")
    files = (path for path in (folder / "build").rglob("*") if path.is_file())
    return {path.as_posix(): path.read_bytes() for path in files}


SECRETS = (b"3.27", b"4711", b"4,711", b"D-22", b"areas_local.csv")


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
def test_what_stays_is_in_no_file(cells: list[Any], tmp_path: Path) -> None:
    """Pages, data, feed and the notebook to download are searched for every value."""
    files = everything(tmp_path, *cells)

    assert len(files) > 20
    assert [path for path, data in files.items() if any(secret in data for secret in SECRETS)] == []


def test_a_sentence_takes_its_place(tmp_path: Path) -> None:
    """So that the reader knows that something was left out, and why."""
    files = everything(tmp_path, a_code_cell("other", displayed(text_html=TABLE)))

    assert any(
        b"for the locality\xe2\x80\x99s own use" in data or b"own use" in data
        for data in files.values()
    )


def test_other_outputs_are_shown(tmp_path: Path) -> None:
    """A published table with the same areas is no secret."""
    files = everything(tmp_path, a_code_cell("areas", printed("Harbour North 120 49 40.8 shown")))

    assert any(b"40.8 shown" in data for data in files.values())
