"""The warm parent: imports the usual libraries once, and forks a child for every run.

Started as `python -P -m hub.run.warm.parent FD` in a clean environment. It must stay
single-threaded, because a fork takes along locks of other threads, held for ever.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import sys
from pathlib import Path
from typing import Any

from hub.run.confine import view
from hub.run.confine.bounds import Bounds
from hub.run.warm import usual
from hub.run.warm.guardian import guard
from hub.run.warm.serve import Order
from hub.run.warm.shell import Shell, make_shell

LONGEST_REQUEST = 1 << 16


def main(number: int) -> None:
    """Import what nearly all need, say so, and fork for each request until the hub has gone."""
    gc.disable()  # what is imported is kept: looking for garbage in it costs a tenth of the time
    hub = socket.socket(fileno=number)
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, signal.SIG_DFL if one == signal.SIGTERM else signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # guardians are buried by the kernel
    sys.path.extend(view.further())  # last: nothing of the locked environment is replaced
    shell = make_shell()
    with shell.builtin_trap:  # libraries ask at import whether they are in a notebook
        usual.bring_in(usual.FIRST)
        usual.practise()
    _fail(shell)
    hub.sendall(json.dumps({"threads": threads(), "pid": os.getpid()}).encode())
    _answer(hub, shell, usual.Later())
    os._exit(0)  # nothing is to be written, and taking modules apart would be waited for


def _answer(hub: socket.socket, shell: Shell, later: usual.Later) -> None:
    """Fork for each request, and import what is left while there is none."""
    while True:
        while later and not select.select([hub], [], [], 0)[0]:
            with shell.builtin_trap:
                later.import_next()
        request = _request(hub)
        if request is None:
            return
        asked, numbers = request
        with shell.builtin_trap:
            later.import_named(asked["packages"])
        _fork(hub, shell, asked, numbers)


def _fail(shell: Shell) -> None:
    """What shows errors is imported when the first one is shown."""
    try:
        raise ValueError("for practice")
    except ValueError:
        shell.InteractiveTB.structured_traceback(*sys.exc_info())


def threads() -> int:
    """How many threads this process has."""
    return len(os.listdir("/proc/self/task"))  # noqa: PTH208 - names, not paths


def library_files() -> tuple[tuple[int, str], ...]:
    """The open files that libraries hold, such as fonts and the table of map projections."""
    found, folders = [], (*view.python_folders(), *view.system_folders())
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208 - numbers
        try:
            path = os.readlink(f"/proc/self/fd/{name}")  # noqa: PTH115 - no path of a file
        except OSError:  # the list itself was open
            continue
        if path.startswith(folders):
            found.append((int(name), path))
    return tuple(found)


def _request(hub: socket.socket) -> tuple[dict[str, Any], list[int]] | None:
    data, numbers, _, _ = socket.recv_fds(hub, LONGEST_REQUEST, 4)
    return (json.loads(data), numbers) if data else None


def _fork(hub: socket.socket, shell: Shell, asked: dict[str, Any], numbers: list[int]) -> None:
    control, channel, out, err = numbers
    gc.freeze()  # so that no collection in a child writes to shared pages
    if threads() != 1:
        os.write(control, b'{"broken": "the warm parent has more than one thread"}\n')
    elif os.fork() == 0:
        gc.enable()
        sys.dont_write_bytecode = True  # a child may write nothing there anyway
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        hub.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        order = Order(
            str(asked["isolation"]),
            Path(str(asked["work"])),
            Bounds(**asked["limits"]),
            os.getuid() == 0,
            library_files(),
        )
        try:
            guard(
                shell,
                order,
                socket.socket(fileno=control),
                socket.socket(fileno=channel),
                out,
                err,
            )
        finally:
            os._exit(0)
    for one in numbers:
        os.close(one)


if __name__ == "__main__":
    main(int(sys.argv[1]))
