"""A command of the hub run in this process: how it ended, and what it said."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from hub.cli import main


class Said(NamedTuple):
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


Shell = Callable[..., Said]


def shell(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """What runs `hub WORDS…` in the folder where the process stands, as a terminal would."""

    def run(*words: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["hub", *words])
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        return Said(code, *capsys.readouterr())

    return run
