"""Mapping templates: one file a table to fill in with the columns of one's own system."""

import json
from collections.abc import Sequence

from synthetic_data.contract.model import Field, Table

_TABLE = """\
# {title}: how your export becomes the table "{name}" of the contract.
# {meaning}
# Fill in "column" for each field you hold and delete the others; "*" marks what is required.
table: {name}
file: ""  # your file, for example export.csv
delimiter: ","  # ";" or "tab" where your system writes that
blank: ""  # what your system writes where it has no value
fields:
{fields}
"""

_FIELD = """\
  {name}:  # {star}{meaning} ({source})
    column: ""
"""


def mapping_template(table: Table, needed: Sequence[str] = (), asked: Sequence[str] = ()) -> str:
    """The template of one table, as YAML: of all fields, or of those `asked` for.

    Those that a star marks as required are the table's own, or those that are `needed`.
    """
    starred = needed or table.required_fields
    fields = "".join(
        _field(field, field.name in starred)
        for field in table.fields
        if not asked or field.name in asked
    )
    return _TABLE.format(
        title=table.title, name=table.name, meaning=table.meaning, fields=fields.rstrip()
    )


def _field(field: Field, required: bool) -> str:
    star = "* " if required else ""
    lines = _FIELD.format(name=field.name, star=star, meaning=field.meaning, source=field.source)
    if field.type == "date":
        lines += '    date_format: "%d/%m/%Y"  # how your system writes dates\n'
    if field.type == "boolean":
        lines += '    "yes": "Y"  # what your system writes\n    "no": "N"\n'
    if field.unit:
        lines += f"    factor: 1  # {field.unit} in one of your unit\n"
    if field.codes:
        lines += "    codes:  # ours, and what your system writes; nothing where it is the same\n"
        for code, meaning in field.codes.items():
            lines += f'      {json.dumps(code)}: ""  # {meaning}\n'
    return lines
