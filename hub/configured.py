"""The settings of a hub as they stand, unchecked: hub.toml, or [tool.hub] of pyproject.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hub.errors import Mendable


class SettingsError(Mendable):
    """The settings cannot be used; the text says which file, what is wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a folder's settings say, and the name of the file that says it."""

    file: str = "hub.toml"
    table: dict[str, Any] = field(default_factory=dict)


def said(folder: Path) -> Said:
    """The settings of a folder, unchecked; empty where it has none. Raises SettingsError."""
    for name, section in (("hub.toml", ()), ("pyproject.toml", ("tool", "hub"))):
        path = folder / name
        if not path.is_file():
            continue
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            raise SettingsError(f"{name} is not readable TOML: {fault}. Mend that line.") from fault
        for key in section:
            table = table.get(key, {})
        if table:
            return Said(name, table)
    return Said()
