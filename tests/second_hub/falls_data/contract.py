"""The tables and fields that recipes about falls may ask for."""

from synthetic_data.contract.model import Contract, Field, Table

OWN = "The falls register's own list."
RESIDENT = Field("resident_id", "string", "Who it is.", OWN, personal=True)

CONTRACT = Contract(
    version="1.0.0",
    tables=(
        Table(
            "resident",
            "Residents",
            "registration",
            "Everybody of 65 or older.",
            (
                RESIDENT,
                Field("age", "integer", "Age in years.", OWN, unit="years"),
                Field("lives_alone", "boolean", "Whether nobody else lives there.", OWN),
            ),
            ("resident_id",),
            required=True,
        ),
        Table(
            "fall",
            "Falls",
            "ambulance",
            "Each fall that an ambulance came to.",
            (
                Field("fall_id", "string", "Which fall.", OWN),
                Field("resident_id", "string", "Who fell.", OWN, personal=True, nullable=True),
                Field("injured", "boolean", "Whether it hurt them.", OWN),
                Field("fell_on", "date", "The day of it.", OWN),
                Field(
                    "place", "string", "Where.", OWN, codes={"H": "at home", "S": "in the street"}
                ),
            ),
            ("fall_id",),
        ),
        Table(
            "home_visit",
            "Home visits",
            "falls team",
            "Each visit of the falls team.",
            (
                RESIDENT,
                Field("visited_on", "date", "The day of it.", OWN),
            ),
            ("resident_id", "visited_on"),
        ),
    ),
)
