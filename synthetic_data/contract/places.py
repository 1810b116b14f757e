"""The table of small areas."""

from types import MappingProxyType

from synthetic_data.contract import services, shared
from synthetic_data.contract.codes import NATIONS, codes
from synthetic_data.contract.model import Field, Table

_DECILES = MappingProxyType(
    {"1": "Most deprived tenth"}
    | {str(decile): f"Decile {decile}" for decile in range(2, 10)}
    | {"10": "Least deprived tenth"}
)

AREA = Table(
    "area",
    "Small areas",
    services.GEOGRAPHY,
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
            "Decile of deprivation within the nation: 1 is the most deprived tenth. Deciles of "
            "different nations cannot be compared.",
            "MHCLG English Indices of Deprivation 2025 (IMD decile); Welsh Index of Multiple "
            "Deprivation 2025",
            codes=_DECILES,
            required=True,
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
        Field(
            "lsoa11",
            "string",
            "Code of the same area in 2011: some services still use it.",
            "ONS LSOA 2011 (LSOA11CD)",
        ),
        Field(
            "deprivation_index",
            "string",
            "Index that the decile is of.",
            "local",
            codes=codes(IMD2025="English indices 2025", WIMD2025="Welsh index 2025"),
        ),
        Field(
            "deprivation_rank",
            "integer",
            "Rank within the nation: 1 is the most deprived area.",
            "MHCLG English Indices of Deprivation 2025; Welsh Index of Multiple Deprivation 2025",
        ),
        Field("rural", "boolean", "Whether the area is rural.", "ONS rural urban classification"),
        Field(
            "flying_start",
            "boolean",
            "Whether the area is a Flying Start area (Wales only; false elsewhere).",
            "Welsh Government: Flying Start areas",
        ),
    ),
    key=("lsoa21",),
    required=True,
)

POPULATION = Table(
    "area_population",
    "Children by area and single year of age",
    services.GEOGRAPHY,
    "Estimates of the resident population at the middle of a year. Estimates and the services' own "
    "lists never agree, so rates with this denominator may pass 100%.",
    (
        shared.lsoa21("Small area."),
        Field("year", "integer", "Middle of the year estimated.", "ONS small area estimates"),
        Field(
            "age",
            "integer",
            "Age at the last birthday.",
            "ONS small area estimates",
            unit="years",
        ),
        Field(
            "children",
            "integer",
            "Estimated children.",
            "ONS small area estimates",
            unit="children",
            required=True,
        ),
    ),
    key=("lsoa21", "year", "age"),
)

TRAVEL_TIME = Table(
    "travel_time",
    "Travel times between areas",
    services.GEOGRAPHY,
    "Minutes from one small area to another, door to door in the morning, for pairs that can be "
    "reached in half an hour by car or an hour by public transport.",
    (
        Field(
            "from_lsoa21",
            "string",
            "Small area of the journey's start.",
            "local: network model",
            references="area.lsoa21",
        ),
        Field(
            "to_lsoa21",
            "string",
            "Small area of its end.",
            "local: network model",
            references="area.lsoa21",
        ),
        Field(
            "minutes_car",
            "number",
            "By car; blank when more than half an hour.",
            "local: network model",
            unit="minutes",
            nullable=True,
            required=True,
        ),
        Field(
            "minutes_public_transport",
            "number",
            "By public transport and on foot; blank when more than an hour.",
            "local: network model",
            unit="minutes",
            nullable=True,
            required=True,
        ),
    ),
    key=("from_lsoa21", "to_lsoa21"),
)

TABLES = (AREA, POPULATION, TRAVEL_TIME)
