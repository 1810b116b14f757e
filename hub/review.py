"""The reviewer's list for a recipe: what the hub can see is ticked, the rest is for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hub.model import Entry, Level
from hub.report.markdown import escaped

JUDGE = (
    "The question is worth asking, and the answer answers it.",
    "The purpose, the possible harm and what it must not be used for are said truly.",
    "A reader who does not code would not take more from it than it shows.",
    "No group is shown in a way that could hurt it.",
    "The method suits the question, and its limits are said.",
)


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the list: whether it holds, and what was seen."""

    holds: bool
    words: str


def as_markdown(entries: Iterable[Entry]) -> str:
    """A list for each recipe, in Markdown."""
    parts = [_one(entry) for entry in entries]
    return "\n".join(parts) if parts else "No recipe was changed, so there is none to review.\n"


def _one(entry: Entry) -> str:
    lines = [f"## To review: {escaped(entry.recipe.id)}", "", "Seen by the hub:", ""]
    lines += [f"- [{'x' if one.holds else ' '}] {escaped(one.words)}" for one in seen(entry)]
    lines += ["", "For a person:", "", *(f"- [ ] {words}" for words in JUDGE), ""]
    return "\n".join(lines)


def seen(entry: Entry) -> Iterator[Point]:
    """What the hub can see by itself."""
    card = entry.recipe.card.value
    errors = [one for one in entry.findings if one.level is Level.ERROR]
    personal = [one for one in entry.findings if one.code.startswith("P")]
    warnings = sum(one.level is Level.WARNING for one in entry.findings)
    yield Point(not errors, f"No check blocks it ({len(errors)} do).")
    yield Point(not warnings, f"No warning is left to answer (left: {warnings}).")
    yield Point(not personal, f"Nothing in its files looks like a person's ({len(personal)} do).")
    for made in entry.records:
        reason = f": {made.reason.rstrip('.')}" if made.reason else ""
        yield Point(made.fine, f"On the profile {made.profile} it is {made.verdict}{reason}.")
    held = [one for made in entry.records for one in made.recovered]
    met = sum(one.met for one in held)
    yield Point(bool(held) and met == len(held), f"{met} of {len(held)} expectations are met.")
    if card is None:
        return
    special = ", ".join(card.data_protection.special_category) or "none"
    fields = sum(len(table.fields) for table in card.inputs.values())
    yield Point(
        True, f"It reads {fields} fields of {len(card.inputs)} tables; sensitive: {special}."
    )
    yield Point(
        not card.data_protection.outputs_individual_level,
        f"{len(card.publishable)} of {len(card.results)} results may be published.",
    )
    yield Point(
        entry.tier is not None, f"Tier: {entry.tier or 'none'}. Next: {entry.step or 'none'}"
    )
