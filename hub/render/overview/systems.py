"""The map of systems: which services hold which fields, and which recipes join them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from hub.data import CONTRACT
from hub.model import Entry
from hub.render.output import Output
from hub.render.page import Meta
from hub.render.site import Site
from hub.render.templating import page_of

WIDTH, HEIGHT, RADIUS = 1000.0, 520.0, 205.0
WIDEST = 9.0  # of a line between two services
MOST_JOINS = 100  # rows of the table of joins


@dataclass(frozen=True, slots=True)
class Service:
    """One service: what it holds, which recipes read it, and where it stands on the map."""

    name: str
    tables: tuple[str, ...]
    fields: int
    personal: int
    recipes: int
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Join:
    """Two services that recipes read together."""

    one: Service
    other: Service
    entries: tuple[Entry, ...]
    width: float


def page(site: Site) -> Output:
    """The map as a drawing and as tables."""
    services = _services(site)
    meta = Meta(
        "Map of systems",
        "Which services hold which fields, and which recipes join them.",
        hide=("navigation",),
    )
    return page_of(
        "systems",
        "systems.md.j2",
        meta,
        site=site,
        services=services,
        joins=_joins(services, site),
        most=MOST_JOINS,
        width=WIDTH,
        height=HEIGHT,
    )


def _services(site: Site) -> tuple[Service, ...]:
    names = tuple(dict.fromkeys(table.service for table in CONTRACT.tables))
    return tuple(_service(name, at, len(names), site) for at, name in enumerate(names))


def _service(name: str, at: int, count: int, site: Site) -> Service:
    tables = [table for table in CONTRACT.tables if table.service == name]
    fields = [field for table in tables for field in table.fields]
    readers = {e.recipe.id for table in tables for e in site.by_table.get(table.name, ())}
    angle = 2 * math.pi * at / count - math.pi / 2
    across = math.cos(angle)
    return Service(
        name=name,
        tables=tuple(table.name for table in tables),
        fields=len(fields),
        personal=sum(field.personal or field.special_category for field in fields),
        recipes=len(readers),
        x=round(WIDTH / 2 + RADIUS * across, 1),
        y=round(HEIGHT / 2 + RADIUS * math.sin(angle), 1),
        anchor="middle" if abs(across) < 0.05 else "start" if across > 0 else "end",
    )


def _joins(services: Sequence[Service], site: Site) -> tuple[Join, ...]:
    """Every pair of services that some recipe reads together, the commonest first."""
    held = {table: service for service in services for table in service.tables}
    pairs: dict[tuple[str, str], list[Entry]] = {}
    counts = Counter[tuple[str, str]]()
    for entry in site.catalogue.entries:
        card = entry.recipe.card.value
        read = {held[name].name for name in (card.inputs if card else ()) if name in held}
        ordered = [service.name for service in services if service.name in read]
        for pair in combinations(ordered, 2):
            pairs.setdefault(pair, []).append(entry)
            counts[pair] += 1
    named = {service.name: service for service in services}
    most = max(counts.values(), default=1)
    return tuple(
        Join(
            named[pair[0]],
            named[pair[1]],
            tuple(pairs[pair]),
            round(1 + (WIDEST - 1) * count / most, 1),
        )
        for pair, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
