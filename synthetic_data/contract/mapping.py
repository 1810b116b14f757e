"""A mapping: how one file of a system becomes one table of the contract."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from synthetic_data.contract.model import Table

Texts = tuple[str, ...]


def _no_codes() -> Mapping[str, Texts]:
    return MappingProxyType({})


@dataclasses.dataclass(frozen=True)
class FieldMapping:
    """How one column of a file becomes one field.

    `date_format` is that of `strptime`; `factor` is how many of our unit one of theirs is; `codes`
    gives for a code of ours what the system writes for it. `yes` and `no` say it of this column
    alone, where it differs from the rest of the file.
    """

    field: str
    column: str
    date_format: str = "%Y-%m-%d"
    factor: float = 1.0
    yes: Texts = ()
    no: Texts = ()
    codes: Mapping[str, Texts] = dataclasses.field(default_factory=_no_codes, hash=False)


@dataclasses.dataclass(frozen=True)
class TableMapping:
    """How one file becomes one table; `blank` is what the system writes where there is no value."""

    table: str
    file: str
    fields: tuple[FieldMapping, ...]
    delimiter: str = ","
    encoding: str = "utf-8"
    yes: Texts = ("true", "True")
    no: Texts = ("false", "False")
    blank: Texts = ("",)
    vendor: str = ""

    def as_json(self) -> dict[str, Any]:
        """The mapping as plain values, in the form of a filled-in template."""
        said: dict[str, Any] = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in vars(self).items()
            if name != "fields"
        }
        return {**said, "fields": {one.field: _plain(one) for one in self.fields}}


def as_it_is(table: Table, file: str) -> TableMapping:
    """The mapping of a file that has the names and codes of the contract already."""
    fields = tuple(FieldMapping(one.name, one.name) for one in table.fields)
    return TableMapping(table.name, file, fields)


def _plain(one: FieldMapping) -> dict[str, Any]:
    """What of a field differs from what holds where nothing is said."""
    usual = FieldMapping(one.field, one.column)
    said: dict[str, Any] = {
        name: value
        for name, value in vars(one).items()
        if name != "field" and (name == "column" or value != getattr(usual, name))
    }
    if one.codes:
        said["codes"] = {code: list(theirs) for code, theirs in one.codes.items()}
    return {name: list(v) if isinstance(v, tuple) else v for name, v in said.items()}
