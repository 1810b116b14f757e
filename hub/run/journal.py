"""The journal of a run: what the trusted side saw happen, a line an event, flushed at once.

papermill's saved notebook is no evidence: after a dead kernel or a timeout it says "completed".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TextIO

from hub.ending import Ending, Reply

HALF = re.compile("[\ud800-\udfff]")
"""Half of a character; nothing that holds one can be written down again."""


class JournalWriter:
    """Appends events; each is on disk before the next thing happens."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def ready(self) -> None:
        """The kernel has started."""
        self._write({"event": "ready"})

    def started(self, cell: int) -> None:
        """A cell was sent to the kernel."""
        self._write({"event": "started", "cell": cell})

    def replied(self, reply: Reply) -> None:
        """The kernel answered."""
        self._write({"event": "replied", **asdict(reply)})

    def note(self, text: str) -> None:
        """Something that the reader of the page should know."""
        self._write({"event": "note", "text": text})

    def ended(self, ending: Ending, detail: str = "") -> None:
        """The run came to its end."""
        self._write({"event": "ended", "ending": ending.value, "detail": detail})

    def _write(self, event: dict[str, Any]) -> None:
        self._stream.write(json.dumps(event) + "\n")
        self._stream.flush()


@dataclass(frozen=True, slots=True)
class Journal:
    """What a journal says once the run is over."""

    ready: bool
    replies: tuple[Reply, ...]
    notes: tuple[str, ...]
    ending: Ending | None
    detail: str


def read(path: Path) -> Journal:
    """Read a journal; a last line that was cut off is passed over."""
    replies: dict[int, Reply] = {}
    notes: list[str] = []
    ready, ending, detail = False, None, ""
    for event in _events(path):
        match event["event"]:
            case "ready":
                ready = True
            case "started":
                replies[event["cell"]] = Reply(event["cell"], None)
            case "replied":
                fields = {key: event[key] for key in Reply.__slots__}
                replies[event["cell"]] = Reply(**{**fields, "warnings": tuple(fields["warnings"])})
            case "note":
                notes.append(event["text"])
            case "ended":
                ending, detail = Ending(event["ending"]), event["detail"]
    return Journal(ready, tuple(replies.values()), tuple(notes), ending, detail)


def _events(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            yield {name: _whole(value) for name, value in json.loads(line).items()}
        except json.JSONDecodeError:
            return


def _whole(value: Any) -> Any:
    """A value of an event, without halves of characters."""
    if isinstance(value, list):
        return [_whole(one) for one in value]
    return HALF.sub("?", value) if isinstance(value, str) else value
