"""Missed links: services whose records of some children were not matched to the others."""

from synthetic_data.faults.model import Fault, Kind

_EVIDENCE = "PMC8445153: 95% linked overall, fewer of deprived and minoritised children"
_IN_CARE = "IJPDS article 2383: 63% of looked-after children unlinked before repair, 39% after"

# A service, its tables with a pseudonym, and the rate with its multipliers.
_SERVICES: tuple[tuple[str, tuple[str, ...], float, str], ...] = (
    ("family-hub", ("family_hub_registration", "family_hub_attendance", "consent"), 0.045,
     _EVIDENCE),
    ("immunisation", ("immunisation",), 0.012, _EVIDENCE),
    ("speech", ("wellcomm_screen", "elim", "speech_language_referral"), 0.04, _EVIDENCE),
    ("social-care", ("social_care_episode", "cin_child"), 0.05, _IN_CARE),
    ("sen", ("sen", "transition"), 0.025, _EVIDENCE),
)  # fmt: skip
SERVICES = tuple(service for service, *_ in _SERVICES)

FAULTS = tuple(
    Fault(
        f"{service}-unlinked",
        "F3" if service == "social-care" else "F4",
        table,
        "child_id",
        Kind.UNLINKED,
        rate,
        evidence,
        deprived=2.4,
        minority=1.6,
        young=1.2,
        moved=1.5,
        in_need=1.5,
    )
    for service, tables, rate, evidence in _SERVICES
    for table in tables
)
