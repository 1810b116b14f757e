"""Rules of the layout that a reader relies on."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("hub", "synthetic_data", "early_years")
MODULES = sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))

ONE_HOME = {
    "click": "hub/cli/",
    "PIL": {"hub/pictures/__init__.py", "hub/pictures/small.py"},
    "defusedxml": "hub/pictures/svg.py",
    "detect_secrets": "hub/privacy/keys.py",
    "distributed": "hub/run/cluster.py",
    "feedgen": "hub/render/feed.py",
    "filelock": {"hub/lock.py", "synthetic_data/folder.py"},
    "git": "hub/collect/history.py",
    "IPython": {"hub/pycode.py", "hub/run/warm/shell.py"},
    "jinja2": "hub/render/templating.py",
    "jupytext": "hub/intake/reading.py",
    "markdown_it": "hub/render/prose.py",
    "mkdocs": set(),
    "nbclient": "hub/run/engine.py",
    "nbconvert": "hub/render/notebook.py",
    "nh3": "hub/render/clean.py",
    "openpyxl": "hub/privacy/readers/office.py",
    "papermill": {
        "hub/run/engine.py",
        "hub/run/notebooks.py",
        "hub/run/warm/notebook.py",
    },
    "psutil": "hub/run/process.py",
    "requests": "hub/registry/shelf.py",
    "rich": "hub/progress.py",
    "rocrate": "hub/render/crate.py",
    "stdnum": "hub/privacy/numbers.py",
    "vl_convert": "hub/pictures/vega.py",
    "yaml": "hub/collect/yamlfile.py",
}
"""Each outside tool and the one module or folder that knows it. papermill has its two engines and
the call of them; IPython the module that reads its magics and the shell that runs them; filelock
the hub and the generator, which does without the hub."""


@cache
def _imported(path: Path) -> frozenset[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return frozenset(found)


def _users_of(tool: str) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        if any(name == tool or name.startswith(f"{tool}.") for name in _imported(path))
    }


@pytest.mark.parametrize("tool", sorted(ONE_HOME))
def test_each_outside_tool_is_imported_in_one_place(tool: str) -> None:
    """So that it can be replaced by changing one module."""
    home = ONE_HOME[tool]

    if isinstance(home, str) and home.endswith("/"):
        assert all(path.startswith(home) for path in _users_of(tool))
    else:
        assert _users_of(tool) == ({home} if isinstance(home, str) else home)


STEPS = ("collect", "check", "run", "record", "render", "publish")
ALLOWED = {  # what a step may know of the steps before it
    "collect": set(),
    "check": {"collect"},
    "run": {"check"},
    "record": {"check"},
    "render": {"check"},
    "publish": {"render"},  # the addresses that pages must stand at
}


@pytest.mark.parametrize("step", STEPS)
def test_data_flows_one_way_through_the_line(step: str) -> None:
    """No step knows a later one, and few know an earlier one."""
    known = set()
    for path in (ROOT / "hub" / step).rglob("*.py"):
        for name in _imported(path):
            parts = name.split(".")
            if parts[0] == "hub" and len(parts) > 1 and parts[1] in STEPS:
                known.add(parts[1])

    assert known - {step} <= ALLOWED[step]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_module_says_what_it_is_for(path: Path) -> None:
    """In its first line."""
    tree = ast.parse(path.read_text("utf-8"))

    assert ast.get_docstring(tree)


def test_the_data_know_nothing_of_the_hub() -> None:
    """The generator can be used without it."""
    users = {path for path in (ROOT / "synthetic_data").rglob("*.py") if _imported(path) & {"hub"}}

    assert users == set()


def test_the_hub_knows_its_data_in_one_module_alone() -> None:
    """So that another sector's data can take their place by a line of the settings."""
    users = _users_of("synthetic_data")

    assert {path for path in users if path.startswith("hub/")} == {"hub/data.py"}


def test_the_library_knows_nothing_of_the_hub_and_its_data() -> None:
    """An adopter installs it alone."""
    for path in (ROOT / "early_years").glob("*.py"):
        tops = {name.split(".")[0] for name in _imported(path)}

        assert not tops & {"hub", "synthetic_data", "recipes"}


def test_no_shipped_file_names_a_registry_or_a_machine() -> None:
    """Pins carry hashes and no addresses."""
    for path in (ROOT / "requirements").iterdir():
        text = path.read_text("utf-8")
        assert "://" not in text
        assert "--hash=sha256:" in text
