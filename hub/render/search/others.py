"""The pages besides recipes that a search finds: tables, topics, methods, places, checks, texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from hub import vocabulary
from hub.data import CONTRACT
from hub.render.overview import impact, learn
from hub.render.search.found import OtherPage
from hub.render.site import Site

TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
FIRST = re.compile(r"^(?![#\-|>!\s])(.+)$", re.MULTILINE)
MARKS = re.compile(r"[*_`]|\[([^\]]*)\]\([^)]*\)")
LONGEST = 160


def of(site: Site, project: Path) -> Iterator[OtherPage]:
    """Every other page, the ones that people ask for most first."""
    yield from _written(project / "docs")
    yield from _made()
    for term in vocabulary.TOPICS:
        yield OtherPage(f"topics/{term.slug}/", term.title, term.meaning, "Topic")
    for term in vocabulary.METHODS:
        yield OtherPage(f"methods/{term.slug}/", term.title, term.meaning, "Method")
    for place in site.catalogue.localities:
        card = place.card.value
        text = card.summary if card else ""
        yield OtherPage(f"{site.localities[place.slug]}/", place.name, _cut(text), "Locality")
    for table in CONTRACT.tables:
        fields = " ".join(f"{field.name} {field.meaning}" for field in table.fields)
        yield OtherPage(
            f"data/{table.name}/",
            f"{table.title} ({table.name})",
            _cut(table.meaning),
            "Table",
            f"{fields} {table.service}".replace("_", " "),
        )
    for check in site.checks:
        title = f"{check.code} {check.name.replace('-', ' ')}"
        yield OtherPage(f"checks/#{check.code.lower()}", title, _cut(check.doc), "Check")


def _made() -> Iterator[OtherPage]:
    """The pages that are made of all recipes together and that people ask for by name."""
    skills = " ".join(f"{skill.title} {skill.meaning}" for skill in vocabulary.SKILLS)
    yield OtherPage("learn/", "Learn with recipes", learn.LEAD, "Page", f"training {skills}")
    yield OtherPage("impact/", "What came of it", impact.LEAD, "Page", "impact adoptions value")


def _written(folder: Path) -> Iterator[OtherPage]:
    """The hand-written pages, by their first heading and first sentence."""
    for path in sorted(folder.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        title, first = TITLE.search(text), FIRST.search(text)
        if title:
            page = path.relative_to(folder).with_suffix("").as_posix()
            yield OtherPage(
                f"{page}/",
                MARKS.sub(r"\1", title[1]),
                _cut(MARKS.sub(r"\1", first[1])) if first else "",
                "Page",
                " ".join(re.findall(r"^#{2,3} (.+)$", text, re.MULTILINE)),
            )


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rsplit(' ', 1)[0]} …"
