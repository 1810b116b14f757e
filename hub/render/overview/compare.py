"""The pages that put places side by side: one for each indicator, and a list of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hub.contribution import NumberResult
from hub.indicators import indicators
from hub.model import Comparison, Standing, Table
from hub.render import funnels, words
from hub.render.output import Output, as_json
from hub.render.page import Meta
from hub.render.results import as_csv
from hub.render.site import Site
from hub.render.templating import page_of

SCHEMA = "1"
LEAD = "One indicator, place by place: never a league table."
HEADER = (
    "place", "value", "lower", "upper", "children", "planted", "beyond_chance", "beyond_spread",
    "why_not_compared",
)  # fmt: skip
LIMITS = ("within 95%", "beyond 95%", "beyond 99.8%")


def outputs(site: Site) -> Iterator[Output]:
    """The list, a page and a CSV for each comparison, and all of them as data."""
    found = site.catalogue.comparisons
    compared = {one.indicator for one in found}
    yield page_of(
        "compare",
        "compare.md.j2",
        Meta("Compare places", LEAD, hide=("navigation", "toc")),
        comparisons=found,
        indicators=indicators(),
        without=[one for one in indicators().values() if one.id not in compared],
    )
    for one in found:
        yield _page(one, site)
        yield Output(f"compare/{one.indicator}/places.csv", as_csv(_rows(one)))
    value = {"schema": SCHEMA, "comparisons": [_as_data(one) for one in found]}
    yield as_json("compare.json", value)


def _page(one: Comparison, site: Site) -> Output:
    indicator = indicators()[one.indicator]
    return page_of(
        f"compare/{one.indicator}",
        "comparison.md.j2",
        Meta(f"{indicator.title}, place by place", LEAD, hide=("navigation",)),
        site=site,
        one=one,
        indicator=indicator,
        entry=site.by_id[one.recipe],
        funnel=funnels.funnel_of(one),
        intervals=funnels.intervals_of(one),
        shown=_shown(one, site),
        mark=funnels.mark,
        limits=LIMITS,
        outside=[place.measured.name for place in one.beside if place.chance],
        apart=[place.measured.name for place in one.beside if place.spread],
    )


def _shown(one: Comparison, site: Site) -> list[dict[str, str]]:
    """Each place's numbers in words, as its recipe shows them."""
    declared = _declared(one, site)
    return [
        {
            "value": words.result(place.measured.number, declared),
            "interval": words.interval(place.measured.number, declared),
            "planted": "" if place.measured.planted is None else f"{place.measured.planted:.1f}",
        }
        for place in one.beside
    ]


def _declared(one: Comparison, site: Site) -> NumberResult:
    card = site.by_id[one.recipe].recipe.card.value
    results = card.publishable.values() if card else ()
    named = (r for r in results if isinstance(r, NumberResult) and r.indicator == one.indicator)
    return next(named)


def _rows(one: Comparison) -> Table:
    beside = [
        (place.measured.name, *(_cell(part) for part in _parts(place)), "") for place in one.beside
    ]
    apart = [(place.name, *[""] * (len(HEADER) - 2), place.why) for place in one.apart]
    return Table(HEADER, (*beside, *apart))


def _parts(place: Standing) -> tuple[object, ...]:
    number = place.measured.number
    return (
        number.value, number.lower, number.upper, number.n, place.measured.planted,
        None if place.chance is None else LIMITS[place.chance],
        None if place.spread is None else LIMITS[place.spread],
    )  # fmt: skip


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _as_data(one: Comparison) -> dict[str, Any]:
    indicator, limits = indicators()[one.indicator], one.funnel
    return {
        "indicator": one.indicator,
        "indicator_version": indicator.version,
        "unit": indicator.unit,
        "recipe": one.recipe,
        "why_none": one.why or None,
        "target": limits and round(100 * limits.target, 4),
        "phi": limits and round(limits.phi, 4),
        "tau": limits and round(100 * limits.tau, 4),
        "places": [
            {"id": place.measured.place}
            | dict(zip(HEADER[:-1], (place.measured.name, *_parts(place)), strict=True))
            for place in one.beside
        ],
        "apart": [
            {"id": place.place, "place": place.name, "why": place.why} for place in one.apart
        ],
        "page": f"compare/{one.indicator}/",
    }
