"""What a run made: invented people count there, and the coordinates of a map are nobody."""

from __future__ import annotations

import random

import pytest

from hub.privacy import Kind, scan_bytes
from tests.privacy.harmless import large_maps

NUMBER = "999 123 4567"
LINE = "1.5 2.5 L 10 20 L 30 40"


def test_the_lines_of_large_maps_are_nobody() -> None:
    """Ten digits come up by chance among a hundred thousand coordinates."""
    for turn in range(20):
        name, svg = large_maps(random.Random(turn))

        assert scan_bytes(name, svg.encode(), made=True) == ()


@pytest.mark.parametrize(
    "inside",
    [
        f"<text>{NUMBER}</text>",
        f'<path d="M {LINE}"/><text>{NUMBER}</text>',
        f"<title>{NUMBER}</title>",
        f'<path d="M {LINE}" id="{NUMBER}"/>',
        f'<path d="{NUMBER}"/>',
        f'<path d="M {LINE} 9991234567"/>',
        f'<g d="M {LINE} child {NUMBER}"/>',
    ],
)
def test_a_person_in_a_picture_is_seen(inside: str) -> None:
    """In its words, its names, or among coordinates in a form that no coordinate has."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'

    kinds = {one.kind for one in scan_bytes("map.svg", svg.encode(), made=True)}

    assert kinds == {Kind.RECORDS}


def test_a_table_of_numbers_is_no_map() -> None:
    """Letters of sexes and numbers alone are not the lines of a picture."""
    rows = "".join(f"{at} M {at + 2} 12 14 999 123 {4000 + at}\n" for at in range(9))

    assert scan_bytes("results/rows.txt", rows.encode(), made=True)
