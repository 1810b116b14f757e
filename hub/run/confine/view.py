"""What of this machine a run may see: its programs, this Python, and nothing of anybody's."""

from __future__ import annotations

import importlib.util
import os
import sys
from functools import cache
from pathlib import Path

from hub.run.packages import VARIABLE

SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/libx32", "/bin", "/sbin")
SETTINGS = (
    "/etc/alternatives",
    "/etc/fonts",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/localtime",
    "/etc/mime.types",
    "/etc/ssl/openssl.cnf",
)
HOME = "home"  # beside the work folder: of a run that has no root of its own
SHARED = "/dev/shm"  # noqa: S108 - where pools of processes keep their locks
ALONE = {"JOBLIB_MULTIPROCESSING": "0"}
"""Without a root of its own, a process that a run starts cannot read of itself, as those of joblib
do; so joblib does all work in one."""
DIVIDES_WORK = frozenset(("joblib.parallel", "joblib._parallel_backends"))
DEVICES = ("null", "zero", "full", "random", "urandom")


@cache
def system_folders() -> tuple[str, ...]:
    """The folders of the system's own programs; links such as /lib are not among them."""
    return tuple(path for path in SYSTEM if Path(path).is_dir() and not Path(path).is_symlink())


@cache
def system_links() -> dict[str, str]:
    """Links at the root, such as /lib to usr/lib."""
    return {path: os.readlink(path) for path in SYSTEM if Path(path).is_symlink()}  # noqa: PTH115


@cache
def python_folders() -> tuple[str, ...]:
    """Where this Python and its packages lie, as far as that is outside the system's folders."""
    found: list[str] = []
    interpreter = Path(sys.executable).resolve()
    homes = (sys.prefix, sys.base_prefix, sys.exec_prefix, str(interpreter.parents[1]))
    for path in (*homes, *library(), *further()):
        real = str(Path(path).resolve())
        for one in (path, real):
            inside = any(one == top or one.startswith(f"{top}/") for top in (*SYSTEM, *found))
            if one != "/" and not inside:
                found.append(one)
    return tuple(found)


@cache
def library() -> tuple[str, ...]:
    """The folder of the library that recipes share; beside the hub's, where that is worked on."""
    found = importlib.util.find_spec("early_years")
    return tuple(found.submodule_search_locations or ()) if found else ()


def further() -> tuple[str, ...]:
    """The folder of the packages that a recipe has beyond the locked environment."""
    path = os.environ.get(VARIABLE)
    return (path,) if path else ()


def readable() -> tuple[str, ...]:
    """Everything that a run may read beside its own folder."""
    return (*system_folders(), *python_folders(), *SETTINGS)
