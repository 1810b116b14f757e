"""The whole line: good recipes are published beside bad ones, twice the same, and nothing of a
stranger's is alive in a page."""

from __future__ import annotations

import filecmp
import json
import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from hub.build import Built, build
from hub.model import Verdict
from hub.progress import Progress
from hub.settings import Settings
from tests.contributions import write_recipe

ROOT = Path(__file__).parents[1]
SETTINGS = Settings(scale=0.02, profiles=("clean",))

HOSTILE = """
from IPython.display import HTML, Javascript, Image, Markdown, SVG, display
import base64
display(HTML("<script>alert(1)</script><table onclick='alert(2)'><tr><td>kept</td></tr></table>"))
display(HTML("<img src=x onerror=alert(3)><iframe src='https://evil.example'></iframe>"))
display(HTML("</article></main><form action='https://evil.example'><input name=a></form>"))
display(Javascript("alert(4)"))
display(Markdown("[click](javascript:alert(5)) <b onmouseover=alert(6)>x</b>"))
svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(7)"><script>alert(8)</script></svg>'
display(SVG(svg))
pixel = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
display({"image/png": base64.b64encode(pixel).decode()}, raw=True,
        metadata={"image/png": {"width": "1 onload=alert(9)"}})
print("\\x1b[31m{{ 7*7 }} <b>bold</b>\\x1b[0m")
"""


def _project(folder: Path) -> Path:
    """A project of its own, with the true pages and settings of the site."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    return folder


def _add(project: Path, slug: str, cell: str = "", **card: str) -> None:
    folder = write_recipe(project, slug=slug)
    path = folder / "recipe.ipynb"
    notebook = json.loads(path.read_text())
    if cell:
        made = {"cell_type": "code", "metadata": {}, "source": cell, "outputs": []}
        notebook["cells"].insert(2, made)
    path.write_text(json.dumps(notebook))
    for old, new in card.items():
        text = (folder / "recipe.yml").read_text()
        (folder / "recipe.yml").write_text(text.replace(f"{old}: ", f"{old}: {new} #", 1))


SCRIPT = "script:not([type='application/ld+json'])"

WORDS = """
[gone](missing.md) [nowhere](#nowhere) [up](../../../../secret.txt) [abs](/etc/passwd)
![far](https://evil.example/pixel.png) ![gone](missing.png) <script>alert(10)</script>
{{ 7*7 }} {% raw %} <b onclick="alert(11)">bold</b> [j](javascript:alert(12)) [[wiki]] \x02wz\x03

</div></article><div markdown="1">

# Heading {: onclick="alert(13)" }

--8<-- "mkdocs.yml"

::: hub.build
"""


def _write_hostile_words(folder: Path) -> None:
    """Words of a stranger wherever words may stand."""
    readme = (folder / "README.md").read_text()
    (folder / "README.md").write_text(readme + WORDS)
    (folder / "CHANGELOG.md").write_text(f"# Changes\n\n## 1.0.0\n{WORDS}")
    card = (folder / "recipe.yml").read_text()
    evil = "</title><script>alert(14)</script>{{ 7*7 }}"
    card = card.replace("title: How deprived are our small areas?", f"title: '{evil}'", 1)
    card = card.replace("the most deprived in the country?", f"{evil} in the country?", 1)
    card = card.replace("  - Deprivation of", f"  - '{evil}'\n  - Deprivation of", 1)
    (folder / "recipe.yml").write_text(card)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site of one good recipe, one hostile one, and four that are broken in their own ways."""
    project = _project(tmp_path_factory.mktemp("project"))
    _add(project, "good")
    _add(project, "hostile", HOSTILE)
    _write_hostile_words(project / "recipes/casebridge/hostile")
    _add(project, "raises", "1 / 0")
    _add(project, "leaves", "import sys\nsys.exit(0)")
    _add(project, "wordless")
    (project / "recipes/casebridge/wordless/recipe.ipynb").write_text(
        '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
    )
    _add(project, "unreadable")
    (project / "recipes/casebridge/unreadable/recipe.yml").write_text("title: a: b\n")
    return build(project, project / "build", SETTINGS, Progress())


def _page(built: Built, slug: str) -> str:
    return (built.site / "recipes/casebridge" / slug / "index.html").read_text("utf-8")


def test_the_good_are_published_beside_the_bad(built: Built) -> None:
    """A broken recipe never takes the site down."""
    verdicts = {entry.recipe.slug: entry.verdict for entry in built.catalogue.entries}

    assert verdicts == {
        "good": Verdict.PASSED,
        "hostile": Verdict.PASSED,
        "raises": Verdict.FAILED,
        "leaves": Verdict.FAILED,
        "wordless": Verdict.NOT_RUN,
        "unreadable": Verdict.NOT_RUN,
    }
    assert (built.site / "index.html").is_file()


@pytest.mark.parametrize(
    ("slug", "says"),
    [
        ("raises", "ZeroDivisionError: division by zero"),
        ("leaves", "it called sys.exit()"),
        ("wordless", "the notebook has no code cells"),
        ("unreadable", "not readable as YAML"),
    ],
)
def test_each_bad_recipe_has_a_page_that_says_why(slug: str, says: str, built: Built) -> None:
    """In plain words, and the catalogue's data say the same."""
    text = HTMLParser(_page(built, slug)).text()
    listed = json.loads((built.site / "catalogue.json").read_text())["recipes"]
    reason = next(one["reason"] for one in listed if one["id"] == f"casebridge/{slug}")

    assert says in " ".join(text.split())
    assert says in reason


def test_the_catalogue_has_the_published_shape(built: Built) -> None:
    """Other programs read it."""
    read = json.loads((built.site / "catalogue.json").read_text())
    good = next(one for one in read["recipes"] if one["id"] == "casebridge/good")

    assert read["schema"] == "1"
    assert {"commit", "recipes"} <= set(read)
    assert {
        "id", "title", "question", "version", "status", "verdict", "reason", "last_run", "tier",
        "profiles", "results", "inputs", "page", "entry",
    } <= set(good)  # fmt: skip
    assert good["verdict"] == good["profiles"]["clean"]["verdict"] == "passed"
    assert good["results"]["deprived"]["value"] > 0
    assert good["inputs"] == {
        "area": {"required": True, "fields": ["lsoa21", "imd_decile"], "optional": []}
    }
    assert (built.site / good["page"]).exists()
    assert (built.site / good["entry"]).is_file()
    assert (built.site / good["results"]["by_decile"]["file"]).is_file()


def test_nothing_hostile_is_alive(built: Built) -> None:
    """Read as a browser reads it: no script, handler, form, frame or address elsewhere."""
    page = HTMLParser(_page(built, "hostile"))
    article = page.css_first("article")
    assert article is not None

    assert not article.css(f"{SCRIPT}, iframe, form, object, embed")
    for node in article.css("*"):
        for name, value in node.attributes.items():
            assert not name.startswith("on"), (node.tag, name)
            assert "javascript:" not in (value or "").lower()
            assert "evil.example" not in (value or "")
    assert "kept" in article.text()
    assert "{{ 7*7 }} <b>bold</b>" in article.text()
    assert "49" not in article.css_first("pre").text()
    assert page.css_first("title").text().count("7*7") == 1


def test_nothing_hostile_is_alive_in_the_pages_that_list_it(built: Built) -> None:
    """The home page, the catalogue, the status page and those of the locality and topic."""
    for path in built.site.rglob("*.html"):
        text = path.read_text("utf-8")
        for number in range(1, 15):
            live = HTMLParser(text).css(f"{SCRIPT}, [onclick], [onerror], [onload], [onmouseover]")
            assert not any(f"alert({number})" in (node.html or "") for node in live), path


def test_every_page_carries_the_policy(built: Built) -> None:
    """No inline script, nothing from elsewhere."""
    for path in built.site.rglob("*.html"):
        meta = HTMLParser(path.read_text("utf-8")).css_first(
            "meta[http-equiv='Content-Security-Policy']"
        )
        assert meta is not None, path
        policy = meta.attributes["content"] or ""
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]


def test_no_path_of_this_machine_is_published(built: Built) -> None:
    """Neither in pages nor in downloads."""
    for path in built.site.rglob("*"):
        if path.suffix in {".html", ".ipynb", ".json", ".csv", ".xml", ".svg"}:
            text = path.read_text("utf-8", errors="replace")
            assert str(Path.home()) not in text or str(Path.home()) == "/", path
            assert str(built.site.parent) not in text, path
            assert "/ipykernel_" not in text, path


def test_an_empty_hub_is_a_friendly_site(tmp_path: Path) -> None:
    """Before the first recipe there is a page that asks for one."""
    project = _project(tmp_path)

    empty = build(project, project / "build", SETTINGS, Progress())

    assert empty.catalogue.entries == ()
    assert (empty.site / "index.html").is_file()


def test_two_builds_of_the_same_input_are_the_same_bytes(built: Built, tmp_path: Path) -> None:
    """With the same runs, the same site; nothing depends on when or where it was built."""
    project = built.site.parents[1]
    shutil.copytree(built.site.parent / "runs", tmp_path / "out" / "runs")

    again = build(project, tmp_path / "out", SETTINGS, Progress())

    assert all(
        record.execution.reused
        for entry in again.catalogue.entries
        for record in entry.records
        if record.execution.replies
    )
    assert _different(filecmp.dircmp(built.site, again.site)) == []


def _different(pair: filecmp.dircmp[str]) -> list[str]:
    wrong = [*pair.left_only, *pair.right_only, *pair.funny_files]
    _, differing, failed = filecmp.cmpfiles(pair.left, pair.right, pair.common_files, shallow=False)
    wrong += [*differing, *failed]
    for inner in pair.subdirs.values():
        wrong += _different(inner)
    return wrong
