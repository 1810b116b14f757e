"""The past after fifty builds, kept by two machines at once: whole, in order, and told rightly."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from hub.registry import branch, past
from hub.registry.ledger import FOLDER, story
from hub.render import stories
from hub.render.site import Site
from hub.settings import Settings
from tests.builders import a_catalogue, an_entry
from tests.gitserver import git

BUILDS, BROKEN_AT = 50, 40
ID = "sandhythe/two-year-old-take-up"
MACHINE = """
import json, sys
from pathlib import Path
from hub.registry import keep

project, out = Path(sys.argv[1]), Path(sys.argv[2])
first, builds, broken_at, recipe = int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]), sys.argv[6]
(out / "site").mkdir(parents=True)
(out / "site" / "catalogue.json").write_text(json.dumps({"schema": "1", "recipes": []}))
record = out / "runs" / recipe / "clean" / "run.json"
record.parent.mkdir(parents=True)
for build in range(first, builds, 2):
    broken = build >= broken_at
    record.write_text(json.dumps({
        "recipe": recipe, "version": "1.0.0", "profile": "clean",
        "verdict": "failed" if broken else "passed", "reason": "It broke." if broken else "",
        "commit": f"{build:040d}", "started": f"2026-05-01T10:{build:02d}:00Z",
        "seconds": {"cells": 1.0 + build}, "fingerprint": str(build),
    }))
    keep.keep(project, out, "history", "A hub", push=True)
"""


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh clone, after each of two machines has kept every second build while the other did."""
    folder = tmp_path_factory.mktemp("machines")
    git("init", "-q", "--bare", "-b", "main", cwd=folder, path="origin.git")
    working = []
    for first, name in enumerate(("one", "two")):
        git("clone", "-q", str(folder / "origin.git"), cwd=folder, path=name)
        told = [str(part) for part in (folder / name, folder / f"{name}-out", first, BUILDS)]
        command = [sys.executable, "-c", MACHINE, *told, str(BROKEN_AT), ID]
        working.append(subprocess.Popen(command, cwd=Path(__file__).parents[2], stderr=-1))
    for one in working:
        _, complained = one.communicate(timeout=500)
        assert one.returncode == 0, complained.decode()
    git("clone", "-q", str(folder / "origin.git"), cwd=folder, path="reader")
    return folder / "reader"


def test_every_run_of_both_is_there_once(reader: Path) -> None:
    """In the order in which they were started, whoever kept first; nothing was changed since."""
    found = past.read(reader, "history")

    assert len(found.ledger.runs) == found.ledger.files == BUILDS
    assert [int(run.commit or "") for run in found.ledger.runs] == list(range(BUILDS))
    assert (found.damaged, found.lost) == ((), ())


def test_the_site_says_since_when_and_what_broke_it(reader: Path) -> None:
    """The day and the commit of both the last that worked and the first that did not."""
    found = past.read(reader, "history")
    entry = an_entry()
    site = Site(replace(a_catalogue(entry), profiles=("clean",)), Settings(), {}, {}, past=found)

    (told,) = stories.of(entry, site)

    assert entry.recipe.id == ID
    assert story(found.ledger.of(ID, "clean")).broke
    assert not told.passed
    assert f"does not work since 1 May 2026 (version 1.0.0, at commit {0:012d})" in told.words
    assert "50 runs are kept." in told.words
    assert [bar.passed for bar in told.bars] == [True] * 30 + [False] * 10
    assert told.bars[0].height < told.bars[-1].height


def test_a_plain_merge_of_two_histories_has_no_conflict(reader: Path) -> None:
    """Somebody may bring two copies of the branch together by hand."""
    for name in ("a", "b"):
        git("checkout", "-q", "-B", name, "origin/history", cwd=reader)
        year = next((reader / FOLDER).iterdir())
        (year / f"{name}.jsonl").write_text(json.dumps({"by": name}) + "\n")
        git("add", "-A", cwd=reader)
        git("commit", "-q", "-m", name, cwd=reader)

    git("merge", "-q", "--no-edit", "a", cwd=reader)

    assert {"a.jsonl", "b.jsonl"} <= {one.name for one in (reader / FOLDER).rglob("*.jsonl")}


def test_a_damaged_line_is_named_and_the_rest_is_read(reader: Path) -> None:
    """A cut file is the commonest damage; the change itself is noticed too."""
    git("checkout", "-q", "-B", "history", "origin/history", cwd=reader)
    victim = sorted((reader / FOLDER).rglob("2*.jsonl"))[7]
    victim.write_bytes(victim.read_bytes()[:50])
    git("commit", "-q", "-a", "-m", "damage", cwd=reader)

    found = past.read(reader, "history")

    named = victim.relative_to(reader).as_posix()
    assert len(found.ledger.runs) == BUILDS - 1
    assert found.damaged == (f"{named}, line 1",)
    assert found.lost == (named,)
    assert named in branch.read(reader, "history")
