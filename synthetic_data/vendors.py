"""Two invented vendors' systems: how each names, codes and writes what the contract holds.

A vendor is settings only; a mapping made from them says for each field which column holds it and
how its values become ours, and is written beside the export.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from synthetic_data.contract import Field, Table
from synthetic_data.contract.mapping import FieldMapping, TableMapping, Texts


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
        yes=(vendor.yes,),
        no=(vendor.no,),
        blank=(vendor.blank,),
        fields=tuple(_field(vendor, field) for field in table.fields),
    )


def _field(vendor: Vendor, field: Field) -> FieldMapping:
    ending, factor = vendor.units.get(field.unit or "", ("", 1.0))
    column, codes = _column(vendor, field.name, ending), _codes(vendor, field)
    if field.type == "date":
        return FieldMapping(field.name, column, date_format=vendor.date_format)
    return FieldMapping(field.name, column, factor=factor, codes=codes)


def _column(vendor: Vendor, name: str, ending: str) -> str:
    if name in vendor.words:
        return vendor.words[name]
    if vendor.pascal:
        return _pascal(name) + ending
    return name.upper() + (f"_{ending}" if ending else "")


def _codes(vendor: Vendor, field: Field) -> Mapping[str, Texts]:
    """What the vendor writes for each code of ours; those unknown to both stay as they are."""
    if not field.codes or field.type not in ("string", "integer"):
        return {}
    if vendor.in_words:
        theirs = [f"{meaning} [{code}]" for code, meaning in field.codes.items()]
        if len(set(field.codes.values())) == len(field.codes):
            theirs = list(field.codes.values())
    else:
        theirs = [f"K{index:02d}" for index in range(1, len(field.codes) + 1)]
    return {ours: (one,) for ours, one in zip(field.codes, theirs, strict=True)}


def _pascal(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
