"""Three ways to search a site, each with the bytes that a browser needs for a first result."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.machine import spent
from hub.render.search.words import words

PROJECT = Path(__file__).parents[1]
QUERIES = ("two-year-old places", "developmnt chance", "nursery")
PINNED = "pagefind@1.6.0"
BIN = PROJECT / "build" / ".npm" / "node_modules" / ".bin"


def _row(name: str, first: str, whole: int, took: float | None) -> str:
    time_taken = "within render" if took is None else f"{took:.1f} s"
    return f"| {name} | {first} | {whole:,} | {time_taken} |"


def ours(site: Path) -> str:
    """The hub's own index, which is read in pieces."""
    folder = site / "catalogue" / "index"
    sizes = [sum(packed(piece) for piece in first_result(folder, query)) for query in QUERIES]
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


def material(out: Path, without: float) -> str:
    """The same tree with the engine's own search: its index is one file, read before any result."""
    settings = {
        "INHERIT": str(PROJECT / "mkdocs.yml"),
        "docs_dir": str((out / "docs").resolve()),
        "site_dir": str((out / "material").resolve()),
        "plugins": ["search"],
    }
    path = out / "material.yml"
    path.write_text(json.dumps(settings), encoding="utf-8")
    began = spent()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(path)]
    subprocess.run(command, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    took = spent() - began
    size = packed(out / "material" / "search" / "search_index.json")
    return _row("Material’s own", f"{size:,}", size, max(0.0, took - without))


def pagefind(site: Path) -> str:
    """Pagefind over every page; what a first query loads at least."""
    program = shutil.which("pagefind") or shutil.which("pagefind", path=str(BIN))
    if program is None:
        return f"Pagefind is not here: npm install --prefix build/.npm --ignore-scripts {PINNED}"
    folder = site.parent / "pagefind"
    began = spent()
    done = subprocess.run(
        [program, "--site", str(site), "--output-path", str(folder)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    took = spent() - began
    if done.returncode or not folder.is_dir():
        return f"Pagefind failed: {done.stderr.strip()[-200:]}"
    engine = max((path.stat().st_size for path in folder.glob("wasm.en*.pagefind")), default=0)
    meta = max((path.stat().st_size for path in folder.glob("*.pf_meta")), default=0)
    pieces = sorted(path.stat().st_size for path in folder.rglob("*.pf_index"))
    shown = sorted(path.stat().st_size for path in folder.rglob("*.pf_fragment"))
    scripts = sum(packed(path) for path in sorted(folder.glob("pagefind*.js")) if _is_core(path))
    first = scripts + engine + meta + pieces[len(pieces) // 2] + shown[len(shown) // 2]
    whole = engine + meta + sum(pieces) + sum(shown)
    return _row("Pagefind", f"{first:,}", whole, took)


def _is_core(script: Path) -> bool:
    """Whether a script is one that searches, not one of the ready-made boxes."""
    return script.name in ("pagefind.js", "pagefind-worker.js")


def packed(path: Path) -> int:
    """The bytes of a file as a server sends it, compressed."""
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))


def _all(folder: Path) -> int:
    return sum(packed(path) for path in folder.glob("*.json"))
