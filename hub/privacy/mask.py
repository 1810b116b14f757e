"""Words without what could belong to a person, for every message that quotes a contribution."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hub.privacy import birth, contact, keys, numbers, paths, places
from hub.privacy.hit import Hit
from hub.privacy.plain import views

KEPT_BACK = "[kept back]"
QUOTED: tuple[Callable[[str], Iterator[Hit]], ...] = (
    numbers.nhs_numbers,
    numbers.loose_numbers,
    numbers.pupil_numbers,
    numbers.ni_numbers,
    places.postcodes,
    contact.mail_addresses,
    contact.phone_numbers,
    birth.births,
    keys.secrets,
    paths.personal_paths,
)
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
    for find in QUOTED:
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
