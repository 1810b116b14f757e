"""What somebody has fetched, held against the advisories of the hub that it came from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from hub.registry import bundle, find
from hub.registry.shelf import Shelf, ShelfError, versions
from hub.seen import plain


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
            yield Adopted(home, *(plain(str(about[name])) for name in ("recipe", "version", "hub")))
        except (OSError, ValueError, KeyError, TypeError):
            continue


def concerning(
    one: Adopted, recipes: list[Mapping[str, Any]], there: Shelf
) -> tuple[Mapping[str, Any], ...]:
    """The advisories of a hub that concern a fetched version, also of a recipe that has gone."""
    entry = find.by_id(recipes, one.recipe) or _gone(one.recipe, there)
    return tuple(found for found in entry.get("advisories", ()) if _concerns(found, one.version))


def _gone(recipe: str, there: Shelf) -> Mapping[str, Any]:
    """What a hub still says of a recipe that its catalogue does not list; it may say nothing."""
    try:
        return versions(there, recipe)
    except ShelfError:
        return {}


def _concerns(advisory: Mapping[str, Any], version: str) -> bool:
    try:
        return version in SpecifierSet(str(advisory["versions"]))
    except (InvalidSpecifier, KeyError):
        return True  # better one too many than one too few
