"""A hub for another sector, set up as docs/own-hub.md says, without a change of the code."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hub import data
from hub.data import ASKED

ROOT = Path(__file__).parents[1]
SECOND = ROOT / "tests" / "second_hub"
OURS = re.compile(r"early years|\bchild(ren)?\b|sandhythe|ofsted|nurser", re.IGNORECASE)
ALSO_THERE = re.compile("early_years|child of a process")  # the library, and how runs are made
PAGES_OF_THE_HUB = ("index.html", "catalogue", "data", "recipes", "status", "systems", "topics")


SEVERAL = """
import json, sys
from hub.cli import main
for words in json.loads(sys.argv[1]):
    sys.argv = ["hub", *words]
    main()
"""


def hub(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the folder of a hub."""
    return _run(project, "-m", "hub", *words)


def one_after_the_other(
    project: Path, *commands: tuple[str, ...]
) -> subprocess.CompletedProcess[str]:
    """Run several commands in one process, until one fails."""
    return _run(project, "-c", SEVERAL, json.dumps(commands))


def _run(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", *words],
        cwd=project,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture(scope="module")
def falls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hub about falls, with two recipes that `hub new` wrote, built."""
    project = tmp_path_factory.mktemp("falls") / "hub"
    shutil.copytree(SECOND, project)
    shutil.copytree(ROOT / "docs", project / "docs")
    shutil.copy(ROOT / "mkdocs.yml", project / "mkdocs.yml")
    new = ("new", "--yes", "--table", "fall", "--title", "Where people fall")
    done = one_after_the_other(
        project,
        (*new, "--locality", "Northport", "--measure", "injured"),
        (*new, "--locality", "Millbrook", "--measure", "place=H"),
    )
    assert done.returncode == 0, done.stderr
    (project / "recipes/millbrook/where-people-fall/expected.yml").write_text(
        "clean:\n  share: {truth: share_at_home, tolerance: 0.01}\n"
    )
    done = hub(project, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return project


def test_its_recipes_work_on_its_own_data(falls: Path) -> None:
    """Of its own localities, on its own profiles, and recover what was planted."""
    site = falls / "build/site"
    recipes = json.loads((site / "catalogue.json").read_text())["recipes"]
    record = json.loads(
        (falls / "build/runs/millbrook/where-people-fall/clean/run.json").read_text()
    )

    assert {one["id"]: one["verdict"] for one in recipes} == {
        "northport/where-people-fall": "passed",
        "millbrook/where-people-fall": "passed",
    }
    assert list(recipes[0]["profiles"]) == ["clean", "messy"]
    assert set(recipes[0]["inputs"]) == {"fall"}
    assert record["warnings"] == []
    assert {one.name for one in (falls / "build/data/clean").iterdir()} >= {
        "northport",
        "millbrook",
    }


def test_its_pages_speak_of_its_own_sector(falls: Path) -> None:
    """The hub's code says nothing of early years; pages written by hand are another matter."""
    site = falls / "build/site"
    for name in PAGES_OF_THE_HUB:
        place = site / name
        for page in [place] if place.is_file() else sorted(place.rglob("*.html")):
            text = re.sub(r"(?s)<script.*?</script>|<[^>]*>", " ", page.read_text("utf-8"))
            found = list(OURS.finditer(ALSO_THERE.sub("", text)))
            assert not found, (page, text[found[0].start() - 60 : found[0].end() + 60])

    home = (site / "index.html").read_text("utf-8")
    assert "<title>Falls Hub" in home
    assert "Questions about falls that localities" in home


def test_its_commands_know_its_contract(falls: Path) -> None:
    """As explained, and as offered."""
    known, ours = hub(falls, "explain", "table", "fall"), hub(falls, "explain", "table", "asq3")

    assert "Each fall that an ambulance came to." in known.stdout
    assert (ours.returncode, "no table" in ours.stderr) == (2, True)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("hub.toml", '"falls_data"', '"fall_data"'), "fall_data.contract cannot be used"),
        (("hub.toml", '"falls_data"', '"falls data"'), "no name of a Python package"),
        (("hub.toml", '"northport"', '"northpor"'), 'write "northport"'),
        (("hub.toml", '"messy"', '"mess"'), 'write "messy"'),
        (("falls_data/store.py", "def make(", "def mend("), "falls_data.store lacks make"),
        (("falls_data/store.py", "seed: int", "sed: int"), "make takes other arguments"),
        (
            ("hub.toml", "stand_in", "neighbours = [{name='A', address='http://a.org'}]\nstand_in"),
            "begin with https://",
        ),
        (("falls_data/contract.py", "Contract(\n", "dict(\n"), "is no Contract"),
        (("falls_data/contract.py", 'version="1.0.0"', "version"), "cannot be used (NameError"),
        (("falls_data/profiles.py", "PROFILES = {", "PROFILES = {} or {}; X = {"), "maps no name"),
        (("vocabulary.toml", "people =", "folk ="), "[says] knows no folk"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    tmp_path: Path, change: tuple[str, str, str], says: str
) -> None:
    """Before anything is made or run, with the file or module to look at."""
    project = tmp_path / "hub"
    shutil.copytree(SECOND, project)
    (project / "recipes").mkdir()
    file, old, new = change
    text = (project / file).read_text()
    assert old in text
    (project / file).write_text(text.replace(old, new))

    light = ("neighbours",)  # reads the settings, and little else; check stands for the others
    done = hub(project, *(("check", "--no-run") if file == "vocabulary.toml" else light))

    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_page_names_all_that_is_asked() -> None:
    """Whoever writes the package needs nothing else."""
    page = (ROOT / "docs/own-hub.md").read_text("utf-8")

    for module, names in ASKED.items():
        assert f"`{module}`" in page
        for name in names:
            assert f"`{name}" in page


def test_the_page_shows_the_settings_that_are_tested() -> None:
    """So that what is read there works."""
    shown = (ROOT / "docs/own-hub.md").read_text("utf-8")

    for file in ("hub.toml", "vocabulary.toml"):
        for line in (SECOND / file).read_text("utf-8").splitlines():
            assert line.startswith("#") or not line or f"        {line}" in shown, line


def test_without_a_line_in_the_settings_the_data_are_of_early_years(tmp_path: Path) -> None:
    """They come with the package."""
    given = data.read(tmp_path)

    assert (given.package, given.problem) == ("synthetic_data", "")
    assert given.contract.has_table("birth")
