"""A catalogue of made-up recipes with the words of the shipped ones shuffled, and a past of it."""

from __future__ import annotations

import dataclasses
import random
from pathlib import Path

from hub.collect import collect
from hub.contribution import RecipeCard
from hub.model import (
    Catalogue,
    Document,
    Ending,
    Entry,
    Execution,
    Locality,
    Number,
    Recipe,
    Record,
    ResultFile,
    Verdict,
)
from hub.registry.ledger import Ledger, PastRun
from hub.registry.past import Past
from hub.render.search.words import words
from hub.settings import Settings
from hub.vocabulary import METHODS, TOPICS
from synthetic_data.contract import CONTRACT

PROJECT = Path(__file__).parents[1]
LOCALITIES = 40
SEED = 7
RUNS = 40  # that the past holds of each recipe
BREAKS = 33  # one recipe in so many fails


def made_up(count: int) -> Catalogue:
    """A catalogue of that many recipes, with the vocabulary of the shipped ones."""
    shipped = [one for one in collect(PROJECT, Settings()).recipes if one.card.value]
    chance = random.Random(SEED)
    bag = sorted(
        {word for one in shipped for word in words(one.text("README.md")) if len(word) > 3}
    )
    bag += [f"{word}{ending}" for word in bag for ending in ("ing", "ness", "less")]
    places = [_place(number, shipped[0].locality) for number in range(LOCALITIES)]
    entries = [_entry(n, chance, shipped, bag, places) for n in range(count)]
    return Catalogue(
        entries=tuple(sorted(entries, key=lambda entry: entry.recipe.id)),
        localities=tuple(places),
        findings=(),
        commit=None,
        profiles=Settings().profiles,
    )


def _place(number: int, like: Locality) -> Locality:
    return Locality(f"place-{number:02}", Document("locality.yml", like.card.value))


def _entry(
    number: int,
    chance: random.Random,
    shipped: list[Recipe],
    bag: list[str],
    places: list[Locality],
) -> Entry:
    like = chance.choice(shipped)
    place = chance.choice(places)
    tables = chance.sample(CONTRACT.tables, 3)
    raw = like.card.value.model_dump(by_alias=True, mode="json") if like.card.value else {}
    raw |= {
        "title": " ".join(chance.sample(bag, 6)).capitalize()[:99],
        "question": " ".join(chance.sample(bag, 12)).capitalize()[:190] + "?",
        "summary": " ".join(chance.sample(bag, 16)).capitalize()[:150],
        "answer": None,
        "topics": [chance.choice(TOPICS).slug],
        "methods": [term.slug for term in chance.sample(METHODS, 2)],
        "inputs": {table.name: {"fields": list(table.field_names[:4])} for table in tables},
        "parameters": {},
        "results": {"share": {"kind": "number", "title": "Share", "unit": "%"}},
        "similar": [],
    }
    slug = f"recipe-{number:05}"
    card = Document("recipe.yml", RecipeCard.model_validate(raw))
    recipe = Recipe(
        place, slug, f"recipes/{place.slug}/{slug}", like.files, card, like.expected, like.notebook
    )
    result = ResultFile("share", "numbers.json", "0" * 64, Number(61.5, 57.7, 65.1, 605))
    run = Execution(
        recipe=recipe.id,
        profile="clean",
        fingerprint="0" * 12,
        ended=Ending.FINISHED,
        detail="",
        replies=(),
        started=f"2026-11-{1 + number % 28:02}T07:05:00+00:00",
        seconds={"cells": 2.0},
        peak_mib=300,
        engine="warm",
        isolation="strict",
        environment="0",
        data="synthetic",
        folder=Path("/nowhere"),
    )
    verdict = Verdict.PASSED if number % BREAKS else Verdict.FAILED
    reason = "" if number % BREAKS else "KeyError: 'ward_code' in cell 7."
    records = tuple(
        Record(
            dataclasses.replace(run, profile=profile),
            "1.0.0",
            None,
            verdict,
            reason,
            results={"share": result},
        )
        for profile in Settings().profiles
    )
    return Entry(recipe, verdict, reason, records, ())


def a_past(catalogue: Catalogue) -> Past:
    """A ledger in which each recipe has run many times, and those that fail now worked before."""
    return Past(
        Ledger(
            tuple(
                PastRun(
                    entry.recipe.id, "1.0.0", "clean",
                    (entry.verdict if day == RUNS - 1 else Verdict.PASSED).value,
                    "", "0" * 40, at, 1 + day / 7, "0" * 12, at,
                )
                for entry in catalogue.entries
                for day in range(RUNS)
                for at in [f"2026-{1 + day // 28:02}-{1 + day % 28:02}T07:05:00Z"]
            )
        )
    )  # fmt: skip
