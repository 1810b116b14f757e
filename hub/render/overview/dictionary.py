"""The data dictionary: every table of the contract, its fields, and which recipes use each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hub.data import CONTRACT, Table
from hub.model import Entry
from hub.render.output import Output
from hub.render.overview.groups import MOST_CARDS
from hub.render.page import Meta
from hub.render.site import Site
from hub.render.templating import page_of

MOST_USERS = 12  # recipes named beside a field; the rest is a number


def pages(site: Site) -> Iterator[Output]:
    """The dictionary, and a page for each table."""
    services = [
        (service, tuple(table for table in CONTRACT.tables if table.service == service))
        for service in dict.fromkeys(table.service for table in CONTRACT.tables)
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
        Meta(table.title, table.meaning, hide=("navigation", "toc")),  # the fields need the width
        site=site,
        table=table,
        users=_users(table, site),
        most_users=MOST_USERS,
        entries=site.by_table[table.name],
        most=MOST_CARDS,
        every=f"catalogue/?data={table.name}",
    )


def _users(table: Table, site: Site) -> Mapping[str, tuple[Entry, ...]]:
    """The recipes that use each field of a table."""
    users: dict[str, list[Entry]] = {name: [] for name in table.field_names}
    for entry in site.by_table[table.name]:
        card = entry.recipe.card.value
        for name in card.inputs[table.name].fields if card else ():
            users.setdefault(name, []).append(entry)
    return {name: tuple(found) for name, found in users.items()}
