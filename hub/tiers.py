"""How far a recipe has come, worked out from what is known of it and never claimed by anyone.

runs → explained → tested → adopted: each tier asks for all that the one before it asks, and the
first thing missing is the next step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hub.contribution import Adoption
from hub.model import Entry, Level, Locality, Verdict

TIERS = {
    "runs": "runs, from its first cell to its last, on synthetic data",
    "explained": "says in words what it tells and what it cannot tell",
    "tested": "finds an answer that was planted in the data",
    "adopted": "is used by another locality on its own data",
}
"""Each tier with what a recipe of it does, in their order."""
WORDS = frozenset({"F102", "F103", "M112", "M113", "M117", "M124"})
"""The checks of what readers are told: while one of them complains, a recipe is not explained."""


@dataclass(frozen=True, slots=True)
class Grade:
    """The tier, or None where it does not run, and what to do for the next one."""

    tier: str | None
    step: str


def grade(entry: Entry, localities: Iterable[Locality]) -> Grade:
    """The tier of one recipe."""
    reached: str | None = None
    lacks = {
        "runs": _runs(entry),
        "explained": _explained(entry),
        "tested": _tested(entry),
        "adopted": _adopted(entry, localities),
    }
    for tier in TIERS:
        step = next(lacks[tier], None)
        if step:
            return Grade(reached, step)
        reached = tier
    return Grade(reached, "")


def _runs(entry: Entry) -> Iterator[str]:
    if entry.verdict is not Verdict.PASSED:
        yield f"make it run: {entry.reason}" if entry.reason else "make it run."


def _explained(entry: Entry) -> Iterator[str]:
    card = entry.recipe.card.value
    for finding in entry.findings:
        if finding.code in WORDS and finding.level is not Level.ADVICE:
            yield f"{finding.problem} To do: {finding.do}"
    if card and card.status == "draft":
        yield "have a second person read it, and set status: active in recipe.yml."
    if card and not card.answer and any(r.kind == "number" for r in card.publishable.values()):
        yield "say the answer in one plain sentence: answer in recipe.yml."


def _tested(entry: Entry) -> Iterator[str]:
    held = [one for made in entry.records for one in made.recovered]
    if not held:
        yield "say in expected.yml what a result must be."
    elif not any(one.truth is not None and one.met for one in held):
        yield "hold a result against a planted truth: truth in expected.yml (hub explain R105)."


def _adopted(entry: Entry, localities: Iterable[Locality]) -> Iterator[str]:
    if not adopters(entry.recipe.id, localities):
        yield "another locality runs it on its own data and says so: adopts in its locality.yml."


def adopters(recipe: str, localities: Iterable[Locality]) -> tuple[Locality, ...]:
    """The localities, other than its own, that say they run a recipe on their own data."""
    return tuple(place for place, one in adoptions(localities) if one.recipe == recipe)


def adoptions(localities: Iterable[Locality]) -> Iterator[tuple[Locality, Adoption]]:
    """Who runs which recipe of another locality on their own data, each pair once."""
    for place in localities:
        told = place.card.value.adopts if place.card.value else []
        for one in {each.recipe: each for each in told}.values():
            if one.recipe.partition("/")[0] != place.slug:
                yield place, one
