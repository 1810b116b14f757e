"""The outputs of a notebook as they arrive: checked, counted, and cut where a page ends."""

from __future__ import annotations

from typing import Any

import nbformat

from hub.run import limits as over
from hub.run.replies import MOST_VALUES, shorten, values
from hub.run.warm.wire import UNREAD, Message, Nonsense
from hub.settings import Limits

SHOWN = {"display_data", "execute_result", "update_display_data"}


class Outputs:
    """Takes what a run shows, for one cell at a time."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._bytes = self._count = 0
        self._page_bytes = self._page_count = self._values = 0
        self._places: dict[str, list[Any]] = {}
        self._clear_first = False
        self._cell: Any = None
        self.cut = False
        self.said = ""  # on standard error, by the cell of now
        self.error = ""  # the name of the error that it showed

    def begin(self, cell: Any) -> None:
        """What arrives from now on belongs to this cell."""
        self._cell, self._clear_first = cell, False
        self.said = self.error = ""

    def take(self, message: Message, length: int) -> None:
        """One message of output. Raises Over beyond a limit, Nonsense where it is no output."""
        if message["type"] == "clear_output":
            self._count_in(length, is_stream=False)
            self._clear(bool(message.get("wait")))
            return
        if message["type"] == UNREAD:
            self._count_in(length, is_stream=False)
            self.cut = True
            return
        shorten(message)
        output = _checked(message)
        self._count_in(length, is_stream=message["type"] == "stream")
        if message["type"] == "error":
            self.error = output["ename"]
        if message["type"] == "stream" and output["name"] == "stderr":
            self.said = (self.said + output["text"])[-200_000:]
        if self._fits(length, output) and self._can_be_saved(output):
            self._keep(message, output)

    def _count_in(self, length: int, *, is_stream: bool) -> None:
        self._bytes += length
        self._count += not is_stream
        if self._bytes > self._limits.output_bytes:
            raise over.output_bytes(self._limits)
        if self._count > self._limits.outputs:
            raise over.outputs(self._limits)

    def _fits(self, length: int, output: dict[str, Any]) -> bool:
        self._page_bytes += length
        self._page_count += output["output_type"] != "stream"
        limits = self._limits
        if self._page_bytes <= limits.page_bytes and self._page_count <= limits.page_outputs:
            return True
        self.cut = True
        return False

    def _can_be_saved(self, output: dict[str, Any]) -> bool:
        if output["output_type"] == "stream":
            return True
        held = self._values + values(output)
        if held > MOST_VALUES:
            self.cut = True
            return False
        self._values = held
        return True

    def _clear(self, wait: bool) -> None:
        if wait:
            self._clear_first = True
        elif self._cell is not None:
            self._cell.outputs = []

    def _keep(self, message: Message, output: dict[str, Any]) -> None:
        name = message.get("display_id")
        if message["type"] in SHOWN and isinstance(name, str):
            for place in self._places.get(name, ()):
                place["data"], place["metadata"] = output["data"], output["metadata"]
        if message["type"] == "update_display_data" or self._cell is None:
            return
        if self._clear_first:
            self._cell.outputs, self._clear_first = [], False
        last = self._cell.outputs[-1] if self._cell.outputs else None
        if last and _same_stream(last, output):
            last["text"] += output["text"]
            return
        node = nbformat.from_dict(output)  # type: ignore[no-untyped-call]
        self._cell.outputs.append(node)
        if message["type"] in SHOWN and isinstance(name, str):
            self._places.setdefault(name, []).append(node)


def _same_stream(last: Any, output: dict[str, Any]) -> bool:
    return bool(
        output["output_type"] == "stream" == last["output_type"] and last["name"] == output["name"]
    )


def _checked(message: Message) -> dict[str, Any]:
    """The output as a notebook holds it: known keys of known types, and nothing else."""
    kind = message["type"]
    match message:
        case {"type": "stream", "name": "stdout" | "stderr" as name, "text": str(text)}:
            return {"output_type": kind, "name": name, "text": text}
        case {"data": dict(data), "metadata": dict(metadata)} if kind in SHOWN:
            output: dict[str, Any] = {
                "output_type": "display_data",
                "data": data,
                "metadata": metadata,
            }
            if kind == "execute_result":
                count = message.get("execution_count")
                number = count if isinstance(count, int) else None
                output |= {"output_type": kind, "execution_count": number}
            return output
        case {"type": "error", "ename": str(), "evalue": str(), "traceback": list(lines)}:
            return {
                "output_type": "error",
                "ename": message["ename"],
                "evalue": message["evalue"],
                "traceback": [str(line) for line in lines],
            }
    raise Nonsense
