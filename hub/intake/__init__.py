"""intake: an analyst's notebook as it is, read and never run, becomes the draft of a recipe."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hub import new
from hub.check.files import slug
from hub.intake import drafting, reading, rewriting
from hub.intake.drafting import Told
from hub.intake.reading import CannotRead
from hub.repair import write_aside

__all__ = ["Brought", "CannotRead", "bring", "survey"]

MOST_LISTED = 500


@dataclass(frozen=True, slots=True)
class Brought:
    """Where the draft lies, what was done to it, and what only its author can decide."""

    folder: Path
    done: tuple[str, ...]
    decide: tuple[str, ...]


def bring(source: Path, recipes: Path, place: new.Place, title: str | None = None) -> Brought:
    """Make the draft of a recipe of a notebook. Raises CannotRead with the reason, in words.

    The notebook itself is not touched, and nothing half-made is left behind. A locality that gives
    its first recipe gets its card as well.
    """
    page = reading.read(source)
    if page.other_language:
        raise CannotRead(reading.why_not(page))
    rewritten = rewriting.rewrite(page, _helpers_beside(source))
    told = Told(source.stem, title, place.slug)
    folder = recipes / place.slug / slug(drafting.title_of(rewritten, told))
    if folder.exists():
        raise CannotRead(
            f"{folder.parent.name}/{folder.name} is there already; give another --title."
        )
    files = drafting.files(rewritten, told)
    for name in rewritten.helpers:
        files[name] = (source.parent / name).read_text("utf-8", errors="replace")
    folder.mkdir(parents=True)
    for name, text in files.items():
        write_aside(folder / name, text)
    first = new.introduce(recipes, place)
    decided = drafting.decide(rewritten, folder, files["recipe.ipynb"], first)
    return Brought(folder, drafting.done(page, rewritten), decided)


def survey(folder: Path) -> list[tuple[Path, str]]:
    """Every notebook-like file below a folder, with what stands in its way; empty: nothing."""
    found = []
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden or path.is_symlink() or path.suffix.lower() not in reading.SUFFIXES:
            continue
        try:
            page = reading.read(path)
            found.append((path, reading.why_not(page) if page.other_language else ""))
        except CannotRead as fault:
            found.append((path, str(fault)))
        if len(found) >= MOST_LISTED:
            break
    return found


def _helpers_beside(source: Path) -> frozenset[str]:
    """The modules that lie beside the notebook and could be its helpers."""
    return frozenset(
        path.name
        for path in source.parent.glob("*.py")
        if path != source and path.is_file() and not path.is_symlink()
        and path.stat().st_size < 200_000
    )  # fmt: skip
