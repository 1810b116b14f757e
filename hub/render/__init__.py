"""render: the catalogue as safe pages and data files, in a tree that any site engine can build.

What contributors wrote and what their runs left behind is hostile until it has been cleaned here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from hub.check import CHECKS, FAMILIES
from hub.data import CONTRACT
from hub.errors import RenderError
from hub.model import Catalogue
from hub.registry.lastgood import LastGood
from hub.registry.neighbours import OtherHub
from hub.registry.past import Past
from hub.render import (
    addresses,
    data,
    earlier,
    feed,
    handwritten,
    history,
    linked,
    overview,
    portals,
    recipe,
    search,
    versions,
)
from hub.render.cards import Kept
from hub.render.output import Output, write_tree
from hub.render.recipe import Made
from hub.render.search import others
from hub.render.site import CheckDoc, Site
from hub.settings import Settings

__all__ = ["RenderError", "render"]


def render(
    catalogue: Catalogue,
    settings: Settings,
    project: Path,
    out: Path,
    past: Past | None = None,
    others: tuple[OtherHub, ...] = (),
    good: Mapping[str, LastGood] | None = None,
    kept: Mapping[str, bytes] | None = None,
) -> None:
    """Write the whole docs tree to `out`, afresh; raises RenderError when the hub is at fault.

    `good` is what recipes gave that fail now, `kept` the tables and figures of it by their path.
    """
    pages = addresses.of_recipes(catalogue)
    site = Site(
        catalogue=catalogue,
        settings=settings,
        pages=pages,
        localities=addresses.of_localities(catalogue),
        tables=frozenset(CONTRACT.table_names),
        checks=_checks(),
        past=past or Past(),
        neighbours=others,
        good={
            recipe: earlier.of(one, pages[recipe], kept or {})
            for recipe, one in (good or {}).items()
        },
    )
    write_tree(_outputs(site, project, Kept(out.parent / "cache" / "pictures")), out)


def _checks() -> tuple[CheckDoc, ...]:
    """Every check as the site explains it."""
    return tuple(
        CheckDoc(one.code, one.name, one.level.value, one.doc, FAMILIES[one.family])
        for one in CHECKS
    )


def _outputs(site: Site, project: Path, kept: Kept) -> Iterator[Output]:
    yield from handwritten.outputs(project)
    made: list[Made] = []
    for entry in site.catalogue.entries:
        one = recipe.make(entry, site.pages[entry.recipe.id], project, kept)
        yield from recipe.outputs(one, site, kept)
        made.append(recipe.without_files(one))
    site = replace(site, pictured=frozenset(one.entry.recipe.id for one in made if one.picture))
    yield from overview.outputs(made, site)
    yield from versions.gone(site)
    yield data.catalogue(made, site)
    yield history.of_site(site)
    yield linked.of_site(site)
    yield portals.catalogue(made, site)
    yield from search.outputs(made, tuple(others.of(site, project)), site)
    yield from data.schemas()
    yield from feed.outputs(made, site)
