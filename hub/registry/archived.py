"""Which recipe took the place of an archived one: kept, so that its address always leads there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

FOLDER = "archived"
MOST = 20  # successors of successors


def read(files: Mapping[str, bytes]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The successor of each archived recipe, the last one said, and the files that are damaged."""
    found: dict[str, str] = {}
    damaged = []
    for path, data in sorted(files.items()):
        if not path.startswith(f"{FOLDER}/"):
            continue
        try:
            said = json.loads(data)
            found[str(said["recipe"])] = str(said["superseded_by"])
        except (ValueError, KeyError, TypeError):
            damaged.append(f"{path}: it does not say what took the recipe's place")
    return found, tuple(damaged)


def not_yet_in(
    recipes: Iterable[Mapping[str, Any]], known: Mapping[str, str], build: str
) -> Iterator[tuple[str, bytes]]:
    """The files to keep of a catalogue: one for each successor that is not known yet."""
    stamp = "".join(char for char in build if char.isdigit())[:14]
    for one in recipes:
        recipe, successor = str(one.get("id")), one.get("superseded_by")
        if successor and known.get(recipe) != successor:
            said = {"recipe": recipe, "superseded_by": str(successor)}
            text = json.dumps(said, sort_keys=True) + "\n"
            yield f"{FOLDER}/{recipe}/{stamp}.json", text.encode()


def successor(recipe: str, known: Mapping[str, str], there: Iterable[str]) -> str | None:
    """The recipe that now answers what one answered that is gone, or None."""
    pages = frozenset(there)
    for _ in range(MOST):
        recipe = known.get(recipe, "")
        if recipe in pages or not recipe:
            break
    return recipe if recipe in pages else None
