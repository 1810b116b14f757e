"""Every published version of a recipe: a permanent address, a bundle to fetch, and its checksum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from packaging.version import Version

from hub.contribution import Advisory
from hub.model import Published, Verdict
from hub.registry import archived, bundle, past
from hub.render import citing
from hub.render.addresses import page_of_id, root_of
from hub.render.output import Output, as_json
from hub.render.templating import file_of

if TYPE_CHECKING:
    from hub.render.recipe import Made
    from hub.render.site import Site

SCHEMA = "1"


@dataclass(frozen=True, slots=True)
class Shown:
    """One version as its pages show it."""

    published: Published
    page: str  # from the root of the site
    advisories: tuple[Advisory, ...]

    @property
    def version(self) -> str:
        """Its number."""
        return self.published.version

    @property
    def file(self) -> str:
        """The name of its bundle."""
        return f"{self.published.recipe.replace('/', '--')}-{self.version}.zip"


def of(made: Made, site: Site) -> tuple[Shown, ...]:
    """The versions of a recipe, newest first: those kept before, and this one if it works."""
    kept = site.past.by_recipe.get(made.entry.recipe.id, ())
    now = _now(made, site)
    if now and all(one.version != now.version for one in kept):
        kept = tuple(sorted((now, *kept), key=lambda one: Version(one.version), reverse=True))
    return tuple(_shown(one, made.page, site) for one in kept)


def _now(made: Made, site: Site) -> Published | None:
    """The version that stands in the catalogue, where it may be published."""
    card = made.card
    if card is None or card.status == "draft" or made.entry.verdict is not Verdict.PASSED:
        return None
    citation = citing.of(made.entry, made.page, site)
    data = bundle.make(made.entry.recipe, citation.cff if citation else "", site.settings.address)
    try:
        return past.published(data, made.entry.recipe)
    except bundle.Damaged:  # names that no zip should hold; checks of family F say so
        return None


def _shown(one: Published, page: str, site: Site) -> Shown:
    found = tuple(a for a in site.advisories_of(one.recipe) if a.concerns(one.version))
    return Shown(one, f"{page}/versions/{one.version}", found)


def outputs(versions: tuple[Shown, ...], made: Made, site: Site) -> Iterator[Output]:
    """The bundles, a page for each, and versions.json, below a recipe's page."""
    for one in versions:
        yield from _of_version(one, site, made.entry.recipe.title)
    successor = made.card.superseded_by if made.card else None
    yield as_json(
        f"{made.page}/versions.json",
        listed(versions, made.entry.recipe.id, made.page, site, successor),
    )


def _of_version(one: Shown, site: Site, title: str) -> Iterator[Output]:
    yield Output(f"{one.page}/{one.file}", one.published.bundle)
    yield file_of(
        f"{one.page}/index.html",
        "version.html.j2",
        root=root_of(one.page),
        site=site,
        title=f"{title}, version {one.version}",
        one=one,
        card=one.published.card,
    )


def listed(
    versions: tuple[Shown, ...], recipe: str, page: str, site: Site, successor: str | None
) -> dict[str, Any]:
    """The versions as other programs read them, newest first; bundles by address from the root."""
    return {
        "schema": SCHEMA,
        "recipe": recipe,
        "page": f"{page}/",
        "superseded_by": successor,
        "advisories": [one.as_data for one in site.advisories_of(recipe)],
        "latest": versions[0].version if versions else None,
        "versions": [
            {
                "version": one.version,
                "page": f"{one.page}/",
                "bundle": f"{one.page}/{one.file}",
                "bytes": len(one.published.bundle),
                "sha256": one.published.sha256,
                "advisories": [advisory.id for advisory in one.advisories],
            }
            for one in versions
        ],
    }


def gone(site: Site) -> Iterator[Output]:
    """The pages of recipes that were published once and are no longer in the catalogue.

    Where it was archived with a successor, its page leads there.
    """
    for recipe, kept in sorted(site.past.by_recipe.items()):
        if recipe in site.pages:
            continue
        page = page_of_id(recipe)
        versions = tuple(_shown(one, page, site) for one in kept)
        card = kept[0].card
        title = card.title if card else recipe
        for one in versions:
            yield from _of_version(one, site, title)
        successor = archived.successor(recipe, site.past.successors, site.pages)
        yield as_json(f"{page}/versions.json", listed(versions, recipe, page, site, successor))
        yield file_of(
            f"{page}/index.html",
            "gone.html.j2",
            root=root_of(page),
            site=site,
            title=title,
            recipe=recipe,
            card=card,
            versions=versions,
            successor=successor,
        )
