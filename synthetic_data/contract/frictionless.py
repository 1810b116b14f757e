"""The tables of a folder as a data package: https://specs.frictionlessdata.io/data-package/."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from synthetic_data.contract import CONTRACT, Field, Table

# The types of the table schema specification; a shape is binary, which it knows as text.
_TYPES: Mapping[str, Mapping[str, str]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "date": {"type": "date"},
    "boolean": {"type": "boolean"},
    "geometry": {"type": "string", "format": "binary"},
}


def data_package(profile: str, notice: str, paths: Iterable[str]) -> dict[str, Any]:
    """The descriptor of the Parquet files at those paths, "<locality>/<table>.parquet"."""
    return {
        "profile": "data-package",
        "label": "synthetic",
        "name": f"synthetic-early-years-{profile}",
        "title": f"Synthetic early years data, profile {profile}",
        "description": notice,
        "version": CONTRACT.version,
        "keywords": ["synthetic", "early years", "children"],
        "licenses": [
            {
                "name": "OGL-UK-3.0",
                "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
                "title": "Open Government Licence v3.0",
            }
        ],
        "resources": [_resource(path) for path in sorted(paths)],
    }


def _resource(path: str) -> dict[str, Any]:
    file = PurePosixPath(path)
    table = CONTRACT.table(file.stem)
    return {
        "name": _name(file.parent.name, table.name),
        "path": path,
        "title": table.title,
        "description": f"{table.meaning} Synthetic.",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": table_schema(table, file.parent.name),
    }


def table_schema(table: Table, locality: str = "") -> dict[str, Any]:
    """One table as a table schema: https://specs.frictionlessdata.io/table-schema/."""
    schema: dict[str, Any] = {
        "fields": [field_descriptor(field) for field in table.fields],
        "primaryKey": list(table.key),
    }
    links = [
        _foreign_key(field, table.name, locality) for field in table.fields if field.references
    ]
    return schema | ({"foreignKeys": links} if links else {})


def field_descriptor(field: Field) -> dict[str, Any]:
    """One field; what the specification has no word for stands under words of our own."""
    constraints: dict[str, Any] = {} if field.nullable else {"required": True}
    if field.codes and field.type == "string" and not field.nullable:
        constraints["enum"] = list(field.codes)
    descriptor: dict[str, Any] = {
        "name": field.name,
        **_TYPES[field.type],
        "description": field.meaning,
        "source": field.source,
        "personal": field.personal,
        "specialCategory": field.special_category,
    }
    if field.unit:
        descriptor["unit"] = field.unit
    if field.codes:
        descriptor["codes"] = dict(field.codes)
    return descriptor | ({"constraints": constraints} if constraints else {})


def _foreign_key(field: Field, table: str, locality: str) -> dict[str, Any]:
    target, _, name = str(field.references).partition(".")
    resource = "" if target == table else _name(locality, target)
    return {"fields": [field.name], "reference": {"resource": resource, "fields": [name]}}


def _name(locality: str, table: str) -> str:
    """Names of resources are lower case with hyphens, points and underscores."""
    return f"{locality}.{table}" if locality else table
