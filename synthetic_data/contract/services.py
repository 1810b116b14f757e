"""The services that hold the tables, each under one name, which pages and facets show."""

from collections.abc import Mapping
from types import MappingProxyType

CHILD_HEALTH = "child health information"
EARLY_EDUCATION = "early education"
FAMILY_HUBS = "family hubs"
GEOGRAPHY = "geography"
HEALTH_VISITING = "health visiting"
LINKAGE = "linkage"
MATERNITY = "maternity"
PERINATAL = "perinatal mental health"
PUBLISHED = "published statistics"
SCHOOLS = "schools"
SEND = "special educational needs"
SOCIAL_CARE = "social care"
SPEECH = "speech and language therapy"

WITH_LISTS: Mapping[str, str] = MappingProxyType(
    {
        "maternity": MATERNITY,
        "health_visiting": HEALTH_VISITING,
        "immunisation": CHILD_HEALTH,
        "family_hub": FAMILY_HUBS,
        "early_education": EARLY_EDUCATION,
        "school": SCHOOLS,
        "sen": SEND,
        "social_care": SOCIAL_CARE,
        "speech_language": SPEECH,
    }
)
"""Those that keep a list of people of their own, by the start of that table's name."""
