"""What somebody has fetched, held against the advisories of the hub that it came from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from hub.registry import bundle, find


@dataclass(frozen=True, slots=True)
class Adopted:
    """A bundle that lies in a folder here."""

    folder: Path
    recipe: str
    version: str
    hub: str


def below(folder: Path) -> tuple[Adopted, ...]:
    """Every fetched recipe below a folder, in order; what is no bundle is passed over."""
    return tuple(_all(folder))


def _all(folder: Path) -> Iterator[Adopted]:
    for path in sorted(folder.rglob(bundle.ABOUT)):
        try:
            about = json.loads(path.read_text(encoding="utf-8"))
            home = path.parent.parent
            yield Adopted(home, str(about["recipe"]), str(about["version"]), str(about["hub"]))
        except (OSError, ValueError, KeyError, TypeError):
            continue


def concerning(one: Adopted, recipes: list[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """The advisories of a catalogue that concern a fetched version."""
    entry = find.by_id(recipes, one.recipe) or {}
    return tuple(found for found in entry.get("advisories", ()) if _concerns(found, one.version))


def _concerns(advisory: Mapping[str, Any], version: str) -> bool:
    try:
        return version in SpecifierSet(str(advisory["versions"]))
    except (InvalidSpecifier, KeyError):
        return True  # better one too many than one too few
