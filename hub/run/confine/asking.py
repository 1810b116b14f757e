"""The second filter of system calls: which ones the kernel asks a trusted process about."""

from __future__ import annotations

import os
import platform

from hub.run.confine.seccomp import (
    ALLOW,
    ARGUMENT_1,
    ARGUMENT_2,
    ASK,
    JUMP_ANY_BIT,
    JUMP_EQUAL,
    LOAD,
    NUMBER,
    RETURN,
    Jump,
    column,
    each,
    laid_out,
)

# As there: the number on x86_64, and on aarch64.
STARTS = {"x86_64": (56, 57, 58, 435), "aarch64": (220, 435)}  # clone, fork, vfork, clone3
BIRTHS = STARTS.get(platform.machine(), ())
OPEN, OPENAT, CREAT = (2, None), (257, 56), (85, None)
UNLINK, UNLINKAT, LINK, LINKAT = (87, None), (263, 35), (86, None), (265, 37)
CHANGES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW  # or is how shared memory is opened
CREATES = os.O_WRONLY | os.O_CREAT | os.O_TRUNC  # what creat does


def asking(machine: str | None = None, *, files: bool = False) -> bytes:
    """A second filter, that has the kernel ask before a process or a thread is started.

    With `files`, also before a file is opened for writing, linked or unlinked.
    """
    machine = machine or platform.machine()
    at = column(machine)
    steps = [
        Jump(LOAD, NUMBER),
        *(Jump(JUMP_EQUAL, number, "ask") for number in STARTS[machine]),
    ]
    if files:
        steps += each((CREAT, UNLINK, UNLINKAT, LINK, LINKAT), at, "ask")
        steps += [*each((OPENAT,), at, "openat"), *each((OPEN,), at, "open")]
    steps += [
        Jump(RETURN, ALLOW),
        Jump(LOAD, ARGUMENT_2, label="openat"),
        Jump(JUMP_ANY_BIT, CHANGES, "ask", "allow"),
        Jump(LOAD, ARGUMENT_1, label="open"),
        Jump(JUMP_ANY_BIT, CHANGES, "ask"),
        Jump(RETURN, ALLOW, label="allow"),
        Jump(RETURN, ASK, label="ask"),
    ]
    return laid_out(steps)


def about_file(call: int, values: tuple[int, ...]) -> tuple[str, tuple[int, int]]:
    """What a call is to do with a file; where its path stands, and a second one or how it opens."""
    if call in OPENAT:
        return "open", (values[1], values[2])
    if call in LINKAT:
        return "link", (values[1], values[3])
    if call in UNLINKAT:
        return "unlink", (values[1], 0)
    if call in UNLINK:
        return "unlink", (values[0], 0)
    if call in LINK:
        return "link", (values[0], values[1])
    return "open", (values[0], values[1] if call in OPEN else CREATES)
