"""Magics that go on where something failed: scripts, %cd, %debug, the profiler, and %run -e."""

from __future__ import annotations

import asyncio
import contextlib
import cProfile
import os
from collections.abc import Iterator
from functools import wraps
from typing import Any

from hub.run.beside.kinds import ASKED, FAILED_COMMAND, FOLDER, LEFT, Note

NOT_FOUND = 127  # what shells say of a program that there is not
ENDED_ON_PURPOSE = (-2, -9, -15)  # by whoever started it in the background


def bring_in(shell: Any) -> None:
    """Import those that are watched, which IPython would do when they are first used."""
    for name in ("cd", "prun", "debug"):
        shell.find_line_magic(name)
    shell.find_cell_magic("script")


def watch_magics(shell: Any, note: Note) -> Scripts:
    """Have them tell what failed."""
    bring_in(shell)
    magics, scripts = shell.magics_manager.magics, Scripts(note)
    of_scripts = magics["cell"]["script"].__self__
    of_scripts.shebang = magics["cell"]["script"] = scripts.heard(of_scripts.shebang)
    magics["line"]["cd"] = _cd(magics["line"]["cd"], note)
    for kind in ("line", "cell"):
        magics[kind]["debug"] = _debug(magics[kind]["debug"], note)
    profiling = magics["line"]["prun"].__self__
    profiling._run_with_profiler = _profiled(profiling._run_with_profiler, note)
    shell.safe_execfile = _file(shell.safe_execfile, note)
    return scripts


@contextlib.contextmanager
def in_place_of(holder: Any, name: str, other: Any) -> Iterator[None]:
    """Something else under this name, for as long as a magic runs."""
    before = getattr(holder, name)
    setattr(holder, name, other)
    try:
        yield
    finally:
        setattr(holder, name, before)


class Scripts:
    """The processes of %%script and of its kind, such as %%bash."""

    def __init__(self, note: Note) -> None:
        self._note = note
        self._started: list[Any] = []

    def heard(self, run: Any) -> Any:
        """The function of the magic, of which each process is remembered."""
        start = asyncio.create_subprocess_exec

        @wraps(run)
        def shebang(line: str, cell: str) -> None:
            __tracebackhide__ = True
            kept = "--proc" in line  # by the cell, which can ask it

            async def started(*words: Any, **options: Any) -> Any:
                try:
                    process = await start(*words, **options)
                except FileNotFoundError:
                    self._note(FAILED_COMMAND, str(NOT_FOUND))
                    raise
                if not kept:
                    self._started.append(process)
                return process

            with in_place_of(asyncio, "create_subprocess_exec", started):
                run(line, cell)

        return shebang

    def look(self) -> None:
        """Tell of those that have ended, and failed."""
        for script in [one for one in self._started if one.returncode is not None]:
            self._started.remove(script)
            if script.returncode not in (0, *ENDED_ON_PURPOSE):
                self._note(FAILED_COMMAND, str(script.returncode))


def _cd(run: Any, note: Note) -> Any:
    go = os.chdir

    def chdir(path: Any) -> None:
        try:
            go(path)
        except OSError:
            note(FOLDER, "")
            raise

    @wraps(run)
    def cd(words: str = "") -> None:
        __tracebackhide__ = True
        with in_place_of(os, "chdir", chdir):
            run(words)

    return cd


def _debug(run: Any, note: Note) -> Any:
    @wraps(run)  # it is given the names of the cell, too
    def debug(line: str = "", cell: str | None = None, **names: Any) -> None:
        __tracebackhide__ = True
        if line.strip() or cell:
            note(ASKED, "")
        run(line, cell, **names)

    return debug


def _profiled(run: Any, note: Note) -> Any:
    class Profile(cProfile.Profile):
        def runctx(self, *words: Any) -> Any:
            try:
                return super().runctx(*words)
            except SystemExit:
                note(LEFT, "profiled")
                raise

    def profiled(*words: Any) -> Any:
        __tracebackhide__ = True
        with in_place_of(cProfile, "Profile", Profile):
            return run(*words)

    return profiled


def _file(run: Any, note: Note) -> Any:
    @wraps(run)
    def safe_execfile(*words: Any, exit_ignore: bool = False, **options: Any) -> None:
        __tracebackhide__ = True
        if not exit_ignore:
            run(*words, **options)
            return
        try:
            run(*words, exit_ignore=True, **{**options, "raise_exceptions": True})
        except SystemExit:
            note(LEFT, "script")

    return safe_execfile
