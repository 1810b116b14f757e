"""Other hubs: fetched when asked, kept when they are gone, and never able to lead elsewhere."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from hub.registry import neighbours
from hub.registry.shelf import FolderShelf
from hub.settings import Neighbour

THEM = (Neighbour(name="Falls Hub", address="https://falls.example.org/"),)


def _publish(site: Path, *recipes: dict[str, Any]) -> None:
    site.mkdir(exist_ok=True)
    text = json.dumps({"schema": "1", "recipes": recipes})
    (site / "catalogue.json").write_text(text, "utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that stands for the other hub's address."""
    folder = tmp_path / "theirs"
    monkeypatch.setattr(neighbours, "shelf", lambda _: FolderShelf(folder))
    return folder


def _a_recipe(**changes: object) -> dict[str, Any]:
    values = {"id": "a/b", "question": "Who falls?", "page": "recipes/a/b/", "verdict": "passed"}
    return {**values, **changes}


def test_a_hub_that_was_never_fetched_says_so(tmp_path: Path) -> None:
    """The page says what to do."""
    (found,) = neighbours.read(THEM, tmp_path)

    assert "hub neighbours" in found.problem


def test_what_was_fetched_is_listed_by_the_next_build(site: Path, tmp_path: Path) -> None:
    """With whole addresses, and without asking again."""
    _publish(site, _a_recipe())
    neighbours.fetch(THEM, tmp_path)

    (found,) = neighbours.read(THEM, tmp_path)

    assert [one.page for one in found.recipes] == ["https://falls.example.org/recipes/a/b/"]
    assert found.fetched


def test_one_that_is_gone_keeps_its_last_copy(site: Path, tmp_path: Path) -> None:
    """And the reason is said."""
    _publish(site, _a_recipe())
    neighbours.fetch(THEM, tmp_path)
    (site / "catalogue.json").unlink()

    (found,) = neighbours.fetch(THEM, tmp_path)

    assert len(found.recipes) == 1
    assert found.problem


def test_a_machine_without_a_copy_takes_the_published_one(site: Path, tmp_path: Path) -> None:
    """With the day it was fetched, and with what it may not lead to left out again."""
    _publish(site, _a_recipe())
    before = neighbours.fetch(THEM, tmp_path)
    told = neighbours.published(before)
    told["hubs"][0]["recipes"].append({**_a_recipe(), "page": "https://evil.example.org/"})
    _publish(site)
    (site / "catalogue.json").unlink()
    (site / neighbours.PUBLISHED).write_text(json.dumps(told), "utf-8")

    (found,) = neighbours.fetch(THEM, tmp_path / "another machine", "their.example.org")

    assert (found.recipes, found.fetched) == (before[0].recipes, before[0].fetched)
    assert found.problem


@pytest.mark.parametrize("told", ["", "[]", '{"schema": "1"}', '{"schema": "1", "hubs": [1]}'])
def test_a_published_site_that_knows_nothing_of_them_stops_nothing(
    site: Path, tmp_path: Path, told: str
) -> None:
    """It is then listed without recipes."""
    site.mkdir()
    (site / neighbours.PUBLISHED).write_text(told, "utf-8")

    (found,) = neighbours.fetch(THEM, tmp_path, "their.example.org")

    assert not found.recipes


@pytest.mark.parametrize(
    "page", ["https://evil.example.org/", "javascript:x", "../x", "//evil.org"]
)
def test_a_page_elsewhere_is_left_out(site: Path, tmp_path: Path, page: str) -> None:
    """Their catalogue may say anything."""
    _publish(site, _a_recipe(page=page), _a_recipe(question="Kept?"))

    (found,) = neighbours.fetch(THEM, tmp_path)

    assert [one.question for one in found.recipes] == ["Kept?"]


def test_hubs_are_asked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each waits here until both were asked, so one after the other would end in an error."""
    meeting = threading.Barrier(2)
    _publish(tmp_path / "theirs", _a_recipe())

    def asked(_: str) -> FolderShelf:
        meeting.wait(30)
        return FolderShelf(tmp_path / "theirs")

    monkeypatch.setattr(neighbours, "shelf", asked)
    other = Neighbour(name="Oaks Hub", address="https://oaks.example.org/")

    found = neighbours.fetch((*THEM, other), tmp_path)

    assert [(one.name, len(one.recipes)) for one in found] == [("Falls Hub", 1), ("Oaks Hub", 1)]
