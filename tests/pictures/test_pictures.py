"""SVG made harmless, with matplotlib's and Vega's own kept whole."""

from __future__ import annotations

import io
import json

import matplotlib as mpl
import pytest

from hub import pictures
from hub.pictures import svg, vega

mpl.use("svg")

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
BAD = [
    "<script>alert(1)</script>",
    '<a xlink:href="javascript:alert(1)"><text>x</text></a>',
    "<foreignObject><body onload='alert(1)'/></foreignObject>",
    '<use xlink:href="https://evil.example.org/x.svg#a"/>',
    '<image xlink:href="https://evil.example.org/x.png"/>',
    '<image xlink:href="data:image/svg+xml;base64,PHN2Zz4="/>',
    '<rect fill="url(https://evil.example.org/x)"/>',
    '<rect style="fill:url(//evil.example.org/x);background:url(x)"/>',
    '<rect onclick="alert(1)"/>',
    "<style>@import url(https://evil.example.org/x.css)</style>",
    '<animate attributeName="href" to="javascript:alert(1)"/>',
    '<set attributeName="onload" to="alert(1)"/>',
    "<handler>x</handler>",
]


def drawing(inside: str = "", attributes: str = 'width="10" height="10"') -> bytes:
    return f"{HEAD}{attributes}>{inside}</svg>".encode()


def a_plot() -> bytes:
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(4, 3))
    axes.bar([1, 2], [3, 4], hatch="//", label="x")
    axes.imshow([[1, 2], [3, 4]])
    axes.legend()
    stream = io.BytesIO()
    figure.savefig(stream, format="svg")
    plt.close(figure)
    return stream.getvalue()


@pytest.mark.parametrize("inside", BAD)
def test_nothing_live_is_left(inside: str) -> None:
    """Scripts, handlers and other addresses are gone."""
    cleaned = svg.clean(drawing(inside), "x")

    assert cleaned is not None
    for word in (b"script", b"evil", b"onclick", b"alert", b"import", b"svg+xml", b"animate"):
        assert word not in cleaned


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not xml",
        b"<html/>",
        b"<svg/>",
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + drawing(),
        drawing(attributes=""),
        "é".encode("latin-1"),
        drawing("<g>" * 100_000),
    ],
)
def test_what_is_no_drawing_is_refused(data: bytes) -> None:
    """Anything but a drawing with a size is not shown."""
    assert svg.clean(data, "x") is None


def test_the_description_becomes_the_title() -> None:
    """The picture says what it shows, escaped, and no other title stays."""
    cleaned = svg.clean(drawing("<title>old</title>"), "Bars <of> take-up")

    assert cleaned is not None
    assert b"<title>Bars &lt;of&gt; take-up</title>" in cleaned
    assert b"old" not in cleaned
    assert b'role="img"' in cleaned


def test_matplotlib_survives() -> None:
    """Paths, hatches, clip paths and pictures of heat maps are all there."""
    data = a_plot()
    cleaned = svg.clean(data, "x")

    assert cleaned is not None
    for tag in (b"<path", b"<use", b"<clipPath", b"<pattern", b"<image"):
        assert cleaned.count(tag) == data.count(tag)


def test_two_runs_give_the_same_picture() -> None:
    """matplotlib makes up new ids in every run; the page does not show it."""
    assert svg.clean(a_plot(), "x") == svg.clean(a_plot(), "x")


def test_references_follow_their_ids() -> None:
    """Ids are numbered, and what points to them still does."""
    inside = '<defs><clipPath id="abc"/></defs><g clip-path="url(#abc)"/><use xlink:href="#abc"/>'
    cleaned = svg.clean(drawing(inside), "x")

    assert cleaned is not None
    assert b'id="i1"' in cleaned
    assert b"url(#i1)" in cleaned
    assert b'href="#i1"' in cleaned


def test_vega_lite_is_drawn() -> None:
    """A Vega-Lite file becomes a drawing."""
    spec = {
        "mark": "bar",
        "data": {"values": [{"a": "x", "b": 2}]},
        "encoding": {"x": {"field": "a"}, "y": {"field": "b", "type": "quantitative"}},
    }
    picture = pictures.of(json.dumps(spec).encode(), "vl.json", "x")

    assert picture is not None
    assert picture.suffix == ".svg"


@pytest.mark.parametrize(
    "spec",
    [
        b"[]",
        b"{",
        b'{"mark": "bar", "data": {"url": "file:///etc/hostname"}}',
        b'{"mark": {"type": "image", "url": "https://example.org/x.png"}, "data": {"values": []}}',
    ],
)
def test_vega_lite_loads_nothing(spec: bytes) -> None:
    """A file that names an address, or is none, is not drawn."""
    assert vega.draw(spec) is None


def test_a_picture_must_be_what_it_says() -> None:
    """Text with the name of a PNG is no picture."""
    assert pictures.of(b"<script>alert(1)</script>", "png", "x") is None
    assert pictures.of(b"\x89PNG\r\n\x1a\n", "png", "x") is None
    assert pictures.of(b"\xff\xd8\xff\xe0", "jpg", "x") is None


@pytest.mark.parametrize(
    "attributes",
    [
        'width="30000" height="20000" viewBox="0 0 3 2"',
        'width="900in" height="600in" viewBox="0 0 3 2"',
        'viewBox="0 0 30000 20000"',
    ],
)
def test_a_drawing_that_asks_for_too_much_room_gets_less(attributes: str) -> None:
    """A few words would else fill the memory of whoever draws it."""
    cleaned = svg.clean(drawing(attributes=attributes), "")

    assert cleaned
    assert b'width="2000" height="1333"' in svg.within(cleaned, 2000)
    assert svg.within(drawing(attributes='viewBox="0 0 nan 1"'), 2000) == b""


def test_a_chart_without_end_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends nobody but the process that draws it."""
    monkeypatch.setattr(vega, "LONGEST", 1)
    endless = {"sequence": {"start": 0, "stop": 10**9, "as": "x"}}
    encoding = {"x": {"field": "x", "type": "quantitative"}}
    chart = {"data": endless, "mark": "point", "encoding": encoding}

    assert pictures.of(json.dumps(chart).encode(), "vl.json", "") is None
