"""HTML read as a browser reads it."""

from __future__ import annotations

from hub.render import clean, markup

TABLE = (
    "<table><thead><tr><th></th><th>area</th></tr></thead>"
    "<tbody><tr><th>0</th><td>a</td></tr><tr><th>1</th><td>b</td></tr></tbody></table>"
)


def improved(html: str, rows: int = 100) -> str:
    return clean.notebook(markup.improve_tables(html, rows))


def test_headings_get_their_scope() -> None:
    """Column headings and row headings are told apart, and an empty heading is none."""
    html = improved(TABLE)

    assert '<th scope="col">area</th>' in html
    assert '<th scope="row">0</th>' in html
    assert "<td></td>" in html


def test_tables_stand_in_a_frame_that_scrolls() -> None:
    """A wide table scrolls inside a frame that the keyboard reaches."""
    frame = next(e for e in markup.elements(improved(TABLE)) if e.tag == "div")

    assert frame.attributes["role"] == "region"
    assert frame.attributes["tabindex"] == "0"
    assert frame.attributes["aria-label"] == "Table"


def test_a_table_is_named_in_a_caption() -> None:
    """By its own, or else by where it comes from; what people wrote stays text."""
    html = markup.improve_tables("<table><tr><td>x</td></tr></table>", 9, "Table of <b> & “c”")
    own = improved("<table><tr><td>x</td></tr><caption>Places</caption></table>")

    assert "<caption>Table of &lt;b&gt; &amp; “c”</caption>" in html
    assert own.count("<caption>") == 1
    assert '<div class="hub-scroll" role="region" tabindex="0" aria-label="Places">' in own


def test_long_tables_are_cut_with_a_note() -> None:
    """The page says how much of a table it shows."""
    html = improved(TABLE, rows=1)

    assert "Only the first 1 of 2 rows are shown." in html
    assert ">b<" not in html


def test_wide_tables_are_cut_with_a_note() -> None:
    """Columns beyond the thirtieth are left out."""
    html = improved("<table><tr>" + "<td>x</td>" * 50 + "</tr></table>")

    assert html.count("<td>") == 30
    assert "the first 30 of 50 columns" in html


def test_two_tables_have_two_names() -> None:
    """Frames on one page have different names."""
    html = improved(TABLE + TABLE)

    assert 'aria-label="Table, number 1"' in html
    assert 'aria-label="Table, number 2"' in html


def test_a_table_in_a_table_is_framed_once() -> None:
    """Only the outer table gets a frame."""
    html = improved("<table><tr><td><table><tr><td>x</td></tr></table></td></tr></table>")

    assert html.count('role="region"') == 1


def test_depth_is_counted() -> None:
    """Very deep nesting is told from a long list."""
    assert markup.depth_at_most("<ul>" + "<li>x" * 1000 + "</ul>", 10)
    assert not markup.depth_at_most("<div>" * 1000, 100)


def test_elements_know_whether_the_article_holds_them() -> None:
    """What follows the article is outside it."""
    found = list(markup.elements("<article><p>a</p></article><b>c</b>"))

    assert [e.tag for e in found if e.inside] == ["article", "p"]
