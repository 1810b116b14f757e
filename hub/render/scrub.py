"""Text without the traces of the machine it was made on, so that pages are the same anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,16}\b")
# Possessive (++), so that a long hostile line costs no more than its length.
PATH = re.compile(r"(?<![\w.:/~-])(?:/[\w.+@~-]++)++/?")
WINDOWS_PATH = re.compile(r"\b[A-Za-z]:\\(?:[\w.+@ -]++\\)++[\w.+@-]*+")
PACKAGES = re.compile(r"/(?:site|dist)-packages(?=/)|/lib/python3\.\d+(?=/)")
KERNEL = re.compile(r"\bipykernel_\d+\b")
OF_A_MACHINE = ("home", "Users", "root", "tmp", "var", "private", "work", "mnt", "srv", "opt")


@dataclass(frozen=True, slots=True)
class Scrub:
    """Takes folders of this machine, memory addresses and terminal colours out of text."""

    folders: tuple[str, ...] = ()

    @classmethod
    def of(cls, folders: Iterable[Path]) -> Scrub:
        """A scrub that also knows these folders by name, the longest first."""
        names = {str(folder) for folder in folders} | {str(folder.resolve()) for folder in folders}
        return cls(tuple(sorted((name for name in names if len(name) > 1), key=len, reverse=True)))

    def source(self, text: str) -> str:
        """Code or prose: only the folders that are known, since the rest is as written."""
        for folder in self.folders:
            text = text.replace(folder, "…")
        return text

    def output(self, text: str) -> str:
        """What a cell put out."""
        text = self.source(_settled(ANSI.sub("", text)))
        text = PATH.sub(_shortened, WINDOWS_PATH.sub(_last_part, text))
        return KERNEL.sub("notebook", ADDRESS.sub("0x…", text))


def _settled(text: str) -> str:
    """The text as a terminal leaves it: what was written over on a line is gone."""
    if "\r" not in text:
        return text
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in lines)


def _shortened(found: re.Match[str]) -> str:
    """A path without the folders that say whose machine it was."""
    path = found[0]
    if KERNEL.search(path):
        return "this notebook"
    inside = list(PACKAGES.finditer(path))
    if inside:
        return f"…{path[inside[-1].end() :]}"
    if path.split("/")[1] in OF_A_MACHINE and path.count("/") > 1:
        return _last_part(found)
    return path


def _last_part(found: re.Match[str]) -> str:
    name = re.split(r"[/\\]", found[0].rstrip("/"))[-1]
    return f"…/{name}" if name else "…"
