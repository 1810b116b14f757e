"""The answer of a recipe: a sentence or a few, their numbers put in by name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hub.contribution import NumberResult, RecipeCard
from hub.contribution.recipe import Result
from hub.model import Number, ResultFile

LARGEST = 1e12  # beyond it, nobody reads the digits
SENTENCES = re.compile(r"(?<=[.?!])\s+(?=[A-Z{])")
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)(?:\.(lower|upper|n))?\}")


def placeholders(sentence: str) -> tuple[str, ...]:
    """The names of the numbers that a sentence speaks of, in order."""
    return tuple(dict.fromkeys(match[1] for match in PLACEHOLDER.finditer(sentence)))


def numbers_of(card: RecipeCard, given: Mapping[str, ResultFile]) -> dict[str, Number]:
    """The number results of a run that may be published, in the order of the card."""
    found = {name: given[name].content for name in card.publishable if name in given}
    return {name: one for name, one in found.items() if isinstance(one, Number)}


def figure_of(value: float | int, result: NumberResult) -> str:
    """A number as people read it: thousands set apart, its decimals, its unit."""
    text = f"{value:,.{result.decimals}f}" if abs(value) < LARGEST else f"{value:.3g}"
    if set(text) <= set("-0.,"):
        text = text.lstrip("-")
    if not result.unit:
        return text
    return f"{text}%" if result.unit == "%" else f"{text} {result.unit}"


def answer(card: RecipeCard, numbers: Mapping[str, Number]) -> str | None:
    """The card's sentence with the run's own numbers, or None where no number was given.

    Sentences go as far as their numbers may be shown, since later ones may speak of earlier ones.
    Where the card has none, or the first names a number that may not be shown, a plain one about
    the first number speaks instead.
    """
    own = _as_far_as_shown(card.answer, card, numbers) if card.answer else None
    return own or filled(_plain(card, numbers), card.results, numbers)


def _as_far_as_shown(sentences: str, card: RecipeCard, numbers: Mapping[str, Number]) -> str | None:
    said: list[str] = []
    for sentence in SENTENCES.split(sentences):
        told = filled(sentence, card.results, numbers)
        if told is None:
            break
        said.append(told)
    return " ".join(said) or None


def stops_at(card: RecipeCard, numbers: Mapping[str, Number]) -> tuple[int, str, str] | None:
    """Where the card's own sentences end before their time, because a number may not be shown.

    The sentence, counted from nought, and the name and the part of that number (value, lower,
    upper or n).
    """
    for at, sentence in enumerate(SENTENCES.split(card.answer or "")):
        for match in PLACEHOLDER.finditer(sentence):
            if _value(match, card.results, numbers) is None:
                return at, match[1], match[2] or "value"
    return None


def _value(
    match: re.Match[str], results: Mapping[str, Result], numbers: Mapping[str, Number]
) -> float | int | None:
    number = numbers.get(match[1])
    declared = isinstance(results.get(match[1]), NumberResult)
    return getattr(number, match[2] or "value") if declared and number else None


def filled(
    sentence: str, results: Mapping[str, Result], numbers: Mapping[str, Number]
) -> str | None:
    """A sentence with its numbers put in, or None where one of them was not given."""
    parts, at = [], 0
    for match in PLACEHOLDER.finditer(sentence):
        result, value = results.get(match[1]), _value(match, results, numbers)
        if not isinstance(result, NumberResult) or value is None:
            return None
        parts += [
            sentence[at : match.start()],
            f"{value:,}" if match[2] == "n" else _once(value, result, match, sentence),
        ]
        at = match.end()
    return "".join([*parts, sentence[at:]]) or None


def _once(value: float | int, result: NumberResult, at: re.Match[str], sentence: str) -> str:
    """The number with its unit, unless the sentence itself goes on to say it.

    As in "8 deprived areas", "75 of them", and "between 450 and 531 children".
    """
    shown = figure_of(value, result)
    if not result.unit:
        return shown
    said = rf"(?: [\w-]+){{0,2}} (?:{re.escape(result.unit)}|ones|them)\b"
    upper = rf" (?:and|to) {{{at[1]}\.upper}}"
    goes_on = re.match(said, sentence[at.end() :]) or re.match(upper, sentence[at.end() :])
    return shown.removesuffix(f" {result.unit}") if goes_on else shown


def _plain(card: RecipeCard, numbers: Mapping[str, Number]) -> str:
    """A sentence about the first number that may be shown, with its interval; empty without."""
    for name, number in numbers.items():
        if number.value is None:
            continue
        result = card.results[name]
        interval = number.lower is not None and number.upper is not None
        between = f" (between {{{name}.lower}} and {{{name}.upper}})" if interval else ""
        return f"{result.title}: {{{name}}}{between}."
    return ""
