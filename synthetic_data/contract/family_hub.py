"""The tables of family hubs (children's centres) and of consent. No national standard exists."""

from synthetic_data.contract import services, shared
from synthetic_data.contract.codes import YES_NO, codes
from synthetic_data.contract.model import Field, Table
from synthetic_data.contract.shared import personal

_LOCAL = "local: children's centre system"

PROGRAMMES = codes(
    stay_and_play="Stay and play, open to all",
    talk_and_play="Talk and play, for families invited because of need",
    home_visiting="Home visiting programme, for families invited because of need",
    advice="Advice and benefits",
    feeding_support="Infant feeding support",
)

SITE = Table(
    "family_hub_site",
    "Family hubs and outreach sites",
    services.FAMILY_HUBS,
    "Where the hubs stand.",
    (
        Field("site_id", "string", "Number of the site.", _LOCAL),
        Field("site_name", "string", "Name of the site.", _LOCAL),
        Field(
            "lsoa21",
            "string",
            "Small area the site stands in.",
            "ONS LSOA 2021 (LSOA21CD)",
            references="area.lsoa21",
        ),
        Field("latitude", "number", "Latitude (WGS 84).", "local", unit="degrees"),
        Field("longitude", "number", "Longitude (WGS 84).", "local", unit="degrees"),
    ),
    key=("site_id",),
)

REGISTRATION = Table(
    "family_hub_registration",
    "Registrations with family hubs",
    services.FAMILY_HUBS,
    "One row for each child of a registered family, or for the parent alone where no child was "
    "entered (child_id is blank then). One address a family, rarely updated.",
    (
        personal("person_id", "string", "Number of the person in the hub system.", _LOCAL),
        personal("family_id", "string", "Number of the family in the hub system.", _LOCAL),
        shared.child_id(nullable=True),
        personal("registered_on", "date", "Day of the initial contact form.", _LOCAL),
        Field(
            "site_id",
            "string",
            "Site in whose reach the family lived.",
            _LOCAL,
            references="family_hub_site.site_id",
        ),
        shared.lsoa21("Small area of the address the family gave, which may be an old one."),
    ),
    key=("person_id",),
)

ATTENDANCE = Table(
    "family_hub_attendance",
    "Attendance at family hubs",
    services.FAMILY_HUBS,
    "One row for each child at each session, from the registers.",
    (
        personal("attendance_id", "string", "Number of the entry.", f"{_LOCAL}, events register"),
        shared.child_id(),
        personal("family_id", "string", "Number of the family.", _LOCAL),
        Field(
            "site_id",
            "string",
            "Where the session was.",
            _LOCAL,
            references="family_hub_site.site_id",
        ),
        personal("session_date", "date", "Day of the session.", _LOCAL, required=True),
        personal("programme", "string", "What it was.", _LOCAL, codes=PROGRAMMES, required=True),
        Field("session_name", "string", "Name of the session as staff typed it.", _LOCAL),
    ),
    key=("attendance_id",),
)

CONSENT = Table(
    "consent",
    "Permission to link and to share",
    services.FAMILY_HUBS,
    "What a parent said on the initial contact form. Statutory services do not rest on it; a "
    "recipe that uses voluntary services must leave out those who said no or were not asked.",
    (
        shared.child_id(),
        personal(
            "may_link",
            "string",
            "Whether records may be linked; blank when nobody asked.",
            _LOCAL,
            codes=YES_NO,
            nullable=True,
            required=True,
        ),
        personal(
            "may_share",
            "string",
            "Whether they may be shared with other services; blank when nobody asked.",
            _LOCAL,
            codes=YES_NO,
            nullable=True,
            required=True,
        ),
        personal("recorded_on", "date", "Day it was recorded.", _LOCAL),
    ),
    key=("child_id",),
)

TABLES = (SITE, REGISTRATION, ATTENDANCE, CONSENT)
