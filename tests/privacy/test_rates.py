"""How often the scan misses what is hidden, and how often it cries wolf: measured, and held."""

from __future__ import annotations

import sys

import pytest

from hub.privacy import scan_bytes
from tests.privacy import fourth_alike, fourth_look
from tests.privacy.harmful import everywhere
from tests.privacy.harmless import everything
from tests.privacy.third_look import hiding
from tests.privacy.third_words import looking_alike

MOST_MISSED = 0.0
MOST_FALSE = 0.005


def test_both_rates_are_within_their_bounds(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing hidden in the corpus is missed, and hardly anything harmless is complained of."""
    hidden = everywhere() + hiding() + fourth_look.hiding()
    harmless = everything() + looking_alike() + fourth_alike.looking_alike()
    missed = [one.how for one in hidden if not _seen(one.name, one.data, one.kind)]
    false = [one.what for one in harmless if scan_bytes(one.name, one.data)]

    with capsys.disabled():
        sys.stdout.write(
            f"\nprivacy: missed {len(missed)} of {len(hidden)} hiding places, "
            f"{len(false)} false alarms in {len(harmless)} harmless files\n"
        )
    assert len(hidden) > 350, "the corpus is too small to tell"
    assert len(harmless) > 850
    assert len(missed) <= MOST_MISSED * len(hidden), missed
    assert len(false) <= MOST_FALSE * len(harmless), false


def _seen(name: str, data: bytes, kind: object) -> bool:
    return kind in {one.kind for one in scan_bytes(name, data)}
