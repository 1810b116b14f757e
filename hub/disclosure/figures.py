"""What a figure gives away: hidden rows drawn all the same, small counts written into it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from early_years.profiles import Profile
from hub.contribution import FigureResult, RecipeCard, TableResult
from hub.disclosure import cells
from hub.disclosure.exposure import Exposure, Kind
from hub.disclosure.published import PEOPLE, published
from hub.model import Figure

NOUNS = "|".join(sorted(PEOPLE - {"n", "count", "counts", "number", "total", "population"}))
WRITTEN = re.compile(rf"\bn\s*[=:]\s*(\d+)\b|\b(\d+)\s+(?:{NOUNS})\b", re.IGNORECASE)


def of_figure(
    name: str, declared: FigureResult, figure: Figure, card: RecipeCard, rules: Profile
) -> Iterator[Exposure]:
    """Everything that one figure gives away by its data, its words and its form."""
    shown = card.results.get(declared.shows) if declared.shows else None
    if shown is not None and shown.class_ != "publishable":
        yield Exposure(
            Kind.FIGURE,
            name,
            "",
            f'it shows the table "{declared.shows}", which is {shown.class_} and not published.',
            f"give the figure class: {shown.class_} too, or draw it from a table made safe.",
        )
    if figure.format == "svg" and not rules.vectors:
        yield Exposure(
            Kind.FIGURE,
            name,
            "",
            f'the profile "{rules.name}" lets out no vector figures: they hold exact values.',
            "save it as PNG.",
        )
    for said in (*figure.texts, figure.alt):
        if any(rules.is_small(float(one or two)) for one, two in WRITTEN.findall(said)):
            yield Exposure(
                Kind.FIGURE,
                name,
                "",
                "its words, or the text beside it, name a small count.",
                "draw and describe the table that make_safe gave; say that a value is kept back.",
            )
            break
    if figure.data is not None:
        counts = shown.counts if isinstance(shown, TableResult) else []
        for found in cells.of_table(published(name, figure.data, counts), rules):
            if found.kind is not Kind.NOT_DECLARED:
                yield Exposure(Kind.FIGURE, name, found.where, found.problem, found.do, found.more)
