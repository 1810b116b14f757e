"""The report of a run on your own data: one file that any browser opens, with all in it."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

from hub.adopt.fit import Fit
from hub.contribution import RecipeCard
from hub.model import Recipe, Record
from hub.render import prose, results, words
from hub.render.results import FigureShown, Shown
from hub.render.templating import file_of

NAME = "report.html"
ODD = "files.txt"
"""What should be known of the files: it counts exactly, and so stays out of the report."""
STYLE = Path(results.__file__).parent / "assets" / "sheet.css"
TYPES = {".svg": "image/svg+xml", ".png": "image/png"}


def write(recipe: Recipe, card: RecipeCard, made: Record, fitted: Fit, to: Path) -> Path:
    """Write the report of a run that passed; only what may be published is in it."""
    shown = results.shown(card, made)
    parts = prose.sections(recipe.text("README.md"))
    page = file_of(
        NAME,
        "own.html.j2",
        recipe=recipe,
        card=card,
        record=made,
        answer=words.answer(card, made),
        shown=shown,
        pictures=dict(_pictures(shown)),
        cannot=prose.to_html(parts.get("what it cannot tell you", "")),
        tables=list(fitted.tables),
        odd=len(fitted.misfits),
        beside=ODD,
        style=STYLE.read_text(encoding="utf-8"),
    )
    if fitted.misfits:
        (to / ODD).write_text("\n".join(map(str, fitted.misfits)) + "\n", encoding="utf-8")
    path = to / NAME
    path.write_bytes(page.data)
    return path


def _pictures(shown: Shown) -> Iterator[tuple[str, str]]:
    """Each figure as an address that holds it whole."""
    held = {file.path: file.data for file in shown.files}
    for figure in shown.figures:
        yield figure.name, _within(figure, held[figure.file])


def _within(figure: FigureShown, data: bytes) -> str:
    kind = TYPES[Path(figure.file).suffix]
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
