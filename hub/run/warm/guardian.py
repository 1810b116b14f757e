"""The trusted process above one run: opens the namespaces, starts it, and ends all it started.

It listens to a control channel that only the hub holds: when the hub says so, or is gone, the
run ends. With a pid namespace that is one signal; without one, the guardian is the parent of every
orphan and ends them all.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import time
from typing import Any

from hub.run.confine import births, room, system
from hub.run.confine.tree import descendants, running, threads
from hub.run.warm.serve import Order, serve
from hub.run.warm.shell import Shell

INODES_OF_THE_ROOM = 400  # folders, links and devices of the private root itself
MARGIN = 16 * 2**20  # bytes beyond the limit, so that the excess is seen before the wall

PATIENCE = 60  # seconds to end all that a run has started without a namespace


def guard(
    shell: Shell, order: Order, control: socket.socket, channel: socket.socket, out: int, err: int
) -> None:
    """Start the run and stay until it, and all that it started, has ended."""
    try:
        strict = order.isolation == "strict"
        if strict:
            room.enter_spaces(order.root)
        else:
            system.prctl(system.PR_SET_CHILD_SUBREAPER, 1)
        parent = os.getpid()
        ours, theirs = socket.socketpair()
        child = os.fork()
        if child == 0:
            control.close()
            ours.close()
            _begin(shell, order, channel, out, err, parent, theirs)
        for one in (channel, theirs):
            one.close()
        os.close(out)
        os.close(err)
        control.sendall(json.dumps({"pid": os.getpid()}).encode() + b"\n")
        told = _wait(control, child, strict, _births(ours, child, order, strict))
        control.sendall(json.dumps(told).encode() + b"\n")
    except OSError as fault:
        with contextlib.suppress(OSError):
            control.sendall(json.dumps({"broken": str(fault)}).encode() + b"\n")


def _begin(
    shell: Shell,
    order: Order,
    channel: socket.socket,
    out: int,
    err: int,
    parent: int,
    asking: socket.socket,
) -> None:
    """In the child; it never returns."""
    system.end_with_parent(signal.SIGKILL)
    code = 1
    try:
        births.hand_over(asking, files=order.isolation == "landlock")
        if order.isolation == "strict":
            limits = order.limits
            size = limits.written_bytes + MARGIN
            room.furnish(room.Room(order.work, size, limits.files + INODES_OF_THE_ROOM), order.root)
            status = room.first_process(lambda: serve(shell, channel, out, err, order))
            code = _as_code(status)
        elif os.getppid() == parent:
            code = serve(shell, channel, out, err, order)
    except BaseException as fault:  # noqa: BLE001 - nothing above this process can tell
        from hub.run.warm.wire import packed

        with contextlib.suppress(OSError):
            channel.sendall(packed({"type": "broken", "why": repr(fault)[:300]}))
    finally:
        os._exit(code)


def _as_code(status: int) -> int:
    """How a process ended, in the way that shells write it."""
    code = os.waitstatus_to_exitcode(status)
    return 128 - code if code < 0 else code


def _births(came: socket.socket, child: int, order: Order, strict: bool) -> births.Births:
    own = births.PROCESS if strict else births.Count(0, 0)  # the first of a namespace is the hub's
    most = births.Count(order.limits.processes, order.limits.threads) + own

    def alive() -> births.Count:
        if not strict:
            _bury(child)
        found = descendants(os.getpid(), most.processes)
        return births.Count(len(found), threads(found))

    return births.Births(came, most, alive)


def _wait(
    control: socket.socket, child: int, strict: bool, counted: births.Births
) -> dict[str, Any]:
    """Until the run has ended, is too many, or the hub wants it ended; what there is to tell."""
    watched = os.pidfd_open(child)
    heard = counted.answer_until((control.fileno(), watched))
    if watched not in heard or not strict:
        _end(child, strict)
    _, status = os.waitpid(child, 0)
    os.close(watched)
    return {"ended": _as_code(status), "too_many": "" if heard else counted.too_many}


def _end(child: int, strict: bool) -> None:
    """End the run: its namespace with its first process, or every process below this one."""
    with contextlib.suppress(ProcessLookupError):
        if strict:
            os.kill(child, signal.SIGKILL)
            return
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        below = [pid for pid in descendants(os.getpid()) if pid != child]
        alive = [pid for pid in (*below, child) if running(pid)]
        if not alive:
            return
        for number in (signal.SIGSTOP, signal.SIGKILL):  # stopped ones start no others
            for pid in alive:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, number)
        time.sleep(0.002)
        _bury(child)


def _bury(child: int) -> None:
    """Take note of ended orphans, and leave the run's own end for later."""
    for pid in descendants(os.getpid()):
        if pid != child:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
