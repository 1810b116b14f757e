"""Family R: what the recipe gave, held against what it declared and what was planted."""

from __future__ import annotations

from collections.abc import Container, Iterator

from hub.answer import numbers_of, stops_at
from hub.check.rules import Complaint, RunCheck, check
from hub.contribution import NumberResult
from hub.model import Ending, Evidence, Level, Place, Recovery
from hub.nearest import suggestion


def _card(evidence: Evidence, *path: str) -> Place:
    document = evidence.recipe.card
    return Place(document.file, document.line(*path))


def _finished(evidence: Evidence) -> bool:
    """Results of a run that broke off say nothing; what broke it off has been said already."""
    return evidence.execution.ended is Ending.FINISHED


MOST_NAMED = 5


@check("R101", "result-missing")
def result_missing(evidence: Evidence) -> Iterator[Complaint]:
    """A result that recipe.yml declares was not written.

    Numbers go to results/numbers.json, tables to results/<name>.csv, figures to results/<name>.svg
    or .png or .vl.json.
    """
    for spoiled in evidence.spoiled if _finished(evidence) else ():
        if spoiled.missing:
            yield Complaint(spoiled.problem, spoiled.do, _card(evidence, "results", spoiled.result))


@check("R102", "result-malformed")
def result_malformed(evidence: Evidence) -> Iterator[Complaint]:
    """A result was written and cannot be used: not of its form, too large, or not a plain file."""
    for spoiled in evidence.spoiled if _finished(evidence) else ():
        if not spoiled.missing:
            yield Complaint(spoiled.problem, spoiled.do, _card(evidence, "results", spoiled.result))


@check("R103", "result-not-declared")
def result_not_declared(evidence: Evidence) -> Iterator[Complaint]:
    """The recipe wrote something that recipe.yml does not declare.

    Only what is declared is published, so that nothing leaves a locality that nobody decided on.
    """
    card = evidence.recipe.card.value
    found = evidence.undeclared if _finished(evidence) and card else ()
    if len(found) > MOST_NAMED:
        yield Complaint(
            f"{len(found)} files or numbers were written that recipe.yml does not declare.",
            f"declare or do not write them; the first are {', '.join(found[:3])}.",
            _card(evidence, "results"),
        )
        return
    for name in found:
        near = suggestion(name, card.results, "result") if card else ""
        yield Complaint(
            f'"{name}" was written, and recipe.yml does not declare it.',
            f"declare it under results, or do not write it: {near}",
            _card(evidence, "results"),
        )


@check("R104", "not-as-expected")
def not_as_expected(evidence: Evidence) -> Iterator[Complaint]:
    """A result is not what expected.yml says it must be on this profile of the data."""
    for missed in _missed(evidence):
        if missed.truth is None:
            yield Complaint(
                f"{missed.result}: expected {missed.expected:g} ({missed.how}), got {_got(missed)} "
                f"on the profile {evidence.execution.profile}.",
                "if the new value is right, say so in expected.yml and in CHANGELOG.md.",
                _expected(evidence, missed),
            )


@check("R105", "truth-not-recovered")
def truth_not_recovered(evidence: Evidence) -> Iterator[Complaint]:
    """A result does not recover the truth that was planted in the synthetic data.

    The generator knows who is who and what each programme does. A method that cannot find it in
    data where it is known would not find it in yours.
    """
    for missed in _missed(evidence):
        if missed.truth is not None:
            planted = missed.expected
            if planted is None:
                problem = f'no truth "{missed.truth}" was planted'
            else:
                problem = f"the planted truth is {planted:g}, and the recipe found {_got(missed)}"
            yield Complaint(
                f"{missed.result}: {problem} (wanted: {missed.how}) "
                f"on the profile {evidence.execution.profile}.",
                "look for who is left out or counted twice; widen an interval only with a reason."
                if planted is not None
                else "choose one that is named in truth/values.json of the synthetic data.",
                _expected(evidence, missed),
            )


def _got(missed: Recovery) -> str:
    return "nothing" if missed.got is None else f"{missed.got:g}"


def _missed(evidence: Evidence) -> tuple[Recovery, ...]:
    if not _finished(evidence):
        return ()
    said = {spoiled.result for spoiled in evidence.spoiled}  # that it is missing is said already
    return tuple(one for one in evidence.recovered if not one.met and one.result not in said)


def _expected(evidence: Evidence, missed: Recovery) -> Place:
    document = evidence.recipe.expected
    return Place(document.file, document.line(evidence.execution.profile, missed.result))


@check("R106", "nothing-expected", Level.ADVICE)
def nothing_expected(evidence: Evidence) -> Iterator[Complaint]:
    """Nothing is expected of any result, so a run shows that it works, not that it is right."""
    expected = evidence.recipe.expected.value
    if _finished(evidence) and not (expected and any(map(expected.of, expected.profiles()))):
        yield Complaint(
            "no result is expected on any profile of the data.",
            "name a value, or better a planted truth: hub explain R105.",
            Place(evidence.recipe.expected.file),
        )


@check("R108", "systems-differ")
def systems_differ(evidence: Evidence) -> Iterator[Complaint]:
    """The same data, brought back from other vendors' systems, give other results.

    The profile other-system holds the people of the profile clean, exported by other systems
    with names, codes, dates and units of their own and read back through the mappings. A recipe
    that gives something else there rests on how one system writes things down.
    """
    for words in evidence.differing:
        yield Complaint(
            f"{words}, between the profiles clean and {evidence.execution.profile}.",
            "rest on the codes of the contract, not on the order of rows or the way of writing.",
            _card(evidence, "results"),
        )


@check("R107", "not-repeatable")
def not_repeatable(evidence: Evidence) -> Iterator[Complaint]:
    """A second run, with nothing changed, gave another result.

    The full build makes every new run twice. What depends on chance or on the clock cannot be
    checked by anyone, and changes whenever it is looked at.
    """
    for name in evidence.execution.differs or ():
        what = f'a second run gave another "{name}"' if "." in name and " " not in name else name
        yield Complaint(
            f"{what}.",
            "give every random generator a seed; use no clock, and sort what comes from sets.",
            _card(evidence, "results"),
        )


@check("R109", "answer-not-said", Level.WARNING)
def answer_not_said(evidence: Evidence) -> Iterator[Complaint]:
    """A sentence of the answer speaks of a number that the run did not give to show.

    It was kept back, or has no such end of an interval, or is not for publishing. The answer then
    ends before that sentence; where it is the first, a plain one about the first number stands in
    its place. On data with few children that is as it should be, so it is said only of the profile
    that the page speaks from.
    """
    card = evidence.recipe.card.value
    if card is None or not evidence.at_home or not _finished(evidence):
        return
    found = stops_at(card, numbers_of(card, evidence.results))
    if found is None or not isinstance(card.results.get(found[1]), NumberResult):
        return  # a name that is no number of the card has been said before the run
    at, name, part = found
    if any(spoiled.result == name for spoiled in evidence.spoiled):
        return  # so has one that was not given
    yield Complaint(
        f"sentence {at + 1} of the answer is not said: {_why_not(name, part, card.publishable)}.",
        "speak of another number there, or give that one; and see that it is not kept back here.",
        _card(evidence, "answer"),
    )


def _why_not(name: str, part: str, publishable: Container[str]) -> str:
    if name not in publishable:
        return f'"{name}" is not for publishing'
    return f'"{name}" was kept back' if part == "value" else f'"{name}" has no {part} to show'


RESULTS: tuple[RunCheck, ...] = (
    result_missing,
    result_malformed,
    result_not_declared,
    not_as_expected,
    truth_not_recovered,
    nothing_expected,
    not_repeatable,
    systems_differ,
    answer_not_said,
)
