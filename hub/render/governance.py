"""What an information governance team asks of a recipe, drawn from its card and the contract.

Nothing here is typed by hand: a changed input changes the sheet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hub.contribution import Input, RecipeCard
from hub.data import CONTRACT, Field, Table


@dataclass(frozen=True, slots=True)
class FieldNeeded:
    """One field that a recipe reads, as the contract describes it."""

    name: str
    meaning: str
    source: str
    personal: str  # no | personal | special category
    joins: bool  # whether it tells records of several tables apart or joins them
    required: bool = True


@dataclass(frozen=True, slots=True)
class TableNeeded:
    """One table that a recipe reads, with only the fields it needs."""

    name: str
    title: str
    service: str
    row: str  # what one row is
    required: bool
    why: str
    fields: tuple[FieldNeeded, ...]

    @property
    def personal(self) -> int:
        """How many of the fields are personal data."""
        return sum(field.personal != "no" for field in self.fields)


def needed(card: RecipeCard) -> tuple[TableNeeded, ...]:
    """Every table of the card, the required ones first, as the contract describes it."""
    found = [_table(name, one, card) for name, one in card.inputs.items()]
    return tuple(sorted(found, key=lambda table: not table.required))


def services(tables: tuple[TableNeeded, ...]) -> dict[str, tuple[TableNeeded, ...]]:
    """The same tables by the service that holds them: one sharing agreement each."""
    names = dict.fromkeys(table.service for table in tables)
    return {name: tuple(t for t in tables if t.service == name) for name in names}


def special(tables: tuple[TableNeeded, ...]) -> tuple[str, ...]:
    """The fields of special category data, as table.field."""
    return tuple(
        f"{table.name}.{field.name}"
        for table in tables
        for field in table.fields
        if field.personal == "special category"
    )


def _table(name: str, one: Input, card: RecipeCard) -> TableNeeded:
    known = CONTRACT.table(name) if CONTRACT.has_table(name) else None
    shared = {
        field for other, needs in card.inputs.items() if other != name for field in needs.fields
    }
    return TableNeeded(
        name=name,
        title=known.title if known else name,
        service=known.service if known else "not in the data dictionary",
        row=" and ".join(known.key).replace("_", " ") if known else "",
        required=one.required,
        why=one.why or "",
        fields=tuple(
            replace(_field(field, known, shared), required=field not in one.optional)
            for field in one.fields
        ),
    )


def _field(name: str, table: Table | None, shared: set[str]) -> FieldNeeded:
    known = table.field(name) if table and table.has_field(name) else None
    if table is None or known is None:
        return FieldNeeded(name, "not in the data dictionary", "", "no", False)
    joins = (name in table.key or known.references is not None) and name in shared
    return FieldNeeded(name, known.meaning, known.source, _personal(known), joins)


def _personal(field: Field) -> str:
    if field.special_category:
        return "special category"
    return "personal" if field.personal else "no"
