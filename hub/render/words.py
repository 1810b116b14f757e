"""Numbers, times and verdicts in words that a newcomer understands."""

from __future__ import annotations

import datetime as dt

from hub.answer import answer as sentence
from hub.answer import figure_of, numbers_of
from hub.contribution import NumberResult, RecipeCard
from hub.data import CONTRACT, PROFILES
from hub.model import Number, Record, Verdict

VERDICTS = {
    Verdict.PASSED: "Works",
    Verdict.FAILED: "Does not work",
    Verdict.TIMED_OUT: "Ran out of time",
    Verdict.NOT_STARTED: "Could not be checked",
    Verdict.NOT_RUN: "Not run",
}
KEPT_BACK = "too few to show"
MEANING = {
    Verdict.PASSED: "It ran from start to end, gave every result it promises, and met what was "
    "expected of them.",
    Verdict.FAILED: "Do not use this recipe until it is mended: an error on the way, a missing "
    "result, or a result that is not what it should be.",
    Verdict.TIMED_OUT: "It was stopped because it took too long, so its results are not known.",
    Verdict.NOT_STARTED: "The hub itself could not run it. That is not the recipe's fault, and "
    "nothing is known about its results.",
    Verdict.NOT_RUN: "It has not been run, so nothing is known about its results.",
}


def plain(value: float | None) -> str:
    """A number of which no decimals are declared."""
    if value is None:
        return "nothing"
    form = ",.4g" if abs(value) < 1000 else ",.0f"
    return f"{value:{form}}".replace("-", "−")


def result(number: Number, card: NumberResult) -> str:
    """A number result with its unit, or that it is kept back."""
    if number.value is None:
        return KEPT_BACK
    return figure_of(number.value, card).replace("-", "−")


def interval(number: Number, card: NumberResult) -> str:
    """Its interval in words, with its unit said once; empty where it has none."""
    if number.lower is None or number.upper is None:
        return ""
    lower, upper = (figure_of(value, card) for value in (number.lower, number.upper))
    if card.unit and card.unit != "%":
        lower = lower.removesuffix(f" {card.unit}")
    return f"{lower} to {upper}".replace("-", "−")


def numbers(card: RecipeCard, record: Record) -> dict[str, tuple[NumberResult, Number]]:
    """The publishable number results of a run, in the order in which the card names them."""
    given = numbers_of(card, record.results)
    declared = {name: card.results[name] for name in given}
    return {n: (one, given[n]) for n, one in declared.items() if isinstance(one, NumberResult)}


def answer(card: RecipeCard, record: Record) -> str | None:
    """The answer in one plain sentence, from the publishable numbers of a run only."""
    return sentence(card, numbers_of(card, record.results))


def moment(started: str) -> str:
    """The time of a run as "22 November 2026, 07:05 UTC"; what cannot be read stays as it is."""
    try:
        found = dt.datetime.fromisoformat(started)
    except ValueError:
        return started or "not known"
    if found.tzinfo is None:
        found = found.replace(tzinfo=dt.UTC)
    utc = found.astimezone(dt.UTC)
    return f"{utc.day} {utc:%B %Y}, {utc:%H:%M} UTC"


def day(started: str) -> str:
    """The day of a run as "22 November 2026"."""
    return moment(started).partition(",")[0]


def seconds(value: float) -> str:
    """A length of time as people say it."""
    if value < 60:
        return f"{value:.1f} seconds"
    return f"{int(value // 60)} min {int(value % 60)} s"


def verdict(value: Verdict) -> str:
    """A verdict as the site says it."""
    return VERDICTS[value]


def meaning(value: Verdict) -> str:
    """What a verdict means for the reader."""
    return MEANING[value]


def profile(name: str) -> str:
    """What a profile of the synthetic data holds."""
    known = PROFILES.get(name)
    return known.meaning if known else "A profile of the synthetic data."


def table(name: str) -> str:
    """What a table is called; its name where the data dictionary does not have it."""
    return CONTRACT.table(name).title if CONTRACT.has_table(name) else name.replace("_", " ")


def counted(number: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 recipe", "3 recipes"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
