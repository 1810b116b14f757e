"""The trusted side of one run: sends cells, takes answers as hostile, and keeps to the limits."""

from __future__ import annotations

import codecs
import contextlib
import json
import math
import os
import selectors
import socket
import threading
import time
from pathlib import Path
from typing import Any

from hub.ending import Ending
from hub.run import limits as over
from hub.run.beside.kinds import SHELL
from hub.run.confine import view
from hub.run.limits import Over
from hub.run.proof import proof
from hub.run.replies import cut, well_formed
from hub.run.warm import wire
from hub.run.warm.outputs import Outputs
from hub.run.warm.start import Broken, Ends
from hub.run.watch import Watch
from hub.settings import Limits

TICK = 0.1  # seconds between looks at the clock, the memory and the files
LAST_WORDS = 10  # seconds that a run has to answer when all cells are done
GONE = 10  # seconds that its end may take
SENDING = 30  # seconds that it may take to read a cell
ANSWERS = {"reply", "ready", "bye", "broken", "left"}
MOST_WAITING = 4
FRAME_ROOM = 1_000_000  # a message may be this much longer than all output


class Session:
    """One run in a child of the warm parent."""

    def __init__(
        self,
        ends: Ends,
        limits: Limits,
        work: Path,
        stop: threading.Event,
    ) -> None:
        self.control, self.channel, self._out, self._err = ends
        self.limits, self._work, self._stop = limits, work, stop
        self.outputs = Outputs(limits)
        self.results: int | None = None
        self.peak_mib = 0
        self._reader = wire.Reader(limits.output_bytes + FRAME_ROOM, limits.page_bytes)
        self._answers: list[wire.Message] = []
        self._watch: Watch | None = None
        self._began = math.inf  # no second counts before it is ready
        self._selector = selectors.DefaultSelector()
        self._decoders = {
            self._out: ("stdout", codecs.getincrementaldecoder("utf-8")("replace")),
            self._err: ("stderr", codecs.getincrementaldecoder("utf-8")("replace")),
        }
        self._open = {self.channel.fileno(), self._out, self._err}
        for one in self._open:
            self._selector.register(one, selectors.EVENT_READ)

    def begin(self, isolation: str) -> None:
        """Wait until the run has confined itself and is ready. Raises Broken where it cannot."""
        guardian = self._said_by_guardian()
        self.channel.settimeout(self.limits.start_seconds)
        try:
            data, numbers, _, _ = socket.recv_fds(self.channel, 1, 1)
        except OSError as fault:
            raise Broken(f"the warm child did not answer: {fault}") from fault
        if numbers:
            self.results = numbers[0]
        elif data:
            self._feed(data)
        self.channel.settimeout(SENDING)
        folder = self.results if isolation == "strict" else None
        places = (self._work, self._work.parent / view.HOME)
        self._watch = Watch(guardian, self.limits, places, folder)
        try:
            answer = self._answer(self.limits.start_seconds, Broken("it was not ready in time"))
        except Over as fault:
            raise Broken(fault.detail) from fault
        if answer["type"] != "ready":
            raise Broken(str(answer.get("why", "it is not ready"))[:300])
        self._began = time.monotonic()

    def _said_by_guardian(self) -> int:
        self.control.settimeout(self.limits.start_seconds)
        try:
            said = json.loads(self.control.recv(4096).splitlines()[0])
        except (OSError, ValueError, IndexError) as fault:
            raise Broken("the warm parent did not start a child") from fault
        if "pid" not in said:
            raise Broken(str(said.get("broken", "the warm parent started no child"))[:300])
        return int(said["pid"])

    def execute(self, number: int, source: str, cell: Any) -> wire.Message:
        """Run one cell; its answer. Raises Over when it goes beyond a limit or is gone."""
        self.outputs.begin(cell)
        answer = self._ask(number, source, self.limits.cell_seconds, over.cell_time(self.limits))
        if self._watch:
            self._watch.look_at_files(now=True)
        return answer

    def _ask(self, number: int, source: str, seconds: float, late: Over) -> wire.Message:
        """Send a cell; its answer, and no other."""
        self._send({"type": "cell", "cell": number, "source": source})
        answer = self._answer(seconds, late)
        ours = answer["type"] == "reply" and answer.get("cell") == number
        if not ours or not well_formed(answer):
            raise _not_asked(answer)
        return answer

    def finish(self) -> list[Any]:
        """All cells are done: hear whether the process is alive; what it saw go wrong late."""
        if self._watch:
            self._watch.measure()
        late = Over(Ending.DIED, "it did not answer at the end")
        asked, kept = proof(), self.outputs
        self.outputs = Outputs(self.limits)  # what it shows of the hub's own cell is nobody's
        try:
            answered = self._ask(0, asked.source, LAST_WORDS, late)
        finally:
            self.outputs = kept
        if answered.get("leaving") is True:
            raise over.left()
        self._send({"type": "end"})
        answer = self._answer(LAST_WORDS, late)
        if answer["type"] != "bye":
            raise _not_asked(answer)
        replaced = [] if asked.holds(answered) else [[SHELL, ""]]
        return [*replaced, *_seen(answered), *_seen(answer)]

    def close(self) -> None:
        """End everything that the run started, and wait until it is gone."""
        if self._watch:
            if not self._watch.peak_mib:
                with contextlib.suppress(Over):  # it is over already, and for another reason
                    self._watch.measure()
            self.peak_mib = max(self.peak_mib, self._watch.peak_mib)
        self._selector.close()
        with contextlib.suppress(OSError):
            self.control.shutdown(socket.SHUT_WR)
            self.control.settimeout(GONE)
            wire.drain(self.control)
        for one in (self.control, self.channel):
            one.close()
        for number in (self._out, self._err, self.results):
            if number is not None:
                os.close(number)

    def _send(self, message: wire.Message) -> None:
        try:
            self.channel.sendall(wire.packed(message))
        except OSError as fault:
            raise over.died() from fault

    def _answer(self, seconds: float, late: Exception) -> wire.Message:
        """The next message that is no output; meanwhile all output is taken."""
        deadline = time.monotonic() + seconds
        next_look = 0.0
        while not self._answers:
            now = time.monotonic()
            if self._stop.is_set():
                raise over.interrupted()
            if now - self._began > self.limits.run_seconds:
                raise over.run_time(self.limits)
            if now > deadline:
                raise late
            if now >= next_look and self._watch:
                next_look = now + TICK
                self._watch.look()
            self._take_what_comes(min(TICK, max(0.0, deadline - now)))
        self._drain_plain()
        return self._answers.pop(0)

    def _take_what_comes(self, seconds: float) -> None:
        for key, _ in self._selector.select(seconds):
            data = os.read(key.fd, 1 << 16)
            if key.fd != self.channel.fileno():
                self._take_plain(key.fd, data)
            elif data:
                self._feed(data)
            else:
                raise self._gone()

    def _gone(self) -> Over:
        """Why it is gone, as far as its guardian knows."""
        self.control.settimeout(GONE)
        with contextlib.suppress(OSError, ValueError):
            match json.loads(self.control.recv(4096).splitlines()[-1]).get("too_many"):
                case "processes":
                    return over.processes(self.limits)
                case "threads":
                    return over.threads(self.limits)
        return over.died()

    def _drain_plain(self) -> None:
        """What was written to the file descriptors before the answer belongs before it."""
        while ready := [k.fd for k, _ in self._selector.select(0) if k.fd in self._decoders]:
            for number in ready:
                self._take_plain(number, os.read(number, 1 << 16))

    def _take_plain(self, number: int, data: bytes) -> None:
        name, decoder = self._decoders[number]
        if not data:
            self._selector.unregister(number)
            return
        text = decoder.decode(data)
        if text:
            self.outputs.take({"type": "stream", "name": name, "text": text}, len(data))

    def _feed(self, data: bytes) -> None:
        try:
            for message, length in self._reader.feed(data):
                if message["type"] in ANSWERS and len(self._answers) < MOST_WAITING:
                    self._answers.append(message)
                else:
                    self.outputs.take(message, length)
        except wire.TooLong as fault:
            raise over.output_bytes(self.limits) from fault
        except wire.Nonsense as fault:
            raise Over(Ending.DIED, "its process sent what is no message") from fault


def _seen(answer: wire.Message) -> list[Any]:
    seen = answer.get("seen")
    return seen if isinstance(seen, list) else []


def _not_asked(answer: wire.Message) -> Over:
    if answer["type"] == "left":
        return Over(Ending.LEFT, "it called sys.exit() in a task or a callback")
    why = f": {cut(str(answer.get('why')))}" if answer["type"] == "broken" else ""
    return Over(Ending.DIED, f"its process answered what was not asked{why}")
