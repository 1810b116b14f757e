"""The ledger: lines that are never changed, read whole even where some are damaged."""

from __future__ import annotations

from hub.registry import ledger
from hub.registry.ledger import Ledger, PastRun, read, story


def a_run(day: int, verdict: str = "passed", **changes: object) -> PastRun:
    """A run of one recipe on a day of May."""
    values: dict[str, object] = {
        "recipe": "sandhythe/take-up",
        "version": "1.0.0",
        "profile": "clean",
        "verdict": verdict,
        "reason": "",
        "commit": f"{day:040d}",
        "started": f"2026-05-{day:02d}T10:00:00Z",
        "seconds": 2.5,
        "fingerprint": "f",
        "build": f"2026-05-{day:02d}T09:00:00Z",
    }
    return PastRun(**{**values, **changes})  # type: ignore[arg-type]


def test_fifty_builds_are_read_back_in_order() -> None:
    """Each in a file of its own, two of them of the same second."""
    runs = [
        a_run(1, build=f"2026-05-01T{i // 2:02d}:00:00Z", started=f"2026-05-01T{i:02d}")
        for i in range(50)
    ]
    files = dict(ledger.as_file([run], run.build) for run in runs)

    found = read(files)

    assert len(files) == 50
    assert found.files == 50
    assert [run.started for run in found.runs] == [run.started for run in runs]
    assert found.damaged == ()


def test_a_damaged_line_is_passed_over_and_named() -> None:
    """The others still count, and its content is not repeated."""
    path, data = ledger.as_file([a_run(1), a_run(2)], "2026-05-02T09:00:00Z")
    first, second, _ = data.split(b"\n")
    for bad in (
        b'{"recipe": ',
        b"\xff\xfe",
        b'{"recipe": "x"}',
        b"[]",
        second.replace(b"passed", b"fine"),
    ):
        found = read({path: first + b"\n" + bad + b"\n" + second + b"\n"})

        assert len(found.runs) == 2
        assert found.damaged == (f"{path}, line 2",)


def test_a_story_says_since_when_it_works() -> None:
    """The first of the unbroken row of passes."""
    told = story([a_run(1, "failed"), a_run(2), a_run(3)])

    assert told.since == a_run(2)
    assert told.before == a_run(1, "failed")
    assert not told.broke


def test_a_story_names_the_run_that_broke_it() -> None:
    """The first failure after the last pass, with its commit; later failures change nothing."""
    told = story([a_run(1), a_run(2), a_run(3, "failed"), a_run(4, "timed-out")])

    assert told.broke
    assert told.since == a_run(3, "failed")
    assert told.before == a_run(2)


def test_a_recipe_that_never_worked_was_not_broken() -> None:
    """There is no change to look for."""
    assert not story([a_run(1, "failed")]).broke


def test_the_last_runs_of_each_are_given_together() -> None:
    """So that what is published of the past does not grow without end."""
    runs = (a_run(1), a_run(2, profile="messy"), a_run(3), a_run(4))

    assert Ledger(runs).last(2) == (a_run(3), a_run(4), a_run(2, profile="messy"))


def test_what_is_there_is_not_kept_twice() -> None:
    """The same build kept again adds nothing."""
    path, data = ledger.as_file([a_run(1)], "b")

    assert list(ledger.not_yet_in([a_run(1), a_run(2)], read({path: data}))) == [a_run(2)]
