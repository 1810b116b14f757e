"""A recipe's page as a research object (RO-Crate 1.1): the only module that uses rocrate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rocrate.model.contextentity import ContextEntity
from rocrate.model.file import File
from rocrate.rocrate import ROCrate

from hub.contribution import RecipeCard
from hub.render.output import Output, as_json
from hub.render.site import Site

if TYPE_CHECKING:
    from hub.render.recipe import Made

FILE = "ro-crate-metadata.json"
SPDX = "https://spdx.org/licenses/"
BEGINNING = "2026-01-01T00:00:00+00:00"
FORMATS = {
    ".csv": "text/csv",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ipynb": "application/x-ipynb+json",
    ".json": "application/json",
    ".cff": "text/yaml",
    ".html": "text/html",
    ".zip": "application/zip",
}


def of(made: Made, card: RecipeCard, beside: Sequence[str], site: Site) -> Output:
    """The metadata file of the crate, which names the files beside it that have a known format."""
    started = made.entry.shown.execution.started if made.entry.shown else ""
    crate = ROCrate(version="1.1")
    root = crate.root_dataset
    root["name"] = card.title
    root["description"] = f"{card.question} {card.summary} Run on synthetic data."
    root["datePublished"] = started or BEGINNING
    root["version"] = card.version
    root["identifier"] = f"{site.settings.address}{made.page}/"
    root["license"] = crate.add(_named(crate, f"{SPDX}{card.licence.code}", "CreativeWork", card))
    root["creator"] = [
        crate.add(
            ContextEntity(
                crate, f"#author-{number}", {"@type": "Organization", "name": author.name}
            )
        )
        for number, author in enumerate(card.authors, 1)
    ]
    for path in sorted(beside):
        suffix = path[path.rfind(".") :]
        if suffix in FORMATS:
            crate.add(File(crate, dest_path=path, properties=_about(path, suffix)))
    return as_json(FILE, crate.metadata.generate())


def _named(crate: ROCrate, address: str, kind: str, card: RecipeCard) -> ContextEntity:
    return ContextEntity(crate, address, {"@type": kind, "name": card.licence.code})


def _about(path: str, suffix: str) -> dict[str, Any]:
    return {"name": path, "encodingFormat": FORMATS[suffix]}
