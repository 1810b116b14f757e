"""What `hub explain` says: a check in full, or what a table holds."""

from __future__ import annotations

from hub.check import CHECKS, FAMILIES, find_check
from hub.data import CONTRACT, Field
from hub.errors import Mendable
from hub.nearest import suggestion


class Unknown(Mendable):
    """There is no check or table of that name; the text offers the nearest."""


def explain_check(code: str) -> str:
    """The documentation of a check. Raises Unknown."""
    found = find_check(code)
    if found is None and CONTRACT.has_table(code):
        raise Unknown(f'"{code}" is a table: hub explain table {code}')
    if found is None:
        names = [name for one in CHECKS for name in (one.code, one.name)]
        raise Unknown(f'There is no check "{code}": {suggestion(code, names, "code")}')
    family = FAMILIES[found.family]
    return f"{found.code} {found.name}    {found.level}    ({family})\n\n{found.doc}\n"


def explain_table(name: str) -> str:
    """What a table of the contract holds, field by field. Raises Unknown."""
    if not CONTRACT.has_table(name):
        raise Unknown(
            f'The data has no table "{name}": {suggestion(name, CONTRACT.table_names, "table")}'
        )
    table = CONTRACT.table(name)
    key = ", ".join(table.key)
    head = f"{table.name}    {table.title}    ({table.service})\n\n{table.meaning}\n"
    head += f"One row for each: {key}\n"
    return "\n".join([head, *(_field(field) for field in table.fields)]) + "\n"


def list_tables() -> str:
    """Every table of the contract on a line."""
    tables = [CONTRACT.table(name) for name in CONTRACT.table_names]
    lines = [f"  {table.name:<30} {table.title}" for table in tables]
    return "\n".join(["Tables", *lines, "", "hub explain table NAME says what one holds."]) + "\n"


def _field(field: Field) -> str:
    marks: list[str] = [field.type]
    marks += [f"in {field.unit}"] if field.unit else []
    marks += ["may be empty"] if field.nullable else []
    marks += ["personal"] if field.personal else []
    marks += ["special category"] if field.special_category else []
    codes = [f"      {code} = {meaning}" for code, meaning in field.codes.items()]
    lines = [f"  {field.name}    {', '.join(marks)}", f"      {field.meaning}"]
    return "\n".join([*lines, *codes, f"      Source: {field.source}"])


def list_checks() -> str:
    """Every check on a line, by family."""
    lines = []
    for letter, title in FAMILIES.items():
        lines.append(title)
        lines += [
            f"  {one.code}  {one.name:<28} {one.level}" for one in CHECKS if one.family == letter
        ]
    return "\n".join([*lines, "", "hub explain CODE says more."]) + "\n"
