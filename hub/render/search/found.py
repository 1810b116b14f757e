"""What a search can find: recipes with their facets, and the other pages of the site."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hub import vocabulary
from hub.contribution import RecipeCard
from hub.data import CONTRACT
from hub.model import Entry, Verdict
from hub.render import words
from hub.render.search.words import same
from hub.render.search.words import words as split
from hub.render.site import Site

if TYPE_CHECKING:
    from hub.render.recipe import Made

EPOCH = dt.date(2020, 1, 1)
QUESTION, TITLES, TEXT, DATA, SAME = 5, 4, 3, 2, 1  # how much a word weighs by where it stands


@dataclass(frozen=True, slots=True)
class OtherPage:
    """A page that is not a recipe: where it is, what it is called, what it holds."""

    page: str
    title: str
    text: str
    kind: str
    more: str = ""  # searched and not shown


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow the list: its values with their titles, in order."""

    name: str
    title: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FoundRecipe:
    """One recipe as the search knows it."""

    made: Made
    facets: Mapping[str, tuple[str, ...]]
    day: int  # of its last run, counted from EPOCH; 0 is never
    tables: int  # that it cannot do without
    words: Mapping[str, int]


def facets(site: Site) -> tuple[Facet, ...]:
    """Every facet, in the order in which the page shows them."""
    tables = {table.name: table.title for table in CONTRACT.tables}
    services = dict.fromkeys(table.service for table in CONTRACT.tables)
    return (
        Facet("topic", "Topic", _titles(vocabulary.TOPICS)),
        Facet("method", "Method", _titles(vocabulary.METHODS)),
        Facet("service", "Service that holds the data", {s: _capital(s) for s in services}),
        Facet("data", "Table needed", tables),
        Facet("locality", "Locality", {p.slug: p.name for p in site.catalogue.localities}),
        Facet("nation", "Nation", _titles(vocabulary.NATIONS)),
        Facet("audience", "For whom", _titles(vocabulary.AUDIENCES)),
        Facet("status", "Status", {v.value: words.verdict(v) for v in Verdict}),
        Facet("tier", "Tier", dict(site.tiers)),
    )


def held_by(table: str) -> str:
    """The service that holds a table, as readers see it; empty where the contract lacks it."""
    return _capital(CONTRACT.table(table).service) if CONTRACT.has_table(table) else ""


def recipes(made: Sequence[Made]) -> tuple[FoundRecipe, ...]:
    """Every recipe; those of one topic stand together, so that results share pieces."""
    found = [_found(one) for one in made]
    return tuple(sorted(found, key=lambda one: (one.facets["topic"][:1], one.made.page)))


def page_words(page: OtherPage) -> Mapping[str, int]:
    """The words of another page, with their weights."""
    weights = Counter[str]()
    _weigh(weights, page.title, QUESTION)
    _weigh(weights, page.text, TEXT)
    _weigh(weights, page.more, DATA)
    return weights


def _found(made: Made) -> FoundRecipe:
    entry, card = made.entry, made.card
    started = entry.shown.execution.started[:10] if entry.shown else ""
    inputs = list(card.inputs) if card else []
    held = [CONTRACT.table(name).service for name in inputs if CONTRACT.has_table(name)]
    tier = entry.tier
    return FoundRecipe(
        made=made,
        facets={
            "topic": tuple(card.topics) if card else (),
            "method": tuple(card.methods) if card else (),
            "service": tuple(dict.fromkeys(held)),
            "data": tuple(inputs),
            "locality": (entry.recipe.locality.slug,),
            "nation": tuple(card.nations) if card else (),
            "audience": tuple(card.audience) if card else (),
            "status": (entry.verdict.value,),
            "tier": (tier,) if tier else (),
        },
        day=_day(started),
        tables=sum(one.required for one in card.inputs.values()) if card else 0,
        words=_words(made),
    )


def _words(made: Made) -> Mapping[str, int]:
    entry, card = made.entry, made.card
    weights = Counter[str]()
    for text, weight in _texts(made):
        _weigh(weights, text, weight)
    for word in same(_about(entry, card)):
        weights.setdefault(word, SAME)
    return weights


def _about(entry: Entry, card: RecipeCard | None) -> str:
    """The words of a recipe that others may say otherwise."""
    if card is None:
        return entry.recipe.title
    topics = [vocabulary.title_of(vocabulary.TOPICS, topic) for topic in card.topics]
    return ". ".join((card.question, card.title, card.summary, *topics))


def _texts(made: Made) -> Iterator[tuple[str, int]]:
    entry, card = made.entry, made.card
    yield entry.recipe.locality.name, TEXT
    yield entry.recipe.id, DATA
    if card is None:
        return
    yield card.question, QUESTION
    yield card.title, QUESTION
    yield card.summary, TEXT
    for result in card.publishable.values():
        yield result.title, TITLES
    for term in (*vocabulary.TOPICS, *vocabulary.METHODS):
        if term.slug in card.topics or term.slug in card.methods:
            yield term.title, TEXT
    for name in card.inputs:
        yield name.replace("_", " "), DATA
        if CONTRACT.has_table(name):
            yield CONTRACT.table(name).title, DATA


def _weigh(weights: Counter[str], text: str, weight: int) -> None:
    for word in split(text):
        weights[word] = max(weights[word], weight)


def _titles(terms: tuple[vocabulary.Term, ...]) -> dict[str, str]:
    return {term.slug: term.title for term in terms}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _day(date: str) -> int:
    try:
        return (dt.date.fromisoformat(date) - EPOCH).days
    except ValueError:
        return 0
