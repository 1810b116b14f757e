"""Landlock: which files a process, and all it starts, may touch from now on; no root is needed."""

from __future__ import annotations

import contextlib
import ctypes
import os
import stat
import struct
from collections.abc import Iterable

from hub.run.confine import system

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
REFER, TRUNCATE, IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
MAKE_CHAR, MAKE_BLOCK = 1 << 6, 1 << 11
READ = EXECUTE | READ_FILE | READ_DIR
OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV
BIND_TCP, CONNECT_TCP = 1, 2
ABSTRACT_SOCKETS, SIGNALS = 1, 2
ASK_VERSION = 1
PATH_BENEATH = 1


def version() -> int:
    """The version that the kernel offers, 0 where there is none."""
    try:
        return system.syscall(system.LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), ASK_VERSION)
    except OSError:
        return 0


def _handled(offered: int) -> int:
    rights = (1 << 13) - 1
    for since, right in ((2, REFER), (3, TRUNCATE), (5, IOCTL_DEV)):
        if offered >= since:
            rights |= right
    return rights


def restrict(readable: Iterable[str], writable: Iterable[str], listed: Iterable[str] = ()) -> None:
    """Allow reading below the one, reading and writing below the other, and nothing else.

    The folders below what is `listed` can be listed, and what lies in them not read. Streams of the
    internet, signals and abstract sockets to processes outside are closed as far as the kernel can:
    from version 4 and 6 of Landlock. `no_new_privs` must be set before.
    """
    offered = version()
    handled = _handled(offered)
    network = BIND_TCP | CONNECT_TCP if offered >= 4 else 0
    scoped = ABSTRACT_SOCKETS | SIGNALS if offered >= 6 else 0
    attributes = struct.pack("QQQ", handled, network, scoped)
    size = 24 if offered >= 6 else 16 if offered >= 4 else 8
    rules = system.syscall(
        system.LANDLOCK_CREATE_RULESET, attributes, ctypes.c_size_t(size), ctypes.c_uint(0)
    )
    try:
        for path in readable:
            _allow(rules, path, READ & handled)
        for path in listed:
            _allow(rules, path, READ_DIR)
        for path in writable:
            _allow(rules, path, handled & ~(MAKE_CHAR | MAKE_BLOCK))
        system.syscall(system.LANDLOCK_RESTRICT_SELF, rules, ctypes.c_uint(0))
    finally:
        os.close(rules)


def _allow(rules: int, path: str, rights: int) -> None:
    """Add a rule; a path that is not there needs none."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        where = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            if not stat.S_ISDIR(os.fstat(where).st_mode):
                rights &= OF_FILES
            rule = struct.pack("=Qi", rights, where)
            system.syscall(system.LANDLOCK_ADD_RULE, rules, PATH_BENEATH, rule, ctypes.c_uint(0))
        finally:
            os.close(where)
