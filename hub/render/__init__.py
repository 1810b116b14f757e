"""render: the catalogue as safe pages and data files, in a tree that any site engine can build.

What contributors wrote and what their runs left behind is hostile until it has been cleaned here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hub.check import CHECKS, FAMILIES
from hub.model import Catalogue
from hub.render import addresses, data, feed, handwritten, overview, recipe
from hub.render.errors import RenderError
from hub.render.output import Output, write_tree
from hub.render.recipe import Made
from hub.render.site import CheckDoc, Site
from hub.settings import Settings
from synthetic_data.contract import CONTRACT

__all__ = ["RenderError", "render"]


def render(
    catalogue: Catalogue,
    settings: Settings,
    project: Path,
    out: Path,
) -> None:
    """Write the whole docs tree to `out`, afresh; raises RenderError when the hub is at fault."""
    site = Site(
        catalogue=catalogue,
        settings=settings,
        pages=addresses.of_recipes(catalogue),
        localities=addresses.of_localities(catalogue),
        tables=frozenset(CONTRACT.table_names),
        checks=_checks(),
    )
    write_tree(_outputs(site, project), out)


def _checks() -> tuple[CheckDoc, ...]:
    """Every check as the site explains it."""
    return tuple(
        CheckDoc(one.code, one.name, one.level.value, one.doc, FAMILIES[one.family])
        for one in CHECKS
    )


def _outputs(site: Site, project: Path) -> Iterator[Output]:
    yield from handwritten.outputs(project)
    yield from overview.outputs(site)
    made: list[Made] = []
    for entry in site.catalogue.entries:
        one = recipe.make(entry, site.pages[entry.recipe.id], project)
        yield from recipe.outputs(one, site)
        made.append(recipe.without_files(one))
    yield data.catalogue(made, site)
    yield data.search_index(made, site)
    yield from data.schemas()
    yield from feed.outputs(made, site)
