"""Stands beside the recipe in its process, and remembers what went wrong without an error.

It needs nothing but the standard library: its source is also sent into a stock kernel.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from functools import partial
from typing import Any

FAILED_COMMAND, THREAD, TASK, SHELL = "command", "thread", "task", "shell"
RUNS_CELLS = ("run_cell", "_run_cell", "run_cell_async", "run_ast_nodes", "run_code")


def _has_terminals() -> bool:
    """Whether a command can be given a terminal, as notebooks do."""
    try:
        os.close(os.open("/dev/ptmx", os.O_RDWR | getattr(os, "O_NOCTTY", 0)))
    except OSError:
        return os.name != "posix"
    return True


def _piped(shell: Any, command: str) -> None:
    """Run a command and show what it says, without a terminal."""
    sys.stdout.flush()
    with subprocess.Popen(  # noqa: S602 - it is what the line asks for
        shell.var_expand(command, depth=2),
        shell=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        for line in process.stdout or ():
            sys.stdout.write(line.decode("utf-8", "replace"))
    shell.user_ns["_exit_code"] = process.returncode


class Observer:
    """Sees failed shell commands, errors in threads, and errors in tasks that nobody awaited."""

    def __init__(self, shell: Any) -> None:
        self._seen: list[tuple[str, str]] = []
        self._tasks: set[asyncio.Task[Any]] = set()
        self._shell, self._runs = shell, self._what_runs(shell)
        self._watch_commands(shell)
        self._watch_threads()
        asyncio.get_event_loop().set_task_factory(self._make_task)

    def take(self) -> list[tuple[str, str]]:
        """What was seen since the last time, as pairs of a kind and a word about it."""
        done = {task for task in self._tasks if task.done()}
        self._tasks -= done
        for task in done:
            if getattr(task, "_log_traceback", False) and not task.cancelled():
                self._note(TASK, type(task.exception()).__name__)
        if self._what_runs(self._shell) != self._runs:
            self._note(SHELL, "")
        seen, self._seen = self._seen, []
        return seen

    def _note(self, kind: str, word: str) -> None:
        if len(self._seen) < 20:
            self._seen.append((kind, word))

    @staticmethod
    def _what_runs(shell: Any) -> list[Any]:
        """The functions that run cells; a cell that replaces them decides what the next ones do."""
        return [getattr(getattr(shell, name), "__func__", None) for name in RUNS_CELLS]

    def _watch_commands(self, shell: Any) -> None:
        run = shell.system if _has_terminals() else partial(_piped, shell)

        def system(command: str) -> None:
            __tracebackhide__ = True  # the recipe's own lines are what its reader needs
            shell.user_ns.pop("_exit_code", None)
            run(command)
            code = shell.user_ns.get("_exit_code", 0)
            if code:
                self._note(FAILED_COMMAND, str(code)[:10])

        shell.system = system
        if os.name == "posix":
            core = sys.modules["IPython.core.interactiveshell"]  # whose shell this is
            vars(core)["getoutput"] = self._output_of

    def _output_of(self, command: str) -> str:
        """What `name = !command` takes; IPython's own forgets whether the command failed."""
        done = subprocess.run(  # noqa: S602 - it is what the line asks for
            command,
            shell=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if done.returncode:
            self._note(FAILED_COMMAND, str(done.returncode)[:10])
        return done.stdout.decode("utf-8", "replace")

    def _watch_threads(self) -> None:
        tell = threading.excepthook

        def hook(fault: Any, /) -> None:
            if fault.exc_type is not SystemExit:
                self._note(THREAD, fault.exc_type.__name__)
            tell(fault)

        threading.excepthook = hook

    def _make_task(self, loop: Any, work: Any, **options: Any) -> asyncio.Task[Any]:
        task = asyncio.Task(work, loop=loop, **options)
        self._tasks.add(task)
        return task
