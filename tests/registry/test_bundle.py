"""Bundles: the same bytes every time, and nothing accepted that is not what it says."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from hub.registry import bundle
from tests.contributions import collected, write_recipe

HOME = "https://hub.example.org/"


@pytest.fixture
def made(tmp_path: Path) -> bytes:
    """The bundle of the good recipe."""
    write_recipe(tmp_path)
    return bundle.make(collected(tmp_path).recipes[0], "cff-version: 1.2.0\n", HOME)


def _again(data: bytes, **changed: bytes | None) -> bytes:
    """The same zip with files changed, added, or (None) left out."""
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(new, "w") as made:
        names = dict.fromkeys([*old.namelist(), *changed])
        for name in names:
            content = changed.get(name, old.read(name) if name in old.namelist() else b"")
            if content is not None:
                made.writestr(name, content)
    return new.getvalue()


def test_the_same_recipe_gives_the_same_bytes(made: bytes, tmp_path: Path) -> None:
    """Whenever and wherever it is made."""
    write_recipe(tmp_path / "again")

    assert (
        bundle.make(collected(tmp_path / "again").recipes[0], "cff-version: 1.2.0\n", HOME) == made
    )


def test_a_bundle_holds_what_an_adopter_needs(made: bytes) -> None:
    """The recipe, who gives it, its tables, its licence, its packages, how to cite it."""
    opened = bundle.open_bundle(made)

    assert opened.recipe == "casebridge/deprived-areas"
    assert opened.version == "1.0.0"
    assert {"recipe.yml", "recipe.ipynb", "README.md", "CHANGELOG.md"} <= set(opened.of_recipe())
    assert {
        "about/CITATION.cff",
        "about/LICENCE.txt",
        "about/bundle.json",
        "about/contract.json",
        "about/packages.txt",
        "casebridge/locality.yml",
    } <= set(opened.files)
    assert b"imd_decile" in opened.files["about/contract.json"]
    assert b"pyarrow==" in opened.files["about/packages.txt"]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"casebridge/deprived-areas/README.md": b"other"}, "is not what it was"),
        ({"casebridge/deprived-areas/README.md": None}, "list of files"),
        ({"casebridge/more.py": b"import os"}, "list of files"),
        ({"../outside.py": b"import os"}, "written elsewhere"),
        ({"/etc/outside": b"x"}, "written elsewhere"),
        ({"CASEBRIDGE/locality.yml": b"x"}, "same name"),
        ({"SHA256SUMS": b""}, "list of files"),
    ],
)
def test_a_changed_bundle_is_refused(made: bytes, changed: dict[str, bytes], says: str) -> None:
    """Whoever changed it, and whatever else they changed with it."""
    with pytest.raises(bundle.Damaged, match=says):
        bundle.open_bundle(_again(made, **changed))


@pytest.mark.parametrize("length", [0, 10, 1000, -1])
def test_a_cut_bundle_is_refused(made: bytes, length: int) -> None:
    """As after a download that broke off."""
    with pytest.raises(bundle.Damaged):
        bundle.open_bundle(made[:length])


def test_a_bundle_that_would_fill_the_disk_is_refused(made: bytes) -> None:
    """A few kilobytes can hold gigabytes of noughts."""
    with pytest.raises(bundle.Damaged, match="larger"):
        bundle.open_bundle(made, most=1000)


def test_who_gives_which_module_is_looked_up_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It reads every package that is installed, and a catalogue has thousands of bundles."""
    asked = []
    bundle._providers.cache_clear()
    monkeypatch.setattr(
        bundle.importlib.metadata, "packages_distributions", lambda: asked.append(1) or {}
    )
    write_recipe(tmp_path)
    recipe = collected(tmp_path).recipes[0]
    for _ in range(3):
        bundle.make(recipe, "cff-version: 1.2.0\n", HOME)
    bundle._providers.cache_clear()

    assert len(asked) == 1
