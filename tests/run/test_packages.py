"""Packages beyond the locked environment: declared, pinned, built before the run, or refused."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from hub.check import check
from hub.model import Catalogue, Verdict
from hub.record import catalogue, record
from hub.run.engines import Engine
from hub.run.packages import NotInstalled, installed
from hub.run.schedule import run
from hub.settings import Package, Settings, SettingsError, load
from tests.contributions import collected, write_recipe

MODULE = "def total(values):\n    return sum(values)\n"
USING = "import tinysums\\nassert tinysums.total([1, 2]) == 3\\ndeciles = pq.read_table"


def a_wheel(folder: Path, name: str = "tinysums", version: str = "1.0") -> Path:
    """A package of one module, made here so that no index is needed."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(f"{name}.py", MODULE)
        wheel.writestr(
            f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        )
        wheel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{info}/RECORD", "")
    return path


def pins_of(wheel: Path, sha256: str | None = None) -> str:
    """The pins of a wheel that lies in a folder, and of no index."""
    found = sha256 or hashlib.sha256(wheel.read_bytes()).hexdigest()
    name, version, *_ = wheel.name.split("-")
    return f"--no-index\n--find-links {wheel.parent}\n{name}=={version} --hash=sha256:{found}\n"


def _settings(tmp_path: Path, pins: str) -> Settings:
    path = tmp_path / "tinysums.txt"
    path.write_text(pins, "utf-8")
    return Settings(profiles=("clean",), packages={"tinysums": Package(pins=path)})


def _recipe_that_uses_it(project: Path, *, declared: bool = True) -> None:
    folder = write_recipe(project)
    notebook = folder / "recipe.ipynb"
    text = notebook.read_text("utf-8")
    notebook.write_text(text.replace("deciles = pq.read_table", USING, 1), "utf-8")
    if declared:
        card = folder / "recipe.yml"
        text = card.read_text("utf-8")
        card.write_text(
            text.replace("parameters:", "packages: [tinysums]\nparameters:", 1), "utf-8"
        )


def _made(project: Path, data: Path, settings: Settings, engine: Engine) -> Catalogue:
    checked = check(collected(project), settings)
    done = run(checked.recipes, {"clean": data}, project / "build/runs", settings, engine=engine)
    records = record(checked, done, {"clean": data}, settings)
    return catalogue(checked, records, ("clean",), {"clean": data})


def test_a_declared_package_is_there_in_the_run(
    tmp_path: Path, small_data: Path, engine: Engine
) -> None:
    """Installed beforehand from its pins, in either engine, confined as any other run."""
    _recipe_that_uses_it(tmp_path)
    settings = _settings(tmp_path, pins_of(a_wheel(tmp_path / "wheels")))

    entry = _made(tmp_path, small_data, settings, engine).entries[0]

    assert (entry.verdict, entry.reason) == (Verdict.PASSED, "")
    assert not [one.code for one in entry.findings if one.code == "N109"]


def test_a_package_that_cannot_be_had_is_the_hubs_fault_and_said(
    tmp_path: Path, small_data: Path, engine: Engine
) -> None:
    """Not-started, with pip's own reason; nothing half-installed stays."""
    _recipe_that_uses_it(tmp_path)
    settings = _settings(tmp_path, f"--no-index\ntinysums==1.0 --hash=sha256:{'0' * 64}\n")

    entry = _made(tmp_path, small_data, settings, engine).entries[0]

    assert entry.verdict is Verdict.NOT_STARTED
    assert "tinysums" in entry.reason


def test_a_wheel_of_another_hash_is_refused(tmp_path: Path) -> None:
    """What was pinned is what is installed."""
    pins = pins_of(a_wheel(tmp_path / "wheels"), sha256="0" * 64)

    with pytest.raises(NotInstalled, match="HASH"):
        installed(pins, tmp_path / "cache")
    assert list((tmp_path / "cache" / "packages").iterdir()) == []


def test_packages_are_installed_once(tmp_path: Path) -> None:
    """The same pins are the same folder; other pins are another."""
    pins = pins_of(a_wheel(tmp_path / "wheels"))

    first = installed(pins, tmp_path / "cache")
    (tmp_path / "wheels" / "tinysums-1.0-py3-none-any.whl").unlink()
    again = installed(pins, tmp_path / "cache")

    assert first == again
    assert (first / "tinysums.py").is_file()


def test_a_package_on_the_list_that_is_not_declared_is_said_with_what_to_write(
    tmp_path: Path,
) -> None:
    """Before the run."""
    _recipe_that_uses_it(tmp_path, declared=False)
    settings = _settings(tmp_path, pins_of(a_wheel(tmp_path / "wheels")))

    found = check(collected(tmp_path), settings).recipes[0].findings

    assert [(one.code, one.do) for one in found] == [
        ("N109", 'write "packages: [tinysums]" in recipe.yml.')
    ]


def test_pins_that_are_not_there_are_said_when_settings_are_read(tmp_path: Path) -> None:
    """With the key and the file."""
    (tmp_path / "hub.toml").write_text('[packages.tinysums]\npins = "no.txt"\n', "utf-8")

    with pytest.raises(SettingsError, match=r"packages\.tinysums\.pins: there is no file no\.txt"):
        load(tmp_path)
