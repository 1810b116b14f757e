"""publish: the docs tree becomes a site, built beside the old one, guarded, and swapped in.

build with the site engine → finish every page (policy, fixed bytes) → guard → swap
"""

from __future__ import annotations

import shutil
from pathlib import Path

from hub.errors import PublishError
from hub.model import Catalogue
from hub.publish import engine, finish, guard
from hub.render import addresses
from hub.render.output import made_beside, swap
from hub.settings import Settings

__all__ = ["PublishError", "publish"]


def publish(
    project: Path, docs: Path, site: Path, catalogue: Catalogue, settings: Settings | None = None
) -> None:
    """Build the site of a docs tree and put it in the place of the old one.

    The settings say what it is called and where it will be read; links inside it do not depend on
    that.

    Raises PublishError, with the old site as it was, when the engine fails or the guard refuses.
    """
    beside = made_beside(site)
    new = beside / "site"
    try:
        engine.build(project / "mkdocs.yml", docs, new, beside, _named(settings))
        finish.finish(docs, new)
        guard.check(new, expected_pages(catalogue))
        swap(new, site)
    except OSError as fault:
        raise PublishError(
            f"The site could not be written: {fault.strerror or fault}.",
            "Look whether the disk is full or the folder is held open, then build again.",
        ) from fault
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _named(settings: Settings | None) -> dict[str, str]:
    """What goes before the words of mkdocs.yml."""
    if settings is None:
        return {"site_url": ""}
    return {
        "site_url": settings.address,
        "site_name": settings.title,
        "site_description": settings.summary,
    }


def expected_pages(catalogue: Catalogue) -> dict[str, str]:
    """The page that every recipe of the catalogue must have, by its id."""
    return addresses.of_recipes(catalogue)
