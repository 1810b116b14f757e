"""How large and slow the catalogue is with many recipes, and three ways to search it side by side.

    python -m benchmarks.catalogue [--recipes 2000] [--out build/benchmark-catalogue]

Builds a catalogue of made-up recipes with the words of the shipped ones shuffled, measures its
building, then the bytes a browser needs for a first result: with this hub's index, the built-in
index of Material for MkDocs, and Pagefind where it is installed (npm, into build/.npm).
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from benchmarks.machine import spent
from benchmarks.made_catalogue import a_past, made_up
from benchmarks.searches import material, ours, packed, pagefind
from hub.publish import publish
from hub.render import render
from hub.settings import Settings

PROJECT = Path(__file__).parents[1]
KINDS = (
    "index.html", "catalogue/index.html", "catalogue/all/index.html", "what-can-i-run/index.html",
    "status/index.html", "systems/index.html", "localities/index.html",
    "topics/linkage/index.html", "methods/regression/index.html", "data/birth/index.html",
    "recipes/place-00/index.html", "catalogue.json", "history.json", "sitemap.xml", "feed.xml",
)  # fmt: skip


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
    past = a_past(catalogue)
    with _Timed(seconds, "render"):
        render(catalogue, settings, PROJECT, chosen.out / "docs", past)
    with _Timed(seconds, "publish"):
        publish(PROJECT, chosen.out / "docs", chosen.out / "site", catalogue, settings)
    _report(chosen.recipes, chosen.out, seconds)


class _Timed:
    """Keeps the seconds of processor of a block under a name."""

    def __init__(self, into: dict[str, float], name: str) -> None:
        self.into, self.name = into, name

    def __enter__(self) -> None:
        self.began = spent()

    def __exit__(self, *_: object) -> None:
        self.into[self.name] = spent() - self.began


def _report(count: int, out: Path, seconds: dict[str, float]) -> None:
    """A table in Markdown, ready for the documentation."""
    site = out / "site"
    pages = sorted(site.rglob("*.html"))
    largest = max(pages, key=lambda page: page.stat().st_size)
    frame = packed(site / "catalogue" / "index.html") + sum(
        packed(site / "assets" / name) for name in ("hub.js", "search.js", "catalogue.js")
    )
    print(f"{count:,} recipes, {len(pages):,} pages")
    print(f"render {seconds['render']:.0f} s, publish {seconds['publish']:.0f} s of one processor")
    print(f"largest page {largest.relative_to(site)}: {largest.stat().st_size:,} bytes")
    print(f"catalogue page and its scripts: {frame:,} bytes compressed")
    print("\n| page or file | bytes | compressed |\n|---|---|---|")
    for name in KINDS:
        if (site / name).is_file():
            print(f"| {name} | {(site / name).stat().st_size:,} | {packed(site / name):,} |")
    print()
    print("| search | bytes to a first result | whole index | added processor time |")
    print("|---|---|---|---|")
    for found in (ours(site), material(out, seconds["publish"]), pagefind(site)):
        print(found)


if __name__ == "__main__":
    main()
