"""Stands beside the recipe in its process, and remembers what went wrong without an error.

It needs nothing but the standard library: its source is also sent into a stock kernel.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import subprocess
import sys
import threading
import weakref
from functools import partial, wraps
from typing import Any

from hub.run.beside.kinds import AT_END, CLEANING, FAILED_COMMAND, LEFT, SHELL, TASK, THREAD
from hub.run.beside.magics import in_place_of, watch_magics
from hub.run.beside.silent import watch_warnings
from hub.run.beside.unread import Unread

RUNS_CELLS = ("run_cell", "_run_cell", "run_cell_async", "run_ast_nodes", "run_code")
RUNS_COMMANDS = ("system", "system_piped", "system_raw")


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
        command,
        shell=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        for line in process.stdout or ():
            sys.stdout.write(line.decode("utf-8", "replace"))
    shell.user_ns["_exit_code"] = process.returncode


class Observer:
    """Sees what fails in commands, threads, tasks, workers and processes, and is not looked at."""

    def __init__(self, shell: Any) -> None:
        self._seen: list[tuple[str, str]] = []
        self._tasks: set[asyncio.Future[Any]] = set()
        self._failed: list[weakref.ref[asyncio.Future[Any]]] = []
        self._shell, self._runs = shell, self._what_runs(shell)
        self._watch_commands(shell)
        self._watch_leaving(shell)
        self._watch_hooks()
        self._watch_tasks()
        self._scripts = watch_magics(shell, self._note)
        self._unread = Unread(self._note)
        watch_warnings(self._note)

    def take(self, *, last: bool = False) -> list[tuple[str, str]]:
        """What was seen since the last time, as pairs of a kind and a word about it.

        A failure that somebody may still look at is told when it is forgotten, or the `last` time.
        """
        self._look_at_tasks(last=last)
        self._scripts.look()
        if last:
            self._unread.tell_all()
        if self._what_runs(self._shell) != self._runs:
            self._note(SHELL, "")
        seen, self._seen = self._seen, []
        return seen

    def _note(self, kind: str, word: str) -> None:
        if len(self._seen) < 20 and (kind, word) not in self._seen:
            self._seen.append((kind, word))

    @staticmethod
    def _what_runs(shell: Any) -> list[Any]:
        """The functions that run cells; a cell that replaces them decides what the next ones do."""
        return [getattr(getattr(shell, name), "__func__", None) for name in RUNS_CELLS]

    def _watch_commands(self, shell: Any) -> None:
        piped = None if _has_terminals() else partial(_piped, shell)
        for name in RUNS_COMMANDS:
            setattr(shell, name, self._watched(shell, piped or getattr(shell, name)))
        if os.name == "posix":
            core = sys.modules["IPython.core.interactiveshell"]  # whose shell this is
            vars(core)["getoutput"] = self._output_of

    def _watched(self, shell: Any, run: Any) -> Any:
        def system(command: str) -> None:
            __tracebackhide__ = True  # the recipe's own lines are what its reader needs
            shell.user_ns.pop("_exit_code", None)
            expanded = shell.var_expand(command, depth=1)  # with the names of whoever calls this
            with in_place_of(shell, "var_expand", lambda words, **_: words):
                run(expanded)
            code = shell.user_ns.get("_exit_code", 0)
            if code:
                self._note(FAILED_COMMAND, str(code)[:10])

        return system

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

    def _watch_leaving(self, shell: Any) -> None:
        leave = shell.ask_exit

        def ask_exit() -> None:
            self._note(LEFT, "")
            leave()

        shell.ask_exit = ask_exit
        register: Any = atexit.register

        @wraps(register)
        def registered(func: Any, /, *words: Any, **options: Any) -> Any:
            if getattr(func, "__module__", None) == "__main__":
                self._note(AT_END, "")
            return register(func, *words, **options)

        atexit.register = registered

    def _watch_hooks(self) -> None:
        """Errors in threads, and where there is nobody to be told, such as in `__del__`."""
        of_threads, of_nobody = threading.excepthook, sys.unraisablehook

        def in_thread(fault: Any, /) -> None:
            left = fault.exc_type is SystemExit
            self._note(*((LEFT, "thread") if left else (THREAD, fault.exc_type.__name__)))
            of_threads(fault)

        def in_cleaning(fault: Any, /) -> None:
            left = fault.exc_type is SystemExit
            self._note(*((LEFT, "cleaning") if left else (CLEANING, "")))
            of_nobody(fault)

        threading.excepthook, sys.unraisablehook = in_thread, in_cleaning

    def _watch_tasks(self) -> None:
        loop = asyncio.get_event_loop()
        loop.set_task_factory(self._make_task)
        hear, give = loop.call_exception_handler, loop.run_in_executor

        def heard(context: dict[str, Any]) -> None:
            if "exception" in context:
                self._note(TASK, "")
            hear(context)

        def given(*words: Any) -> asyncio.Future[Any]:
            future = give(*words)
            self._tasks.add(future)
            return future

        loop.call_exception_handler = heard  # type: ignore[method-assign]
        loop.run_in_executor = given  # type: ignore[method-assign, assignment]

    def _make_task(self, loop: Any, work: Any, **options: Any) -> asyncio.Task[Any]:
        task = asyncio.Task(work, loop=loop, **options)
        self._tasks.add(task)
        return task

    def _look_at_tasks(self, *, last: bool) -> None:
        """Those that failed may still be awaited; the loop tells of what is forgotten."""
        done = {task for task in self._tasks if task.done()}
        self._tasks -= done
        self._failed += [weakref.ref(one) for one in done if one._log_traceback]
        done.clear()  # whom nobody else holds are forgotten now
        if last and any(one._log_traceback for one in (ref() for ref in self._failed) if one):
            self._note(TASK, "")
