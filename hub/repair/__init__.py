"""repair: mend what is safe to mend in a recipe's own files, and say what was mended.

Safe is what changes no meaning: saved outputs and what a computer wrote about its owner go, the
kernel and the order of keys become the usual ones, the parameters cell gets its tag.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hub.collect import Collection
from hub.contribution import SCHEMAS
from hub.model import Document, Recipe
from hub.repair.keys import in_order
from hub.repair.notebook import tidy

__all__ = ["repaired", "tidy", "write_aside"]


def repaired(collection: Collection, project: Path) -> Iterator[str]:
    """Mend the files of every recipe, and give a sentence for each file that changed."""
    for recipe in collection.recipes:
        folder = project / recipe.folder
        notebook = recipe.file("recipe.ipynb")
        if notebook and not recipe.notebook.problem:
            mended = tidy(notebook.data)
            if mended.said:
                write_aside(folder / "recipe.ipynb", mended.text)
                yield f"{recipe.folder}/recipe.ipynb: {', '.join(mended.said)}."
        yield from _cards(recipe, folder)


def _cards(recipe: Recipe, folder: Path) -> Iterator[str]:
    documents: dict[str, Document] = {"recipe": recipe.card, "expected": recipe.expected}  # type: ignore[type-arg]
    for stem, document in documents.items():
        file = recipe.file(f"{stem}.yml")
        if file is None or document.value is None:
            continue
        text = file.data.decode("utf-8-sig")
        ordered = in_order(text, list(SCHEMAS[stem].model_fields))
        if ordered != text:
            write_aside(folder / f"{stem}.yml", ordered)
            yield f"{recipe.folder}/{stem}.yml: keys put in their usual order."


def write_aside(path: Path, text: str) -> None:
    """Write beside and move into place, so that no half file is ever left."""
    aside = path.with_name(f".{path.name}.part")
    aside.write_text(text, encoding="utf-8", newline="\n")
    aside.replace(path)
