"""The filter of system calls: what no analysis needs is refused, whatever else confines the run.

Namespaces alone let vsock sockets, io_uring, the kernel's keyring and nested namespaces through.
The program is classic BPF, made here without a library, so that it can be read and tested.
"""

from __future__ import annotations

import errno
import platform
import struct
from collections.abc import Iterable
from dataclasses import dataclass

LOAD, JUMP_EQUAL, JUMP_AT_LEAST, JUMP_ANY_BIT, RETURN, AND = 0x20, 0x15, 0x35, 0x45, 0x06, 0x54
ALLOW, KILL, ERROR, ASK = 0x7FFF0000, 0x80000000, 0x00050000, 0x7FC00000
NUMBER, ARCHITECTURE = 0, 4
ARGUMENT_0, ARGUMENT_1, ARGUMENT_2, ARGUMENT_3 = 16, 24, 32, 40
X32 = 0x40000000  # the numbers of a second interface, which would pass by the list
NEW_NAMESPACE = 0x7E020080  # any of the CLONE_NEW flags
AF_UNIX, AF_INET, AF_INET6, AF_NETLINK = 1, 2, 10, 16
SOCK_STREAM, SOCK_SEQPACKET, SOCK_TYPES = 1, 5, 0xF
IPPROTO_TCP = 6  # others that stream, such as MPTCP, are not seen by Landlock
MSG_FASTOPEN = 0x20000000  # connects, and is not seen by Landlock
TIOCSTI, TIOCLINUX = 0x5412, 0x541C

AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

# name: (number on x86_64, number on aarch64); None where it does not exist there
DENIED = {
    "ptrace": (101, 117),
    "syslog": (103, 116),
    "personality": (135, 92),
    "ustat": (136, None),
    "uselib": (134, None),
    "pivot_root": (155, 41),
    "adjtimex": (159, 171),
    "chroot": (161, 51),
    "acct": (163, 89),
    "settimeofday": (164, 170),
    "mount": (165, 40),
    "umount2": (166, 39),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "reboot": (169, 142),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "iopl": (172, None),
    "ioperm": (173, None),
    "init_module": (175, 105),
    "delete_module": (176, 106),
    "quotactl": (179, 60),
    "lookup_dcookie": (212, 18),
    "clock_settime": (227, 112),
    "mbind": (237, 235),
    "set_mempolicy": (238, 237),
    "kexec_load": (246, 104),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "migrate_pages": (256, 238),
    "unshare": (272, 97),
    "move_pages": (279, 239),
    "vmsplice": (278, 75),
    "perf_event_open": (298, 241),
    "fanotify_init": (300, 262),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "clock_adjtime": (305, 266),
    "setns": (308, 268),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kcmp": (312, 272),
    "finit_module": (313, 273),
    "kexec_file_load": (320, 294),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "memfd_create": (319, 279),  # its memory is nobody's that is watched
    "shmget": (29, 194),  # so is this, once it is let go of
    "msgget": (68, 186),  # and these outlive the run
    "semget": (64, 190),
    "setpriority": (141, 140),  # of any process of the same user, such as the hub's own
    "ioprio_set": (251, 30),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "pidfd_getfd": (438, 438),
    "mount_setattr": (442, 442),
    "quotactl_fd": (443, 443),
    "memfd_secret": (447, 447),
}
# It could lower the limits of any process of the same user, such as the hub's own.
ONLY_ITSELF = {"prlimit64": (302, 261)}
# Or keep it from running. A library may ask it for its own threads, and is told that all is well.
ONLY_THIS_THREAD = {
    "sched_setaffinity": (203, 122),
    "sched_setattr": (314, 274),
    "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119),
}
# Landlock does not see these. Without a private root they would reach a service of the machine by
# the path of its socket, and watch the files of whoever runs the hub.
REACHES = {
    "connect": (42, 203),
    "inotify_add_watch": (254, 27),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "setxattrat": (463, 463),
    "removexattrat": (466, 466),
    "file_setattr": (469, 469),
}
# Nor these, which would change the rights of any file of the same user. They do nothing and say
# that all is well, since copying a file asks for them.
WITHOUT_EFFECT = {
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "fchown": (93, 55),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
}
SIGNALS = {
    "kill": (62, 129),
    "rt_sigqueueinfo": (129, 138),
    "tkill": (200, 130),
    "tgkill": (234, 131),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424),
}
CLONE, CLONE3 = (56, 220), (435, 435)
SOCKET, SOCKETPAIR = (41, 198), (53, 199)
SENDTO, SENDMSG, SENDMMSG = (44, 206), (46, 211), (307, 269)
IOCTL = (16, 29)


class Unknown(Exception):
    """No filter can be made for this kind of processor."""


@dataclass(frozen=True, slots=True)
class Jump:
    """One instruction; where it jumps is a label until the program is laid out."""

    code: int
    value: int
    then: str = ""
    otherwise: str = ""
    label: str = ""


def program(
    families: tuple[int, ...] = (AF_UNIX,),
    *,
    signals: bool = True,
    apart: bool = True,
    machine: str | None = None,
) -> bytes:
    """The filter as bytes; sockets may be of these families only.

    Where AF_INET is among them, only streams of it are allowed: what they may reach is for a
    network namespace or Landlock to say. Without `signals` none can be sent at all, for kernels
    that cannot keep them inside. `apart` says whether the run has a root of its own: else nothing
    is connected, and rights of files stay as they are.
    """
    machine = machine or platform.machine()
    at = column(machine)
    steps = [
        Jump(LOAD, ARCHITECTURE),
        Jump(JUMP_EQUAL, AUDIT[machine], "number", "kill"),
        Jump(LOAD, NUMBER, label="number"),
    ]
    if at == 0:
        steps.append(Jump(JUMP_AT_LEAST, X32, "refuse"))
    refused = (*DENIED.values(), *(() if signals else SIGNALS.values()))
    refused += () if apart else tuple(REACHES.values())
    steps += each(refused, at, "refuse")
    steps += each(() if apart else WITHOUT_EFFECT.values(), at, "nothing")
    steps += each(ONLY_ITSELF.values(), at, "itself")
    steps += each(ONLY_THIS_THREAD.values(), at, "thread")
    steps += each(() if apart else (SOCKETPAIR,), at, "local")
    steps += [
        Jump(JUMP_EQUAL, CLONE3[at], "absent"),
        Jump(JUMP_EQUAL, CLONE[at], "clone"),
        Jump(JUMP_EQUAL, SOCKET[at], "socket"),
        Jump(JUMP_EQUAL, IOCTL[at], "ioctl"),
        Jump(JUMP_EQUAL, SENDTO[at], "sent"),
        Jump(JUMP_EQUAL, SENDMMSG[at], "sent"),
        Jump(JUMP_EQUAL, SENDMSG[at], "message"),
        Jump(RETURN, ALLOW),
        Jump(LOAD, ARGUMENT_0, label="clone"),
        Jump(JUMP_ANY_BIT, NEW_NAMESPACE, "refuse", "allow"),
        Jump(LOAD, ARGUMENT_0, label="itself"),
        Jump(JUMP_EQUAL, 0, "allow", "refuse"),
        Jump(LOAD, ARGUMENT_0, label="thread"),
        Jump(JUMP_EQUAL, 0, "allow", "nothing"),
        Jump(LOAD, ARGUMENT_1, label="ioctl"),
        Jump(JUMP_EQUAL, TIOCSTI, "refuse"),
        Jump(JUMP_EQUAL, TIOCLINUX, "refuse", "allow"),
        Jump(LOAD, ARGUMENT_3, label="sent"),
        Jump(JUMP_ANY_BIT, MSG_FASTOPEN, "refuse", "allow"),
        Jump(LOAD, ARGUMENT_2, label="message"),
        Jump(JUMP_ANY_BIT, MSG_FASTOPEN, "refuse", "allow"),
        Jump(LOAD, ARGUMENT_0, label="socket"),
        *(Jump(JUMP_EQUAL, family, _kind(family, apart)) for family in families),
        Jump(JUMP_EQUAL, AF_NETLINK, "unsupported"),
        Jump(RETURN, ERROR | errno.EPERM, label="refuse"),
        Jump(LOAD, ARGUMENT_1, label="stream"),
        Jump(AND, SOCK_TYPES),
        Jump(JUMP_EQUAL, SOCK_STREAM, otherwise="refuse"),
        Jump(LOAD, ARGUMENT_2),
        Jump(JUMP_EQUAL, 0, "allow"),
        Jump(JUMP_EQUAL, IPPROTO_TCP, "allow", "refuse"),
        Jump(LOAD, ARGUMENT_1, label="local"),  # no datagrams: they name whom they go to
        Jump(AND, SOCK_TYPES),
        Jump(JUMP_EQUAL, SOCK_STREAM, "allow"),
        Jump(JUMP_EQUAL, SOCK_SEQPACKET, "allow", "refuse"),
        Jump(RETURN, ALLOW, label="allow"),
        Jump(RETURN, ERROR | errno.ENOSYS, label="absent"),  # the C library then uses clone
        # The answer to which libzmq, which asks for interfaces, goes on without any.
        Jump(RETURN, ERROR | errno.EOPNOTSUPP, label="unsupported"),
        Jump(RETURN, ERROR, label="nothing"),
        Jump(RETURN, KILL, label="kill"),
    ]
    return laid_out(steps)


def column(machine: str) -> int:
    """Where the numbers of this kind of processor stand. Raises Unknown for any other."""
    if machine not in AUDIT:
        raise Unknown(machine)
    return 0 if machine == "x86_64" else 1


def each(calls: Iterable[tuple[int | None, ...]], at: int, then: str) -> list[Jump]:
    """One jump for each of these calls that there is on this kind of processor."""
    found = (numbers[at] for numbers in calls)
    return [Jump(JUMP_EQUAL, number, then) for number in found if number is not None]


def _kind(family: int, apart: bool) -> str:
    """What else is asked of a socket of this family."""
    if family in (AF_INET, AF_INET6):
        return "stream"
    return "allow" if apart or family != AF_UNIX else "local"


def laid_out(steps: list[Jump]) -> bytes:
    """Labels become distances. A jump back is not possible, so "refuse" stands twice."""
    places = {step.label: at for at, step in enumerate(steps) if step.label}
    if any(step.otherwise == "refuse" or step.then == "refuse" for step in steps):
        steps = [*steps, Jump(RETURN, ERROR | errno.EPERM)]
    last = len(steps) - 1
    made = b""
    for at, step in enumerate(steps):
        ways = []
        for label in (step.then, step.otherwise):
            target = last if label == "refuse" and places[label] <= at else places.get(label)
            ways.append(0 if not label or target is None else target - at - 1)
        made += struct.pack("HBBI", step.code, *ways, step.value)
    return made
