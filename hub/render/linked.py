"""Metadata for harvesters: schema.org beside each recipe, and the catalogue in DCAT."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from hub import vocabulary
from hub.contribution import RecipeCard
from hub.render.output import Output, as_json
from hub.render.site import Site

if TYPE_CHECKING:
    from hub.render.recipe import Made

SPDX = "https://spdx.org/licenses/"
OPEN_GOVERNMENT = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
CSV, JSON = "text/csv", "application/json"
MEDIA = "https://www.iana.org/assignments/media-types/"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def schema_org(made: Made, card: RecipeCard, site: Site) -> dict[str, Any]:
    """A recipe as source code, and its results on synthetic data as a data set."""
    page = f"{site.settings.address}{made.page}/"
    authors = [{"@type": "Organization", "name": author.name} for author in card.authors]
    catalogue = {"@type": "DataCatalog", "name": site.settings.title, "url": site.settings.address}
    code: dict[str, Any] = {
        "@type": "SoftwareSourceCode",
        "@id": f"{page}#recipe",
        "name": card.title,
        "description": card.summary,
        "abstract": card.question,
        "version": card.version,
        "programmingLanguage": "Python",
        "codeRepository": site.settings.repository,
        "license": f"{SPDX}{card.licence.code}",
        "keywords": [*card.topics, *card.methods],
        "author": authors,
        "url": page,
        "isPartOf": catalogue,
    }
    data = _dataset(made, card, page)
    if data is None:
        return {"@context": "https://schema.org", **code}
    data |= {"creator": authors, "includedInDataCatalog": catalogue}
    return {"@context": "https://schema.org", "@graph": [code, data]}


def _dataset(made: Made, card: RecipeCard, page: str) -> dict[str, Any] | None:
    downloads = [
        {
            "@type": "DataDownload",
            "name": table.title,
            "encodingFormat": CSV,
            "contentUrl": f"{page}{table.file}",
        }
        for table in made.shown.tables
    ]
    if not downloads:
        return None
    return {
        "@type": "Dataset",
        "@id": f"{page}#results",
        "name": f"Results on synthetic data: {card.title}",
        "description": f"Aggregated results of a run on synthetic data. {card.summary}",
        "license": f"{SPDX}{card.licence.text}",
        "url": page,
        "isAccessibleForFree": True,
        "distribution": downloads,
    }


def dcat(made: Sequence[Made], site: Site) -> Output:
    """catalogue.jsonld: the hub as a DCAT catalogue, for open data portals."""
    address = site.settings.address
    graph = [
        {
            "@id": address,
            "@type": "dcat:Catalog",
            "dct:title": site.settings.title,
            "dct:description": site.settings.summary,
            "dct:language": "en-GB",
            "dct:license": {"@id": OPEN_GOVERNMENT},
            "dct:publisher": {"@type": "foaf:Agent", "foaf:name": site.settings.title},
            "foaf:homepage": {"@id": address},
            "dcat:dataset": [{"@id": f"{address}{one.page}/#results"} for one in made if one.card],
        },
        *_datasets(made, address),
    ]
    return as_json("catalogue.jsonld", {"@context": CONTEXT, "@graph": graph})


def _datasets(made: Sequence[Made], address: str) -> Iterator[dict[str, Any]]:
    for one in made:
        if one.card is None:
            continue
        page = f"{address}{one.page}/"
        files = [(f"{table.title} (CSV)", table.file, CSV) for table in one.shown.tables]
        files.append(("The entry as data", "entry.json", JSON))
        found: dict[str, Any] = {
            "@id": f"{page}#results",
            "@type": "dcat:Dataset",
            "dct:title": one.card.title,
            "dct:description": f"{one.card.summary} Made from synthetic data.",
            "dct:identifier": one.entry.recipe.id,
            "dct:license": {"@id": f"{SPDX}{one.card.licence.text}"},
            "dcat:version": one.card.version,
            "dcat:landingPage": {"@id": page},
            "dcat:keyword": [
                vocabulary.title_of(vocabulary.TOPICS, topic) for topic in one.card.topics
            ],
            "dct:publisher": {"@type": "foaf:Agent", "foaf:name": one.entry.recipe.locality.name},
            "dcat:distribution": [
                {
                    "@type": "dcat:Distribution",
                    "dct:title": title,
                    "dcat:downloadURL": {"@id": f"{page}{file}"},
                    "dcat:mediaType": {"@id": f"{MEDIA}{media}"},
                }
                for title, file, media in files
            ],
        }
        started = one.entry.shown.execution.started if one.entry.shown else ""
        if started:
            found["dct:modified"] = {"@type": "xsd:dateTime", "@value": started}
        yield found
