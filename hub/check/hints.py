"""What to do about the commonest errors of a cell: a field, a table or a package not there."""

from __future__ import annotations

import re

from hub.contribution import RecipeCard
from hub.data import CONTRACT
from hub.nearest import nearest, suggestion

MEND = (
    "mend that line; to see it, run the notebook up to this cell with data set to a folder in "
    "build/data/clean/."
)
OWN = "This is the notebook's own error, not the hub's."
KEY = re.compile(r"^KeyError: ['\"]([A-Za-z_]\w{0,60})['\"]")
COLUMN = re.compile(r"FieldRef\.Name\((\w{1,60})\)")
PACKAGE = re.compile(r"^(?:ModuleNotFoundError|ImportError): No module named '([\w.]{1,60})'")
TABLE = re.compile(r"^FileNotFoundError: .*?data/(\w{1,60})\.parquet")
OFFLINE = re.compile(r"(URLError|ConnectionError|NewConnectionError|gaierror|Max retries exceeded)")


def what_to_do(error: str, card: RecipeCard | None) -> str:
    """One sentence for whoever has to mend the cell, and whose error it is."""
    return f"{_hint(error, card)} {OWN}"


def _hint(error: str, card: RecipeCard | None) -> str:
    inputs = card.inputs if card else {}
    if found := KEY.search(error) or COLUMN.search(error):
        return _about_field(found[1], tuple(inputs), card)
    if found := PACKAGE.search(error):
        name = found[1].split(".")[0]
        return (
            f'the hub does not offer the package "{name}": do without it, declare it under '
            "packages where the hub lists it, or ask for it (hub explain M122)."
        )
    if found := TABLE.search(error):
        return _about_table(found[1])
    if OFFLINE.search(error):
        return "read only what the recipe declares: recipes are run without the internet."
    return MEND


def _about_field(name: str, tables: tuple[str, ...], card: RecipeCard | None) -> str:
    """A field under another name, or one that was not declared."""
    for table in tables:
        if CONTRACT.has_table(table) and CONTRACT.table(table).has_field(name):
            declared = card is not None and name in card.inputs[table].fields
            if not declared:
                return f'declare the field "{name}" of the table "{table}" in recipe.yml.'
            return f'"{name}" is a field of "{table}", and not of what the cell looks in.'
    fields = {
        field: table
        for table in reversed(tables)
        if CONTRACT.has_table(table)
        for field in CONTRACT.table(table).field_names
    }
    near = nearest(name, fields)
    if near is None:
        return MEND
    table = fields[near]
    return f'the table "{table}" has "{near}". Its fields: hub explain table {table}.'


def _about_table(name: str) -> str:
    if CONTRACT.has_table(name):
        return (
            f'declare the table "{name}" under inputs in recipe.yml; where it is optional, look '
            "whether its file is there before reading it."
        )
    return f'there is no table "{name}": {suggestion(name, CONTRACT.table_names, "table")}'
