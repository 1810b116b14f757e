"""Words without what could belong to a person, for every message that quotes a contribution."""

from __future__ import annotations

from collections.abc import Iterator

from hub.privacy.finders import SINGLE
from hub.privacy.hit import Hit
from hub.privacy.plain import views

KEPT_BACK = "[kept back]"
LONGEST = 20_000
DOUBTFUL = {"not issued", "called otherwise", "scottish", "without its 0", "cut short", "crowded"}


def mask(text: str) -> str:
    """The text, with [kept back] where something stands that could belong to a person."""
    text = text[:LONGEST]
    for number, view in enumerate(views(text)):
        spans = sorted((hit.start, hit.end) for hit in _hits(view))
        if not spans:
            continue
        if number and view != text:
            return KEPT_BACK  # it can be read only by undoing an escape: no part of it is safe
        text = _without(view, spans)
    return text


def _hits(text: str) -> Iterator[Hit]:
    """Those that would count by themselves."""
    for find in SINGLE:
        for hit in find(text):
            if hit.good and (hit.certain or hit.shape not in DOUBTFUL):
                yield hit


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in spans:
        if start >= at:
            parts += [text[at:start], KEPT_BACK]
        at = max(at, end)
    return "".join([*parts, text[at:]])
