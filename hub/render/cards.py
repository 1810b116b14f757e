"""The small picture of a recipe on cards, and the one that social media show; kept by content."""

from __future__ import annotations

import hashlib
import os
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hub.pictures import small
from hub.render.output import Output
from hub.render.templating import file_of

if TYPE_CHECKING:
    from hub.render.recipe import Made
    from hub.render.site import Site

THUMBNAIL = "thumbnail.webp"
SOCIAL = "social.png"
ROUND = b"2"  # raise it when the drawing changes, so that no kept picture is stale


@dataclass(frozen=True, slots=True)
class Kept:
    """Pictures that were drawn before, in files named by what they were drawn from."""

    folder: Path

    def get(self, source: bytes, make: Callable[[], bytes | None]) -> bytes | None:
        """The kept picture, or a new one; nothing is kept where the folder cannot be written."""
        path = self.folder / hashlib.sha256(ROUND + source).hexdigest()
        if path.is_file():
            return path.read_bytes()
        made = make()
        if made is not None:
            self._write(path, made)
        return made

    def _write(self, path: Path, data: bytes) -> None:
        beside = path.with_name(f".{path.name}-{os.getpid()}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(data)
            beside.replace(path)
        except OSError:
            beside.unlink(missing_ok=True)


def thumbnail(files: tuple[Output, ...], main: str | None, kept: Kept) -> bytes | None:
    """The main figure, small; None where there is none."""
    found = next((file.data for file in files if file.path == main), None)
    if found is None or main is None:
        return None
    suffix = main[main.rindex(".") :]
    return kept.get(found, lambda: small.thumbnail(found, suffix))


def outputs(made: Made, site: Site, kept: Kept) -> Iterator[Output]:
    """thumbnail.webp and social.png beside a recipe's page."""
    if made.picture:
        yield Output(THUMBNAIL, made.picture)
    card = made.card
    if card is None:
        return
    drawing = file_of(
        SOCIAL,
        "social.svg.j2",
        lines=textwrap.wrap(card.question, 40)[:4],
        answer=textwrap.wrap(made.answer or card.summary, 68)[:3],
        locality=made.entry.recipe.locality.name,
        title=site.settings.title,
    ).data
    poster = kept.get(drawing, lambda: small.poster(drawing.decode()))
    if poster:
        yield Output(SOCIAL, poster)
