"""The pages of localities, topics and methods, and the lists of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hub import vocabulary
from hub.model import Entry, Locality
from hub.render.output import Output
from hub.render.page import Meta
from hub.render.site import Site
from hub.render.templating import page_of
from hub.vocabulary import Term

MOST_CARDS = 60  # the rest is one link away, in the catalogue
HIDE = ("navigation", "toc")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list of places or topics."""

    page: str
    title: str
    text: str
    count: int


def localities(site: Site) -> Iterator[Output]:
    """A list of the localities, and a page for each."""
    rows = [
        Row(
            site.localities[place.slug],
            place.name,
            place.card.value.summary if place.card.value else "Its card cannot be read.",
            len(site.of_locality(place.slug)),
        )
        for place in site.catalogue.localities
    ]
    lead = "The areas and teams that give recipes. Those here are invented, like their data."
    yield _index("localities", "Localities", lead, rows)
    for place in site.catalogue.localities:
        yield _locality(place, site)


def topics(site: Site) -> Iterator[Output]:
    """A list of the topics, and a page for each."""
    lead = vocabulary.WORDS.says.topics
    yield from _terms("topic", "Topics", lead, vocabulary.TOPICS, site.by_topic, site)


def methods(site: Site) -> Iterator[Output]:
    """A list of the methods, and a page for each."""
    lead = "How the recipes answer their questions."
    yield from _terms("method", "Methods", lead, vocabulary.METHODS, site.by_method, site)


def _terms(
    kind: str,
    title: str,
    lead: str,
    terms: tuple[Term, ...],
    held: Mapping[str, tuple[Entry, ...]],
    site: Site,
) -> Iterator[Output]:
    above = Row(f"{kind}s", title, "", 0)
    rows = [Row(f"{kind}s/{t.slug}", t.title, t.meaning, len(held[t.slug])) for t in terms]
    yield _index(f"{kind}s", title, lead, rows)
    for term in terms:
        yield page_of(
            f"{kind}s/{term.slug}",
            "group.md.j2",
            Meta(term.title, term.meaning, hide=HIDE),
            site=site,
            kind=kind,
            title=term.title,
            lead=term.meaning,
            facts=(),
            problem=(),
            entries=held[term.slug],
            most=MOST_CARDS,
            every=f"catalogue/?{kind}={term.slug}",
            none="There is no recipe for this yet.",
            above=above,
        )


def _locality(place: Locality, site: Site) -> Output:
    card = place.card.value
    facts: list[tuple[str, str | list[str]]] = []
    if card:
        facts = [
            ("Kind", card.kind),
            ("Nation", vocabulary.title_of(vocabulary.NATIONS, card.nation)),
            ("Team", card.team),
            ("Contact", card.contact),
            ("Shares", card.shares),
            ("Is looking for", card.looking_for),
            ("Its recipes run on the synthetic data of", site.data_of(place)),
        ]
    return page_of(
        site.localities[place.slug],
        "group.md.j2",
        Meta(place.name, card.summary if card else "", hide=HIDE),
        site=site,
        kind="locality",
        title=place.name,
        lead=card.summary if card else "",
        facts=[(name, value) for name, value in facts if value],
        problem=place.card.mistakes if not card else (),
        entries=site.of_locality(place.slug),
        most=MOST_CARDS,
        every=f"catalogue/?locality={place.slug}",
        none="This locality has not given a recipe yet.",
        above=Row("localities", "Localities", "", 0),
    )


def _index(page: str, title: str, lead: str, rows: Sequence[Row]) -> Output:
    meta = Meta(title, lead, hide=HIDE)
    return page_of(page, "index.md.j2", meta, kind=page, title=title, lead=lead, rows=rows)
