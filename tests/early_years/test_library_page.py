"""The page about the library: every example on it is run."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "library.md"


def test_every_example_gives_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one session from top to bottom, as a reader would try them."""
    monkeypatch.chdir(tmp_path)

    found = doctest.testfile(
        str(PAGE), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE, encoding="utf-8"
    )

    assert found.attempted > 20
    assert found.failed == 0
