"""Other hubs that this one lists: their catalogues, fetched when asked, kept for the next build."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hub.registry.shelf import ShelfError, catalogue, shelf, value
from hub.settings import Neighbour

FOLDER = Path("cache", "neighbours")
PUBLISHED = "hubs.json"  # what the site tells of them, for programs and for the next build
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


def fetch(
    neighbours: tuple[Neighbour, ...], out: Path, previous: str | None = None
) -> tuple[OtherHub, ...]:
    """Fetch the catalogue of each and keep it; one that cannot be had keeps its last copy.

    A machine that has none takes it from the site that was published last, at `previous`. Several
    are asked at once, so that silent ones cost the time of one.
    """
    if previous and any(not _path(one, out).is_file() for one in neighbours):
        _take_copies(neighbours, out, previous)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return tuple(pool.map(lambda one: _fetched(one, out), neighbours))


def read(neighbours: tuple[Neighbour, ...], out: Path) -> tuple[OtherHub, ...]:
    """What was kept of each; nothing is fetched."""
    return tuple(_kept(one, out) for one in neighbours)


def published(hubs: tuple[OtherHub, ...]) -> dict[str, Any]:
    """Other hubs and what they list, as the site tells it to programs."""
    wanted = ("id", "question", "page", "verdict")
    return {
        "schema": "1",
        "hubs": [
            {
                "name": hub.name,
                "address": hub.address,
                "fetched": hub.fetched,
                "recipes": [{name: getattr(one, name) for name in wanted} for one in hub.recipes],
            }
            for hub in hubs
        ],
    }


def _take_copies(neighbours: tuple[Neighbour, ...], out: Path, previous: str) -> None:
    """Keep what the published site knows of hubs of which nothing is kept here.

    A site that cannot be read, or says nothing of them, gives none: it is no reason to stop.
    """
    with contextlib.suppress(ShelfError, KeyError, TypeError, AttributeError):
        known = {one["address"]: one for one in value(shelf(previous), PUBLISHED)["hubs"]}
        for one in neighbours:
            copy = known.get(one.address)
            if copy and copy["fetched"] and not _path(one, out).is_file():
                home = _home(one)
                rows = [{**row, "page": row["page"].removeprefix(home)} for row in copy["recipes"]]
                _keep(one, out, copy["fetched"], rows)


def _fetched(one: Neighbour, out: Path) -> OtherHub:
    try:
        recipes = catalogue(shelf(one.address))
    except ShelfError as fault:
        kept = _kept(one, out)
        return OtherHub(one.name, one.address, kept.fetched, kept.recipes, str(fault))
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    wanted = ("id", "question", "title", "page", "verdict")
    _keep(one, out, now, [{name: recipe.get(name) for name in wanted} for recipe in recipes])
    return _kept(one, out)


def _keep(one: Neighbour, out: Path, fetched: str, rows: list[dict[str, Any]]) -> None:
    path = _path(one, out)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".part")
    aside.write_text(json.dumps({"fetched": fetched, "recipes": rows}), encoding="utf-8")
    aside.replace(path)


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
            address, verdict = _home(one) + page, str(recipe["verdict"])
            yield Listed(str(recipe.get("id"))[:LONGEST], said, address, verdict)


def _home(one: Neighbour) -> str:
    return one.address.rstrip("/") + "/"


def _path(one: Neighbour, out: Path) -> Path:
    return out / FOLDER / f"{hashlib.sha256(one.address.encode()).hexdigest()[:24]}.json"
