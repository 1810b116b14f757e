"""The table of small areas."""

from types import MappingProxyType

from synthetic_data.contract.codes import NATIONS
from synthetic_data.contract.model import Field, Table

_DECILES = MappingProxyType(
    {"1": "Most deprived tenth"}
    | {str(decile): f"Decile {decile}" for decile in range(2, 10)}
    | {"10": "Least deprived tenth"}
)

AREA = Table(
    "area",
    "Small areas",
    "geography",
    "Lower layer super output areas of the locality, and those just across its border "
    "(their local_authority differs), with deprivation, a point and a boundary.",
    (
        Field("lsoa21", "string", "Code of the small area.", "ONS LSOA 2021 (LSOA21CD)"),
        Field("area_name", "string", "Name of the small area.", "ONS LSOA 2021 (LSOA21NM)"),
        Field(
            "local_authority",
            "string",
            "Code of the local authority the area lies in.",
            "ONS local authority districts (LAD24CD)",
        ),
        Field("nation", "string", "Nation of the UK.", "ONS country (CTRY24NM)", codes=NATIONS),
        Field(
            "imd_decile",
            "integer",
            "Decile of deprivation within the nation: 1 is the most deprived tenth.",
            "MHCLG English Indices of Deprivation 2025 (IMD decile)",
            codes=_DECILES,
        ),
        Field(
            "latitude",
            "number",
            "Latitude of a point inside the area (WGS 84).",
            "ONS LSOA 2021 centroids (LAT)",
            unit="degrees",
        ),
        Field(
            "longitude",
            "number",
            "Longitude of a point inside the area (WGS 84).",
            "ONS LSOA 2021 centroids (LONG)",
            unit="degrees",
        ),
        Field(
            "geometry",
            "geometry",
            "Boundary as well-known binary, longitude and latitude (WGS 84, EPSG:4326).",
            "ONS LSOA 2021 boundaries (BGC)",
        ),
    ),
    key=("lsoa21",),
)

TABLES = (AREA,)
