"""One recipe's page and its files, from its entry in the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hub import vocabulary
from hub.contribution import RecipeCard
from hub.disclosure import staying
from hub.model import Entry, Figure, Finding, Level, Recipe, Record, Verdict
from hub.render import (
    cards,
    citing,
    clean,
    crate,
    data,
    governance,
    notebook,
    prose,
    results,
    rightness,
    sheets,
    similar,
    stories,
    together,
    versions,
    words,
)
from hub.render.cards import Kept, thumbnail
from hub.render.clean import Html
from hub.render.notebook import Rendered
from hub.render.output import Output
from hub.render.page import Meta
from hub.render.results import Shown
from hub.render.scrub import Scrub
from hub.render.site import Site
from hub.render.templating import page_of
from hub.tiers import TIERS, adopters

FAILED = (
    '<p class="nb-note">The hub could not show this notebook ({}). That is the hub’s own fault, '
    "not the recipe’s. Please report it.</p>"
)
PARTS = ("what it tells you", "what it cannot tell you", "how it works", "how to use it")


@dataclass(frozen=True, slots=True)
class Readme:
    """The four parts of README.md that the page shows, as clean HTML; empty where missing."""

    tells: Html
    cannot: Html
    works: Html
    use: Html


@dataclass(frozen=True, slots=True)
class Made:
    """A recipe's values for its page, made once and used by the page and the data files."""

    entry: Entry
    page: str
    answer: str | None
    shown: Shown
    notebook: Rendered | None
    picture: bytes | None = None  # its main figure, small

    @property
    def card(self) -> RecipeCard | None:
        """recipe.yml, where it could be read."""
        return self.entry.recipe.card.value


def make(entry: Entry, page: str, project: Path, kept: Kept) -> Made:
    """Read what a recipe's shown run left behind, and make it safe."""
    card, record = entry.recipe.card.value, entry.shown
    worked = record if record and record.verdict is Verdict.PASSED else None
    shown = results.shown(card, record) if card else Shown()
    return Made(
        entry=entry,
        page=page,
        answer=words.answer(card, worked) if card and worked else None,
        shown=shown,
        notebook=_notebook(record, entry.recipe, project) if record else None,
        picture=thumbnail(shown.files, shown.main.file if shown.main else None, kept),
    )


def _notebook(record: Record, recipe: Recipe, project: Path) -> Rendered | None:
    """The executed notebook; if the hub itself fails at it, the page says so and others go on."""
    card, learning = recipe.card.value, recipe.learning.value
    try:
        folder = record.execution.folder
        scrub = Scrub.of([folder, project, Path.home()])
        stays = staying.of(card, record.results)
        notes = learning.notes if learning else ()
        return notebook.render(folder, scrub, stays, _figures(record, card), notes)
    except Exception as fault:  # noqa: BLE001 - one notebook must not stop the site
        return Rendered(clean.notebook(FAILED.format(type(fault).__name__)))


def _figures(record: Record, card: RecipeCard | None) -> dict[str, str]:
    """What each published figure shows in words, which its picture in the notebook shows too."""
    given = {name: record.results[name].content for name in (card.publishable if card else ())
             if name in record.results}  # fmt: skip
    return {
        name: clean.printable(one.alt) for name, one in given.items() if isinstance(one, Figure)
    }


def without_files(made: Made) -> Made:
    """The same without pictures and downloads, so that a long catalogue fits in memory."""
    return replace(made, notebook=None, shown=replace(made.shown, files=()))


def outputs(made: Made, site: Site, kept: Kept) -> Iterator[Output]:
    """The page of a recipe, its sheets, and every file beside it."""
    published = versions.of(made, site)
    packed = tuple(together.of(made, site))
    values = {
        **_values(made, site),
        "versions": published,
        "stories": stories.of(made.entry, site),
        "packed": packed,
    }
    yield _page(made, site, values)
    before = site.good.get(made.entry.recipe.id)
    beside = [
        *made.shown.files,
        *packed,
        *(before.outputs if before else ()),
        *_notebook_files(made),
        *sheets.outputs(made, values),
        *cards.outputs(made, site, kept),
        *data.beside(made, site),
    ]
    if made.card:
        beside.append(crate.of(made, made.card, [file.path for file in beside], site))
    yield from versions.outputs(published, made, site)
    for file in beside:
        yield replace(file, path=f"{made.page}/{file.path}")


def _notebook_files(made: Made) -> Iterator[Output]:
    if made.notebook is None:
        return
    for picture in made.notebook.pictures:
        yield Output(f"files/{picture.name}", picture.data)
    if made.notebook.download:
        yield Output("recipe.ipynb", made.notebook.download)


def _page(made: Made, site: Site, values: Mapping[str, Any]) -> Output:
    entry, card = made.entry, made.card
    meta = Meta(
        title=card.question if card else entry.recipe.id,
        description=card.summary if card else entry.reason,
        hide=("navigation",),
    )
    return page_of(
        made.page,
        "recipe.md.j2",
        meta,
        **values,
        changes=_changes(entry),
        errors=_of_level(entry, Level.ERROR),
        open_findings=_of_level(entry, Level.WARNING) + _of_level(entry, Level.ADVICE),
        topics=_terms(vocabulary.TOPICS, card.topics if card else []),
        methods=_terms(vocabulary.METHODS, card.methods if card else []),
        similar=similar.of(entry, site),
        skills=vocabulary.SKILLS,
        adopters=adopters(entry.recipe.id, site.catalogue.localities),
        tier_words=TIERS,
        tiers_reached=list(TIERS).index(entry.tier) + 1 if entry.tier else 0,
        **_rightness(entry),
    )


def _values(made: Made, site: Site) -> dict[str, Any]:
    """What the page and the sheets share."""
    entry, card = made.entry, made.card
    tables = governance.needed(card) if card else ()
    return {
        "site": site,
        "made": made,
        "entry": entry,
        "recipe": entry.recipe,
        "card": card,
        "record": entry.shown,
        "before": site.good.get(entry.recipe.id),
        "readme": _readme(entry),
        "data_of": site.data_of(entry.recipe.locality),
        "needed": tables,
        "services": governance.services(tables),
        "citation": citing.of(entry, made.page, site),
        "passed": sum(run.verdict is Verdict.PASSED for run in entry.records),
        "applying": sum(run.applies for run in entry.records),
    }


def _rightness(entry: Entry) -> dict[str, Any]:
    card = entry.recipe.card.value
    found = [(run, rightness.held(card, run)) for run in entry.records] if card else []
    right = found[0][1] if found else ()
    return {
        "right": right,
        "groups": rightness.by_group(right),
        "right_elsewhere": [pair for pair in found[1:] if pair[1]],
    }


def _readme(entry: Entry) -> Readme:
    parts = prose.sections(entry.recipe.text("README.md"))
    return Readme(*(prose.to_html(parts.get(name, "")) for name in PARTS))


def _changes(entry: Entry) -> Html:
    text = re.sub(r"^#[ \t]+[^\n]*\n", "", entry.recipe.text("CHANGELOG.md"), count=1)
    return prose.to_html(text)


def _of_level(entry: Entry, level: Level) -> tuple[Finding, ...]:
    own = entry.shown.findings if entry.shown else ()
    found = dict.fromkeys((*entry.findings, *own))
    return tuple(finding for finding in found if finding.level is level)


def _terms(terms: tuple[vocabulary.Term, ...], slugs: list[str]) -> tuple[vocabulary.Term, ...]:
    return tuple(term for term in terms if term.slug in slugs)
