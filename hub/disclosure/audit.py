"""Everything that the publishable results of one run give away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from early_years.profiles import profile
from hub.contribution import FigureResult, NumberResult, RecipeCard, TableResult
from hub.disclosure import cells, figures, linked, numbers
from hub.disclosure.exposure import Exposure
from hub.disclosure.published import Published, published
from hub.model import Figure, Number, ResultFile, Table


def audit(card: RecipeCard, results: Mapping[str, ResultFile]) -> tuple[Exposure, ...]:
    """Everything that the publishable results of one run give away, most telling first."""
    rules = profile(card.data_protection.disclosure_profile)
    given = {name: results[name].content for name in card.publishable if name in results}
    tables = tuple(_tables(card, given))
    found: list[Exposure] = []
    if not rules.publishable:
        return tuple(cells.nothing_may_leave(one, rules) for one in tables if one.counts_people)
    for table in tables:
        found += cells.of_table(table, rules)
    found += linked.of_tables(tables, rules)
    for name, declared in card.publishable.items():
        content = given.get(name)
        if isinstance(declared, NumberResult) and isinstance(content, Number):
            found += numbers.of_number(name, declared, content, rules)
        if isinstance(declared, FigureResult) and isinstance(content, Figure):
            found += figures.of_figure(name, declared, content, card, rules)
    return tuple(found)


def _tables(card: RecipeCard, given: Mapping[str, object]) -> Iterator[Published]:
    for name, content in given.items():
        declared = card.results[name]
        if isinstance(declared, TableResult) and isinstance(content, Table):
            yield published(name, content, declared.counts, declared.shares, declared.totals)
