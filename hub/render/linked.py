"""Metadata for search engines in the words of schema.org: the hub, its recipes, their results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from hub import vocabulary
from hub.contribution import RecipeCard
from hub.model import Number
from hub.render import news, words
from hub.render.output import Output, as_json
from hub.render.site import Site

if TYPE_CHECKING:
    from hub.render.recipe import Made

FILE = "metadata.jsonld"
CONTEXT = "https://schema.org"
SPDX = "https://spdx.org/licenses/"
CSV = "text/csv"
LANGUAGE = "en-GB"


def of_site(site: Site) -> Output:
    """The hub as a catalogue and a web site with a search."""
    address, settings = site.settings.address, site.settings
    publisher = {"@type": "Organization", "name": settings.title, "url": address}
    both: dict[str, Any] = {"name": settings.title, "description": settings.summary}
    both |= {"url": address, "inLanguage": LANGUAGE, "publisher": publisher}
    search = {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": f"{address}catalogue/?find={{search_term_string}}",
        },
        "query-input": "required name=search_term_string",
    }
    graph = [
        {"@type": "WebSite", "@id": f"{address}#site", **both, "potentialAction": search},
        {"@type": "DataCatalog", "@id": f"{address}#catalogue", **both},
    ]
    return as_json(FILE, {"@context": CONTEXT, "@graph": graph})


def of_recipe(made: Made, card: RecipeCard, site: Site) -> Output:
    """A recipe as source code, its results on synthetic data, and where the page belongs."""
    graph = [_code(made, card, site), *_dataset(made, card, site), _way(made, card, site)]
    return as_json(FILE, {"@context": CONTEXT, "@graph": graph})


def _code(made: Made, card: RecipeCard, site: Site) -> dict[str, Any]:
    page = f"{site.settings.address}{made.page}/"
    found: dict[str, Any] = {
        "@type": "SoftwareSourceCode",
        "@id": f"{page}#recipe",
        "name": card.title,
        "description": card.summary,
        "abstract": card.question,
        "identifier": made.entry.recipe.id,
        "version": card.version,
        "programmingLanguage": made.entry.recipe.notebook.written_in,
        "codeRepository": site.settings.repository,
        "license": f"{SPDX}{card.licence.code}",
        "keywords": _keywords(card),
        "audience": [
            {"@type": "Audience", "audienceType": title}
            for title in _titles(vocabulary.AUDIENCES, card.audience)
        ],
        "isAccessibleForFree": True,
        "inLanguage": LANGUAGE,
        "url": page,
        **_shared(made, card, site),
        "isPartOf": _catalogue(site),
    }
    if made.picture:
        found["thumbnailUrl"] = f"{page}thumbnail.webp"
    return found


def _dataset(made: Made, card: RecipeCard, site: Site) -> Iterator[dict[str, Any]]:
    """The results as a data set, where the recipe gave a table."""
    page = f"{site.settings.address}{made.page}/"
    if not made.shown.tables:
        return
    yield {
        "@type": "Dataset",
        "@id": f"{page}#results",
        "name": f"Results on synthetic data: {card.title}",
        "description": f"Aggregated results of a run on synthetic data, which say nothing about "
        f"a real place. {card.summary}",
        "identifier": f"{page}#results",
        "version": card.version,
        "license": f"{SPDX}{card.licence.text}",
        "keywords": ["synthetic data", *_keywords(card)],
        "url": page,
        "isAccessibleForFree": True,
        "inLanguage": LANGUAGE,
        "isBasedOn": {"@id": f"{page}#recipe"},
        "measurementTechnique": _titles(vocabulary.METHODS, card.methods),
        "variableMeasured": list(_measured(made, card)),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": table.title,
                "encodingFormat": CSV,
                "contentUrl": f"{page}{table.file}",
            }
            for table in made.shown.tables
        ],
        **_shared(made, card, site, "creator"),
        "includedInDataCatalog": _catalogue(site),
    }


def _measured(made: Made, card: RecipeCard) -> Iterator[dict[str, Any]]:
    """Each published number with its unit and interval."""
    record = made.entry.shown
    for declared, number in words.numbers(card, record).values() if record else ():
        yield {"@type": "PropertyValue", "name": declared.title, **_value(number, declared.unit)}


def _value(number: Number, unit: str | None) -> dict[str, Any]:
    said = {
        "value": number.value,
        "minValue": number.lower,
        "maxValue": number.upper,
        "unitText": unit,
    }
    return {name: value for name, value in said.items() if value is not None}


def _way(made: Made, card: RecipeCard, site: Site) -> dict[str, Any]:
    """Where the page belongs, as search engines show it above a title."""
    address, place = site.settings.address, made.entry.recipe.locality
    steps = [
        ("Catalogue", f"{address}catalogue/"),
        (place.name, f"{address}{site.localities[place.slug]}/"),
        (card.title, f"{address}{made.page}/"),
    ]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": item}
            for number, (name, item) in enumerate(steps, 1)
        ],
    }


def _shared(made: Made, card: RecipeCard, site: Site, authorship: str = "author") -> dict[str, Any]:
    """Who made it and gives it, and when its first and its last version came."""
    days = [one.day for one in news.of([made])]
    place = made.entry.recipe.locality
    dates = {"datePublished": min(days), "dateModified": max(days)} if days else {}
    return {
        authorship: [{"@type": "Organization", "name": author.name} for author in card.authors],
        "publisher": {
            "@type": "Organization",
            "name": place.name,
            "url": f"{site.settings.address}{site.localities[place.slug]}/",
        },
        **dates,
    }


def _catalogue(site: Site) -> dict[str, str]:
    address = site.settings.address
    return {
        "@type": "DataCatalog",
        "@id": f"{address}#catalogue",
        "name": site.settings.title,
        "url": address,
    }


def _keywords(card: RecipeCard) -> list[str]:
    topics = _titles(vocabulary.TOPICS, card.topics)
    return [*topics, *_titles(vocabulary.METHODS, card.methods)]


def _titles(terms: Sequence[vocabulary.Term], slugs: Sequence[str]) -> list[str]:
    return [vocabulary.title_of(tuple(terms), slug) for slug in slugs]
