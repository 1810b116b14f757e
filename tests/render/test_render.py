"""The whole docs tree: the same bytes twice, every page there, hostile words harmless."""

from __future__ import annotations

import dataclasses
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from hub.model import Catalogue, Document, Level, Number, Recipe, Table, Verdict
from hub.registry.past import Past
from hub.render import RenderError, render
from hub.render.output import Output, write_tree
from hub.settings import Settings
from tests.builders import (
    a_catalogue,
    a_code_cell,
    a_finding,
    a_locality,
    a_recipe,
    a_record,
    a_result,
    a_run_folder,
    a_text_cell,
    an_entry,
    an_unreadable_recipe,
    printed,
)

PAGE = "recipes/sandhythe/two-year-old-take-up"


def tree(catalogue: Catalogue, folder: Path, past: Past | None = None) -> Path:
    """The docs tree of a catalogue in a project with one page of its own."""
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    (folder / "docs" / "about.md").write_text("# About\n", encoding="utf-8")
    render(catalogue, Settings(), folder, folder / "build" / "docs", past)
    return folder / "build" / "docs"


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def a_good_entry(folder: Path, **changes: Any) -> Any:
    run = a_run_folder(folder, a_text_cell("# Join"), a_code_cell("x", printed("1,405 children")))
    return an_entry(a_recipe(**changes), records=[a_record(run)])


def test_what_is_new_names_each_recipe_once_on_the_front_page(tmp_path: Path) -> None:
    """With its newest version; the page of news has every version, the newest first."""
    changes = "## 1.9.0, 2026-11-20\n\n- Old.\n\n## 1.10.0, 2026-11-20\n\n- New.\n"
    files = content(tree(a_catalogue(an_entry(a_recipe(changelog=changes))), tmp_path))
    home, news = (files[path].decode() for path in ("index.md", "news/index.md"))

    assert "Version 1.10.0" in home
    assert "Version 1.9.0" not in home
    assert news.index("Version 1.10.0") < news.index("Version 1.9.0")
    assert '<h2 class="hub-group" id="month-2026-11">November 2026</h2>' in news


def test_two_renders_give_the_same_bytes(tmp_path: Path) -> None:
    """Nothing of the clock, the machine or chance is in the tree."""
    catalogue = a_catalogue(a_good_entry(tmp_path / "run"))

    assert content(tree(catalogue, tmp_path / "a")) == content(tree(catalogue, tmp_path / "b"))


def test_every_kind_of_page_is_there(tmp_path: Path) -> None:
    """Home, catalogue, localities, topics, data, status, checks, and the project's own pages."""
    files = content(tree(a_catalogue(a_good_entry(tmp_path / "run")), tmp_path))

    for page in ("", "catalogue/", "localities/", "topics/", "data/", "data/birth/", "status/"):
        assert f"{page}index.md" in files
    assert {"checks/index.md", "about.md", f"{PAGE}/index.md", "assets/tokens.css"} <= set(files)


def test_the_answer_stands_before_everything(tmp_path: Path) -> None:
    """A reader meets the question, then the answer, then the rest."""
    text = content(tree(a_catalogue(a_good_entry(tmp_path / "run")), tmp_path))[f"{PAGE}/index.md"]
    places = [
        text.decode().index(words)
        for words in (
            "<h1",
            "About 61.5% of eligible",
            "## The result",
            "## What it tells you",
            "## What it cannot tell you",
            "## How right it is",
            "## Where it works",
            "## How it works",
            "## Data it needs",
            "## Run it on your own data",
            "## Data protection",
            "## Versions and changes",
            "## Cite it",
            "## Who made it",
            "## Similar recipes",
        )
    ]

    assert places == sorted(places)


@pytest.mark.parametrize("verdict", [v for v in Verdict if v is not Verdict.PASSED])
def test_a_recipe_that_does_not_work_says_why(tmp_path: Path, verdict: Verdict) -> None:
    """The reason stands at the top, and no answer is given."""
    record = a_record(verdict=verdict, reason="it stopped in cell 7.")
    files = content(tree(a_catalogue(an_entry(records=[record])), tmp_path))
    text = files[f"{PAGE}/index.md"].decode()

    assert "it stopped in cell 7." in text
    assert "hub-answer" not in text
    assert "it stopped in cell 7." in files["status/index.md"].decode()


def test_a_recipe_that_cannot_be_read_has_a_page(tmp_path: Path) -> None:
    """Even without a card there is a page, with what is wrong and what to do."""
    finding = a_finding(Level.ERROR, problem="line 3 is not readable.", do="close the quotation.")
    entry = an_entry(
        an_unreadable_recipe(), records=[], reason="recipe.yml cannot be read.", findings=[finding]
    )
    files = content(tree(a_catalogue(entry), tmp_path))
    text = files["recipes/sandhythe/broken/index.md"].decode()

    assert "recipe.yml cannot be read." in text
    assert "close the quotation." in text


def test_private_results_are_nowhere(tmp_path: Path) -> None:
    """No file of the whole tree holds a private value."""
    files = content(tree(a_catalogue(a_good_entry(tmp_path / "run")), tmp_path))

    assert not [path for path, data in files.items() if b"C-1" in data or "child_list" in path]


def test_an_empty_catalogue_is_a_friendly_page(tmp_path: Path) -> None:
    """Without a recipe the site still stands."""
    empty = dataclasses.replace(a_catalogue(), entries=(), localities=())
    files = content(tree(empty, tmp_path))

    assert b"There is no recipe yet" in files["index.md"]
    assert json.loads(files["catalogue.json"])["recipes"] == []


def test_all_results_come_in_one_file(tmp_path: Path) -> None:
    """The same as by themselves, with what they are and how to cite them; not of a failed run."""
    files = content(tree(a_catalogue(a_good_entry(tmp_path / "run")), tmp_path))
    packed = f"{PAGE}/results/all-results.zip"
    with zipfile.ZipFile(io.BytesIO(files[packed])) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    about = held.pop("READ-ME.txt").decode("utf-8-sig")

    assert held.pop("SHA256SUMS")
    assert held == {name: files[f"{PAGE}/results/{name}"] for name in held}
    assert {"all-numbers.csv", "take_up_by_area.csv"} <= set(held)
    assert "take_up_by_area.csv: Take-up by small area" in about
    assert "Columns that count people: eligible, taken_up" in about
    assert "nothing about a real place" in about
    assert "Cite as: " in about
    failed = an_entry(records=[a_record(tmp_path / "run", Verdict.FAILED, "It stopped.")])
    assert packed not in content(tree(a_catalogue(failed), tmp_path / "failed"))


def test_odd_folder_names_get_safe_addresses(tmp_path: Path) -> None:
    """A folder's name is never an address as it is."""
    odd = dataclasses.replace(a_recipe(), slug="My Recipe/../<b>")
    files = content(tree(a_catalogue(an_entry(odd)), tmp_path))
    page = next(path for path in files if path.startswith("recipes/sandhythe/my-recipe-b-"))
    page = page.rpartition("/")[0]

    assert set(page) <= set("abcdefghijklmnopqrstuvwxyz0123456789-/.")


def test_a_locality_without_a_card_has_a_page(tmp_path: Path) -> None:
    """A locality.yml that cannot be read is named on the locality's page."""
    place = dataclasses.replace(a_locality(), card=Document("recipes/sandhythe/locality.yml"))
    recipe: Recipe = dataclasses.replace(a_recipe(), locality=place)
    files = content(tree(a_catalogue(an_entry(recipe)), tmp_path))

    assert b"sandhythe" in files["recipes/sandhythe/index.md"]


def test_two_pages_of_one_address_stop_the_hub(tmp_path: Path) -> None:
    """A hand-written page may not take the place of another."""
    twice = [Output("a/index.md", b"1"), Output("A/index.md", b"2")]

    with pytest.raises(RenderError, match="the same address"):
        write_tree(twice, tmp_path / "docs")


def test_a_failure_leaves_the_old_tree(tmp_path: Path) -> None:
    """The tree is never half written."""
    write_tree([Output("old.md", b"old")], tmp_path / "docs")
    with pytest.raises(RenderError):
        write_tree([Output("new.md", b"new"), Output("../x", b"")], tmp_path / "docs")

    assert content(tmp_path / "docs") == {"old.md": b"old"}
    assert [path.name for path in tmp_path.iterdir()] == ["docs"]


def test_links_of_the_projects_own_folder_are_not_followed(tmp_path: Path) -> None:
    """A symbolic link in docs is not published."""
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "secret.md").symlink_to(tmp_path / "secret")

    assert "secret.md" not in content(tree(a_catalogue(), tmp_path))


def test_a_notebook_that_the_hub_fails_at_does_not_stop_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says that the hub is at fault, and everything else is there."""

    def fails(*_: Any) -> None:
        raise ValueError("boom")

    monkeypatch.setattr("hub.render.notebook.render", fails)
    files = content(tree(a_catalogue(a_good_entry(tmp_path / "run")), tmp_path))

    assert "The hub could not show this notebook (ValueError)" in files[f"{PAGE}/index.md"].decode()
    assert "About 61.5% of eligible" in files[f"{PAGE}/index.md"].decode()


def test_a_table_called_numbers_has_its_own_file(tmp_path: Path) -> None:
    """The file of all numbers cannot clash with a result of a recipe."""
    results = {
        "share": {"kind": "number", "title": "Share"},
        "numbers": {"kind": "table", "title": "Numbers"},
    }
    given = {
        "share": a_result("share", "numbers.json", Number(1)),
        "numbers": a_result("numbers", "numbers.csv", Table(("a",), (("1",),))),
    }
    record = a_record(results=given, recovered=())
    entry = an_entry(a_recipe(results=results, answer=None), records=[record])
    files = content(tree(a_catalogue(entry), tmp_path))

    assert {f"{PAGE}/results/numbers.csv", f"{PAGE}/results/all-numbers.csv"} <= set(files)
