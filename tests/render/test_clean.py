"""The strict cleaning of contributors' HTML."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.render import clean, markup

LIVE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVa\tScript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="//evil.example.org/x">x</a>',
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    '<form action="https://evil.example.org"><input name=p><button>Go</button></form>',
    '<p style="position:fixed;inset:0">x</p>',
    '<div class="md-dialog" id="__search" onclick="x()">x</div>',
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    '<link rel=stylesheet href="https://evil.example.org/x.css"><base href="https://evil/">',
    "<p markdown='1'># x</p>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "</article></main><h1>Taken over</h1>",
    "<p \x00onclick=x>",
]


def dangers(html: str) -> list[str]:
    """What a browser would find alive in a fragment."""
    found = []
    for element in markup.elements(f"<article>{html}</article>"):
        if element.tag in ("script", "style", "iframe", "form", "input", "svg", "link", "base"):
            found.append(element.tag)
        for name, value in element.attributes.items():
            if name.startswith("on") or name in ("style", "id", "class", "markdown"):
                found.append(name)
            if name in ("href", "src") and not value.startswith(("https://", "mailto:")):
                found.append(value)
    return found


@pytest.mark.parametrize("html", LIVE)
def test_nothing_live_is_left(html: str) -> None:
    """What a browser would run, load, or lay over the page is gone."""
    assert dangers(clean.words(html)) == []


@given(st.text(alphabet=st.sampled_from("<>/='\" \tabdiponscrtlyeimgf:&;#x0\x02\n`"), max_size=200))
def test_no_text_becomes_live(text: str) -> None:
    """Whatever is typed, nothing alive comes out."""
    assert dangers(clean.words(text)) == []


def test_a_table_survives() -> None:
    """Rows, cells, headings and spans of a table stay."""
    html = "<table><tr><th colspan=2>A</th></tr><tr><td>1</td><td>2</td></tr></table>"

    assert clean.words(html).count("<td>") == 2
    assert 'colspan="2"' in clean.words(html)


def test_style_goes_with_its_content() -> None:
    """The style sheet that pandas writes does not become text."""
    assert clean.words("<style scoped>.dataframe td {color: red}</style><p>x</p>") == "<p>x</p>"


def test_links_stay_and_say_who_they_are_not() -> None:
    """A link to a page elsewhere stays, without vouching for it."""
    link = clean.words('<a href="https://example.org/a">a</a>')

    assert link == '<a href="https://example.org/a" rel="nofollow noopener">a</a>'


def test_only_our_classes_pass_in_a_notebook() -> None:
    """A notebook cannot dress up as a part of the page."""
    html = clean.notebook('<div class="nb md-dialog hub-answer">x</div><span class="kn">y</span>')

    assert html == '<div class="nb">x</div><span class="kn">y</span>'


def test_only_our_anchors_pass_in_a_notebook() -> None:
    """An anchor must carry the prefix of notebooks."""
    html = clean.notebook('<h3 id="nb-join">a</h3><h3 id="question">b</h3>')

    assert html == '<h3 id="nb-join">a</h3><h3>b</h3>'


def test_only_our_pictures_pass_in_a_notebook() -> None:
    """A picture must be a file that the hub wrote."""
    ours = '<img src="files/0123456789abcdef.png" alt="x">'

    assert clean.notebook(ours) == ours
    assert "evil" not in clean.notebook('<img src="https://evil.example.org/x.png" alt="x">')


@pytest.mark.parametrize("hidden", ["\x02", "\x03", "\x1b", "\u202e", "\u200b", "\ufeff", "\ue000"])
def test_hidden_characters_go(hidden: str) -> None:
    """Marks that engines use themselves, and those that turn or hide text, are dropped."""
    assert clean.printable(f"a{hidden}b") == "ab"
    assert clean.words(f"a&#{ord(hidden)};b").replace("\ufffd", "") in ("ab", "a b")


def test_ordinary_text_stays() -> None:
    """Accents, emoji made of several signs, and Welsh letters stay."""
    text = "Ŵy bach 👨‍👩‍👧 £5 – “yes”\n\tx"

    assert clean.printable(text) == text


def test_cleaning_time_grows_with_the_length() -> None:
    """A large table is cleaned in a time in keeping with its size."""
    html = "<table>" + "<tr><td>1</td><td>2</td></tr>" * 30_000 + "</table>"
    started = time.perf_counter()
    clean.words(html)

    assert time.perf_counter() - started < 10
