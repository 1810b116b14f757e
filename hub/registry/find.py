"""Finding a recipe by words in a published catalogue; typing errors are forgiven."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hub.render.search.words import same, words

WEIGHTS = {
    "title": 4,
    "question": 3,
    "id": 3,
    "summary": 2,
    "topics": 2,
    "methods": 2,
    "answer": 1,
    "locality": 1,
}
CLOSE = 0.8  # how alike two words must be to count as one
SHORTEST = 4  # letters; shorter words must be right


def search(recipes: Iterable[Mapping[str, Any]], said: str) -> list[Mapping[str, Any]]:
    """The recipes that hold every word, best first; all of them for no words."""
    wanted = list(words(said))
    scored = [(sum(scores), one) for one in recipes if all(scores := _scores(one, wanted))]
    return [one for _, one in sorted(scored, key=lambda pair: (-pair[0], str(pair[1]["id"])))]


def _scores(one: Mapping[str, Any], wanted: Sequence[str]) -> list[float]:
    """How well each wanted word is found, from the heaviest place that holds it."""
    texts: list[tuple[list[str], float]] = [
        (list(words(_text(one.get(name)))), weight) for name, weight in WEIGHTS.items()
    ]
    every = " ".join(_text(one.get(name)) for name in WEIGHTS)
    texts.append((list(same(every)), 0.5))
    return [max(weight * _like(word, text) for text, weight in texts) for word in wanted]


def _text(value: object) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))
    return str(value or "")


def _like(word: str, text: Sequence[str]) -> float:
    """1 for the word itself, less for a beginning or a likeness, 0 for nothing like it."""
    if word in text:
        return 1.0
    if any(other.startswith(word) for other in text):
        return 0.8
    if len(word) >= SHORTEST and difflib.get_close_matches(word, text, n=1, cutoff=CLOSE):
        return 0.5
    return 0.0


def by_id(recipes: Iterable[Mapping[str, Any]], recipe: str) -> Mapping[str, Any] | None:
    """The recipe of that id."""
    return next((one for one in recipes if one.get("id") == recipe), None)
