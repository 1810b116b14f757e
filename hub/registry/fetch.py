"""Fetching one version of a recipe from a published hub, checked, into a folder of its own."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hub.nearest import listed, suggestion
from hub.registry import bundle, find
from hub.registry.shelf import Shelf, ShelfError, catalogue, versions


@dataclass(frozen=True, slots=True)
class Got:
    """A fetched version: the folder of its recipe, and the advisories that concern it."""

    recipe: str
    version: str
    folder: Path
    advisories: tuple[dict[str, Any], ...]
    superseded_by: str | None = None
    was_there: bool = False


def get(where: Shelf, wanted: str, into: Path) -> Got:
    """Fetch `locality/slug` or `locality/slug@version` into a new folder below `into`.

    The bundle is held against the checksum of the catalogue and each file against its own. Raises
    ShelfError; nothing half-written stays behind.
    """
    recipe, _, version = wanted.partition("@")
    entry, listing = listing_of(where, recipe)
    chosen = _version(entry, listing, recipe, version)
    data = where.read(str(chosen["bundle"]))
    if hashlib.sha256(data).hexdigest() != chosen["sha256"]:
        raise ShelfError(
            f"{recipe} {chosen['version']} is not what {where.name} says it is: its checksum is "
            "another. Try again; if it stays so, tell whoever runs that hub."
        )
    try:
        opened = bundle.open_bundle(data)
    except bundle.Damaged as fault:
        raise ShelfError(
            f"{recipe} {chosen['version']} cannot be used: {fault}. Tell whoever runs "
            f"{where.name}; nothing was written."
        ) from fault
    if (opened.recipe, opened.version) != (recipe, chosen["version"]):
        raise ShelfError(
            f"{where.name} sends {opened.recipe} {opened.version} in its place. Tell whoever runs "
            "it; nothing was written."
        )
    home = into / f"{recipe.replace('/', '--')}-{opened.version}"
    try:
        there = _write(opened, home)
    except OSError as fault:
        raise ShelfError(
            f"{home} cannot be written: {fault.strerror or fault}. Give --into another folder."
        ) from fault
    ids = set(chosen.get("advisories", ()))
    said = listing.get("advisories") or (entry or {}).get("advisories", ())
    found = tuple(one for one in said if one.get("id") in ids)
    successor = (entry or listing).get("superseded_by")
    return Got(recipe, opened.version, home / recipe, found, successor, there)


def listing_of(where: Shelf, recipe: str) -> tuple[Mapping[str, Any] | None, dict[str, Any]]:
    """The catalogue's entry of a recipe, None where it is gone, and the list of its versions.

    Raises ShelfError where there never was one.
    """
    recipes = catalogue(where)
    entry = find.by_id(recipes, recipe)
    try:
        return entry, versions(where, recipe, (entry or {}).get("versions"))
    except ShelfError as fault:
        if entry is not None:
            raise
        ids = [str(one["id"]) for one in recipes]
        raise ShelfError(
            f'{where.name} has no recipe "{recipe}": ' + suggestion(recipe, ids, "recipe")
        ) from fault


def _version(
    entry: Mapping[str, Any] | None, listing: dict[str, Any], recipe: str, version: str
) -> dict[str, Any]:
    published: list[dict[str, Any]] = listing["versions"]
    if not published:
        raise ShelfError(f"{recipe} has no published version yet: {_why_none(entry or {})}.")
    if not version:
        return published[0]
    found = next((one for one in published if one["version"] == version), None)
    if found is None:
        raise ShelfError(
            f"{recipe} has no version {version}. Ask for one that it has: "
            + listed(one["version"] for one in published)
            + "."
        )
    return found


def _why_none(entry: Mapping[str, Any]) -> str:
    if entry.get("status") == "draft":
        return "it is a draft, and waits for a second reader"
    if entry.get("status") == "archived":
        return "it is archived, and was not published before"
    return f"it does not work, and only what works is published ({entry.get('verdict')})"


def _write(opened: bundle.Bundle, home: Path) -> bool:
    """Write the files beside, then move the folder into place; True if the same was there."""
    if home.exists():
        if _same(opened, home):
            return True
        raise ShelfError(
            f"{home} is there already, and differs. Move it away, or give --into another folder."
        )
    home.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".hub-get-", dir=home.parent))
    try:
        for path, data in opened.files.items():
            target = beside / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        beside.chmod(0o755)
        beside.replace(home)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return False


def _same(opened: bundle.Bundle, home: Path) -> bool:
    there = {p.relative_to(home).as_posix(): p for p in home.rglob("*") if p.is_file()}
    return set(there) == set(opened.files) and all(
        path.read_bytes() == opened.files[name] for name, path in there.items()
    )
