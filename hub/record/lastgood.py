"""Which recipes fail now and gave good results before, that are kept and marked."""

from __future__ import annotations

from collections.abc import Mapping

from hub.model import Catalogue, Entry, Verdict
from hub.record import withheld
from hub.registry.lastgood import LastGood


def kept(catalogue: Catalogue, before: Mapping[str, LastGood]) -> Mapping[str, LastGood]:
    """What to show beside the failure, by recipe; nothing of a recipe that is withheld."""
    return {
        entry.recipe.id: _still_published(entry, before[entry.recipe.id])
        for entry in catalogue.entries
        if entry.recipe.id in before and _lost_them(entry)
    }


def _lost_them(entry: Entry) -> bool:
    """Whether it has no results of its own to show, and those from before may be shown."""
    shown = entry.shown is not None and entry.shown.verdict is Verdict.PASSED
    return not (shown or entry.recipe.is_archived or withheld.must_be(entry.findings))


def _still_published(entry: Entry, good: LastGood) -> LastGood:
    """Without what the card no longer gives to be published: it may have been private all along."""
    card = entry.recipe.card.value
    if card is None:
        return good
    names = {one.name for one in good.numbers if one.name} | {one.name for one in good.files}
    return good.without(frozenset(names - set(card.publishable)))
