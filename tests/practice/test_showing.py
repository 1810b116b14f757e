"""What an exercise must show: every law holds where it should, and is told where it does not."""

from __future__ import annotations

import pytest

from hub.contribution import Exercise
from hub.model import Number, Record, Table
from hub.practice.showing import problem
from tests.builders import a_finding, a_record, a_result

BEFORE = Number(50.0, 45.0, 55.0, 200)
ROWS = Table(("area", "children"), (("a", "20"), ("b", "*")))


def an_exercise(**shows: str) -> Exercise:
    return Exercise.model_validate(
        {
            "name": "another",
            "title": "Another",
            "skill": "read-an-interval",
            "task": "Do it.",
            "hint": "So.",
            "change": {"parameters": {"confidence": 0.99}},
            "shows": [shows],
            "answer": "Done.",
            "why": "Because.",
        }
    )


def with_share(number: Number | None) -> Record:
    found = {} if number is None else {"share": a_result("share", "numbers.json", number)}
    return a_record(results=found)


def with_areas(table: Table) -> Record:
    return a_record(results={"areas": a_result("areas", "areas.csv", table)})


@pytest.mark.parametrize(
    ("becomes", "holds", "fails"),
    [
        ("lower", Number(49.9), Number(50.0)),
        ("higher", Number(50.1), Number(50.0)),
        ("the-same", Number(50.0), Number(50.1)),
        ("wider", Number(50.0, 44.0, 56.0), BEFORE),
        ("narrower", Number(50.0, 46.0, 54.0), BEFORE),
        ("kept-back", Number(None), BEFORE),
        ("kept-back", None, BEFORE),
        ("given", BEFORE, Number(None)),
        ("given", BEFORE, None),
        ("lower", Number(49.9), Number(None)),
        ("wider", Number(50.0, 44.0, 56.0), Number(50.0)),
    ],
)
def test_what_becomes_of_a_number(becomes: str, holds: Number, fails: Number) -> None:
    """Each word is true of what it means, and says the result where it is not."""
    exercise, before = an_exercise(result="share", **{"is": becomes}), with_share(BEFORE)

    assert problem(exercise, before, with_share(holds)) == ""
    assert '"share"' in problem(exercise, before, with_share(fails))


@pytest.mark.parametrize(
    ("becomes", "rows", "others"),
    [
        ("fewer-rows", ROWS.rows[:1], ROWS.rows),
        ("more-rows", (*ROWS.rows, ("c", "9")), ROWS.rows),
        ("more-hidden", (("a", "*"), ("b", "*")), ROWS.rows),
        ("fewer-hidden", (("a", "20"), ("b", "9")), ROWS.rows),
    ],
)
def test_what_becomes_of_a_table(
    becomes: str, rows: tuple[tuple[str, str], ...], others: tuple[tuple[str, str], ...]
) -> None:
    """Rows and hidden cells are counted."""
    exercise, before = an_exercise(result="areas", **{"is": becomes}), with_areas(ROWS)

    assert problem(exercise, before, with_areas(Table(ROWS.header, rows))) == ""
    assert '"areas" has no' in problem(exercise, before, with_areas(Table(ROWS.header, others)))


def test_a_word_for_numbers_says_nothing_of_a_table() -> None:
    """And the other way round: the author is told, not believed."""
    lower, fewer = (an_exercise(result=n, **{"is": b}) for n, b in
                    [("areas", "lower"), ("share", "fewer-rows")])  # fmt: skip

    assert "cannot be lower" in problem(lower, with_areas(ROWS), with_areas(ROWS))
    assert "cannot have fewer rows" in problem(fewer, with_share(BEFORE), with_share(BEFORE))


def test_a_complaint_of_the_hub_can_be_what_is_learnt() -> None:
    """Such as that a table that was not made safe is refused."""
    exercise = an_exercise(finding="R201")
    complained = a_record(findings=(a_finding(code="R201"),))

    assert problem(exercise, a_record(), complained) == ""
    assert "R201" in problem(exercise, a_record(), a_record())
