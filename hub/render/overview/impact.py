"""What came of it: recipes, places, adoptions and questions answered, counted from the files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hub import vocabulary
from hub.contribution import Adoption
from hub.indicators import indicators
from hub.model import Entry, Locality, Verdict
from hub.render.output import Output
from hub.render.page import Meta
from hub.render.site import Site
from hub.render.templating import page_of
from hub.tiers import adoptions
from hub.vocabulary import Term

LEAD = "What the hub has brought so far, counted from its own files and from nothing else."


@dataclass(frozen=True, slots=True)
class Count:
    """One number of the page: how many, of how many where that is known, and what of."""

    value: int
    of: int | None
    what: str
    how: str  # where it is counted


@dataclass(frozen=True, slots=True)
class Part:
    """What one locality gives and takes over."""

    place: Locality
    gives: tuple[Entry, ...]
    works: int
    given_on: int  # adoptions by others of what it gives
    takes: int


@dataclass(frozen=True, slots=True)
class Taken:
    """One recipe that another locality runs on its own data."""

    place: Locality
    adoption: Adoption


@dataclass(frozen=True, slots=True)
class Theme:
    """A topic with the questions that can be answered about it today."""

    term: Term
    answered: tuple[Entry, ...]
    all: int


def page(site: Site) -> Output:
    """The page for who decides and pays: numbers, adoptions, and what each place gives."""
    taken = [Taken(place, one) for place, one in adoptions(site.catalogue.localities)]
    themes = tuple(_themes(site))
    return page_of(
        "impact",
        "impact.md.j2",
        Meta("What came of it", LEAD, hide=("navigation",)),
        site=site,
        lead=LEAD,
        counts=tuple(_counts(site, taken, themes)),
        taken=taken,
        parts=tuple(_parts(site, taken)),
        themes=themes,
    )


def _counts(site: Site, taken: list[Taken], themes: tuple[Theme, ...]) -> Iterator[Count]:
    entries = [one for one in site.catalogue.entries if not one.recipe.is_archived]
    works = [one for one in entries if one.verdict is Verdict.PASSED]
    held = [one for entry in entries for run in entry.records for one in run.recovered]
    planted = [one for one in held if one.truth is not None and one.expected is not None]
    given = {one.recipe.locality.slug for one in entries}
    computed = _indicators(works)
    tried = site.catalogue.practised
    yield Count(len(works), len(entries), "recipes work", "every run of this build")
    yield Count(len(given), None, "localities give recipes", "the folder of recipes")
    yield Count(len(taken), None, "adoptions by other localities", "adopts in each locality.yml")
    yield Count(
        sum(bool(one.answered) for one in themes),
        len(themes),
        "topics have an answer",
        "topics in recipe.yml",
    )
    yield Count(
        sum(one.met for one in planted),
        len(planted),
        "planted answers found, on all profiles",
        "expected.yml, held against each run",
    )
    yield Count(len(computed), len(indicators()), "indicators computed", "recipe.yml of what works")
    yield Count(
        sum(one.holds for one in tried), len(tried), "exercises show what they say", "learning.yml"
    )


def _indicators(works: list[Entry]) -> set[str]:
    cards = [one.recipe.card.value for one in works]
    results = [one for card in cards if card for one in card.results.values()]
    return {str(named) for one in results if (named := getattr(one, "indicator", None))}


def _themes(site: Site) -> Iterator[Theme]:
    for term in vocabulary.TOPICS:
        found = [one for one in site.by_topic[term.slug] if not one.recipe.is_archived]
        works = tuple(one for one in found if one.verdict is Verdict.PASSED)
        yield Theme(term, works, len(found))


def _parts(site: Site, taken: list[Taken]) -> Iterator[Part]:
    for place in site.catalogue.localities:
        gives = site.of_locality(place.slug)
        own = {one.recipe.id for one in gives}
        yield Part(
            place,
            gives,
            sum(one.verdict is Verdict.PASSED for one in gives),
            sum(one.adoption.recipe in own for one in taken),
            sum(one.place.slug == place.slug for one in taken),
        )
