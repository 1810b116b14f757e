"""The commands as a person meets them: their words and their exit codes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from hub import cli
from hub.build import Built
from hub.cli.build import said
from tests.builders import a_catalogue, a_recipe, an_entry
from tests.commands import shell
from tests.contributions import Case, cases, write_recipe


def _hub(*words: str, project: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a project, as `python -m hub` does."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "hub", *words],
        cwd=project,
        text=True,
        capture_output=True,
        timeout=300,
        check=False,
    )


def _case(name: str) -> Case:
    return next(case for case in cases() if case.folder.name.startswith(name))


def test_check_is_fine_where_nothing_is_wrong(tmp_path: Path) -> None:
    """Exit code 0, and a sentence that says what was judged."""
    write_recipe(tmp_path)

    done = _hub("check", "--no-run", project=tmp_path)

    assert done.returncode == 0
    assert "1 recipe checked (casebridge/deprived-areas): nothing to mend." in done.stdout


def test_check_finds_and_says_so_with_exit_code_1(tmp_path: Path) -> None:
    """As JSON, only JSON stands on standard output."""
    write_recipe(tmp_path, case=_case("M104"))

    done = _hub("check", "--no-run", "--format", "json", project=tmp_path)

    assert done.returncode == 1
    assert json.loads(done.stdout)["findings"][0]["code"] == "M104"


def test_warnings_alone_do_not_block(tmp_path: Path) -> None:
    """They must be answered, not obeyed."""
    write_recipe(tmp_path, case=_case("F102"))

    assert _hub("check", "--no-run", project=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["check", "casebridge/deprived-area"], 'write "casebridge/deprived-areas"'),
        (["check", "--changed-since", "nosuch"], "not in a git repository"),
        (["check", "--format", "xml"], "github"),
        (["run", "--profile", "mess"], "choose from: clean, messy"),
        (["explain", "M10"], "There is no check"),
        (["explain", "table", "brith"], 'write "birth"'),
        (["explain", "a", "b", "c"], "hub explain table NAME"),
        (["biuld"], "No such command"),
    ],
)
def test_a_wrong_command_line_is_exit_code_2_and_a_sentence(
    words: list[str], says: str, tmp_path: Path
) -> None:
    """Never a traceback."""
    write_recipe(tmp_path)

    done = _hub(*words, project=tmp_path)

    assert done.returncode == 2
    assert says in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["build", "check", "run"])
def test_a_folder_that_is_no_hub_is_said_to_be_none(command: str, tmp_path: Path) -> None:
    """And nothing is made in it."""
    done = _hub(command, project=tmp_path)

    assert done.returncode == 2
    assert "not a hub" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("out", [".", "recipes", "/", "README.md", "recipes/casebridge"])
def test_an_output_folder_of_other_things_is_refused(out: str, tmp_path: Path) -> None:
    """So that nothing generated mixes with what people wrote."""
    write_recipe(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    (tmp_path / "README.md").write_text("x")
    before = sorted(path for path in tmp_path.rglob("*"))

    done = _hub("build", "--out", out, project=tmp_path)

    assert done.returncode == 2
    assert "Give --out" in done.stderr
    assert sorted(path for path in tmp_path.rglob("*")) == before


def test_broken_settings_are_exit_code_2_and_a_sentence(tmp_path: Path) -> None:
    """The file, the key and what is wrong with it."""
    write_recipe(tmp_path)
    (tmp_path / "hub.toml").write_text("[limits]\ncell_secs = 5\n")

    done = _hub("check", "--no-run", project=tmp_path)

    assert done.returncode == 2
    assert "hub.toml: limits.cell_secs" in done.stderr


def test_a_fault_of_the_hub_is_exit_code_3_with_a_block_to_paste(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And says that no recipe is to blame."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a bug of ours")

    write_recipe(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("hub.cli.check.collect", broken)

    ended = shell(monkeypatch, capsys)("check")

    assert ended.returncode == 3
    assert "not the fault of any recipe" in ended.stderr
    assert "a bug of ours" in ended.stderr


@pytest.mark.parametrize("what", [["M104"], ["unknown-table"], ["x101"]])
def test_explain_says_what_a_check_wants(what: list[str]) -> None:
    """By code or by name, in capitals or not."""
    done = CliRunner().invoke(cli.cli, ["explain", *what])

    assert done.exit_code == 0
    assert len(done.output.split()) > 15


def test_explain_says_what_a_table_holds() -> None:
    """Every field with its type, meaning and source."""
    done = CliRunner().invoke(cli.cli, ["explain", "table", "asq3"])

    assert "communication" in done.output
    assert "Source:" in done.output


def test_explain_alone_lists_every_check() -> None:
    """By family."""
    done = CliRunner().invoke(cli.cli, ["explain"])

    assert "Privacy" in done.output
    assert "P101" in done.output


def test_a_module_in_the_current_folder_does_not_hide_ours(tmp_path: Path) -> None:
    """Commands are run in folders that strangers filled."""
    write_recipe(tmp_path)
    (tmp_path / "json.py").write_text("raise SystemExit('shadowed')")
    (tmp_path / "yaml.py").write_text("raise SystemExit('shadowed')")
    hub = shutil.which("hub", path=str(Path(sys.executable).parent))
    assert hub

    done = subprocess.run(
        [hub, "check", "--no-run"], cwd=tmp_path, text=True, capture_output=True, check=False
    )

    assert "shadowed" not in done.stdout + done.stderr
    assert done.returncode == 0


def test_an_archived_recipe_is_not_said_to_be_broken() -> None:
    """It is kept as it is; nobody is sent to mend it."""
    old = an_entry(a_recipe("old", status="archived"), records=(), reason="it is archived.")
    built = Built(a_catalogue(an_entry(), old), Path("site"))

    words = said(built)

    assert words.startswith("1 of 1 recipes work, and 1 archived beside them.")
    assert "hub check" not in words
