"""The pages about the whole: home, catalogue, localities, topics, data, status, checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from hub import vocabulary
from hub.model import Entry, Locality, Verdict
from hub.render.output import Output
from hub.render.page import Meta
from hub.render.site import Site
from hub.render.templating import page_of
from synthetic_data.contract import CONTRACT, Table

ROWS_WITH_SUMMARY = 300  # beyond it the list without JavaScript is shortened to stay small
MOST_OF_A_TOPIC = 6  # on the front page; the rest is one link away
MOST_CARDS = 60  # on the page of a topic, a locality or a table
MOST_IN_MATRIX = 500  # beyond it the status page lists only recipes that do not work everywhere


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list of places or topics."""

    page: str
    title: str
    text: str
    count: int


def outputs(site: Site) -> Iterator[Output]:
    """Every page about the whole."""
    yield home(site)
    yield catalogue(site)
    yield from localities(site)
    yield from topics(site)
    yield from dictionary(site)
    yield status(site)
    yield checks(site)


def home(site: Site) -> Output:
    """The front page: what this is, and the questions by topic."""
    groups: list[tuple[vocabulary.Term | None, tuple[Entry, ...]]] = []
    for topic in vocabulary.TOPICS:
        found = tuple(e for e in site.catalogue.entries if _first_topic(e) == topic.slug)
        if found:
            groups.append((topic, found))
    unsorted = tuple(e for e in site.catalogue.entries if _first_topic(e) is None)
    if unsorted:
        groups.append((None, unsorted))
    meta = Meta(site.settings.title, site.settings.summary, hide=("navigation", "toc"))
    values = {"groups": groups, "entries": _entries(site), "most": MOST_OF_A_TOPIC}
    return page_of("", "home.md.j2", meta, site=site, **values)


def catalogue(site: Site) -> Output:
    """Every recipe in one list that hub.js makes searchable."""
    meta = Meta(
        "Catalogue",
        "Every recipe of the hub, with search.",
        hide=("navigation", "toc"),
        searchable=False,
    )
    entries = _entries(site)
    givers = len({entry.recipe.locality.slug for entry in entries})
    brief = len(entries) > ROWS_WITH_SUMMARY
    return page_of(
        "catalogue", "catalogue.md.j2", meta, site=site, entries=entries, givers=givers, brief=brief
    )


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
        ]
    return page_of(
        site.localities[place.slug],
        "group.md.j2",
        Meta(place.name, card.summary if card else "", hide=("navigation", "toc")),
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


def topics(site: Site) -> Iterator[Output]:
    """A list of the topics, and a page for each."""
    rows = [
        Row(f"topics/{t.slug}", t.title, t.meaning, len(site.by_topic[t.slug]))
        for t in vocabulary.TOPICS
    ]
    lead = "What the recipes are about. The first six follow the domains of early years policy."
    yield _index("topics", "Topics", lead, rows)
    for term in vocabulary.TOPICS:
        yield page_of(
            f"topics/{term.slug}",
            "group.md.j2",
            Meta(term.title, term.meaning, hide=("navigation", "toc")),
            site=site,
            kind="topic",
            title=term.title,
            lead=term.meaning,
            facts=(),
            problem=(),
            entries=site.by_topic[term.slug],
            most=MOST_CARDS,
            every=f"catalogue/?topic={term.slug}",
            none="There is no recipe about this yet.",
            above=Row("topics", "Topics", "", 0),
        )


def dictionary(site: Site) -> Iterator[Output]:
    """The data dictionary: every table of the contract, and a page for each."""
    services = [
        (service, tuple(found))
        for service, found in groupby(CONTRACT.tables, key=lambda table: table.service)
    ]
    yield page_of(
        "data",
        "data.md.j2",
        Meta("Data dictionary", "Every table and field.", hide=("navigation", "toc")),
        site=site,
        services=services,
        tables=CONTRACT.tables,
        version=CONTRACT.version,
    )
    for table in CONTRACT.tables:
        yield _table(table, site)


def _table(table: Table, site: Site) -> Output:
    return page_of(
        f"data/{table.name}",
        "table.md.j2",
        Meta(table.title, table.meaning, hide=("navigation",)),
        site=site,
        table=table,
        entries=site.by_table[table.name],
        most=MOST_CARDS,
        every=f"catalogue/?data={table.name}",
    )


def status(site: Site) -> Output:
    """What works and what does not, and why, on every profile."""
    entries, profiles = _entries(site), site.catalogue.profiles
    matrix = [
        (entry, [next((r for r in entry.records if r.profile == p), None) for p in profiles])
        for entry in entries
        if len(entries) <= MOST_IN_MATRIX or not _works_everywhere(entry)
    ]
    started = [run.execution.started for entry in entries for run in entry.records]
    return page_of(
        "status",
        "status.md.j2",
        Meta("Status", "What works today, what does not, and why.", hide=("navigation",)),
        site=site,
        entries=entries,
        profiles=profiles,
        matrix=matrix,
        latest=max(started, default=""),
    )


def checks(site: Site) -> Output:
    """Every check with its own words."""
    ordered = site.checks  # in the order of the line: files first, results last
    families = [
        (family, tuple(found)) for family, found in groupby(ordered, key=lambda c: c.family)
    ]
    meta = Meta("Every check", "What the hub looks at in each contribution.")
    return page_of("checks", "checks.md.j2", meta, families=families)


def _index(page: str, title: str, lead: str, rows: list[Row]) -> Output:
    meta = Meta(title, lead, hide=("navigation", "toc"))
    return page_of(page, "index.md.j2", meta, kind=page, title=title, lead=lead, rows=rows)


def _works_everywhere(entry: Entry) -> bool:
    return entry.verdict is Verdict.PASSED and all(run.fine for run in entry.records)


def _entries(site: Site) -> tuple[Entry, ...]:
    return site.catalogue.entries


def _first_topic(entry: Entry) -> str | None:
    return entry.recipe.card.value.topics[0] if entry.recipe.card.value else None
