"""The registry of indicators: whole, of fields that exist, and shown with its gaps."""

from __future__ import annotations

import json

import pytest

from hub.indicators import Indicator, domains, indicators
from hub.render.overview import indicators as page
from hub.render.site import Site
from hub.settings import Settings
from synthetic_data.contract import CONTRACT
from tests.builders import a_catalogue

EACH = pytest.mark.parametrize("one", indicators().values(), ids=lambda one: one.id)


@EACH
def test_an_indicator_reads_fields_of_the_contract(one: Indicator) -> None:
    """So that every locality that maps them can compute it."""
    for table, fields in one.sources.items():
        known = next(found for found in CONTRACT.tables if found.name == table)

        assert set(fields) <= {field.name for field in known.fields}


@EACH
def test_an_indicator_has_a_domain(one: Indicator) -> None:
    """A measure speaks of some part of a child's life."""
    assert one.domain in {domain.id for domain in domains()}
    assert one.near_equivalents


def test_the_page_and_its_data_tell_who_computes_what_and_what_nobody_does() -> None:
    """A domain without an indicator is a gap, and is listed."""
    site = Site(
        catalogue=a_catalogue(),
        settings=Settings(),
        pages={"sandhythe/two-year-old-take-up": "recipes/sandhythe/two-year-old-take-up"},
        localities={},
        tables=frozenset(CONTRACT.table_names),
        checks=(),
    )
    shown, *pages, data = page.outputs(site)
    told = {one["id"]: one["recipes"] for one in json.loads(data.data)["indicators"]}

    assert told["two-year-old-take-up"] == ["sandhythe/two-year-old-take-up"]
    assert told["low-birthweight-at-term"] == []
    assert "Learning at home" in shown.data.decode().partition("What nobody measures")[2]
    assert [one.path for one in pages] == [f"indicators/{name}/index.md" for name in told]
