"""The fields that more than one table carries, so that they mean the same everywhere."""

from collections.abc import Mapping
from types import MappingProxyType

from synthetic_data.contract import codes
from synthetic_data.contract.model import Field, FieldType

_NO_CODES: Mapping[str, str] = MappingProxyType({})


def personal(
    name: str,
    kind: FieldType,
    meaning: str,
    source: str,
    *,
    unit: str | None = None,
    codes: Mapping[str, str] = _NO_CODES,
    nullable: bool = False,
    required: bool = False,
    references: str | None = None,
) -> Field:
    """A field about one person."""
    return Field(
        name,
        kind,
        meaning,
        source,
        unit=unit,
        codes=codes,
        personal=True,
        nullable=nullable,
        required=required,
        references=references,
    )


def special(
    name: str,
    kind: FieldType,
    meaning: str,
    source: str,
    *,
    unit: str | None = None,
    codes: Mapping[str, str] = _NO_CODES,
    nullable: bool = False,
    required: bool = False,
) -> Field:
    """A field about one person that is, or may show, a special category of personal data."""
    return Field(
        name,
        kind,
        meaning,
        source,
        unit=unit,
        codes=codes,
        personal=True,
        special_category=True,
        nullable=nullable,
        required=required,
    )


def child_id(nullable: bool = False) -> Field:
    """The pseudonym of a child, given by the linkage; not a number of any service."""
    return Field(
        "child_id",
        "string",
        "Pseudonym of the child, the same in every table; given when records were linked.",
        "local",
        personal=True,
        nullable=nullable,
        required=True,
    )


def nhs_number(source: str) -> Field:
    """The NHS number as a service holds it, or nothing."""
    return Field(
        "nhs_number",
        "string",
        "NHS number as the service holds it; ten digits without spaces.",
        source,
        personal=True,
        nullable=True,
    )


def date_of_birth(source: str) -> Field:
    """The date of birth as a service holds it."""
    return Field(
        "date_of_birth",
        "date",
        "Date of birth of the child.",
        source,
        personal=True,
        required=True,
    )


def premises() -> tuple[Field, Field]:
    """Where the premises of a provider stand."""
    latitude = "Latitude of the premises (WGS 84)."
    longitude = "Longitude of the premises (WGS 84)."
    return (
        Field("latitude", "number", latitude, "local", unit="degrees"),
        Field("longitude", "number", longitude, "local", unit="degrees"),
    )


def nhs_sex(source: str) -> Field:
    """Sex in NHS codes."""
    return Field("sex", "string", "Sex of the child.", source, codes=codes.NHS_SEX, personal=True)


def dfe_sex(source: str) -> Field:
    """Sex in the codes of education data collections."""
    return Field("sex", "string", "Sex of the child.", source, codes=codes.DFE_SEX, personal=True)


def ethnic_category(source: str) -> Field:
    """Ethnicity in NHS letters."""
    return Field(
        "ethnic_category",
        "string",
        "Ethnic category as stated by the parent.",
        source,
        codes=codes.NHS_ETHNICITY,
        personal=True,
        special_category=True,
    )


def dfe_ethnicity(source: str) -> Field:
    """Ethnicity in the codes of education and social care."""
    return Field(
        "ethnicity",
        "string",
        "Ethnicity of the pupil.",
        source,
        codes=codes.DFE_ETHNICITY,
        personal=True,
        special_category=True,
    )


def lsoa21(meaning: str, source: str = "ONS LSOA 2021 (LSOA21CD)", nullable: bool = False) -> Field:
    """A small area that the area table describes."""
    return Field(
        "lsoa21",
        "string",
        meaning,
        source,
        personal=True,
        nullable=nullable,
        references="area.lsoa21",
        required=True,
    )


def sen_provision(source: str) -> Field:
    """Whether a child has special educational needs and what is provided."""
    return Field(
        "sen_provision",
        "string",
        "Special educational needs provision.",
        source,
        codes=codes.SEN_PROVISION,
        personal=True,
        special_category=True,
    )


def academic_year(source: str) -> Field:
    """A school year."""
    return Field("academic_year", "string", 'Academic year, as "2023/24".', source, required=True)


def term() -> Field:
    """A school term, as year and season."""
    return Field(
        "term",
        "string",
        'Term, as calendar year and season: "2024-spring" (from 1 January), '
        '"2024-summer" (from 1 April), "2024-autumn" (from 1 September).',
        "local",
        required=True,
    )
