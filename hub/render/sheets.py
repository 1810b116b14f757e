"""The sheets beside a recipe's page, made to be printed: the brief, and information governance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from hub import vocabulary
from hub.data import CONTRACT
from hub.model import Table
from hub.render import governance
from hub.render.addresses import root_of
from hub.render.governance import TableNeeded
from hub.render.output import Output
from hub.render.results import as_csv
from hub.render.templating import file_of

if TYPE_CHECKING:
    from hub.render.recipe import Made

HEADER = ("table", "field", "service", "meaning", "source", "required", "personal", "joins", "why")


def outputs(made: Made, values: Mapping[str, Any]) -> Iterator[Output]:
    """brief.html, information-governance.html and data-needed.csv; none without a card."""
    card = made.card
    if card is None:
        return
    shared = {**values, "root": root_of(made.page)}
    readers = [term for term in vocabulary.AUDIENCES if term.slug in card.audience]
    yield file_of(
        "brief.html", "brief.html.j2", **shared, title=f"Brief: {card.title}", audience=readers
    )
    yield file_of(
        "information-governance.html",
        "information-governance.html.j2",
        **shared,
        title=f"Information governance: {card.title}",
        special=governance.special(values["needed"]),
        results=list(card.results.values()),
        contract_version=CONTRACT.version,
    )
    yield Output("data-needed.csv", as_csv(_needed(values["needed"])))


def _needed(tables: tuple[TableNeeded, ...]) -> Table:
    return Table(
        HEADER,
        tuple(
            (
                table.name,
                field.name,
                table.service,
                field.meaning,
                field.source,
                "yes" if table.required and field.required else "no",
                field.personal,
                "yes" if field.joins else "no",
                table.why,
            )
            for table in tables
            for field in table.fields
        ),
    )
