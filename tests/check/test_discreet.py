"""A finding quotes what is wrong, but never what could belong to a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.check import check
from hub.report import FORMATS, Report
from tests.contributions import an_issued, collected, write_recipe

KINDS = ["nhs_number", "pupil_number", "national_insurance_number", "postcode", "mail_address"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", ["code: MIT", "version: 1.0.0", "topics: [access]"])
def test_no_report_repeats_a_persons_value(kind: str, key: str, tmp_path: Path) -> None:
    """In no form, though the card holds it where a message would quote it."""
    value = an_issued(kind).strip()
    folder = write_recipe(tmp_path)
    card = (folder / "recipe.yml").read_text("utf-8")
    name, _, _ = key.partition(":")
    by = f'{name}: ["{value}"]' if "[" in key else f'{name}: "{value}"'
    (folder / "recipe.yml").write_text(card.replace(key, by, 1), "utf-8")

    found = check(collected(tmp_path)).recipes[0].findings

    assert len(found) >= 2
    for form in FORMATS.values():
        assert value not in form(Report(("a/b",), found))
