"""A checker that stopped checking is noticed, and nothing is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub import canary
from hub.canary import watching
from hub.canary.flock import flock
from hub.check import CHECKS
from hub.settings import Settings
from tests.commands import shell
from tests.contributions import write_recipe

SETTINGS = Settings(profiles=("clean",))


def test_every_canary_is_noticed(tmp_path: Path, small_data: Path) -> None:
    """Before the run and after it; and no trace of them is left."""
    watching.watch({"clean": small_data}, tmp_path, SETTINGS)

    assert list(tmp_path.iterdir()) == []


def test_a_hub_without_the_profile_clean_notices_them_too(
    tmp_path: Path, profile_data: dict[str, Path]
) -> None:
    """They run on its first profile, whatever that is."""
    watching.watch(profile_data, tmp_path, Settings(profiles=("tiny",)))

    assert list(tmp_path.iterdir()) == []


def test_each_canary_is_wrong_in_its_own_way() -> None:
    """And names a check that there is."""
    birds = flock()

    assert len({bird.found_by for bird in birds}) == len(birds)
    assert {bird.found_by for bird in birds} <= {one.code for one in CHECKS}
    assert {bird.found_by[0] for bird in birds} >= {"N", "P", "R", "X"}


@pytest.mark.parametrize(
    ("where", "passed"),
    [("hub.record.AFTER_RUN", "raises"), ("hub.check.STATIC", "no-python")],
)
def test_a_checker_that_stopped_checking_is_noticed(
    where: str, passed: str, tmp_path: Path, small_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever half of the checks it is."""
    monkeypatch.setattr(where, ())

    with pytest.raises(canary.CanaryPassed, match=passed):
        watching.watch({"clean": small_data}, tmp_path, SETTINGS)


def test_a_passed_canary_stops_the_build_with_exit_code_3(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is the hub's own fault."""

    def sung(*_: object, **__: object) -> None:
        raise canary.CanaryPassed('The canary "raises" was not noticed.')

    write_recipe(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("hub.build.build", sung)

    ended = shell(monkeypatch, capsys)("build")

    assert ended.returncode == 3
    assert "was not noticed" in ended.stderr
