"""The pages that people of the hub wrote, and the site's own style and script, as they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hub.render.output import Output

ASSETS = Path(__file__).parent / "assets"


def outputs(project: Path) -> Iterator[Output]:
    """docs/ of the project and the hub's own assets."""
    yield from _files(project / "docs", "")
    yield from _files(ASSETS, "assets/")


def _files(folder: Path, prefix: str) -> Iterator[Output]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
            yield Output(f"{prefix}{path.relative_to(folder).as_posix()}", path.read_bytes())
