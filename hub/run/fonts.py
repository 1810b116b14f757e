"""Which fonts there are: matplotlib looks through them all once, and no run should have to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from hub.run.confine import view

LISTS = "fontlist-*.json"
OF_ALL = tuple(f"{folder}/" for folder in view.SYSTEM)


def warm(folder: Path) -> Path | None:
    """Have matplotlib find the fonts once, so that no run has to; the folder with what it found."""
    if not list(folder.glob(LISTS)):
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [sys.executable, "-P", "-c", "import matplotlib.font_manager"],
            env={**os.environ, "MPLCONFIGDIR": str(folder)},
            check=False,
            capture_output=True,
            timeout=120,
        )
    return folder if list(folder.glob(LISTS)) else None


def known() -> Path | None:
    """Where matplotlib has kept the fonts that it found before; None where a run cannot see all."""
    said = os.environ.get
    cache = said("XDG_CACHE_HOME") or f"{said('HOME', '')}/.cache"
    folder = Path(said("MPLCONFIGDIR") or f"{cache}/matplotlib")
    lists = list(folder.glob(LISTS)) if folder.is_absolute() else []
    return folder if lists and all(map(_seen_by_runs, lists)) else None


def _seen_by_runs(path: Path) -> bool:
    """Whether every font of a list comes with matplotlib or with the system."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        fonts = [Path(one["fname"]) for one in (*told["ttflist"], *told["afmlist"])]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return all(
        ".." not in font.parts
        and (not font.is_absolute() or (f"{font}".startswith(OF_ALL) and font.is_file()))
        for font in fonts
    )
