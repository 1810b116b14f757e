"""CODEOWNERS: who reviews what, made from the localities' cards and never written by hand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hub.model import Locality
from hub.settings import Settings

FILE = Path(".github/CODEOWNERS")
HEAD = "# Made by `hub owners` from each locality.yml and the settings; do not edit.\n"


def codeowners(places: Iterable[Locality], settings: Settings) -> str:
    """The file as text: everything is the maintainers', a locality's folder is its owners' too."""
    everyone = " ".join(settings.maintainers)
    lines = [f"* {everyone}"] if everyone else []
    for place in sorted(places, key=lambda one: one.slug):
        owners = place.card.value.owners if place.card.value else []
        if owners:
            both = [*owners, *settings.maintainers]
            lines.append(f"/{settings.recipes}/{place.slug}/ {' '.join(dict.fromkeys(both))}")
    if everyone:
        lines += [f"/{name} {everyone}" for name in (".github/", "hub/", "synthetic_data/")]
    return HEAD + "".join(f"{line}\n" for line in lines)
