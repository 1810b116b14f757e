"""The feed of changes (the only module that uses feedgen), and where to report a weakness."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from feedgen.feed import FeedGenerator

from hub.contribution import Advisory
from hub.render import news, words
from hub.render.addresses import page_of_id
from hub.render.clean import printable
from hub.render.news import News
from hub.render.output import Output
from hub.render.recipe import Made
from hub.render.site import Site
from hub.render.templating import file_of

SECURITY_EXPIRES = "2027-10-31T00:00:00Z"  # a test fails a month before: look it over, move it on
BEGINNING = "2026-01-01"
MOST = 100  # versions in the feed


def outputs(made: Sequence[Made], site: Site) -> Iterator[Output]:
    """feed.xml and .well-known/security.txt."""
    address = site.settings.address
    advisories = [one for place in site.catalogue.localities for one in place.advisories]
    yield Output("feed.xml", _feed(news.of(made)[:MOST], advisories, site))
    yield file_of(
        ".well-known/security.txt",
        "security.txt.j2",
        contact=site.settings.security_contact,
        policy=f"{address}about/#report-a-problem",
        expires=SECURITY_EXPIRES,
        address=address,
    )


def _feed(found: Sequence[News], advisories: Sequence[Advisory], site: Site) -> bytes:
    """Every advisory and every dated version of every recipe, in Atom."""
    address = site.settings.address
    feed = FeedGenerator()
    feed.id(address)
    feed.title(f"{site.settings.title}: what is new")
    feed.link(href=f"{address}feed.xml", rel="self")
    feed.link(href=address, rel="alternate")
    feed.language("en-GB")
    days = [*(one.day for one in found), *(one.date.isoformat() for one in advisories)]
    feed.updated(_moment(max(days, default=BEGINNING)))
    for advisory in advisories:
        notice = feed.add_entry(order="append")
        notice.id(f"{address}advisories/{advisory.id}")
        notice.title(_text(f"Advisory on {advisory.recipe}, versions {advisory.versions}"))
        notice.link(href=f"{address}{page_of_id(advisory.recipe)}/")
        notice.updated(_moment(advisory.date.isoformat()))
        notice.author(name=site.settings.title)
        notice.summary(_text(f"{advisory.problem} What to do: {advisory.do}"))
    for one in found:
        card = one.made.card
        page = f"{address}{one.made.page}/"
        entry = feed.add_entry(order="append")
        entry.id(f"{page}#{one.version}")
        title = card.title if card else one.made.entry.recipe.id
        entry.title(_text(f"{title} (version {one.version})"))
        entry.link(href=page)
        entry.updated(_moment(one.day))
        entry.author(name=_text(one.made.entry.recipe.locality.name))
        verdict = words.verdict(one.made.entry.verdict)
        entry.summary(_text(f"{one.text} Today: {verdict.lower()}."))
    written: bytes = feed.atom_str(pretty=True)
    return written


def _text(text: str) -> str:
    """Text that XML can hold."""
    return printable(text)


def _moment(day: str) -> dt.datetime:
    try:
        found = dt.date.fromisoformat(day)
    except ValueError:  # a changelog may name a day that is none
        found = dt.date.fromisoformat(BEGINNING)
    return dt.datetime.combine(found, dt.time(), dt.UTC)
