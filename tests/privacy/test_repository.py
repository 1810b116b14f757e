"""The project's own files hold nothing that could belong to a person."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from hub.privacy import Kind, scan_path

ROOT = Path(__file__).parents[2]
MEANT = {  # what is written down on purpose, and why
    ("hub/run/confine/room.py", Kind.PERSONAL_PATH): "the home that every run sees",
    ("hub/run/warm/serve.py", Kind.PERSONAL_PATH): "the home that every run sees",
}
IN_TESTS = {Kind.PERSONAL_PATH, Kind.SECRET, Kind.BIRTH}  # what must be refused or taken out


def _files() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return [name for name in listed.stdout.split("\0") if name]


def test_no_file_of_the_project_could_name_a_person() -> None:
    """The hub keeps the rule that it asks others to keep."""
    if not _files():
        pytest.skip("this copy of the project is no git repository, so nobody can list its files")
    found = {
        (name, one.kind)
        for name in _files()
        if (ROOT / name).is_file() and not (ROOT / name).is_symlink()
        for one in scan_path(ROOT / name, name)
        if not (name.startswith("tests/") and one.kind in IN_TESTS)
    }

    assert found - set(MEANT) == set()
