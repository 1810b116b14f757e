"""Starts the warm parent in a clean environment, and asks it for children."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from hub.run import fonts
from hub.run.clean import environment
from hub.run.confine import bounds
from hub.run.packages import VARIABLE
from hub.settings import Limits

WRITES_BYTECODE = {"PYTHONDONTWRITEBYTECODE": ""}
"""What it imports it compiles once and for ever; some installers leave that to the first import."""
START = 120  # seconds to import the usual libraries on a slow machine


Ends = tuple[socket.socket, socket.socket, int, int]
"""Our ends of a run: its guardian, its child, and what it prints on either stream."""


class Broken(Exception):
    """The hub could not start the run; the text says why."""


class WarmParent:
    """The handle of a warm parent. It starts with the first run, and ends with `close`."""

    def __init__(self, folder: Path, packages: Path | None = None) -> None:
        self._folder, self._packages = folder, packages
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None
        self._ready = False
        self._lock = threading.Lock()

    def open(
        self,
        isolation: str,
        work: Path,
        limits: Limits,
        stop: threading.Event,
        packages: Sequence[str] = (),
    ) -> Ends:
        """Have a child forked for one run, once what it needs of `packages` is imported.

        Raises Broken where there is no parent to do so.
        """
        parent = self._started(stop)
        control, theirs = socket.socketpair()
        channel, their_channel = socket.socketpair()
        out, their_out = os.pipe()
        err, their_err = os.pipe()
        asked = {
            "isolation": isolation,
            "work": str(work),
            "limits": asdict(bounds.of(limits)),
            "packages": list(packages),
        }
        numbers = [theirs.fileno(), their_channel.fileno(), their_out, their_err]
        try:
            socket.send_fds(parent, [json.dumps(asked).encode()], numbers)
        except OSError as fault:
            raise Broken(f"the warm parent has gone: {fault}") from fault
        finally:
            theirs.close()
            their_channel.close()
            os.close(their_out)
            os.close(their_err)
        return control, channel, out, err

    def prepare(self) -> None:
        """Start it, and do not wait until it has imported what it imports."""
        with self._lock:
            if self._channel is None:
                self._channel = self._start()

    def _started(self, stop: threading.Event) -> socket.socket:
        with self._lock:
            if self._process is not None and self._process.poll() is not None:
                self.close()  # it was ended from outside: another one takes its place
            if self._channel is None:
                self._channel = self._start()
            if not self._ready:
                self._wait(self._channel, stop)
            return self._channel

    def _start(self) -> socket.socket:
        self._folder.mkdir(parents=True, exist_ok=True)
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs, (self._folder / "parent.log").open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-P", "-m", "hub.run.warm.parent", str(theirs.fileno())],
                cwd="/",
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
            )
        return ours

    def _environment(self) -> dict[str, str]:
        further = {VARIABLE: str(self._packages)} if self._packages else {}
        return environment(self._folder, fonts.known()) | WRITES_BYTECODE | further

    def _wait(self, channel: socket.socket, stop: threading.Event) -> None:
        try:
            said = json.loads(_first_words(channel, stop))
            if said["threads"] != 1:
                raise Broken(f"the warm parent has {said['threads']} threads, and may have one")
        except (OSError, ValueError) as fault:
            self.close()
            raise Broken("the warm parent did not start; warm/parent.log says why") from fault
        except Broken:
            self.close()
            raise
        channel.settimeout(None)
        self._ready = True

    def close(self) -> None:
        """End it; its guardians end their runs when their hub goes."""
        channel, process = self._channel, self._process
        self._channel = self._process = None
        self._ready = False
        if channel:
            channel.close()
        if process:
            process.kill()  # it holds nothing, and may be in the middle of a long import
            process.wait()


def _first_words(channel: socket.socket, stop: threading.Event) -> bytes:
    """What the parent says when it is ready; a person who stops the build is not kept waiting."""
    channel.settimeout(0.2)
    deadline = time.monotonic() + START
    while time.monotonic() < deadline:
        if stop.is_set():
            raise Broken("the build was interrupted")
        with contextlib.suppress(TimeoutError):
            return channel.recv(4096)
    raise TimeoutError
