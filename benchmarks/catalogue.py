"""How large and slow the catalogue is with many recipes, and three ways to search it side by side.

    python -m benchmarks.catalogue [--recipes 2000] [--out build/benchmark-catalogue]

Builds a catalogue of made-up recipes with the words of the shipped ones shuffled, measures its
building, then the bytes a browser needs for a first result: with this hub's index, the built-in
index of Material for MkDocs, and Pagefind where it is installed (npm, into build/.npm).
"""

from __future__ import annotations

import argparse
import dataclasses
import gzip
import json
import os
import random
import shutil
import subprocess
import sys
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
from hub.publish import publish
from hub.registry.ledger import Ledger, PastRun
from hub.registry.past import Past
from hub.render import render
from hub.render.search.words import words
from hub.settings import Settings
from hub.vocabulary import METHODS, TOPICS
from synthetic_data.contract import CONTRACT

PROJECT = Path(__file__).parents[1]
QUERIES = ("two-year-old places", "developmnt chance", "nursery")
LOCALITIES = 40
SEED = 7
PINNED = "pagefind@1.6.0"
RUNS = 40  # that the past holds of each recipe
BREAKS = 33  # one recipe in so many fails
KINDS = (
    "index.html", "catalogue/index.html", "catalogue/all/index.html", "what-can-i-run/index.html",
    "status/index.html", "systems/index.html", "localities/index.html",
    "topics/linkage/index.html", "methods/regression/index.html", "data/birth/index.html",
    "recipes/place-00/index.html", "catalogue.json", "history.json", "sitemap.xml", "feed.xml",
)  # fmt: skip
BIN = PROJECT / "build" / ".npm" / "node_modules" / ".bin"


def main() -> None:
    """Build, measure, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipes", type=int, default=2000)
    parser.add_argument("--out", type=Path, default=PROJECT / "build" / "benchmark-catalogue")
    chosen = parser.parse_args()
    shutil.rmtree(chosen.out, ignore_errors=True)
    catalogue = made_up(chosen.recipes)
    settings = Settings()
    seconds = {}
    past = _past(catalogue)
    with _Timed(seconds, "render"):
        render(catalogue, settings, PROJECT, chosen.out / "docs", past)
    with _Timed(seconds, "publish"):
        publish(PROJECT, chosen.out / "docs", chosen.out / "site", catalogue, settings)
    _report(chosen.recipes, chosen.out, seconds)


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


def _past(catalogue: Catalogue) -> Past:
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


def _spent() -> float:
    """Seconds of processor of this process and those it started: others' work is not in it."""
    now = os.times()
    return now.user + now.system + now.children_user + now.children_system


class _Timed:
    """Keeps the seconds of processor of a block under a name."""

    def __init__(self, into: dict[str, float], name: str) -> None:
        self.into, self.name = into, name

    def __enter__(self) -> None:
        self.began = _spent()

    def __exit__(self, *_: object) -> None:
        self.into[self.name] = _spent() - self.began


def _report(count: int, out: Path, seconds: dict[str, float]) -> None:
    """A table in Markdown, ready for the documentation."""
    site = out / "site"
    pages = sorted(site.rglob("*.html"))
    largest = max(pages, key=lambda page: page.stat().st_size)
    frame = _packed(site / "catalogue" / "index.html") + sum(
        _packed(site / "assets" / name) for name in ("hub.js", "search.js", "catalogue.js")
    )
    print(f"{count:,} recipes, {len(pages):,} pages")
    print(f"render {seconds['render']:.0f} s, publish {seconds['publish']:.0f} s of one processor")
    print(f"largest page {largest.relative_to(site)}: {largest.stat().st_size:,} bytes")
    print(f"catalogue page and its scripts: {frame:,} bytes compressed")
    print("\n| page or file | bytes | compressed |\n|---|---|---|")
    for name in KINDS:
        if (site / name).is_file():
            print(f"| {name} | {(site / name).stat().st_size:,} | {_packed(site / name):,} |")
    print()
    print("| search | bytes to a first result | whole index | added processor time |")
    print("|---|---|---|---|")
    for found in (_ours(site), _material(out, seconds["publish"]), _pagefind(site)):
        print(found)


def _row(name: str, first: str, whole: int, took: float | None) -> str:
    time_taken = "within render" if took is None else f"{took:.1f} s"
    return f"| {name} | {first} | {whole:,} | {time_taken} |"


def _ours(site: Path) -> str:
    folder = site / "catalogue" / "index"
    sizes = [sum(_packed(piece) for piece in first_result(folder, query)) for query in QUERIES]
    return _row("this hub", f"{min(sizes):,} to {max(sizes):,}", _all(folder), None)


def first_result(folder: Path, query: str) -> list[Path]:
    """The files that a browser fetches until the first card of a query stands."""
    core = json.loads((folder / "core.json").read_text(encoding="utf-8"))
    known = core["words"].split(" ")
    needed = {folder / "core.json"}
    docs: list[set[int]] = []
    for word in words(query):
        hits = [n for n, other in enumerate(known) if other.startswith(word)]
        hits = hits or [n for n, other in enumerate(known) if other[:4] == word[:4]]
        found: set[int] = set()
        for number in hits:
            piece, start = 0, 0
            while number >= start + core["pieces"][piece]:
                start += core["pieces"][piece]
                piece += 1
            path = folder / f"words-{piece}.json"
            needed.add(path)
            steps = json.loads(path.read_text(encoding="utf-8"))[number - start][::2]
            found |= {sum(steps[: at + 1]) for at in range(len(steps))}
        docs.append(found)
    both = set.intersection(*docs) if docs else set()
    first = min(both or set.union(*docs, set()), default=0)
    return sorted(needed | {folder / f"rows-{first // core['rows']}.json"})


def _material(out: Path, without: float) -> str:
    """The same tree with the engine's own search: its index is one file, read before any result."""
    settings = {
        "INHERIT": str(PROJECT / "mkdocs.yml"),
        "docs_dir": str((out / "docs").resolve()),
        "site_dir": str((out / "material").resolve()),
        "plugins": ["search"],
    }
    path = out / "material.yml"
    path.write_text(json.dumps(settings), encoding="utf-8")
    began = _spent()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(path)]
    subprocess.run(command, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    took = _spent() - began
    size = _packed(out / "material" / "search" / "search_index.json")
    return _row("Material’s own", f"{size:,}", size, max(0.0, took - without))


def _pagefind(site: Path) -> str:
    """Pagefind over every page; what a first query loads at least."""
    program = shutil.which("pagefind") or shutil.which("pagefind", path=str(BIN))
    if program is None:
        return f"Pagefind is not here: npm install --prefix build/.npm --ignore-scripts {PINNED}"
    folder = site.parent / "pagefind"
    began = _spent()
    done = subprocess.run(
        [program, "--site", str(site), "--output-path", str(folder)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    took = _spent() - began
    if done.returncode or not folder.is_dir():
        return f"Pagefind failed: {done.stderr.strip()[-200:]}"
    engine = max((path.stat().st_size for path in folder.glob("wasm.en*.pagefind")), default=0)
    meta = max((path.stat().st_size for path in folder.glob("*.pf_meta")), default=0)
    pieces = sorted(path.stat().st_size for path in folder.rglob("*.pf_index"))
    shown = sorted(path.stat().st_size for path in folder.rglob("*.pf_fragment"))
    scripts = sum(_packed(path) for path in sorted(folder.glob("pagefind*.js")) if _is_core(path))
    first = scripts + engine + meta + pieces[len(pieces) // 2] + shown[len(shown) // 2]
    whole = engine + meta + sum(pieces) + sum(shown)
    return _row("Pagefind", f"{first:,}", whole, took)


def _is_core(script: Path) -> bool:
    """Whether a script is one that searches, not one of the ready-made boxes."""
    return script.name in ("pagefind.js", "pagefind-worker.js")


def _packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))


def _all(folder: Path) -> int:
    return sum(_packed(path) for path in folder.glob("*.json"))


if __name__ == "__main__":
    main()
