"""Indicators: a page for each definition, the list of them, and the domains nobody measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hub.contribution import NumberResult
from hub.indicators import Indicator, domains, indicators
from hub.model import Entry
from hub.render.output import Output, as_json
from hub.render.page import Meta
from hub.render.site import Site
from hub.render.templating import page_of

Users = Mapping[str, tuple[Entry, ...]]


def outputs(site: Site) -> Iterator[Output]:
    """The list, a page for each, and the same as data."""
    users = {name: _users(site, name) for name in indicators()}
    measured = {one.domain for one in indicators().values()}
    yield page_of(
        "indicators",
        "indicators.md.j2",
        Meta(
            "Indicators",
            "What is measured, defined once, so that results of two places can be compared.",
            hide=("navigation",),
        ),
        indicators=tuple(indicators().values()),
        domains=domains(),
        users=users,
        gaps=tuple(one for one in domains() if one.id not in measured),
    )
    for one in indicators().values():
        yield _page(one, users[one.id], site)
    yield _as_data(users)


def _page(one: Indicator, users: tuple[Entry, ...], site: Site) -> Output:
    return page_of(
        f"indicators/{one.id}",
        "indicator.md.j2",
        Meta(one.title, one.definition, hide=("navigation",)),
        site=site,
        one=one,
        domain=next(domain for domain in domains() if domain.id == one.domain),
        users=users,
        comparison=next((c for c in site.catalogue.comparisons if c.indicator == one.id), None),
    )


def _as_data(users: Users) -> Output:
    value = {
        "schema": "1",
        "domains": [one.model_dump() for one in domains()],
        "indicators": [
            one.model_dump()
            | {"recipes": [entry.recipe.id for entry in users[one.id]]}
            | {"page": f"indicators/{one.id}/"}
            for one in indicators().values()
        ],
    }
    return as_json("indicators.json", value)


def _users(site: Site, indicator: str) -> tuple[Entry, ...]:
    """The recipes of which a result computes it."""
    return tuple(
        entry
        for entry in site.catalogue.entries
        for card in [entry.recipe.card.value]
        if card
        and any(
            isinstance(result, NumberResult) and result.indicator == indicator
            for result in card.results.values()
        )
    )
