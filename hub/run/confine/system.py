"""The calls of Linux that Python does not offer; each raises OSError where it is refused."""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import struct
from collections.abc import Iterator
from functools import cache
from typing import Any

CLONE_NEWNS = 0x00020000
CLONE_NEWCGROUP = 0x02000000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000
CLONE_NEWTIME = 0x00000080

MS_NOSUID, MS_NODEV, MS_NOEXEC = 2, 4, 8
MS_BIND, MS_REC, MS_PRIVATE = 4096, 16384, 1 << 18
MNT_DETACH = 2

PR_SET_PDEATHSIG, PR_SET_DUMPABLE = 1, 4
PR_SET_SECCOMP, PR_CAPBSET_DROP = 22, 24
PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 36, 38
PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 47, 4
SECCOMP_MODE_FILTER = 2
SECCOMP_SET_MODE_FILTER, SECCOMP_NEW_LISTENER = 1, 8

AT_FDCWD, AT_RECURSIVE = -100, 0x8000
MOUNT_ATTR_RDONLY, MOUNT_ATTR_NOSUID, MOUNT_ATTR_NODEV = 1, 2, 4
CAPABILITIES_V3 = 0x20080522

# Calls without a function of their own in the C library; the later ones have one number everywhere.
NUMBERS = {
    "x86_64": {"pivot_root": 155, "seccomp": 317},
    "aarch64": {"pivot_root": 41, "seccomp": 277},
}
MOUNT_SETATTR = 442
LANDLOCK_CREATE_RULESET, LANDLOCK_ADD_RULE, LANDLOCK_RESTRICT_SELF = 444, 445, 446


@cache
def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _call(name: str, *arguments: Any) -> int:
    result = int(getattr(_library(), name)(*arguments))
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
    return result


def syscall(number: int, *arguments: Any) -> int:
    """A system call by its number."""
    return _call("syscall", ctypes.c_long(number), *arguments)


def unshare(flags: int) -> None:
    """Leave the namespaces named by flags for new ones."""
    _call("unshare", flags)


def mount(
    source: str, target: str, kind: str | None = None, flags: int = 0, options: str = ""
) -> None:
    """Mount a file system, or a folder or file in a second place."""
    _call(
        "mount",
        source.encode(),
        os.fsencode(target),
        kind.encode() if kind else None,
        ctypes.c_ulong(flags),
        options.encode() or None,
    )


def make_read_only(target: str) -> None:
    """Make a mount, and all mounts below it, read-only."""
    attributes = struct.pack(
        "QQQQ", MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV, 0, 0, 0
    )
    syscall(
        MOUNT_SETATTR,
        AT_FDCWD,
        os.fsencode(target),
        AT_RECURSIVE,
        attributes,
        ctypes.c_size_t(len(attributes)),
    )


def pivot_root(new: str, put_old: str) -> None:
    """Make a folder the root of all paths."""
    number = NUMBERS[platform.machine()]["pivot_root"]
    syscall(number, os.fsencode(new), os.fsencode(put_old))


def detach(target: str) -> None:
    """Take a mount away as soon as nobody uses it."""
    _call("umount2", os.fsencode(target), MNT_DETACH)


def prctl(option: int, *values: int) -> None:
    """Set something about this process."""
    filled = (*values, 0, 0, 0, 0)[:4]
    _call("prctl", option, *(ctypes.c_ulong(value) for value in filled))


def set_filter(program: bytes) -> None:
    """Have the kernel ask this filter of instructions before every system call, for ever."""
    with _pointer(program) as pointer:
        nothing = ctypes.c_ulong(0)
        _call(
            "prctl", PR_SET_SECCOMP, ctypes.c_ulong(SECCOMP_MODE_FILTER), pointer, nothing, nothing
        )


def set_asking_filter(program: bytes) -> int:
    """The same for a filter that has the kernel ask a process; the open file where it asks."""
    number = NUMBERS.get(platform.machine(), {}).get("seccomp", -1)
    with _pointer(program) as pointer:
        mode, flags = ctypes.c_ulong(SECCOMP_SET_MODE_FILTER), ctypes.c_ulong(SECCOMP_NEW_LISTENER)
        return syscall(number, mode, flags, pointer)


@contextlib.contextmanager
def _pointer(program: bytes) -> Iterator[ctypes.c_void_p]:
    """A filter as the kernel takes it, as long as it reads it."""
    code = ctypes.create_string_buffer(program, len(program))
    told = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    holder = ctypes.create_string_buffer(told, len(told))
    yield ctypes.c_void_p(ctypes.addressof(holder))


def drop_capabilities() -> None:
    """Give up every power that root has beyond others, also for programs started later."""
    for capability in range(64):
        try:
            prctl(PR_CAPBSET_DROP, capability)
        except OSError:  # the kernel knows no further ones, or we had none to drop
            break
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    header = struct.pack("Ii", CAPABILITIES_V3, 0)
    _call("capset", header, struct.pack("6I", 0, 0, 0, 0, 0, 0))


def end_with_parent(signal: int) -> None:
    """Have the kernel send this signal when the process that forked us ends."""
    prctl(PR_SET_PDEATHSIG, signal)
