"""What a forked child does: confine itself, then execute cells as it is told, one by one."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import os
import random
import signal
import socket
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hub.run.beside.observe import Observer
from hub.run.confine import bounds, landlock, launch, room, seccomp, system, view
from hub.run.warm import wire
from hub.run.warm.shell import LONGEST, Shell, connect

LAST_TURNS = 5  # of the event loop, so that tasks that are ready can end


@dataclass(frozen=True, slots=True)
class Order:
    """What the hub asks of a child: where to work, under which isolation and limits."""

    isolation: str
    work: Path
    limits: bounds.Bounds
    root: bool
    files: tuple[tuple[int, str], ...] = ()  # that libraries hold open, such as fonts

    @property
    def home(self) -> Path:
        """The home of the run, with room for temporary files."""
        return Path("/home/recipe") if self.isolation == "strict" else self.work.parent / view.HOME

    @property
    def inside(self) -> Path:
        """The work folder as the run sees it."""
        return Path(room.BOX) if self.isolation == "strict" else self.work

    @property
    def temporary(self) -> Path:
        """Where temporary files go."""
        return Path("/tmp") if self.isolation == "strict" else self.home  # noqa: S108


def serve(shell: Shell, channel: socket.socket, out: int, err: int, order: Order) -> int:
    """Confine this process and run what comes over the channel; its exit code."""
    try:
        _settle(channel, out, err, order)
        shell.move_in(order.home)
        results = os.open("results", os.O_RDONLY | os.O_DIRECTORY)
        socket.send_fds(channel, [b"R"], [results])
        os.close(results)
        _confine(order)
        return asyncio.run(_cells(shell, channel))
    except SystemExit:  # of a task or a callback; a cell's own is an answer to it
        _say(channel, {"type": "left"})
        return 1
    except BaseException:  # noqa: BLE001 - the last thing that this process can say
        _say_broken(channel)
        return 1


def _settle(channel: socket.socket, out: int, err: int, order: Order) -> None:
    """Keep no file open but these, no chance of before, and no signal handled."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for source, target in ((nothing, 0), (out, 1), (err, 2)):
        os.dup2(source, target, inheritable=True)
    for number, path in order.files:
        _open_anew(number, path)
    kept = {0, 1, 2, channel.fileno(), *(number for number, _ in order.files)}
    for number in [int(name) for name in os.listdir("/proc/self/fd")]:  # noqa: PTH208 - numbers
        if number not in kept:
            with contextlib.suppress(OSError):  # the list itself was open
                os.close(number)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD, signal.SIGPIPE):
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else 0)
    order.home.mkdir(exist_ok=True)
    os.environ.update(
        HOME=str(order.home),
        TMPDIR=str(order.temporary),
        JOBLIB_TEMP_FOLDER=str(order.temporary),
        MPLCONFIGDIR=f"{order.home}/matplotlib",
    )
    if order.isolation == "landlock":
        os.environ.update(view.ALONE)
        for name in view.DIVIDES_WORK & sys.modules.keys():
            sys.modules[name].mp = None  # type: ignore[attr-defined] # as where it reads ALONE
    os.chdir(order.inside)
    sys.path.insert(_place_of_helpers(), "")
    sys.path_importer_cache.clear()
    importlib.invalidate_caches()
    os.umask(0o022)
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def _place_of_helpers() -> int:
    """Where IPython looks for modules beside the notebook: after the standard library."""
    names = [Path(path).name for path in sys.path]
    packages = [at for at, name in enumerate(names) if name in ("site-packages", "dist-packages")]
    return packages[0] if packages else 0


def _open_anew(number: int, path: str) -> None:
    """Have a place of one's own in a file that was opened before the fork.

    All children share the place otherwise, and would read each other's letters.
    """
    place = os.lseek(number, 0, os.SEEK_CUR)
    own = os.open(path, os.O_RDONLY)
    os.lseek(own, place, os.SEEK_SET)
    os.dup2(own, number)
    os.close(own)


def _confine(order: Order) -> None:
    bounds.first_to_go()
    strict = order.isolation == "strict"
    if strict and order.root:
        room.become_nobody()
    bounds.bound(order.limits, count_processes=strict)
    if strict:
        room.lock_in()
    elif order.isolation == "landlock":
        system.drop_capabilities()
        system.prctl(system.PR_SET_NO_NEW_PRIVS, 1)
        writable = (str(order.work), str(order.home), *launch.devices())
        readable = (*view.readable(), *launch.own_proc())
        landlock.restrict(readable, writable, launch.own_lists())
        inside = landlock.version() >= launch.SCOPED
        system.set_filter(seccomp.program(signals=inside, apart=False))


async def _cells(shell: Shell, channel: socket.socket) -> int:
    def send(message: wire.Message) -> None:
        channel.sendall(wire.packed(message))

    loop = asyncio.get_running_loop()
    connect(shell, send)
    observer = Observer(shell)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # the loop's would cancel all of it
    shell.send({"type": "ready"})
    while True:
        await _readable(loop, channel)
        message = wire.receive(channel)
        if message is None:
            return 0
        if message["type"] == "end":
            for _ in range(LAST_TURNS):
                await asyncio.sleep(0)
            shell.send({"type": "bye", "seen": observer.take(last=True)})
            return 0
        shell.last_traceback = None
        reply = await _run(shell, message["source"])
        shell.send({**reply, "cell": message["cell"], "seen": observer.take()})


async def _readable(loop: asyncio.AbstractEventLoop, channel: socket.socket) -> None:
    """Wait for the next order, and let tasks of the recipe go on meanwhile."""
    waiting: asyncio.Future[None] = loop.create_future()

    def arrived() -> None:
        if not waiting.done():
            waiting.set_result(None)

    loop.add_reader(channel, arrived)
    try:
        await waiting
    finally:
        loop.remove_reader(channel)


async def _run(shell: Shell, source: str) -> dict[str, Any]:
    """One cell, as a kernel runs it: in the running loop where it awaits, else at once."""
    transformed, trouble = source, None
    try:
        transformed = shell.transform_cell(source)
    except Exception:  # noqa: BLE001 - told by the shell as the cell's own error
        trouble = sys.exc_info()
    if shell.should_run_async(
        source, transformed_cell=transformed, preprocessing_exc_tuple=trouble
    ):
        try:
            result = await shell.run_cell_async(
                source,
                store_history=True,
                transformed_cell=transformed,
                preprocessing_exc_tuple=trouble,
            )
        finally:
            shell.events.trigger("post_execute")
        shell.events.trigger("post_run_cell", result)
    else:
        result = shell.run_cell(source, store_history=True)
    error = result.error_before_exec or result.error_in_exec
    reply: dict[str, Any] = {
        "type": "reply",
        "status": "ok" if result.success else "error",
        "leaving": shell.leaving,
        "execution_count": shell.execution_count - 1,
    }
    if not result.success:
        reply |= {
            "ename": type(error).__name__,
            "evalue": str(error)[:LONGEST],
            "traceback": shell.last_traceback or [],
        }
    return reply


def _say_broken(channel: socket.socket) -> None:
    words = traceback.format_exc().strip().splitlines()
    where = next((one.strip() for one in reversed(words) if "File " in one), "")
    _say(channel, {"type": "broken", "why": f"{words[-1][:150]} {where[-150:]}"})


def _say(channel: socket.socket, said: wire.Message) -> None:
    try:
        channel.sendall(wire.packed(said))
    except OSError:
        return
