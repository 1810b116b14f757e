"""Shared memory of a run's own, by name, where it has no root of its own.

The machine has one folder for it, where no name says whose it is. So a run may touch nothing there:
the kernel asks a trusted process about each file that is opened for writing, linked or unlinked,
and that answers for the folder of shared memory from files without a name. They are gone with it.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import struct
from dataclasses import dataclass

from hub.run.confine import asking
from hub.run.confine.view import SHARED

ANSWER, GIVE = 0xC0182101, 0x40182103
GO_ON, AND_SEND = 1, 2
LONGEST = 300  # bytes of a path that can be one there
MOST = 200  # names at once
NOT_TAKEN_OVER = os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_DIRECTORY


@dataclass(frozen=True, slots=True)
class Question:
    """A system call that waits for an answer: who makes it, which one, and with what."""

    which: int
    thread: int
    call: int
    values: tuple[int, ...]

    @classmethod
    def of(cls, asked: bytes) -> Question:
        """As the kernel puts it."""
        which, thread, _, call, _, _, *values = struct.unpack_from("QIIiIQ6Q", asked)
        return cls(which, thread, call, tuple(values))


class Memory:
    """The shared memory of one run: open files of no name, by the names that it gave them."""

    def __init__(self) -> None:
        self._held: dict[str, int] = {}

    def answer(self, listener: int, question: Question) -> None:
        """Answer a question about a file. Raises OSError where nobody waits for it any more."""
        try:
            given = self._given(question)
        except OSError as fault:
            _say(listener, question, refused=fault.errno or errno.EACCES)
            return
        if given is None:
            _say(listener, question, go_on=True)
        elif given < 0:
            _say(listener, question)
        else:
            _give(listener, question, given)

    def _given(self, asked: Question) -> int | None:
        """A file to give, -1 where it is done, None where it is about something else."""
        kind, (first, second) = asking.about_file(asked.call, asked.values)
        name = _name(asked.thread, first)
        if name is None:
            return None
        if kind == "unlink":
            os.close(self._found(name))
            del self._held[name]
            return -1
        if kind == "link":
            return self._link(name, _name(asked.thread, second))
        return self._open(name, second)

    def _open(self, name: str, how: int) -> int:
        if name in self._held:
            if how & os.O_CREAT and how & os.O_EXCL:
                raise FileExistsError(errno.EEXIST, name)
        elif how & os.O_CREAT:
            self._keep(name, os.open(SHARED, os.O_TMPFILE | os.O_RDWR | os.O_CLOEXEC, 0o600))
        return os.open(f"/proc/self/fd/{self._found(name)}", how & ~NOT_TAKEN_OVER | os.O_CLOEXEC)

    def _link(self, name: str, other: str | None) -> int | None:
        if other is None:
            return None
        if other in self._held:
            raise FileExistsError(errno.EEXIST, other)
        self._keep(other, os.dup(self._found(name)))
        return -1

    def _found(self, name: str) -> int:
        if name not in self._held:
            raise FileNotFoundError(errno.ENOENT, name)
        return self._held[name]

    def _keep(self, name: str, number: int) -> None:
        if len(self._held) >= MOST:
            os.close(number)
            raise OSError(errno.ENOSPC, name)
        self._held[name] = number


def _say(listener: int, asked: Question, *, refused: int = 0, go_on: bool = False) -> None:
    told = struct.pack("QqiI", asked.which, 0, -refused, GO_ON if go_on else 0)
    fcntl.ioctl(listener, ANSWER, told)


def _give(listener: int, asked: Question, number: int) -> None:
    """Have the file open there as well, under a number that the call returns."""
    try:
        told = struct.pack("QIIII", asked.which, AND_SEND, number, 0, os.O_CLOEXEC)
        fcntl.ioctl(listener, GIVE, told)
    finally:
        os.close(number)


def _name(thread: int, address: int) -> str | None:
    """The name in the folder of shared memory that a path means; None where it is another path."""
    with contextlib.suppress(OSError):  # it has ended, or gave no path at all
        memory = os.open(f"/proc/{thread}/mem", os.O_RDONLY | os.O_CLOEXEC)
        try:
            path, end, _ = os.pread(memory, LONGEST, address).partition(b"\0")
        finally:
            os.close(memory)
        folder, slash, name = os.fsdecode(path).rpartition("/")
        if end and slash and folder.rstrip("/") == SHARED and name not in ("", ".", ".."):
            return name
    return None
