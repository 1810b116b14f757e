"""The page of indicators: every definition, who computes it, and domains nobody measures."""

from __future__ import annotations

import json
from collections.abc import Iterator

from hub.contribution import NumberResult
from hub.indicators import domains, indicators
from hub.model import Entry
from hub.render.output import Output
from hub.render.page import Meta
from hub.render.site import Site
from hub.render.templating import page_of


def outputs(site: Site) -> Iterator[Output]:
    """The page, and the same as data."""
    users = {name: _users(site, name) for name in indicators()}
    measured = {one.domain for one in indicators().values()}
    meta = Meta(
        "Indicators",
        "What is measured, defined once, so that results of two places can be compared.",
    )
    yield page_of(
        "indicators",
        "indicators.md.j2",
        meta,
        site=site,
        indicators=tuple(indicators().values()),
        domains=domains(),
        users=users,
        gaps=tuple(one for one in domains() if one.id not in measured),
    )
    everything = {
        "schema": "1",
        "domains": [one.model_dump() for one in domains()],
        "indicators": [
            one.model_dump() | {"recipes": [entry.recipe.id for entry in users[one.id]]}
            for one in indicators().values()
        ],
    }
    text = json.dumps(everything, ensure_ascii=False, indent=1)
    yield Output("indicators.json", f"{text}\n".encode())


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
