"""The site's colours: enough contrast in light and in dark, by the WCAG formula."""

from __future__ import annotations

import re

import pytest

from hub.render.handwritten import ASSETS

SCHEMES = ("default", "slate")
TEXT_ON_GROUND = [
    ("--hub-ink", "--hub-paper"),
    ("--hub-ink", "--hub-tint"),
    ("--hub-ink", "--hub-raised"),
    ("--hub-ink-2", "--hub-paper"),
    ("--hub-ink-2", "--hub-tint"),
    ("--hub-ink-2", "--hub-raised"),
    ("--hub-link", "--hub-paper"),
    ("--hub-link", "--hub-tint"),
    ("--hub-link", "--hub-raised"),
    ("--hub-link-hover", "--hub-paper"),
    ("--hub-good", "--hub-good-bg"),
    ("--hub-bad", "--hub-bad-bg"),
    ("--hub-warn", "--hub-warn-bg"),
    ("--hub-mute", "--hub-mute-bg"),
    ("--hub-ink", "--hub-bad-bg"),
    ("--hub-ink", "--hub-warn-bg"),
    ("--hub-petrol", "--hub-tint"),
    ("--md-primary-bg-color--light", "--md-primary-fg-color"),
    ("--md-footer-fg-color--lighter", "--md-footer-bg-color"),
    ("--md-code-fg-color", "--md-code-bg-color"),
    ("--md-code-hl-comment-color", "--md-code-bg-color"),
    ("--md-code-hl-punctuation-color", "--md-code-bg-color"),
]


def colours(scheme: str) -> dict[str, str]:
    """The colours that one scheme sets, by name."""
    text = (ASSETS / "tokens.css").read_text(encoding="utf-8")
    found = re.search(rf'\[data-md-color-scheme="{scheme}"\] \{{(.*?)\}}', text, re.DOTALL)
    assert found is not None
    return dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", found[1]))


def luminance(colour: str) -> float:
    """The relative luminance of #rrggbb."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_can_be_read(scheme: str, text: str, ground: str) -> None:
    """Text has a contrast of at least 4.5 to 1."""
    found = colours(scheme)

    assert contrast(found[text], found[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_edges_of_controls_can_be_seen(scheme: str) -> None:
    """The frame of a box to type in has a contrast of at least 3 to 1."""
    found = colours(scheme)

    assert contrast(found["--hub-line-strong"], found["--hub-paper"]) >= 3
