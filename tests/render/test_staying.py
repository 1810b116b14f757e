"""Results that stay with the locality never reach a page or a download, also not by a cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from hub.model import Number, Table
from hub.render import notebook, staying
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
    stays = staying.of(a_card(results=declared), record)
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
