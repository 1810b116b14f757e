"""The library by itself, as an adopter installs it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.build import build_wheel

LIBRARY = Path(__file__).parents[2] / "early_years"


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(LIBRARY)
    return tmp_path / build_wheel(str(tmp_path))


def test_its_wheel_holds_the_library_and_nothing_of_the_hub(wheel: Path) -> None:
    """Every module, and the rules as data."""
    names = {name for name in zipfile.ZipFile(wheel).namelist() if "dist-info" not in name}

    modules = {f"early_years/{path.name}" for path in LIBRARY.glob("*.py")}
    assert names == {*modules, "early_years/profiles.toml"}


def test_it_works_from_its_wheel(wheel: Path, tmp_path: Path) -> None:
    """Without the repository on the path."""
    code = "import early_years.profiles as p; print(p.__file__, p.profile().smallest)"
    zipfile.ZipFile(wheel).extractall(tmp_path / "lib")
    said = subprocess.run(
        [sys.executable, "-P", "-c", code],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "lib")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert said.split() == [str(tmp_path / "lib" / "early_years" / "profiles.py"), "8"]
