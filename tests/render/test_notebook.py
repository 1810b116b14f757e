"""Executed notebooks, hostile through and through, as safe fragments."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from PIL import Image

from hub.render import markup, notebook
from hub.render.scrub import Scrub
from tests.builders import a_chart, a_code_cell, a_run_folder, a_text_cell, displayed, printed


def _a_png() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (40, 30)).save(stream, "PNG")
    return stream.getvalue()


PNG = _a_png()
WIDGET = {
    "application/vnd.jupyter.widget-view+json": {"model_id": "x"},
    "text/plain": "IntSlider()",
}
SCRIPT = {"application/javascript": "alert(1)", "text/plain": "<IPython Javascript>"}


def show(data: dict[str, Any], metadata: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"output_type": "display_data", "data": data, "metadata": metadata or {}}


def rendered(folder: Path, *cells: Any) -> notebook.Rendered:
    found = notebook.render(a_run_folder(folder, *cells), Scrub())
    assert found is not None
    return found


def test_a_pandas_table_survives(tmp_path: Path) -> None:
    """A data frame is a table with scoped headings, and its style sheet is gone."""
    table = pd.DataFrame({"area": ["a<b"], "take_up": [61.5]})._repr_html_()
    html = rendered(tmp_path, a_code_cell("table", displayed(text_html=table))).html

    assert '<th scope="col">take_up</th>' in html
    assert "a&lt;b" in html
    assert "style" not in html


def test_a_table_of_many_rows_is_cut(tmp_path: Path) -> None:
    """Of 100,000 rows a page shows the first hundred, and says so."""
    table = "<table>" + "<tr><td>1</td></tr>" * 100_000 + "</table>"
    html = rendered(tmp_path, a_code_cell("table", displayed(text_html=table))).html

    assert "Only the first 100 of 100,000 rows are shown." in html
    assert html.count("<tr>") == 100


def test_hostile_picture_metadata_is_dropped(tmp_path: Path) -> None:
    """A width that carries a handler does not reach the page."""
    metadata = {"image/png": {"width": "1 onload=alert(1)"}}
    data = {"image/png": base64.b64encode(PNG).decode()}
    found = rendered(tmp_path, a_code_cell("plot", show(data, metadata)))
    image = next(e for e in markup.elements(found.html) if e.tag == "img")

    assert image.attributes["width"] == "40"
    assert "onload" not in found.html


def test_pictures_are_files_with_a_description(tmp_path: Path) -> None:
    """A picture is written by the hash of its content, and says where it comes from."""
    data = {"image/png": base64.b64encode(PNG).decode()}
    found = rendered(tmp_path, a_text_cell("## Where"), a_code_cell("plot", show(data)))
    image = next(e for e in markup.elements(found.html) if e.tag == "img")

    assert image.attributes["src"] == f"files/{found.pictures[0].name}"
    assert image.attributes["alt"] == "Picture put out by cell 2 of the notebook, under “Where”"


def test_a_picture_of_a_result_says_what_that_shows(tmp_path: Path) -> None:
    """A cell that names one published figure and puts out one picture puts out that figure."""
    data = {"image/png": base64.b64encode(PNG).decode()}
    cells = [
        a_code_cell('give.figure("map", figure)', printed("done"), show(data)),
        a_code_cell('give.figure("map", figure)', show(data), show(data)),
    ]
    found = notebook.render(a_run_folder(tmp_path, *cells), Scrub(), figures={"map": "A map."})
    images = [e for e in markup.elements(found.html if found else "") if e.tag == "img"]

    assert [image.attributes["alt"] for image in images] == [
        "A map.",
        "Picture put out by cell 2 of the notebook, output 1",
        "Picture put out by cell 2 of the notebook, output 2",
    ]


def test_tables_are_named_after_their_cell(tmp_path: Path) -> None:
    """In a caption and in the name of the frame, each in its own words."""
    table = displayed(text_html="<table><tr><td>1</td></tr></table>")
    html = rendered(tmp_path, a_text_cell("## Who & “where”"), a_code_cell("x", table, table)).html

    assert html.count("<caption>Table put out by cell 2 of the notebook, output ") == 2
    assert "output 2, under “Who &amp; “where””</caption>" in html


def test_svg_is_cleaned_and_shown_as_a_picture(tmp_path: Path) -> None:
    """A drawing never stands in the page itself."""
    bad = a_chart().replace(b"<rect", b"<script>alert(1)</script><rect", 1).decode()
    found = rendered(tmp_path, a_code_cell("plot", show({"image/svg+xml": bad})))

    assert "<svg" not in found.html
    assert b"script" not in found.pictures[0].data


def test_text_that_calls_itself_a_picture_is_not_shown(tmp_path: Path) -> None:
    """The bytes decide, not the name."""
    data = {"image/png": base64.b64encode(b"<script>alert(1)</script>").decode()}
    html = rendered(tmp_path, a_code_cell("plot", show(data))).html

    assert "its content is not what it says it is" in html
    assert "<img" not in html


@pytest.mark.parametrize("data", [WIDGET, SCRIPT, {"text/html": "<script>alert(1)</script>"}])
def test_live_output_is_a_sentence(tmp_path: Path, data: dict[str, Any]) -> None:
    """Widgets and scripts are named, not run."""
    html = rendered(tmp_path, a_code_cell("x", show(data))).html

    assert "Interactive output is not shown." in html
    assert "alert" not in html


@pytest.mark.parametrize("mime", ["text/markdown", "text/latex", "text/plain"])
def test_words_are_shown_as_typed(tmp_path: Path, mime: str) -> None:
    """Markdown, LaTeX and plain values are text."""
    html = rendered(tmp_path, a_code_cell("x", show({mime: "# $a$ <b> {{ 7*7 }}"}))).html

    assert "# $a$ &lt;b&gt; {{ 7*7 }}" in html


def test_unknown_kinds_are_not_shown(tmp_path: Path) -> None:
    """What is not on the list is not there."""
    html = rendered(tmp_path, a_code_cell("x", show({"application/x-evil": "boo"}))).html

    assert "boo" not in html


def test_printed_text_is_cut_with_a_note(tmp_path: Path) -> None:
    """Twenty megabytes of text become ten thousand characters and a sentence."""
    html = rendered(tmp_path, a_code_cell("x", printed("y" * 20_000_000))).html

    assert "Only the first 10,000 of 20,000,000 characters are shown." in html
    assert len(html) < 12_000


def test_many_pieces_of_text_are_one(tmp_path: Path) -> None:
    """Twenty thousand prints make one block."""
    html = rendered(tmp_path, a_code_cell("x", *[printed("a\n")] * 20_000)).html

    assert html.count("<pre") == 2


def test_many_pictures_are_left_out_with_a_note(tmp_path: Path) -> None:
    """Of two hundred figures the page shows a few."""
    data = {"image/png": base64.b64encode(PNG).decode()}
    html = rendered(tmp_path, a_code_cell("x", *[show(data)] * 200)).html

    assert html.count("<img") == notebook.MOST_OUTPUTS
    assert "160 more outputs of this cell are not shown." in html


def test_a_page_has_an_end(tmp_path: Path) -> None:
    """Many large outputs are left out once the page is full."""
    cells = [a_code_cell("x", printed("y" * 9_000)) for _ in range(100)]
    html = rendered(tmp_path, *cells).html

    assert len(html) < 450_000
    assert "the page would be too large" in html


def test_deep_nesting_does_not_hold_up_the_build(tmp_path: Path) -> None:
    """A hundred thousand elements in each other are not parsed."""
    html = rendered(tmp_path, a_code_cell("x", displayed(text_html="<div>" * 100_000))).html

    assert "nest too deeply" in html


def test_errors_are_text_without_colours_or_folders(tmp_path: Path) -> None:
    """A traceback is readable and tells nothing about the machine."""
    lines = [
        "\x1b[31mKeyError\x1b[39m",
        "File /tmp/ipykernel_12/34.py:1, in <module>",
        "KeyError: 'x'",
    ]
    error = {"output_type": "error", "ename": "KeyError", "evalue": "x", "traceback": lines}
    html = rendered(tmp_path, a_code_cell("x", error)).html

    assert "KeyError\nFile this notebook:1, in &lt;module&gt;" in html


def test_the_hubs_own_parameters_cell_is_left_out(tmp_path: Path) -> None:
    """The cell with this machine's folders is neither shown nor given away."""
    own = a_code_cell('data = "/srv/hub/work"', tags=["injected-parameters"])
    found = rendered(tmp_path, own, a_code_cell("x = 1", tags=["parameters"]))

    assert "/srv/hub" not in found.html
    assert b"/srv/hub" not in (found.download or b"")


def test_folders_of_the_machine_are_taken_out(tmp_path: Path) -> None:
    """The run's own folder is not named, in code or in output."""
    folder = a_run_folder(
        tmp_path / "run", a_code_cell(f"x = '{tmp_path}/a'", printed(f"{tmp_path}/b"))
    )
    found = notebook.render(folder, Scrub.of([tmp_path]))

    assert found is not None
    assert str(tmp_path) not in found.html
    assert str(tmp_path).encode() not in (found.download or b"")


def test_the_download_has_allowed_keys_only(tmp_path: Path) -> None:
    """No metadata, attachment or unknown key goes out."""
    folder = a_run_folder(tmp_path, {**a_text_cell("# A"), "attachments": {"x": {}}, "secret": 1})
    raw = json.loads((folder / "executed.ipynb").read_text())
    raw["metadata"] = {"papermill": {"input_path": "/home/someone/x.ipynb"}}
    (folder / "executed.ipynb").write_text(json.dumps(raw))
    found = notebook.render(folder, Scrub())
    copy = json.loads((found.download if found else None) or b"{}")

    assert set(copy["metadata"]) == {"kernelspec", "language_info"}
    assert set(copy["cells"][0]) == {"cell_type", "id", "metadata", "source"}


def test_the_download_is_a_notebook(tmp_path: Path) -> None:
    """What may be downloaded can be opened again."""
    import nbformat

    png = {"image/png": base64.b64encode(PNG).decode()}
    found = rendered(tmp_path, a_text_cell("# A"), a_code_cell("x", printed("a"), show(png)))

    nbformat.validate(nbformat.reads((found.download or b"").decode(), as_version=4))


def test_headings_carry_their_own_anchors(tmp_path: Path) -> None:
    """Two headings of one name have two anchors, below those of the page."""
    html = rendered(tmp_path, a_text_cell("# Join\n\n# Join")).html

    assert '<h3 id="nb-join">' in html
    assert '<h3 id="nb-join-2">' in html


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"cells": 1}',
        b'{"cells": [1, {"cell_type": 2}]}',
        b"[" * 10**5,
    ],
)
def test_what_cannot_be_read_is_none(tmp_path: Path, data: bytes) -> None:
    """A file that is no notebook is left out, not an error."""
    (tmp_path / "executed.ipynb").write_bytes(data)

    assert notebook.render(tmp_path, Scrub()) is None


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """A notebook that is a symbolic link is not read."""
    run = a_run_folder(tmp_path / "a", a_text_cell("# Secret"))
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "executed.ipynb").symlink_to(run / "executed.ipynb")

    assert notebook.render(tmp_path / "b", Scrub()) is None


def test_memory_addresses_are_made_the_same(tmp_path: Path) -> None:
    """Two runs of the same code give the same page."""
    first = rendered(tmp_path / "a", a_code_cell("x", printed("<Axes at 0x7f0123456789>")))
    second = rendered(tmp_path / "b", a_code_cell("x", printed("<Axes at 0x7fabcdef0000>")))

    assert first == second
