"""The past of a hub, read once a build: the ledger of runs, and every version ever published."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from packaging.version import Version

from hub.collect import yamlfile
from hub.contribution import LocalityCard, RecipeCard
from hub.model import Published, Recipe
from hub.registry import archived, branch, bundle, ledger
from hub.registry.ledger import Ledger

VERSIONS = "versions"


@dataclass(frozen=True)  # no slots, so that what is worked out once can be kept
class Past:
    """What was before this build; all of it empty in a hub that keeps no past."""

    ledger: Ledger = field(default_factory=Ledger)
    published: tuple[Published, ...] = ()  # by recipe, then newest first
    damaged: tuple[str, ...] = ()
    successors: Mapping[str, str] = field(default_factory=dict)  # of archived recipes, by id
    lost: tuple[str, ...] = ()  # files of the branch that were changed or taken away

    @cached_property
    def by_recipe(self) -> Mapping[str, tuple[Published, ...]]:
        """Every published version of each recipe, newest first."""
        found: dict[str, tuple[Published, ...]] = {}
        for one in self.published:
            found[one.recipe] = (*found.get(one.recipe, ()), one)
        return found

    @cached_property
    def latest(self) -> Mapping[str, Published]:
        """The newest published version of each recipe."""
        return {recipe: versions[0] for recipe, versions in self.by_recipe.items()}


@dataclass
class _Reading:
    published: list[Published] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)


def read(project: Path, name: str) -> Past:
    """The past from the branch of that name; an empty one where there is no branch."""
    files = branch.read(project, name)
    runs = ledger.read(
        {path: data for path, data in files.items() if path.startswith(ledger.FOLDER)}
    )
    successors, unread = archived.read(files)
    found = _Reading()
    for path, data in sorted(files.items()):
        if path.startswith(f"{VERSIONS}/"):
            _read_bundle(path, data, found)
    ordered = sorted(found.published, key=lambda one: Version(one.version), reverse=True)
    return Past(
        runs,
        tuple(sorted(ordered, key=lambda one: one.recipe)),
        (*runs.damaged, *found.damaged, *unread),
        successors,
        branch.lost(project, name),
    )


def path_of(recipe: str, version: str) -> str:
    """Where the branch keeps the bundle of a version."""
    return f"{VERSIONS}/{recipe}/{version}.zip"


def _read_bundle(path: str, data: bytes, found: _Reading) -> None:
    try:
        one = published(data)
    except bundle.Damaged as fault:
        found.damaged.append(f"{path}: {fault}")
        return
    if path != path_of(one.recipe, one.version):
        found.damaged.append(f"{path}: it is the bundle of {one.recipe} {one.version}")
        return
    found.published.append(one)


def published(data: bytes, known: Recipe | None = None) -> Published:
    """A bundle as a published version. Raises bundle.Damaged.

    `known` is the recipe that it was just made of, whose cards need no second reading.
    """
    opened = bundle.open_bundle(data)
    files = opened.of_recipe()
    place = opened.files.get(f"{opened.recipe.partition('/')[0]}/locality.yml")
    card, locality = (
        (known.card, known.locality.card)
        if known
        else (
            yamlfile.read("recipe.yml", files.get("recipe.yml"), RecipeCard),
            yamlfile.read("locality.yml", place, LocalityCard),
        )
    )
    return Published(
        recipe=opened.recipe,
        version=opened.version,
        bundle=data,
        files={name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
        card=card.value,
        locality=locality.value,
    )
