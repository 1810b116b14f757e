"""From a docs tree to a site: the same bytes, the old site safe, both engines alike."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from hub.errors import PublishError
from hub.model import Catalogue, Level
from hub.publish import engine, finish, guard, publish
from hub.render import markup, output, render
from hub.settings import Settings
from tests.builders import (
    a_card,
    a_catalogue,
    a_code_cell,
    a_finding,
    a_recipe,
    a_record,
    a_run_folder,
    a_text_cell,
    an_entry,
    displayed,
    printed,
)
from tests.publish.conftest import PROJECT

ZENSICAL = ("-m", "zensical", "build")
PAGE = "recipes/sandhythe/two-year-old-take-up"
EVIL = (
    '</title></h1></article></main><script>alert("evil-1")</script>'
    '<img src=x onerror=alert("evil-2")> {{ 7*191 }} {% raw %} \x02wzxhzdk:0\x03 '
    '[a](javascript:alert(3)) ```x``` <p markdown="1"># Taken</p> {: onclick=x }'
)


def content(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def a_hostile_catalogue(folder: Path) -> Catalogue:
    """A recipe whose every word and output means harm."""
    run = a_run_folder(
        folder,
        a_text_cell(f"# {EVIL}\n\n{EVIL}\n\n```\n{EVIL}\n```\n"),
        a_code_cell(
            f"x = '''{EVIL}'''",
            printed(f"{EVIL}\n\n# Taken\n\n---\ntitle: Taken\n---\n"),
            displayed(text_html=f"<div class='md-dialog' style='position:fixed'>{EVIL}</div>"),
            displayed(text_html="<form action='https://evil.example.org'><input></form>"),
            displayed(text_markdown=EVIL),
        ),
    )
    line = EVIL.replace("\x02", "").replace("\x03", "")
    changes: dict[str, Any] = {
        "title": line[:100],
        "question": f"{line[:180]}?",
        "summary": line[:150],
        "answer": f"{line[:300]} {{take_up}}",
        "limitations": [line],
        "references": [line],
        "contact": line[:300],
        "authors": [{"name": line[:300]}],
    }
    recipe = a_recipe(readme=f"# x\n\n## How it works\n\n{EVIL}\n", changelog=EVIL, **changes)
    finding = a_finding(Level.ADVICE, problem=EVIL, do=EVIL)
    return a_catalogue(an_entry(recipe, records=[a_record(run)], findings=[finding]))


def built_by(command: tuple[str, ...], docs: Path, folder: Path) -> Path:
    """The finished site of a docs tree by one engine."""
    inside = Path(shutil.copytree(docs, folder / "docs"))  # Zensical wants it beside its settings
    engine.build(
        PROJECT / "mkdocs.yml",
        inside,
        folder / "site",
        folder,
        {"site_url": "https://example.org/"},
        command,
    )
    finish.finish(docs, folder / "site")
    return folder / "site"


def test_two_publishes_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    """The same tree gives the same site, byte for byte."""
    publish(PROJECT, built / "docs", tmp_path / "site", a_catalogue())

    assert content(tmp_path / "site") == content(built / "site")


def test_every_page_allows_its_own_scripts_only(built: Path) -> None:
    """The policy names the theme's inline scripts by their hash, and nothing else."""
    for path in finish.pages(built / "site"):
        text = path.read_text(encoding="utf-8")
        found = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
        policy = html.unescape(found[1] if found else "")
        for script in re.findall(r"<script>(.*?)</script>", text, re.DOTALL):
            digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy


def test_the_policy_stands_before_anything_it_governs(built: Path) -> None:
    """No script or style comes before the policy."""
    text = (built / "site" / "index.html").read_text(encoding="utf-8")

    assert text.index("Content-Security-Policy") < text.index("<script")
    assert text.index("Content-Security-Policy") < text.index("stylesheet")


def test_the_security_contact_is_published(built: Path) -> None:
    """A folder that begins with a dot is left out by engines, and put in again."""
    assert (built / "site" / ".well-known" / "security.txt").is_file()


def test_linked_data_stands_in_the_head(built: Path) -> None:
    """The schema.org words of a recipe are in a script that no browser runs."""
    text = (built / "site" / PAGE / "index.html").read_text(encoding="utf-8")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)

    assert found is not None
    kinds = {thing["@type"] for thing in json.loads(found[1])["@graph"]}
    assert "SoftwareSourceCode" in kinds
    assert "ld+json" not in (built / "site" / PAGE / "brief.html").read_text(encoding="utf-8")
    assert '"WebSite"' in (built / "site" / "index.html").read_text(encoding="utf-8")


def test_tables_in_written_pages_are_named_after_their_heading(built: Path) -> None:
    """For who hears them; who sees the page sees the heading."""
    text = (built / "site" / "for-machines" / "index.html").read_text(encoding="utf-8")

    assert '<table><caption class="hub-heard">What there is</caption>' in text


def test_pages_are_read_out_in_british_english(built: Path) -> None:
    """Also those of the theme, which knows only English."""
    pages = finish.pages(built / "site")

    assert all('<html lang="en-GB"' in page.read_text(encoding="utf-8") for page in pages)


def test_skipping_leads_to_the_main_heading(built: Path) -> None:
    """The first link of a page leads to its question, not past the answer."""
    text = (built / "site" / PAGE / "index.html").read_text(encoding="utf-8")

    assert 'href="#question" class="md-skip"' in text


def test_no_page_is_large(built: Path) -> None:
    """No page is above 500 kB before its pictures."""
    assert max(path.stat().st_size for path in finish.pages(built / "site")) < guard.LARGEST_PAGE


def test_the_old_site_stands_when_the_guard_refuses(built: Path, tmp_path: Path) -> None:
    """A site with a missing page does not take the place of one without."""
    shutil.copytree(built / "site", tmp_path / "site")
    more = a_catalogue(an_entry(), an_entry(a_recipe("not-rendered")))
    with pytest.raises(PublishError, match="not-rendered has no page"):
        publish(PROJECT, built / "docs", tmp_path / "site", more)

    assert content(tmp_path / "site") == content(built / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_old_site_stands_when_the_engine_fails(built: Path, tmp_path: Path) -> None:
    """A hand-written page with a dead link stops the engine, and it says which."""
    docs = Path(shutil.copytree(built / "docs", tmp_path / "docs"))
    (docs / "about.md").write_text("[x](nowhere.md)", encoding="utf-8")
    shutil.copytree(built / "site", tmp_path / "site")
    with pytest.raises(PublishError, match=r"nowhere\.md"):
        publish(PROJECT, docs, tmp_path / "site", a_catalogue())

    assert content(tmp_path / "site") == content(built / "site")


def test_the_old_site_comes_back_when_the_swap_fails(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a swap takes two steps, nothing can be lost between them."""
    monkeypatch.setattr(output, "exchange", lambda *_: False)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "old.html").write_text("old")
    real = Path.replace

    def fails(self: Path, target: Path) -> Path:
        if target == tmp_path / "site" and self.name == "site":
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(PublishError, match="No space left"):
        publish(PROJECT, built / "docs", tmp_path / "site", a_catalogue())

    assert (tmp_path / "site" / "old.html").read_text() == "old"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a swap may take two steps")
def test_at_no_moment_is_there_no_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is killed leaves the old site or the new one; what was left beside them goes."""
    for name in ("site", ".site-k1ll3d__", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name)
    monkeypatch.setattr(Path, "replace", lambda *_: pytest.fail("a step in which there is none"))

    output.swap(tmp_path / "new", tmp_path / "site")
    output.made_beside(tmp_path / "site").rmdir()

    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert (tmp_path / "site" / "index.html").read_text() == "new"


@pytest.mark.parametrize("command", [engine.MKDOCS, ZENSICAL], ids=["mkdocs", "zensical"])
def test_hostile_words_are_dead_in_the_built_site(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Nothing a contributor wrote or put out is alive on any page of either engine."""
    catalogue = a_hostile_catalogue(tmp_path / "run")
    render(catalogue, Settings(), PROJECT, tmp_path / "docs")
    site = built_by(command, tmp_path / "docs", tmp_path / "built")

    guard.check(site, {"sandhythe/two-year-old-take-up": PAGE})
    text = (site / PAGE / "index.html").read_text(encoding="utf-8")
    scripts = [e for e in markup.elements(text) if e.tag == "script" and "evil" in e.text]
    assert all(e.attributes.get("type") == "application/ld+json" for e in scripts)
    assert not [e for e in markup.elements(text) if "onerror" in e.attributes]
    assert not [
        e
        for e in markup.elements(text)
        if "md-dialog" in e.attributes.get("class", "") and e.inside
    ]
    assert "{{ 7*191 }}" in markup.article_text(text)
    assert "1337" not in text
    assert text.count("<article") == 1
    assert (
        sum(e.tag == "title" and "inside" not in e.attributes for e in markup.elements(text)) == 1
    )


def test_both_engines_build_the_same_pages(built: Path, tmp_path: Path) -> None:
    """Zensical gives the same set of pages with the same words."""
    ours = built / "site"
    theirs = built_by(ZENSICAL, built / "docs", tmp_path / "z")
    guard.check(theirs, {"sandhythe/two-year-old-take-up": PAGE})

    assert words_of(ours) == words_of(theirs)


def words_of(site: Path) -> dict[str, str]:
    """The words of every page's article; the page for what is not found is the theme's own."""
    return {
        path.relative_to(site).as_posix(): markup.article_text(path.read_text(encoding="utf-8"))
        for path in finish.pages(site)
        if path.name != "404.html"
    }


def test_the_card_of_the_builders_is_a_card() -> None:
    """What these tests stand on can be read."""
    assert a_card().question.endswith("?")


def test_pages_hold_nothing_that_html_does_not_allow(built: Path) -> None:
    """What the theme writes against the standard is mended, and every menu can be skipped."""
    for page in (built / "site").rglob("*.html"):
        text = page.read_text(encoding="utf-8")

        assert 'tabindex=""' not in text
        assert "<th>" not in text  # each says whether it heads a column or a row
        assert not re.search(r'rel="(next|prev)"', text)  # a single key of the theme goes there
        assert "md-tabs" not in text or 'class="md-skip"' in text, page
        assert not re.search(r'type="checkbox"[^>]*autocomplete', text)
        assert 'for="__toc"' not in text or 'id="__toc"' in text
