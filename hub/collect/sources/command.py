"""git as a subprocess against other people's repositories: bounded, and with nothing of ours.

GitPython reads the project's own history (hub/collect/history.py). Here it would not do: it hangs
on a silent server, and a process group of our own is what can be ended.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

if sys.platform != "win32":
    import resource

OPTIONS = (
    "safe.bareRepository=explicit",
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.symlinks=false",
    "credential.helper=",
    "fetch.fsckObjects=true",
    "fetch.recurseSubmodules=false",
    "transfer.fsckObjects=true",
    "protocol.version=2",
    "http.followRedirects=false",  # whoever moves says so; nobody is led to another host
    "http.lowSpeedLimit=1000",
    "http.lowSpeedTime=20",
    "submodule.recurse=false",
    "core.bigFileThreshold=5m",  # what is larger is never held in memory
    "core.deltaBaseCacheLimit=32m",
    "pack.threads=1",
    "gc.auto=0",
    "maintenance.auto=false",
)
ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "true",
    "GIT_SSH_COMMAND": "false",
    "GIT_ALLOW_PROTOCOL": "https",
    "GIT_PROTOCOL_FROM_USER": "0",
    "GIT_ALLOC_LIMIT": "128m",  # of one piece; a small pack can unfold into any size
    "GIT_LFS_SKIP_SMUDGE": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}
PASSED_ON = (  # how a network is left through a proxy, and whom to trust on the way
    "PATH",
    "SYSTEMROOT",
    "HTTPS_PROXY",
    "https_proxy",
    "ALL_PROXY",
    "all_proxy",
    "NO_PROXY",
    "no_proxy",
    "SSL_CERT_FILE",
)
LOOK_EVERY = 0.05  # seconds
MEMORY = 1 << 30  # bytes of addresses for git, and for each process that it starts
LONGEST_COMPLAINT = 1_000_000  # bytes; a server can make git say anything, without end


@dataclass(frozen=True, slots=True)
class Answer:
    """What git said, and how it ended: `over` is the bound gone beyond: time, said or size."""

    code: int
    out: bytes
    error: str
    over: str = ""


def git(
    *arguments: str,
    seconds: float,
    given: bytes = b"",
    most: int = 50_000_000,
    too_much: Callable[[], bool] = lambda: False,
) -> Answer:
    """Run git; end it, with all its children, at `seconds`, `most` bytes said, or `too_much`."""
    options = [part for option in OPTIONS for part in ("-c", option)]
    with tempfile.TemporaryDirectory(prefix="hub-git-") as home:
        said, complained = Path(home) / "out", Path(home) / "err"
        with said.open("wb") as out, complained.open("wb") as err, tempfile.TemporaryFile() as put:
            put.write(given)
            put.seek(0)
            process = subprocess.Popen(  # noqa: S603 - arguments of ours, the address checked
                ["git", *options, *arguments],  # noqa: S607 - git is where PATH has it
                stdin=put,
                stdout=out,
                stderr=err,
                cwd=home,
                env=_environment(home),
                start_new_session=sys.platform != "win32",
                preexec_fn=None if sys.platform == "win32" else _bounded,
            )
            over = _watch(
                process,
                seconds,
                lambda: said.stat().st_size > most or complained.stat().st_size > LONGEST_COMPLAINT,
                too_much,
            )
        with said.open("rb") as stream:
            answer = stream.read(most)
        with complained.open("rb") as stream:
            error = stream.read(20_000).decode("utf-8", "replace")
    return Answer(process.returncode, answer, error, over)


def _bounded() -> None:
    """Bound the memory of the process that becomes git; what it starts inherits that."""
    with contextlib.suppress(ValueError, OSError):  # not every system knows it
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _environment(home: str) -> dict[str, str]:
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    if "SSL_CERT_FILE" in passed:
        passed["GIT_SSL_CAINFO"] = passed["SSL_CERT_FILE"]
    return {**passed, **ENVIRONMENT, "HOME": home, "XDG_CONFIG_HOME": home, "TMPDIR": home}


def _watch(
    process: subprocess.Popen[bytes],
    seconds: float,
    said_much: Callable[[], bool],
    too_much: Callable[[], bool],
) -> str:
    """Wait for the end, or bring it about; which bound was gone beyond, if any."""
    until = time.monotonic() + seconds
    over = ""
    try:
        while process.poll() is None and not over:
            if time.monotonic() > until:
                over = "time"
            elif said_much():
                over = "said"
            elif too_much():
                over = "size"
            else:
                _wait(process)
    finally:
        _end(process)
    return over or ("said" if said_much() else "size" if too_much() else "")  # it may be quick


def _wait(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(LOOK_EVERY)
    except subprocess.TimeoutExpired:
        return


def _end(process: subprocess.Popen[bytes]) -> None:
    """End git and whatever it started; it may have ended by itself."""
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
