"""The pages about the whole: home, catalogue, groups, data, indicators, places, status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from hub.render.output import Output
from hub.render.overview import (
    catalogue,
    checks,
    compare,
    dictionary,
    groups,
    home,
    hubs,
    impact,
    indicators,
    learn,
    status,
    systems,
    whatsnew,
)
from hub.render.site import Site

if TYPE_CHECKING:
    from hub.render.recipe import Made


def outputs(made: Sequence[Made], site: Site) -> Iterator[Output]:
    """Every page about the whole."""
    yield home.page(made, site)
    yield whatsnew.page(made, site)
    yield from catalogue.pages(made, site)
    yield from groups.localities(site)
    yield from groups.topics(site)
    yield from groups.methods(site)
    yield from dictionary.pages(site)
    yield systems.page(site)
    yield learn.page(site)
    yield impact.page(site)
    yield from indicators.outputs(site)
    yield from compare.outputs(site)
    yield from status.outputs(site)
    yield checks.page(site)
    yield from hubs.outputs(site)
