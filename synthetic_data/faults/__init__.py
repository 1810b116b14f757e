"""The faults of real records as one table: where, what, how often, and for whom more often.

That faults fall unequally is published: links of records are missed more for deprived and
minoritised children (PMC8445153) and most for looked-after children (IJPDS article 2383).
"""

from synthetic_data.faults import health, links, local, persons
from synthetic_data.faults.model import Fault, Kind

FAULTS: tuple[Fault, ...] = (
    *health.FAULTS,
    *local.FAULTS,
    *links.FAULTS,
    *persons.FAULTS,
)

__all__ = ["FAULTS", "Fault", "Kind"]
