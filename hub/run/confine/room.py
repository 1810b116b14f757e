"""The private root of a strictly confined run: one bounded file system in memory, and nothing else.

Everything of the machine that is shown in it is read-only. What the run writes, wherever it
writes, counts towards one bound of bytes and of files, and is gone with the run.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hub.run.confine import landlock, seccomp, system, view

BOX = "/box"  # the work folder as the run sees it
WRITABLE = (BOX, "/tmp", "/home/recipe", "/dev/shm")  # noqa: S108 - of the private root
NOBODY = 65534
INSIDE = 1000  # the user that a run believes to be
SPACES = (
    system.CLONE_NEWNS
    | system.CLONE_NEWPID
    | system.CLONE_NEWNET
    | system.CLONE_NEWIPC
    | system.CLONE_NEWUTS
    | system.CLONE_NEWCGROUP
)
FOLDERS = ("dev/pts", "dev/shm", "proc", "etc", "box", "tmp", "home/recipe")


@dataclass(frozen=True, slots=True)
class Room:
    """How large the private root is, and what of the staged work folder is shown in it."""

    work: Path
    bytes: int
    files: int


def enter_spaces(root: bool) -> None:
    """Leave the machine's namespaces. What is forked next is the first process of new ones.

    Root does not need a user namespace to do so, and gets one later as an ordinary user.
    """
    if root:
        system.unshare(SPACES)
        return
    user, group = os.getuid(), os.getgid()
    system.unshare(SPACES | system.CLONE_NEWUSER)
    _map_ids(user, group)


def _map_ids(user: int, group: int) -> None:
    Path("/proc/self/setgroups").write_text("deny", "ascii")
    Path("/proc/self/uid_map").write_text(f"{INSIDE} {user} 1", "ascii")
    Path("/proc/self/gid_map").write_text(f"{INSIDE} {group} 1", "ascii")


def furnish(room: Room, root: bool) -> None:
    """Build the private root and make it the only one; called by the first process inside."""
    shown, links = view.readable(), view.system_links()  # before the machine's root is left
    system.mount("none", "/", flags=system.MS_REC | system.MS_PRIVATE)
    # A folder that is always there. What lies in it stays reachable through the old root.
    system.mount("tmpfs", "/tmp", "tmpfs", system.MS_NOSUID | system.MS_NODEV, "size=64k")  # noqa: S108
    Path("/tmp/new").mkdir()  # noqa: S108
    Path("/tmp/old").mkdir()  # noqa: S108
    system.pivot_root("/tmp", "/tmp/old")  # noqa: S108
    os.chdir("/")
    options = f"size={room.bytes},nr_inodes={room.files},mode=0755"
    system.mount("tmpfs", "/new", "tmpfs", system.MS_NOSUID | system.MS_NODEV, options)
    _fill(room, shown, links)
    if root:
        for path in (*WRITABLE, f"{BOX}/results"):
            os.chown(f"/new{path}", NOBODY, NOBODY)
    system.detach("/old")
    os.chdir("/new")
    system.pivot_root(".", ".")
    system.detach(".")
    os.chdir("/")


def _fill(room: Room, shown: tuple[str, ...], links: dict[str, str]) -> None:
    for folder in FOLDERS:
        Path("/new", folder).mkdir(parents=True)
    Path("/new/tmp").chmod(0o1777)
    for folder in shown:
        _show(folder, folder)
    for path, target in links.items():
        Path(f"/new{path}").symlink_to(target)
    for device in view.DEVICES:
        _show(f"/dev/{device}", f"/dev/{device}", read_only=False)
    _devices()
    Path("/new/etc/passwd").write_text(f"recipe:x:{INSIDE}:{INSIDE}::/home/recipe:/bin/sh\n")
    Path("/new/etc/group").write_text(f"recipe:x:{INSIDE}:\n")
    system.mount("proc", "/new/proc", "proc", system.MS_NOSUID | system.MS_NODEV | system.MS_NOEXEC)
    for entry in sorted(os.listdir(f"/old{room.work}")):  # noqa: PTH208 - of the old root
        if entry != "results":
            _show(f"{room.work}/{entry}", f"{BOX}/{entry}")
    Path(f"/new{BOX}/results").mkdir()


def _devices() -> None:
    system.mount(
        "devpts",
        "/new/dev/pts",
        "devpts",
        system.MS_NOSUID | system.MS_NOEXEC,
        "newinstance,ptmxmode=0666,mode=620",
    )
    for name, target in (
        ("ptmx", "pts/ptmx"),
        ("fd", "/proc/self/fd"),
        ("stdin", "/proc/self/fd/0"),
        ("stdout", "/proc/self/fd/1"),
        ("stderr", "/proc/self/fd/2"),
    ):
        Path(f"/new/dev/{name}").symlink_to(target)


def _show(path: str, inside: str, *, read_only: bool = True) -> None:
    """Show a file or folder of the machine in the private root; what is not there is left out."""
    source, target = Path(f"/old{path}"), Path(f"/new{inside}")
    if source.is_dir():
        target.mkdir(parents=True, exist_ok=True)
    elif source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
    else:
        return
    system.mount(str(source), str(target), flags=system.MS_BIND | system.MS_REC)
    if read_only:
        system.make_read_only(str(target))


def become_nobody() -> None:
    """As root: become an ordinary user, in a user namespace of its own, so that limits count.

    The limit on processes is not applied to root, and is counted for each user namespace.
    """
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    system.prctl(system.PR_SET_DUMPABLE, 1)
    try:
        system.unshare(system.CLONE_NEWUSER)
    except OSError:  # none are allowed on this machine; it is an ordinary user all the same
        return
    _map_ids(NOBODY, NOBODY)


def lock_in() -> None:
    """Give up what is left of power: capabilities, files outside, system calls."""
    system.drop_capabilities()
    system.prctl(system.PR_SET_NO_NEW_PRIVS, 1)
    landlock.restrict(("/",), (*WRITABLE, "/dev", "/proc"))
    system.set_filter(seccomp.program())


def first_process(work: Callable[[], int]) -> int:
    """Be the first process of a pid namespace: start the worker, bury orphans, end with it.

    A first process is deaf to most signals, so the worker is another one. Returns how the worker
    ended, as `os.wait` gives it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    worker = os.fork()
    if worker == 0:
        os._exit(work())
    while True:
        buried, status = os.wait()
        if buried == worker:
            return status
