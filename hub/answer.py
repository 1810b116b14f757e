"""The answer of a recipe: one sentence, its numbers put in by name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hub.contribution import NumberResult, RecipeCard
from hub.model import Number

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)(?:\.(lower|upper|n))?\}")


def placeholders(sentence: str) -> tuple[str, ...]:
    """The names of the numbers that a sentence speaks of, in order."""
    return tuple(dict.fromkeys(match[1] for match in PLACEHOLDER.finditer(sentence)))


def figure_of(value: float | int, result: NumberResult) -> str:
    """A number as people read it: thousands set apart, its decimals, its unit."""
    text = f"{value:,.{result.decimals}f}"
    if set(text) <= set("-0.,"):
        text = text.lstrip("-")
    if not result.unit:
        return text
    return f"{text}%" if result.unit == "%" else f"{text} {result.unit}"


def answer(card: RecipeCard, numbers: Mapping[str, Number]) -> str | None:
    """The sentence with the run's own numbers, or None where one of them is not there."""
    sentence = card.answer or _plain(card)
    if sentence is None:
        return None
    for match in list(PLACEHOLDER.finditer(sentence)):
        result, number = card.results.get(match[1]), numbers.get(match[1])
        value = getattr(number, match[2] or "value", None) if number else None
        if not isinstance(result, NumberResult) or value is None:
            return None
        shown = f"{value:,}" if match[2] == "n" else figure_of(value, result)
        sentence = sentence.replace(match[0], shown)
    return sentence


def _plain(card: RecipeCard) -> str | None:
    """A sentence about the first number, for recipes that give none of their own."""
    for name, result in card.results.items():
        if isinstance(result, NumberResult) and result.class_ == "publishable":
            return f"{result.title}: {{{name}}}."
    return None
