"""How many processes a run may start, where the kernel keeps no count of its own.

Root is held to no limit of processes, and an ordinary user to one for everything that is theirs.
So the kernel asks a trusted process about each one that is to be started, and that counts. While
a run is being ended nobody is answered, and nothing new can be born.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import select
import socket
import struct
from collections.abc import Callable, Collection

from hub.run.confine import seccomp, system

ASK, ANSWER = 0xC0502100, 0xC0182101
GO_ON = 1


def hand_over(to: socket.socket) -> None:
    """From now on the kernel asks before this process, or a later one, starts another.

    Where it asks is sent away; nothing is where it cannot, or asks somebody else already.
    """
    with to, contextlib.suppress(OSError, seccomp.Unknown):
        system.prctl(system.PR_SET_NO_NEW_PRIVS, 1)
        listener = system.set_asking_filter(seccomp.asking())
        socket.send_fds(to, [b"B"], [listener])
        os.close(listener)


class Births:
    """Answers the kernel: one more, or too many. `count` says how many there are now."""

    def __init__(self, came: socket.socket, most: int, count: Callable[[], int]) -> None:
        with came:
            _, listeners, _, _ = socket.recv_fds(came, 1, 1)
        self._listener = listeners[0] if listeners else None
        self._most, self._count = most, count
        self._known, self._since = most, 0

    def answer_until(self, awaited: Collection[int]) -> frozenset[int]:
        """Answer until one of these open files has something to say; those that have.

        None has where a birth was refused.
        """
        events = select.poll()
        for one in awaited:
            events.register(one, select.POLLIN)
        if self._listener is not None:
            events.register(self._listener, select.POLLIN)
        while True:
            ready = dict(events.poll())
            asked = ready.pop(self._listener, 0) if self._listener is not None else 0
            if ready:
                return frozenset(ready)
            if asked & select.POLLIN and self._listener is not None:
                if not self._allowed(self._listener):
                    return frozenset()
            elif self._listener is not None:  # nobody is left who could start one
                events.unregister(self._listener)
                self._listener = None

    def _allowed(self, listener: int) -> bool:
        asked, allowed = bytearray(80), True
        with contextlib.suppress(OSError):  # who wanted to start one has ended meanwhile
            fcntl.ioctl(listener, ASK, asked)
            (which,) = struct.unpack_from("Q", asked)
            allowed = self._one_more()
            refused, flags = (0, GO_ON) if allowed else (-errno.EAGAIN, 0)
            fcntl.ioctl(listener, ANSWER, struct.pack("QqiI", which, 0, refused, flags))
        return allowed

    def _one_more(self) -> bool:
        if self._known + self._since >= self._most:
            self._known, self._since = self._count(), 0
        self._since += 1
        return self._known + self._since <= self._most
