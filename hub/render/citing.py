"""How to cite a recipe: in words, as BibTeX, and as CITATION.cff."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from hub.contribution import Author, RecipeCard
from hub.model import Entry
from hub.render import words
from hub.render.site import Site

ESCAPED = str.maketrans({c: f"\\{c}" for c in "&%$#_{}"} | {"\\": "\\textbackslash{}"})
BREAKS = {mark: f"\\u{mark:04x}" for mark in (0x85, 0x2028, 0x2029, 0xFEFF)}  # lines to YAML
CFF = "1.2.0"


@dataclass(frozen=True, slots=True)
class Citation:
    """One recipe as others name it."""

    text: str
    bibtex: str
    cff: str


def of(entry: Entry, page: str, site: Site) -> Citation | None:
    """The citation of a recipe, dated by the run that the page shows; None without a card."""
    card = entry.recipe.card.value
    if card is None:
        return None
    started = entry.shown.execution.started if entry.shown else ""
    address = f"{site.settings.address}{page}/"
    return Citation(
        _text(entry, card, started, address, site),
        _bibtex(entry, card, started, address, site),
        _as_yaml(_cff(entry, card, address, site)),
    )


def _text(entry: Entry, card: RecipeCard, started: str, address: str, site: Site) -> str:
    names = ", ".join(author.name for author in card.authors)
    year = f" ({started[:4]})" if started[:4].isdigit() else ""
    checked = f" Last checked {words.day(started)}." if started else ""
    return (
        f"{names}{year}. {card.title.rstrip('.')} Version {card.version}. "
        f"{site.settings.title}, recipe {entry.recipe.id}. {address}.{checked}"
    )


def _bibtex(entry: Entry, card: RecipeCard, started: str, address: str, site: Site) -> str:
    fields = {
        "title": f"{{{card.title.translate(ESCAPED)}}}",
        "author": " and ".join(f"{{{author.name.translate(ESCAPED)}}}" for author in card.authors),
        "version": card.version,
        "year": started[:4],
        "publisher": site.settings.title.translate(ESCAPED),
        "note": f"Recipe {entry.recipe.id}".translate(ESCAPED),
        "url": address,
    }
    key = re.sub(r"[^a-z0-9]+", "-", f"{entry.recipe.id}-{card.version}")
    lines = [f"  {name:<9} = {{{value}}}" for name, value in fields.items() if value]
    return "@software{" + key + ",\n" + ",\n".join(lines) + "\n}\n"


def _cff(entry: Entry, card: RecipeCard, address: str, site: Site) -> dict[str, Any]:
    found = {
        "cff-version": CFF,
        "message": "If you use this recipe, please cite it as below.",
        "type": "software",
        "title": card.title,
        "abstract": card.summary,
        "version": card.version,
        "authors": [_author(author) for author in card.authors],
        "license": card.licence.code,
        "url": address,
        "repository-code": site.settings.repository,
        "keywords": [*card.topics, *card.methods],
    }
    if entry.recipe.commit:
        found["commit"] = entry.recipe.commit
    return found


def _as_yaml(values: dict[str, Any]) -> str:
    """Plain YAML, a key a line, as programs that read CITATION.cff expect; texts are quoted."""
    lines = []
    for name, value in values.items():
        if isinstance(value, list):
            lines += [f"{name}:", *(f"  - {_item(one)}" for one in value)]
        else:
            lines.append(f"{name}: {value if name == 'cff-version' else _quoted(value)}")
    return "\n".join(lines) + "\n"


def _item(value: str | dict[str, str]) -> str:
    if isinstance(value, str):
        return _quoted(value)
    return "\n    ".join(f"{name}: {_quoted(text)}" for name, text in value.items())


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).translate(BREAKS)


def _author(author: Author) -> dict[str, str]:
    """An entity: a team cannot be told from a person by its name, and need not be."""
    orcid = {"orcid": f"https://orcid.org/{author.orcid}"} if author.orcid else {}
    return {"name": author.name, **orcid}
