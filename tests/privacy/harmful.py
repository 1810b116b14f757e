"""Where an invented child's record could hide: each place with a file that holds one."""

from __future__ import annotations

from tests.privacy.harmful_files import in_containers, in_notebooks, in_pictures, in_tables
from tests.privacy.harmful_words import (
    in_code,
    in_encodings,
    in_odd_places,
    in_text,
    other_kinds,
    written,
)
from tests.privacy.made import Hidden


def everywhere() -> list[Hidden]:
    """Every hiding place."""
    return [
        *written(), *in_text(), *in_code(), *in_notebooks(), *in_tables(), *in_containers(),
        *in_encodings(), *in_pictures(), *other_kinds(), *in_odd_places(),
    ]  # fmt: skip
