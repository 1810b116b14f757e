"""Pages as Markdown files that no site engine can misread."""

from __future__ import annotations

import json
import re

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hub.errors import RenderError
from hub.render import page
from hub.render.page import Meta

HOSTILE = [
    "```python\nprint(1)\n```",
    "a\n\n    b\n\n# A heading of mine",
    "{{ 7*7 }} {% include 'x' %}",
    "{: onclick=alert(1) }",
    "--8<-- 'secret.txt'",
    "[link](javascript:alert(1)) ![x](y)",
    "\x02wzxhzdk:0\x03 &amp; \x02amp\x03",
    "<!-- more -->\n---\ntitle: mine\n---",
    "\t\ttabs   and    spaces",
    "[TOC]\n\n*[HTML]: x\n\n^^a^^ ==b== :smile:",
    "</div></article><script>alert(1)</script>",
]


def title_of(file: str) -> str:
    return str(yaml.safe_load(file.split("---")[1])["title"])


@pytest.mark.parametrize("text", HOSTILE)
def test_words_come_out_as_they_went_in(text: str) -> None:
    """Python-Markdown, which both engines use, passes a block on untouched."""
    import html

    block = page.block(f"<p>{html.escape(text)}</p><pre>{html.escape(text)}</pre>")
    file = page.markdown(Meta("x"), f"{block}\n## How it works\n{block}")
    body = file.split("---\n", 2)[2]
    rendered = markdown.markdown(
        body, extensions=["toc", "tables", "fenced_code", "attr_list", "md_in_html", "admonition"]
    )

    assert rendered.count(str(block).strip()) == 2
    assert rendered.count("<h2") == 1


def test_a_long_page_lists_its_parts() -> None:
    """After its head, each by the anchor that the engines give it; a short page has no list."""
    titles = ["The result", "What it tells you", "Data – old, new?", "Cite it"]
    body = "\n".join([page.block("<h1>a</h1>"), *(f"## {title}" for title in titles)])
    file = page.markdown(Meta("x"), body).split("---\n", 2)[2]
    rendered = markdown.markdown(file, extensions=["toc"])
    links = re.findall(r'href="#([^"]*)"', rendered)
    headings = re.findall(r'h2 id="([^"]*)"', rendered)

    assert links == headings
    assert len(links) == len(titles)
    assert "On this page" not in page.markdown(Meta("x", hide=("toc",)), body)
    assert "On this page" not in page.markdown(Meta("x"), body.replace("## Cite it", ""))


def test_line_ends_in_code_are_kept() -> None:
    """A line end inside `pre` is a reference, so that the block is one line."""
    block = page.block("<pre>a\n\n    b\n</pre><p>c\n\nd</p>").strip()

    assert block == '<div class="hub-block"><pre>a&#10;&#10;    b&#10;</pre><p>c d</p></div>'


def test_signs_in_attributes_do_not_end_a_tag() -> None:
    """A greater-than sign inside an attribute is part of it."""
    assert page.one_line('<img alt="a > <b\nc">\nx') == '<img alt="a &gt; &lt;b c"> x'


def test_a_line_outside_a_block_is_the_hubs_own_mistake() -> None:
    """A template that forgets its block is found before anything is written."""
    with pytest.raises(RenderError, match="not a block"):
        page.markdown(Meta("x"), "Some words of a contributor")


@given(st.text(max_size=300))
def test_any_title_is_readable_front_matter(title: str) -> None:
    """Whatever a title holds, the front matter is YAML and gives the safe title back."""
    file = page.markdown(Meta(title), "## How it works")

    assert title_of(file.replace(file.split("---\n", 2)[2], "")) == page.safe_title(title)


@pytest.mark.parametrize(
    ("title", "safe"),
    [
        ("</title><script>alert(1)</script>", "‹/title›‹script›alert(1)‹/script›"),
        ("Health & care", "Health & care"),
        ("A&lt;b", "A＆lt;b"),
        ("Say “hello”\n\n---", "Say “hello” ---"),
        ("{{ 7*7 }}", "{{ 7*7 }}"),
    ],
)
def test_titles_mean_the_same_escaped_or_not(title: str, safe: str) -> None:
    """No sign of HTML is left in a title, and its words are."""
    assert page.safe_title(title) == safe


def test_long_titles_are_cut() -> None:
    """A title of 300 letters is cut with a sign that it was."""
    assert len(page.safe_title("x" * 300)) == 120
    assert page.safe_title("x" * 300).endswith("…")


def test_front_matter_is_json_in_yaml() -> None:
    """Quotation marks and line ends cannot leave their string."""
    file = page.markdown(Meta('a "b"\nhide: [x]', hide=("toc",)), "## How it works")

    assert json.loads(file.splitlines()[1].partition(": ")[2]) == "a ”b” hide: [x]"
