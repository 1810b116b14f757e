"""Mapping templates: one file a table to fill in with the columns of one's own system."""

import json

from synthetic_data.contract.model import Field, Table

_TABLE = """\
# {title}: how your export becomes the table "{name}" of the contract.
# {meaning}
# Fill in "column" for each field you hold and delete the others; "*" marks what is required.
table: {name}
file: ""  # your file, for example export.csv
fields:
{fields}
"""

_FIELD = """\
  {name}:  # {star}{meaning} ({source})
    column: ""
"""


def mapping_template(table: Table) -> str:
    """The template of one table, as YAML."""
    fields = "".join(_field(table, field) for field in table.fields)
    return _TABLE.format(
        title=table.title, name=table.name, meaning=table.meaning, fields=fields.rstrip()
    )


def _field(table: Table, field: Field) -> str:
    star = "* " if field.name in table.required_fields else ""
    lines = _FIELD.format(name=field.name, star=star, meaning=field.meaning, source=field.source)
    if field.type == "date":
        lines += '    date_format: "%d/%m/%Y"  # how your system writes dates\n'
    if field.type == "boolean":
        lines += '    "yes": "Y"  # what your system writes\n    "no": "N"\n'
    if field.unit:
        lines += f"    factor: 1  # {field.unit} in one of your unit\n"
    if field.codes:
        lines += "    codes:  # ours, and what your system writes\n"
        for code, meaning in field.codes.items():
            lines += f'      {json.dumps(code)}: ""  # {meaning}\n'
    return lines
