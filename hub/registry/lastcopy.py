"""Recipes of a repository that cannot be read, from the bundles that were published of them.

A machine that has fetched nothing yet, as in CI, still has the past of the hub.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hub.collect import Collection, recipe_of
from hub.model import File, Locality, Recipe, Source
from hub.registry import bundle
from hub.registry.ledger import PastRun
from hub.registry.past import Past


@dataclass(frozen=True, slots=True)
class _Copy:
    """A recipe as it was last published from a repository, and the last run of that version."""

    recipe: str
    files: tuple[File, ...]
    run: PastRun


def stand_in(collection: Collection, past: Past) -> Collection:
    """The collection, with the last published copies of every repository that gave nothing."""
    recipes, sources = list(collection.recipes), []
    for place, source in collection.sources:
        copies = list(_copies(place, source, past)) if source.commit is None else []
        there = {recipe.id for recipe in recipes}
        recipes += [_made(one, place, source) for one in copies if one.recipe not in there]
        newest = max((one.run for one in copies), key=lambda run: run.started, default=None)
        sources.append((place, _known(source, newest) if newest else source))
    return replace(collection, recipes=tuple(recipes), sources=tuple(sources))


def _copies(place: Locality, source: Source, past: Past) -> Iterator[_Copy]:
    """What was published last of each recipe that came from there."""
    for recipe, published in past.latest.items():
        if recipe.partition("/")[0] != place.slug:
            continue
        opened = bundle.open_bundle(published.bundle)
        if opened.about.get("from") != {"address": source.address, "path": source.path}:
            continue
        runs = [
            run
            for run in past.ledger.runs
            if (run.recipe, run.version) == (recipe, published.version) and run.commit
        ]
        if runs:
            files = tuple(File(path, data) for path, data in sorted(opened.of_recipe().items()))
            yield _Copy(recipe, files, runs[-1])


def _known(source: Source, run: PastRun) -> Source:
    """The source with the commit that last ran, and the day of that run as its age."""
    return replace(source, commit=run.commit, fetched=run.started)


def _made(one: _Copy, place: Locality, source: Source) -> Recipe:
    slug = one.recipe.partition("/")[2]
    known = _known(source, one.run)
    return recipe_of(place, slug, f"{source.address}: {slug}", one.files, (), known.commit, known)
