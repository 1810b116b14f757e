"""The guard: each thing it looks at, shown to be able to fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hub.errors import PublishError
from hub.publish import guard

PAGE = "recipes/sandhythe/two-year-old-take-up"
EXPECTED = {"sandhythe/two-year-old-take-up": PAGE}

REFUSED = [
    ('<a href="../nowhere/">x</a>', "leads nowhere: ../nowhere/"),
    ('<a href="/nowhere/">x</a>', "leads nowhere: /nowhere/"),
    ('<a href="../../../../../x/">x</a>', "leads nowhere"),
    ('<a href="#not-there">x</a>', "anchor does not exist: #not-there"),
    ('<a href="../../status/#not-there">x</a>', "anchor does not exist"),
    ('<img src="files/missing.png" alt="">', "leads nowhere: files/missing.png"),
    ('<img src="badge.svg" srcset="missing.svg 2x" alt="">', "leads nowhere: missing.svg"),
    ('<img src="https://evil.example.org/x.png" alt="">', "another host"),
    ('<img src="//evil.example.org/x.png" alt="">', "another host"),
    ("<script>1</script>", "<script> inside the article"),
    ('<script src="../../../assets/hub.js"></script>', "<script> inside the article"),
    ("<style>p {}</style>", "<style> inside the article"),
    ('<iframe srcdoc="x"></iframe>', "<iframe> inside the article"),
    ("<form></form>", "<form> inside the article"),
    ('<meta http-equiv="refresh" content="0">', "<meta> inside the article"),
    ('<p onclick="x()">x</p>', "<p onclick=…> inside the article"),
    ('<p style="position:fixed">x</p>', "<p style=…> inside the article"),
    ('<a href=" javascript:x()">x</a>', "a live address"),
    ("</article><script>1</script><article>", "more than one article"),
    ("</main>", "more than one article"),
    ('<button formaction="x">x</button>', "<button formaction=…> inside"),
]
"""What stands inside an article, and what the guard says of it."""


def spoil(site: Path, html: str, page: str = PAGE) -> None:
    """Put a piece of HTML at the beginning of a page's article."""
    path = site / page / "index.html"
    text = path.read_text(encoding="utf-8")
    mark = '<article class="md-content__inner md-typeset">'
    assert mark in text
    path.write_text(text.replace(mark, mark + html), encoding="utf-8")


def test_a_good_site_passes(site: Path) -> None:
    """The site that the hub builds has nothing the guard complains of."""
    guard.check(site, EXPECTED)


def test_what_must_not_be_there_is_refused(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dead links, loads from elsewhere, and anything alive inside the article: each is named.

    All in one look at the site, each on a page of its own.
    """
    monkeypatch.setattr(guard, "MOST_SHOWN", 1000)
    folders = (path for path in sorted((site / "data").iterdir()) if path.is_dir())
    pages = [path.relative_to(site).as_posix() for path in folders]
    assert len(pages) > len(REFUSED)
    spoiled = list(zip(pages, REFUSED, strict=False))
    for page, (html, _) in spoiled:
        spoil(site, html, page)

    with pytest.raises(PublishError) as raised:
        guard.check(site, EXPECTED)

    lines = raised.value.message.splitlines()
    for page, (html, said) in spoiled:
        assert any(f"{page}/index.html" in line and said in line for line in lines), (html, said)
    assert not [line for line in lines if "status/index.html" in line]


def test_a_page_without_a_policy_is_refused(site: Path) -> None:
    """Every page carries its content security policy."""
    path = site / "status" / "index.html"
    path.write_text(path.read_text().replace("Content-Security-Policy", "x"), encoding="utf-8")

    with pytest.raises(PublishError, match=r"status/index\.html: no content security policy"):
        guard.check(site, EXPECTED)


def test_a_recipe_without_a_page_is_refused(site: Path) -> None:
    """Every recipe of the catalogue has its page."""
    with pytest.raises(PublishError, match="hartsfold/gld-change has no page"):
        guard.check(site, {**EXPECTED, "hartsfold/gld-change": "recipes/hartsfold/gld-change"})


def test_a_recipe_that_is_not_listed_is_refused(site: Path) -> None:
    """catalogue.json lists every recipe."""
    path = site / "catalogue.json"
    path.write_text(json.dumps({"recipes": []}), encoding="utf-8")

    with pytest.raises(PublishError, match=r"catalogue\.json does not list"):
        guard.check(site, EXPECTED)


def test_loads_from_elsewhere_outside_the_article_are_refused(site: Path) -> None:
    """The theme may not call on another host either."""
    path = site / "status" / "index.html"
    text = path.read_text(encoding="utf-8")
    font = '<link rel="stylesheet" href="https://fonts.example.org/css">'
    path.write_text(text.replace("</head>", f"{font}</head>"), encoding="utf-8")

    with pytest.raises(PublishError, match=r"another host \(fonts\.example\.org\)"):
        guard.check(site, EXPECTED)


def test_links_to_other_sites_are_allowed(site: Path) -> None:
    """A link that a reader may follow is not a load."""
    spoil(site, '<a href="https://example.org/">x</a> <a href="mailto:a@example.org">y</a>')

    guard.check(site, EXPECTED)
