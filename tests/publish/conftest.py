"""A small built site that the tests of the guard may spoil, each in its own copy."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from hub.publish import publish
from hub.render import render
from hub.settings import Settings
from tests.builders import a_catalogue, a_code_cell, a_record, a_run_folder, an_entry, printed
from tests.places import a_comparison

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build: docs and site of one good recipe."""
    folder = tmp_path_factory.mktemp("built")
    run = a_run_folder(folder / "run", a_code_cell("print(1)", printed("1")))
    catalogue = a_catalogue(an_entry(records=[a_record(run)]))
    catalogue = replace(catalogue, comparisons=(a_comparison(),))
    render(catalogue, Settings(), PROJECT, folder / "docs")
    publish(PROJECT, folder / "docs", folder / "site", catalogue)
    return folder


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy of the built site."""
    return Path(shutil.copytree(built / "site", tmp_path / "site"))
