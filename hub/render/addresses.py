"""Where pages lie: an address for every recipe and place, safe whatever folders are called."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from hub.model import Catalogue

SAFE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RECIPES = "recipes"


def of_recipes(catalogue: Catalogue) -> dict[str, str]:
    """The page of each recipe by its id: recipes/<locality>/<recipe>."""
    return _unique(
        (entry.recipe.id, f"{_slug(entry.recipe.locality.slug)}/{_slug(entry.recipe.slug)}")
        for entry in catalogue.entries
    )


def page_of_id(recipe: str) -> str:
    """The page of a recipe by its id alone, where no catalogue holds it any more."""
    locality, _, slug = recipe.partition("/")
    return f"{RECIPES}/{_slug(locality)}/{_slug(slug)}"


def of_localities(catalogue: Catalogue) -> dict[str, str]:
    """The page of each locality by its slug: recipes/<locality>."""
    return _unique((place.slug, _slug(place.slug)) for place in catalogue.localities)


def root_of(page: str) -> str:
    """The way from a page back to the root of the site: `../` for each of its folders."""
    return "../" * len([part for part in page.split("/") if part])


def _slug(name: str) -> str:
    if SAFE.fullmatch(name):
        return name
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return f"{plain or 'unnamed'}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {key: f"{RECIPES}/{page}" for key, page in pairs}
