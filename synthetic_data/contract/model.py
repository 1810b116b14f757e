"""What a field, a table and the whole data contract are, as frozen values."""

import dataclasses
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

FieldType = Literal["string", "integer", "number", "date", "boolean", "geometry"]


def _no_codes() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclasses.dataclass(frozen=True)
class Field:
    """One column of a table, with what it means and the standard it comes from.

    `codes` maps each allowed value, written as text, to its meaning; empty means any value.
    `nullable` says that a service may leave it blank. `references` is "table.field". `required`
    says that a locality cannot do without it when it gives the table at all; the fields of a key
    are required whatever they say.
    """

    name: str
    type: FieldType
    meaning: str
    source: str
    unit: str | None = None
    codes: Mapping[str, str] = dataclasses.field(default_factory=_no_codes, hash=False)
    personal: bool = False
    special_category: bool = False
    nullable: bool = False
    references: str | None = None
    required: bool = False


@dataclasses.dataclass(frozen=True)
class Table:
    """One table that recipes may ask for; `key` names the fields that tell its rows apart.

    `required` says that the table belongs to the least that a locality needs to take part.
    """

    name: str
    title: str
    service: str
    meaning: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    required: bool = False

    @property
    def field_names(self) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return tuple(field.name for field in self.fields)

    @property
    def required_fields(self) -> tuple[str, ...]:
        """The names of the fields that the table cannot do without, in order."""
        return tuple(f.name for f in self.fields if f.required or f.name in self.key)

    def field(self, name: str) -> Field:
        """The field of that name; KeyError when the table has none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"the table {self.name} has no field {name}")

    def has_field(self, name: str) -> bool:
        """Whether the table has a field of that name."""
        return name in self.field_names


@dataclasses.dataclass(frozen=True)
class Contract:
    """Every table that recipes may ask for and localities map to."""

    version: str
    tables: tuple[Table, ...]

    @property
    def table_names(self) -> tuple[str, ...]:
        """The names of the tables, in order."""
        return tuple(table.name for table in self.tables)

    def table(self, name: str) -> Table:
        """The table of that name; KeyError when the contract has none."""
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(f"the contract has no table {name}")

    def has_table(self, name: str) -> bool:
        """Whether the contract has a table of that name."""
        return name in self.table_names

    def field(self, reference: str) -> Field:
        """The field named by "table.field"; KeyError when there is none."""
        table, _, name = reference.partition(".")
        return self.table(table).field(name)
