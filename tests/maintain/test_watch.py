"""One open issue for each recipe that does not work, and none for any other."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from hub import cli
from hub.contribution import LocalityCard
from hub.model import Document, Locality
from hub.watch import steps


def _catalogue(**verdicts: str) -> dict[str, object]:
    rows = [
        {
            "id": f"fennmarsh/{name}",
            "verdict": verdict,
            "status": "active",
            "reason": "cell 3 `x` @a",
        }
        for name, verdict in verdicts.items()
    ]
    return {"schema": "1", "recipes": rows}


def _issue(number: int, recipe: str) -> dict[str, object]:
    return {"number": number, "title": f"fennmarsh/{recipe} does not work"}


CARD = LocalityCard(
    name="Fennmarsh", kind="town", nation="england", summary="A town that is invented.",
    team="team", contact="team@fennmarsh.example.org", owners=["@fennmarsh-analysts"],
)  # fmt: skip
PLACES = (Locality("fennmarsh", Document("locality.yml", CARD)),)


def test_a_failing_recipe_gets_one_issue_for_its_owner() -> None:
    """With the reason, and how to see it oneself."""
    found = steps(_catalogue(one="failed", two="passed"), [], PLACES)

    assert [(step.do, step.recipe) for step in found] == [("open", "fennmarsh/one")]
    assert found[0].body.startswith("@fennmarsh-analysts: ")
    assert "hub check fennmarsh/one" in found[0].body
    assert "cell 3  x   a" in found[0].body  # nobody else is mentioned, nothing is markup


def test_what_is_told_already_is_not_told_again() -> None:
    """Week after week."""
    assert steps(_catalogue(one="failed"), [_issue(4, "one")], PLACES) == ()


def test_an_issue_is_closed_when_its_recipe_works_or_is_gone() -> None:
    """And so is a second one about the same."""
    there = [_issue(4, "one"), _issue(5, "gone"), _issue(6, "two"), _issue(7, "two")]

    found = steps(_catalogue(one="passed", two="timed-out"), there, PLACES)

    assert [(step.do, step.number) for step in found] == [("close", 4), ("close", 5), ("close", 7)]


def test_issues_of_people_are_left_alone() -> None:
    """Whatever their label."""
    other = {"number": 9, "title": "I have a question"}

    assert steps(_catalogue(one="passed"), [other], PLACES) == ()


def test_drafts_and_archived_recipes_hold_nobody_up() -> None:
    """They may fail."""
    catalogue = _catalogue(one="failed")
    catalogue["recipes"][0]["status"] = "draft"  # type: ignore[index]

    assert steps(catalogue, [], PLACES) == ()


def test_without_apply_it_only_says_what_it_would_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a laptop, without any account."""
    (tmp_path / "recipes").mkdir()
    (tmp_path / "c.json").write_text(json.dumps(_catalogue(one="failed")))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")

    done = CliRunner().invoke(cli.cli, ["watch", "--catalogue", "c.json"])

    assert done.exit_code == 0, done.output
    assert json.loads(done.output)[0]["do"] == "open"


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "c.json cannot be read (No such file"), ("{", "not JSON"), ("[]", "something else")],
)
def test_a_catalogue_that_is_none_is_said(
    content: str | None, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one sentence with what to do."""
    (tmp_path / "recipes").mkdir()
    if content is not None:
        (tmp_path / "c.json").write_text(content)
    monkeypatch.chdir(tmp_path)

    done = CliRunner().invoke(cli.cli, ["watch", "--catalogue", "c.json"], standalone_mode=False)

    assert says in str(done.exception)
    assert "Run hub build first" in str(done.exception)


GH = """#!{python}
import json, sys
from pathlib import Path
with Path({log!r}).open("a") as log:
    log.write(json.dumps(sys.argv[1:]) + "\\n")
if sys.argv[1:3] == ["issue", "list"]:
    print({there!r})
sys.exit({code})
"""


def _with_gh(
    folder: Path, monkeypatch: pytest.MonkeyPatch, there: list[dict[str, object]], code: int = 0
) -> Path:
    """A command of that name that writes down what it is asked, in a project of one locality."""
    log, command = folder / "asked", folder / "bin" / "gh"
    command.parent.mkdir()
    command.write_text(
        GH.format(python=sys.executable, log=str(log), there=json.dumps(there), code=code)
    )
    command.chmod(0o755)
    (folder / "recipes").mkdir()
    (folder / "c.json").write_text(json.dumps(_catalogue(one="failed", two="passed")))
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PATH", str(command.parent))
    return log


@pytest.mark.skipif(os.name == "nt", reason="the command stands in as a script of Unix")
def test_with_apply_issues_are_opened_and_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it said it would, through the code host's own command."""
    log = _with_gh(tmp_path, monkeypatch, [_issue(4, "two")])

    done = CliRunner().invoke(cli.cli, ["watch", "--catalogue", "c.json", "--apply"])

    asked = [json.loads(line) for line in log.read_text().splitlines()]
    assert done.exit_code == 0, done.output
    assert [words[:2] for words in asked] == [
        ["issue", "list"], ["issue", "close"], ["label", "create"], ["issue", "create"],
    ]  # fmt: skip
    assert asked[3][3] == "fennmarsh/one does not work"
    assert asked[1][2] == "4"


@pytest.mark.skipif(os.name == "nt", reason="the command stands in as a script of Unix")
def test_a_code_host_that_refuses_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing is claimed to be done."""
    _with_gh(tmp_path, monkeypatch, [], code=1)

    done = CliRunner().invoke(cli.cli, ["watch", "--catalogue", "c.json", "--apply"])

    assert done.exit_code != 0
    assert "gh issue list failed" in done.output
