"""Where an invented record hides, it is found."""

from __future__ import annotations

import pytest

from hub.privacy import scan_bytes
from tests.privacy import fourth_look
from tests.privacy.harmful import everywhere
from tests.privacy.made import Hidden
from tests.privacy.third_look import hiding


@pytest.mark.parametrize(
    "hidden", everywhere() + hiding() + fourth_look.hiding(), ids=lambda one: one.how
)
def test_what_is_hidden_is_found(hidden: Hidden) -> None:
    """As its kind, and with nothing of it in what is said."""
    found = scan_bytes(hidden.name, hidden.data)

    assert hidden.kind in {one.kind for one in found}


def test_lists_of_fields_are_no_records() -> None:
    """Names of columns below each other, as in a recipe.yml that reads several lists of people."""
    fields = "fields: [person_id, role, forename, surname, date_of_birth, sex, postcode]\n"

    assert list(scan_bytes("recipe.yml", (f"one:\n  {fields}two:\n  {fields}" * 3).encode())) == []
