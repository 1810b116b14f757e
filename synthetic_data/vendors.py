"""Two invented vendors' systems: how each names, codes and writes what the contract holds.

A vendor is settings only; a mapping made from them says for each field which column holds it and
how its values become ours, and is written beside the export.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any

from synthetic_data.contract import Field, Table


@dataclass(frozen=True)
class Vendor:
    """One vendor's habits.

    `words` are columns with a name of their own; all others follow `pascal` (DateOfBirth) or upper
    case (DATE_OF_BIRTH). `in_words` writes codes as their meaning, otherwise as K01, K02 and so on.
    `units` gives for a unit of ours the vendor's ending of the column and how many of ours one of
    theirs is.
    """

    name: str
    file: str
    delimiter: str
    pascal: bool
    words: Mapping[str, str]
    date_format: str
    yes: str
    no: str
    blank: str
    in_words: bool
    units: Mapping[str, tuple[str, float]]


@dataclass(frozen=True)
class FieldMapping:
    """How one column of an export becomes one field: the column, and how its values are read."""

    field: str
    column: str
    type: str
    date_format: str | None = None
    factor: float | None = None
    codes: Mapping[str, str] | None = None


@dataclass(frozen=True)
class TableMapping:
    """How one file of an export becomes one table of the contract."""

    vendor: str
    table: str
    file: str
    delimiter: str
    yes: str
    no: str
    blank: str
    fields: tuple[FieldMapping, ...]

    def as_json(self) -> dict[str, Any]:
        """The mapping as plain values, without what does not apply."""
        plain = asdict(self)
        plain["fields"] = {
            field.field: {
                name: dict(value) if isinstance(value, Mapping) else value
                for name, value in vars(field).items()
                if value is not None and name != "field"
            }
            for field in self.fields
        }
        return plain


VENDORS: Mapping[str, Vendor] = MappingProxyType(
    {
        "tarn": Vendor(
            name="tarn",
            file="Tarn_{table}_SYNTHETIC.csv",
            delimiter=";",
            pascal=True,
            words=MappingProxyType(
                {
                    "child_id": "ClientRef",
                    "lsoa21": "SmallArea",
                    "date_of_birth": "DoB",
                    "contact_date": "ApptDate",
                    "sex": "Gender",
                    "nhs_number": "NHSNo",
                }
            ),
            date_format="%d/%m/%Y",
            yes="Yes",
            no="No",
            blank="",
            in_words=True,
            units=MappingProxyType({"g": ("Kg", 1000.0), "minutes": ("Hrs", 60.0)}),
        ),
        "quern": Vendor(
            name="quern",
            file="quern.{table}.synthetic.txt",
            delimiter="\t",
            pascal=False,
            words=MappingProxyType(
                {
                    "child_id": "PSN_UID",
                    "lsoa21": "LSOA_CD",
                    "postcode": "PCODE",
                    "surname": "FAM_NAME",
                    "forename": "GIV_NAME",
                }
            ),
            date_format="%Y%m%d",
            yes="1",
            no="0",
            blank="NULL",
            in_words=False,
            units=MappingProxyType({"days": ("WKS", 7.0)}),
        ),
    }
)


def mapping(vendor: Vendor, table: Table) -> TableMapping:
    """How a vendor's export of a table becomes the table."""
    return TableMapping(
        vendor=vendor.name,
        table=table.name,
        file=vendor.file.format(table=_pascal(table.name) if vendor.pascal else table.name),
        delimiter=vendor.delimiter,
        yes=vendor.yes,
        no=vendor.no,
        blank=vendor.blank,
        fields=tuple(_field(vendor, field) for field in table.fields),
    )


def _field(vendor: Vendor, field: Field) -> FieldMapping:
    ending, factor = vendor.units.get(field.unit or "", ("", None))
    return FieldMapping(
        field=field.name,
        column=_column(vendor, field.name, ending),
        type=field.type,
        date_format=vendor.date_format if field.type == "date" else None,
        factor=factor,
        codes=_codes(vendor, field),
    )


def _column(vendor: Vendor, name: str, ending: str) -> str:
    if name in vendor.words:
        return vendor.words[name]
    if vendor.pascal:
        return _pascal(name) + ending
    return name.upper() + (f"_{ending}" if ending else "")


def _codes(vendor: Vendor, field: Field) -> Mapping[str, str] | None:
    """The vendor's code for each of ours, theirs first; those unknown to both stay as they are."""
    if not field.codes or field.type not in ("string", "integer"):
        return None
    if vendor.in_words:
        theirs = [f"{meaning} [{code}]" for code, meaning in field.codes.items()]
        if len(set(field.codes.values())) == len(field.codes):
            theirs = list(field.codes.values())
    else:
        theirs = [f"K{index:02d}" for index in range(1, len(field.codes) + 1)]
    return dict(zip(theirs, field.codes, strict=True))


def _pascal(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
