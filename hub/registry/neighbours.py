"""Other hubs that this one lists: their catalogues, fetched when asked, kept for the next build."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hub.registry.shelf import ShelfError, catalogue, shelf
from hub.settings import Neighbour

FOLDER = Path("cache", "neighbours")
LONGEST = 300
AT_ONCE = 8  # hubs


@dataclass(frozen=True, slots=True)
class Listed:
    """One recipe of another hub, as its catalogue says it: not checked here."""

    id: str
    question: str
    page: str  # a whole address
    verdict: str


@dataclass(frozen=True, slots=True)
class OtherHub:
    """Another hub as it was when last fetched; without recipes, `problem` says why."""

    name: str
    address: str
    fetched: str = ""  # UTC
    recipes: tuple[Listed, ...] = ()
    problem: str = ""


def fetch(neighbours: tuple[Neighbour, ...], out: Path) -> tuple[OtherHub, ...]:
    """Fetch the catalogue of each and keep it; one that cannot be had keeps its last copy.

    Several are asked at once, so that silent ones cost the time of one.
    """
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return tuple(pool.map(lambda one: _fetched(one, out), neighbours))


def read(neighbours: tuple[Neighbour, ...], out: Path) -> tuple[OtherHub, ...]:
    """What was kept of each; nothing is fetched."""
    return tuple(_kept(one, out) for one in neighbours)


def _fetched(one: Neighbour, out: Path) -> OtherHub:
    try:
        recipes = catalogue(shelf(one.address))
    except ShelfError as fault:
        kept = _kept(one, out)
        return OtherHub(one.name, one.address, kept.fetched, kept.recipes, str(fault))
    path = _path(one, out)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".part")
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    wanted = ("id", "question", "title", "page", "verdict")
    rows = [{name: recipe.get(name) for name in wanted} for recipe in recipes]
    aside.write_text(json.dumps({"fetched": now, "recipes": rows}), encoding="utf-8")
    aside.replace(path)
    return _kept(one, out)


def _kept(one: Neighbour, out: Path) -> OtherHub:
    try:
        value = json.loads(_path(one, out).read_text(encoding="utf-8"))
        rows = tuple(_rows(one, value["recipes"]))
        return OtherHub(one.name, one.address, str(value["fetched"]), rows)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return OtherHub(one.name, one.address, problem="It was not fetched yet: hub neighbours.")


def _rows(one: Neighbour, recipes: list[Mapping[str, Any]]) -> Iterator[Listed]:
    """What another hub says of its recipes, with no address that leads anywhere but to it."""
    for recipe in recipes:
        page = str(recipe.get("page") or "")
        said = str(recipe.get("question") or recipe.get("title") or "")[:LONGEST]
        if said and not page.startswith("/") and ".." not in page and ":" not in page:
            home = one.address.rstrip("/") + "/"
            yield Listed(str(recipe.get("id"))[:LONGEST], said, home + page, str(recipe["verdict"]))


def _path(one: Neighbour, out: Path) -> Path:
    return out / FOLDER / f"{hashlib.sha256(one.address.encode()).hexdigest()[:24]}.json"
