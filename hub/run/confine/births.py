"""How many processes and threads a run may start, where the kernel keeps no count of its own.

Root is held to no limit of processes, and an ordinary user to one for everything that is theirs.
So the kernel asks a trusted process about each one that is to be started, and that counts. While
a run is being ended nobody is answered, and nothing new can be born.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import socket
import struct
from collections.abc import Callable, Collection
from dataclasses import dataclass

from hub.run.confine import asking, seccomp, system
from hub.run.confine.memory import Memory, Question

ASK, ANSWER, STILL_ASKED = 0xC0502100, 0xC0182101, 0x40082102
GO_ON = 1
CLONE_THREAD = 0x10000


@dataclass(frozen=True, slots=True)
class Count:
    """So many at once: all threads, with the first of each process."""

    processes: int
    threads: int

    def fits(self, most: Count) -> bool:
        """Whether there are no more than so many."""
        return self.processes <= most.processes and self.threads <= most.threads

    def __add__(self, other: Count) -> Count:
        return Count(self.processes + other.processes, self.threads + other.threads)


THREAD, PROCESS = Count(0, 1), Count(1, 1)


def hand_over(to: socket.socket, *, files: bool = False) -> None:
    """From now on the kernel asks before this process, or a later one, starts another.

    With `files`, also before it opens one for writing. Where it asks is sent away; nothing is where
    it cannot, or asks somebody else already.
    """
    with to, contextlib.suppress(OSError, seccomp.Unknown):
        system.prctl(system.PR_SET_NO_NEW_PRIVS, 1)
        listener = system.set_asking_filter(asking.asking(files=files))
        try:
            socket.send_fds(to, [b"B"], [listener])
        finally:  # held here, it would let this process wait for itself
            os.close(listener)


class Births:
    """Answers the kernel: one more. Where it is one too many, nobody is answered.

    `count` says how many there are now. What else the kernel asks is about shared memory.
    """

    def __init__(self, came: socket.socket, most: Count, count: Callable[[], Count]) -> None:
        with came:
            _, listeners, _, _ = socket.recv_fds(came, 1, 1)
        self._listener = listeners[0] if listeners else None
        self._most, self._count = most, count
        self._known = most  # or fewer
        self._memory = Memory()
        self._waiting: bytes | None = None
        self.too_many = ""  # "processes" or "threads"

    def answer_until(self, awaited: Collection[int]) -> frozenset[int]:
        """Answer until one of these open files has something to say; those that have.

        None has where one is too many. It waits, and is looked at again with the next call.
        """
        events = select.poll()
        for one in awaited:
            events.register(one, select.POLLIN)
        if self._listener is not None:
            events.register(self._listener, select.POLLIN)
        while True:
            patient = self._waiting is None or self._answered()
            ready = dict(events.poll(None if patient else 0))
            asked = ready.pop(self._listener, 0) if self._listener is not None else 0
            if ready or not patient:
                return frozenset(ready)
            if asked & select.POLLIN and self._listener is not None:
                self._waiting = self._question(self._listener)
            elif self._listener is not None:  # nobody is left who could start one
                events.unregister(self._listener)
                self._listener = None

    def _question(self, listener: int) -> bytes | None:
        asked = bytearray(80)
        with contextlib.suppress(OSError):  # who wanted to start one has ended meanwhile
            fcntl.ioctl(listener, ASK, asked)
            return bytes(asked)
        return None

    def _answered(self) -> bool:
        """Whether what waits is done with: allowed, or nobody wants it any more."""
        asked, listener = self._waiting or bytes(80), self._listener or 0
        question = Question.of(asked)
        with contextlib.suppress(OSError):  # who wanted to start one has ended meanwhile
            fcntl.ioctl(listener, STILL_ASKED, struct.pack("Q", question.which))
            if question.call not in asking.BIRTHS:
                self._memory.answer(listener, question)
            elif self._one_more(THREAD if _is_thread(question) else PROCESS):
                fcntl.ioctl(listener, ANSWER, struct.pack("QqiI", question.which, 0, 0, GO_ON))
            else:
                return False
        self._waiting = None
        return True

    def _one_more(self, one: Count) -> bool:
        if not (self._known + one).fits(self._most):
            self._known = self._count()
        more = self._known + one
        if not more.fits(self._most):
            self.too_many = "processes" if more.processes > self._most.processes else "threads"
            return False
        self._known = more
        return True


def _is_thread(question: Question) -> bool:
    """Whether it is about a thread of a process, and not about another process."""
    return question.call in seccomp.CLONE and bool(question.values[0] & CLONE_THREAD)
