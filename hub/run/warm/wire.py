"""Messages between the trusted side and a run: a length, and JSON. What a run says is hostile."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Iterator
from typing import Any

HEAD = struct.Struct("!I")
MANY = 200_000  # values in one long message: as objects they take twenty times its length
UNREAD = "unread"
Message = dict[str, Any]


class Nonsense(Exception):
    """What came is no message; nobody who speaks for the hub would send it."""


def packed(message: Message) -> bytes:
    """A message as bytes; lone surrogates stay escaped."""
    data = json.dumps(message, ensure_ascii=True, default=str).encode("ascii")
    return HEAD.pack(len(data)) + data


def drain(channel: socket.socket) -> None:
    """Read and forget whatever still comes, until the other side has gone."""
    while channel.recv(4096):
        continue


def receive(channel: socket.socket) -> Message | None:
    """Wait for one message of the trusted side; None when it has gone."""
    head = _exactly(channel, HEAD.size)
    if head is None:
        return None
    data = _exactly(channel, HEAD.unpack(head)[0])
    return None if data is None else json.loads(data)


def _exactly(channel: socket.socket, count: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < count:
        part = channel.recv(count - len(parts))
        if not part:
            return None
        parts += part
    return bytes(parts)


class Reader:
    """Puts messages together from what arrives, each of a bounded length.

    One beyond `shown`, which no page shows, is not taken apart where it holds very many values.
    """

    def __init__(self, longest: int, shown: int) -> None:
        self._longest, self._shown = longest, shown
        self._waiting = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[Message, int]]:
        """Every message that is complete now, with its length in bytes."""
        self._waiting += data
        while len(self._waiting) >= HEAD.size:
            (length,) = HEAD.unpack_from(self._waiting)
            if length > self._longest:
                raise TooLong
            if len(self._waiting) < HEAD.size + length:
                return
            body = bytes(self._waiting[HEAD.size : HEAD.size + length])
            del self._waiting[: HEAD.size + length]
            heavy = length > self._shown and sum(map(body.count, (b",", b"[", b"{"))) > MANY
            yield ({"type": UNREAD} if heavy else _message(body)), length


class TooLong(Exception):
    """A single message is longer than all output may be."""


def _message(body: bytes) -> Message:
    try:
        message = json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise Nonsense from fault
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        raise Nonsense
    return message
