"""A repository that is gone, on a machine that never fetched it: what was published stands in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hub.check import check
from hub.collect import Collection, collect
from hub.registry import branch, bundle, ledger, past
from hub.registry.lastcopy import stand_in
from hub.registry.ledger import PastRun
from hub.render import render
from hub.settings import Limits, Settings
from tests.builders import a_catalogue, an_entry
from tests.contributions import write_recipe
from tests.gitserver import GitServer, git, serving

ROOT = Path(__file__).parents[2]
ID = "casebridge/elsewhere"
SETTINGS = Settings(limits=Limits(source_seconds=10))


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GitServer]:
    """A git server whose certificate is trusted."""
    with serving(tmp_path) as made:
        monkeypatch.setenv("SSL_CERT_FILE", str(made.certificate))
        monkeypatch.setenv("NO_PROXY", "localhost")
        yield made


@pytest.fixture
def project(server: GitServer, tmp_path: Path) -> Path:
    """A hub of which one recipe lies elsewhere, was published and ran on 2 May."""
    project = tmp_path / "hub"
    folder = write_recipe(project)
    files = {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}
    commit = server.repository("theirs", {f"r/elsewhere/{p}": files[p] for p in files})
    card = folder.parent / "locality.yml"
    card.write_text(
        card.read_text("utf-8") + f"\nrepositories:\n  - address: {server.address}/theirs\n"
        f"    commit: '{commit}'\n    path: r\n    owner: The team\n",
        "utf-8",
    )
    git("init", "-q", "-b", "main", cwd=project)
    recipe = next(one for one in _collected(project, "first").recipes if one.id == ID)
    line = PastRun(
        ID, "1.0.0", "clean", "passed", "", commit, "2026-05-02T10:00:00Z", 1.0, "f", "b"
    )
    path, data = ledger.as_file([line], "2026-05-02T10:00:00Z")
    kept = {past.path_of(ID, "1.0.0"): bundle.make(recipe, "", "https://hub.example.org/")}
    branch.add(project, "history", {**kept, path: data}, "Keep", "A hub", push=False)
    return project


def _collected(project: Path, cache: str) -> Collection:
    return collect(project, SETTINGS, cache=project / "build" / cache)


def test_what_was_published_stands_in(server: GitServer, project: Path) -> None:
    """The same files, at the commit that last ran, with the day of that; and it is said."""
    before = next(one for one in _collected(project, "first").recipes if one.id == ID)
    shutil.rmtree(server.root / "theirs")
    nothing = _collected(project, "another-machine")

    found = stand_in(nothing, past.read(project, "history"))

    (made,) = (one for one in found.recipes if one.id == ID)
    assert ID not in {one.id for one in nothing.recipes}
    assert made.files == before.files
    assert made.source is not None
    assert (made.commit, made.source.fetched) == (before.commit, "2026-05-02T10:00:00Z")
    assert "anyone may read" in made.source.problem
    assert [one.code for one in check(nothing, SETTINGS).findings] == ["F120"]
    (finding,) = check(found, SETTINGS).findings
    assert finding.code == "F121"
    assert "2026-05-02" in finding.problem


def test_its_page_shows_how_old_it_is(server: GitServer, project: Path, tmp_path: Path) -> None:
    """And why it is not newer."""
    shutil.rmtree(server.root / "theirs")
    found = stand_in(_collected(project, "another-machine"), past.read(project, "history"))
    recipe = next(one for one in found.recipes if one.id == ID)

    render(a_catalogue(replace(an_entry(), recipe=recipe)), SETTINGS, ROOT, tmp_path / "docs")

    page = (tmp_path / "docs/recipes" / ID / "index.md").read_text("utf-8")
    assert 'datetime="2026-05-02T10:00:00Z"' in page
    assert "This is the last copy that was good." in page


def test_what_can_be_read_is_not_replaced(project: Path) -> None:
    """The past stands in only where there is nothing else."""
    there = _collected(project, "first")

    assert stand_in(there, past.read(project, "history")) == there
