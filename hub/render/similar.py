"""Recipes like another one, and when to prefer which: worked out from what each needs and does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hub import vocabulary
from hub.contribution import RecipeCard
from hub.model import Entry, Verdict
from hub.render import words
from hub.render.site import Site

MOST = 4
LEAST_IN_COMMON = 3.0


@dataclass(frozen=True, slots=True)
class Similar:
    """Another recipe, and what speaks for it rather than for this one."""

    entry: Entry
    page: str
    prefer: tuple[str, ...]


def of(entry: Entry, site: Site) -> tuple[Similar, ...]:
    """Those that the card names, then the nearest by topic, method and data."""
    card = entry.recipe.card.value
    if card is None:
        return ()
    named = [site.by_id[one] for one in card.similar if one in site.by_id]
    others = sorted(
        (-common(card, other.recipe.card.value), other.recipe.id)
        for other in site.near(card)
        if other.recipe.card.value
    )
    nearest = [site.by_id[name] for score, name in others if -score >= LEAST_IN_COMMON]
    chosen = {one.recipe.id: one for one in (*named, *nearest) if one.recipe.id != entry.recipe.id}
    return tuple(
        Similar(one, site.pages[one.recipe.id], tuple(_prefer(card, one)))
        for one in list(chosen.values())[:MOST]
    )


def common(one: RecipeCard, other: RecipeCard | None) -> float:
    """How much two recipes have in common; a topic counts most."""
    if other is None:
        return 0.0
    return (
        2.0 * len({*one.topics} & {*other.topics})
        + 1.0 * len({*one.methods} & {*other.methods})
        + 0.5 * len({*one.inputs} & {*other.inputs})
    )


def _prefer(card: RecipeCard, other: Entry) -> Iterator[str]:
    """What speaks for the other one, in sentences."""
    theirs = other.recipe.card.value
    if theirs is None:
        return
    if other.verdict is not Verdict.PASSED:
        yield "It does not work today, so not now."
    needs, has = _required(theirs), _required(card)
    if not_needed := sorted(has - needs):
        yield f"It does without {_tables(not_needed)}."
    if also := sorted(needs - has):
        yield f"It needs {_tables(also)}, which this one does not."
    if methods := [m for m in theirs.methods if m not in card.methods]:
        titles = [vocabulary.title_of(vocabulary.METHODS, m).lower() for m in methods[:2]]
        yield f"It works by {_listed(titles)}."
    if nations := [n for n in theirs.nations if n not in card.nations]:
        yield f"It is for {_listed([vocabulary.title_of(vocabulary.NATIONS, n) for n in nations])}."


def _required(card: RecipeCard) -> set[str]:
    return {name for name, one in card.inputs.items() if one.required}


def _tables(names: list[str]) -> str:
    return _listed([f"“{words.table(name)}”" for name in names])


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
