"""What is looked for: the one list of finders, for the scan and for messages that quote."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hub.privacy import birth, contact, keys, numbers, paths, places, tables
from hub.privacy.hit import Hit

Finders = tuple[Callable[[str], Iterator[Hit]], ...]

VALUES: Finders = (
    numbers.nhs_numbers,
    numbers.loose_numbers,
    numbers.pupil_numbers,
    numbers.ni_numbers,
    places.postcodes,
    contact.mail_addresses,
    contact.phone_numbers,
    birth.births,
    keys.secrets,
)
SINGLE: Finders = (*VALUES, paths.personal_paths)
"""Each finds single values, wherever they stand."""
CONTRIBUTED: Finders = (*SINGLE, tables.records)
"""For what people wrote: invented people, as their reserved numbers show, do not count."""
MADE: Finders = (*VALUES, tables.records_of_anyone, numbers.reserved_numbers)
"""For what a run made: its paths are the hub's own, and invented people count as well."""
