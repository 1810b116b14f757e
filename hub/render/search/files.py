"""The index as files: numbers instead of names where they repeat, sorted, no spaces."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hub.contribution import RecipeCard
from hub.render import words
from hub.render.output import Output
from hub.render.search import found
from hub.render.search.found import Facet, FoundRecipe, OtherPage
from hub.render.site import Site

if TYPE_CHECKING:
    from hub.render.recipe import Made

FOLDER = "catalogue/index"
ROWS = 20  # recipes whose words a browser fetches at once
PIECE = 9_000  # bytes of a piece of the word lists, before compression

Postings = Sequence[tuple[str, list[int]]]


def outputs(made: Sequence[Made], others: Sequence[OtherPage], site: Site) -> Iterator[Output]:
    """Every file of the index. Recipes are numbered first, other pages after them."""
    recipes = found.recipes(made)
    kinds = found.facets(site)
    postings = sorted(_postings(recipes, others).items())
    pieces = list(_pieces(postings))
    yield _json(
        "core",
        {
            "recipes": len(recipes),
            "pages": len(others),
            "rows": ROWS,
            "facets": [_facet(kind, recipes) for kind in kinds],
            "days": [one.day for one in recipes],
            "tables": [one.tables for one in recipes],
            "words": " ".join(word for word, _ in postings),
            "pieces": [len(piece) for piece in pieces],
            "status": {verdict.value: words.verdict(verdict) for verdict in words.VERDICTS},
        },
    )
    for number, piece in enumerate(pieces):
        yield _json(f"words-{number}", [numbers for _, numbers in piece])
    rows = [*map(_recipe_row, recipes), *map(_page_row, others)]
    for start in range(0, len(rows), ROWS):
        yield _json(f"rows-{start // ROWS}", rows[start : start + ROWS])
    yield _json("inputs", _inputs(recipes))


def _postings(
    recipes: Sequence[FoundRecipe], others: Sequence[OtherPage]
) -> Mapping[str, list[int]]:
    """For each word the documents that hold it: steps from one to the next, and weights."""
    held = [one.words for one in recipes] + [found.page_words(page) for page in others]
    postings: dict[str, list[int]] = {}
    last: dict[str, int] = {}
    for number, weights in enumerate(held):
        for word, weight in weights.items():
            postings.setdefault(word, []).extend((number - last.get(word, 0), weight))
            last[word] = number
    return postings


def _pieces(postings: Postings) -> Iterator[Postings]:
    piece: list[tuple[str, list[int]]] = []
    size = 0
    for word, numbers in postings:
        piece.append((word, numbers))
        size += 4 * len(numbers)
        if size > PIECE:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def _facet(kind: Facet, recipes: Sequence[FoundRecipe]) -> dict[str, Any]:
    """The values that a recipe has, and for each recipe their numbers."""
    used = {value for one in recipes for value in one.facets[kind.name]}
    known = [value for value in kind.values if value in used]
    order = [*known, *sorted(used - set(known))]
    number = {value: at for at, value in enumerate(order)}
    of = [[number[value] for value in one.facets[kind.name]] for one in recipes]
    return {
        "name": kind.name,
        "title": kind.title,
        "values": order,
        "titles": [kind.values.get(value, value) for value in order],
        "of": [one[0] if len(one) == 1 else one for one in of],
    }


def _recipe_row(one: FoundRecipe) -> list[Any]:
    entry, card = one.made.entry, one.made.card
    return [
        one.made.page,
        card.question if card else entry.recipe.id,
        card.summary if card else entry.reason,
        entry.verdict.value,
        entry.recipe.locality.name,
        words.day(entry.shown.execution.started) if entry.shown else "",
        1 if one.made.picture else 0,
    ]


def _page_row(page: OtherPage) -> list[Any]:
    return [page.page, page.title, page.text, page.kind]


def _inputs(recipes: Sequence[FoundRecipe]) -> dict[str, Any]:
    """Which fields each recipe cannot do without, and which only add to it."""
    cards = [one.made.card for one in recipes]
    needs = [tuple(_fields(card, needed=True)) if card else () for card in cards]
    adds = [tuple(_fields(card, needed=False)) if card else () for card in cards]
    names = sorted({name for fields in (*needs, *adds) for name in fields})
    number = {name: at for at, name in enumerate(names)}
    tables = dict.fromkeys(name.partition(".")[0] for name in names)
    return {
        "fields": names,
        "held": {name: found.held_by(name) for name in tables},
        "needs": [[number[name] for name in fields] for fields in needs],
        "adds": [[number[name] for name in fields] for fields in adds],
    }


def _fields(card: RecipeCard, needed: bool) -> Iterator[str]:
    for table, one in card.inputs.items():
        for field in one.fields:
            if (one.required and field not in one.optional) is needed:
                yield f"{table}.{field}"


def _json(name: str, value: Any) -> Output:
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Output(f"{FOLDER}/{name}.json", content.encode())
