"""Half-finished recipes are welcome: what they lack is a next step, what could harm blocks."""

from __future__ import annotations

from pathlib import Path

from hub.check import Judged, check
from hub.model import Level
from tests.contributions import an_issued, collected, write_recipe


def _judged(project: Path) -> Judged:
    return check(collected(project)).recipes[0]


def _as_draft(folder: Path, *, keep: int = 60) -> None:
    lines = (folder / "recipe.yml").read_text().replace("status: active", "status: draft")
    (folder / "recipe.yml").write_text("\n".join(lines.splitlines()[:keep]) + "\n")


def test_a_draft_may_lack_keys(tmp_path: Path) -> None:
    """It is not run, and nothing in it is an error."""
    folder = write_recipe(tmp_path)
    _as_draft(folder, keep=12)

    judged = _judged(tmp_path)

    assert not judged.can_run
    assert "missing" in (judged.blocked_by or "")
    assert {one.level for one in judged.findings} == {Level.WARNING}
    assert len([one for one in judged.findings if one.code == "M106"]) >= 4


def test_a_draft_may_lack_its_notebook(tmp_path: Path) -> None:
    """An idea with a question is a beginning."""
    folder = write_recipe(tmp_path)
    _as_draft(folder)
    (folder / "recipe.ipynb").unlink()

    assert {one.code for one in _judged(tmp_path).findings} == {"F101"}
    assert _judged(tmp_path).findings[0].level is Level.WARNING


def test_a_draft_may_hold_no_persons_number(tmp_path: Path) -> None:
    """Safety has no exception."""
    folder = write_recipe(tmp_path)
    _as_draft(folder)
    with (folder / "README.md").open("a") as stream:
        stream.write(an_issued("nhs_number"))

    assert any(one.level is Level.ERROR for one in _judged(tmp_path).findings)
