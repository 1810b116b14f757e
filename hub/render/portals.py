"""The catalogue for open data portals: DCAT 3, with what its profile DCAT-AP asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from hub import vocabulary
from hub.contribution import RecipeCard
from hub.render import news
from hub.render.linked import SPDX
from hub.render.output import Output, as_json
from hub.render.site import Site

if TYPE_CHECKING:
    from hub.render.recipe import Made

FILE = "catalogue.jsonld"
OPEN_GOVERNMENT = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
MEDIA = "https://www.iana.org/assignments/media-types/"
AUTHORITY = "http://publications.europa.eu/resource/authority/"
ENGLISH = {"@id": f"{AUTHORITY}language/ENG"}
PUBLIC = {"@id": f"{AUTHORITY}access-right/PUBLIC"}
CSV, JSON = ("text/csv", "CSV"), ("application/json", "JSON")
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def catalogue(made: Sequence[Made], site: Site) -> Output:
    """catalogue.jsonld: the hub, a data set for each recipe, and who and what they name."""
    shown = [(one, one.card) for one in made if one.card]
    graph = [
        _hub(made, site),
        *(_dataset(one, card, site) for one, card in shown),
        *_themes(shown, site),
        *_givers(shown, site),
    ]
    return as_json(FILE, {"@context": CONTEXT, "@graph": graph})


def _hub(made: Sequence[Made], site: Site) -> dict[str, Any]:
    address = site.settings.address
    started = [one.entry.shown.execution.started for one in made if one.entry.shown]
    found: dict[str, Any] = {
        "@id": address,
        "@type": "dcat:Catalog",
        "dct:title": _said(site.settings.title),
        "dct:description": _said(site.settings.summary),
        "dct:language": ENGLISH,
        "dct:license": {"@id": OPEN_GOVERNMENT},
        "dct:publisher": {
            "@id": f"{address}#publisher",
            "@type": "foaf:Agent",
            "foaf:name": site.settings.title,
            "foaf:homepage": {"@id": address},
        },
        "foaf:homepage": {"@id": address},
        "dcat:themeTaxonomy": {
            "@id": f"{address}topics/",
            "@type": "skos:ConceptScheme",
            "dct:title": _said("Topics"),
        },
        "dcat:dataset": [{"@id": _results(one, site)} for one in made if one.card],
    }
    if started:
        found["dct:modified"] = _time(max(started))
    return found


def _dataset(one: Made, card: RecipeCard, site: Site) -> dict[str, Any]:
    """The results of a recipe as portals list them; the recipe itself is where they lead to."""
    address, recipe = site.settings.address, one.entry.recipe
    page = f"{address}{one.page}/"
    found: dict[str, Any] = {
        "@id": _results(one, site),
        "@type": "dcat:Dataset",
        "dct:title": _said(f"Results on synthetic data: {card.title}"),
        "dct:description": _said(f"{card.question} {card.summary} Made from synthetic data."),
        "dct:identifier": recipe.id,
        "dct:language": ENGLISH,
        "dct:license": {"@id": f"{SPDX}{card.licence.text}"},
        "dct:accessRights": PUBLIC,
        "dct:provenance": {
            "@type": "dct:ProvenanceStatement",
            "rdfs:label": _said(
                f"A run on the synthetic data of {site.data_of(recipe.locality)}, an invented "
                "locality: these results say nothing about a real place."
            ),
        },
        "dcat:version": card.version,
        "dcat:landingPage": {"@id": page},
        "dcat:contactPoint": _contact(card, one, site),
        "dcat:keyword": [
            _said(vocabulary.title_of(vocabulary.TOPICS, topic)) for topic in card.topics
        ],
        "dcat:theme": [{"@id": f"{address}topics/{topic}/"} for topic in card.topics],
        "dct:publisher": {"@id": _giver(one, site)},
        "dcat:distribution": list(_files(one, card, site)),
    }
    days = [version.day for version in news.of([one])]
    if days:
        found["dct:issued"] = {"@type": "xsd:date", "@value": min(days)}
    if one.entry.shown:
        found["dct:modified"] = _time(one.entry.shown.execution.started)
    return found


def _files(one: Made, card: RecipeCard, site: Site) -> Iterator[dict[str, Any]]:
    """Each table as CSV, and the entry as data."""
    page = f"{site.settings.address}{one.page}/"
    files = [(f"{table.title} (CSV)", table.file, CSV) for table in one.shown.tables]
    for title, file, (media, kind) in [*files, ("The entry as data", "entry.json", JSON)]:
        yield {
            "@id": f"{page}{file}#distribution",
            "@type": "dcat:Distribution",
            "dct:title": _said(title),
            "dcat:accessURL": {"@id": f"{page}{file}"},
            "dcat:downloadURL": {"@id": f"{page}{file}"},
            "dcat:mediaType": {"@id": f"{MEDIA}{media}"},
            "dct:format": {"@id": f"{AUTHORITY}file-type/{kind}"},
            "dct:license": {"@id": f"{SPDX}{card.licence.text}"},
        }


def _contact(card: RecipeCard, one: Made, site: Site) -> dict[str, Any]:
    place = one.entry.recipe.locality
    known = place.card.value
    asked = card.contact or (known.contact if known else "")
    found: dict[str, Any] = {"@type": "vcard:Organization", "vcard:fn": place.name}
    if MAIL.fullmatch(asked):
        return {**found, "vcard:hasEmail": {"@id": f"mailto:{asked}"}}
    return {**found, "vcard:hasURL": {"@id": _giver(one, site)}}


def _themes(shown: Sequence[tuple[Made, RecipeCard]], site: Site) -> Iterator[dict[str, Any]]:
    """The topics that the data sets name, as concepts."""
    used = {topic for _, card in shown for topic in card.topics}
    address = site.settings.address
    for term in vocabulary.TOPICS:
        if term.slug in used:
            yield {
                "@id": f"{address}topics/{term.slug}/",
                "@type": "skos:Concept",
                "skos:prefLabel": _said(term.title),
                "skos:inScheme": {"@id": f"{address}topics/"},
            }


def _givers(shown: Sequence[tuple[Made, RecipeCard]], site: Site) -> Iterator[dict[str, Any]]:
    """The localities that publish the data sets, once each."""
    names = {_giver(one, site): one.entry.recipe.locality.name for one, _ in shown}
    for page, name in sorted(names.items()):
        yield {
            "@id": page,
            "@type": "foaf:Agent",
            "foaf:name": name,
            "foaf:homepage": {"@id": page},
        }


def _giver(one: Made, site: Site) -> str:
    return f"{site.settings.address}{site.localities[one.entry.recipe.locality.slug]}/"


def _results(one: Made, site: Site) -> str:
    return f"{site.settings.address}{one.page}/#results"


def _said(text: str) -> dict[str, str]:
    return {"@language": "en", "@value": text}


def _time(started: str) -> dict[str, str]:
    return {"@type": "xsd:dateTime", "@value": started}
