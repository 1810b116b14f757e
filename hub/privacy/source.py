"""Bytes to be looked through, from a disk, a commit or a container, read as they come."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from hub.privacy.budget import Budget, TooMuch
from hub.privacy.sighting import Spot

HEAD = 1 << 16
BLOCK = 1 << 20


@dataclass
class Source:
    """A named stream; its first bytes are read at once, to tell what it is."""

    name: str
    stream: BinaryIO
    spot: Spot
    budget: Budget
    depth: int = 0
    path: Path | None = None
    counted: bool = False  # whether its bytes come out of a container and are taken off the budget
    head: bytes = field(init=False)

    def __post_init__(self) -> None:
        self.head = self.stream.read(HEAD) or b""
        self._spend(len(self.head))

    @property
    def suffix(self) -> str:
        """The ending of the name, in lower case."""
        return PurePosixPath(self.name.replace("\\", "/")).suffix.lower()

    def blocks(self) -> Iterator[bytes]:
        """All of it, once, in pieces."""
        yield self.head
        yield from self.rest()

    def rest(self) -> Iterator[bytes]:
        """What was not read yet, in pieces."""
        while block := self.stream.read(BLOCK):
            self._spend(len(block))
            yield block

    def whole(self) -> bytes:
        """All of it at once; raises TooMuch where that is more than may be held."""
        parts, size = [], 0
        for block in self.blocks():
            size += len(block)
            if size > self.budget.whole:
                raise TooMuch("it is too large to be looked into as a whole")
            parts.append(block)
        return b"".join(parts)

    def seekable(self) -> BinaryIO:
        """The same as a stream in which one can go back."""
        if self.path is not None:
            self.stream.seek(0)
            return self.stream
        if isinstance(self.stream, io.BytesIO):
            self.stream.seek(0)
            return self.stream
        return io.BytesIO(self.whole())

    def inner(self, name: str, stream: BinaryIO) -> Source:
        """Something that this one holds; raises TooMuch where that goes on too deep."""
        if self.depth + 1 > self.budget.depth:
            raise TooMuch("containers lie in containers too deep to be looked into")
        self.budget.member()
        spot = self.spot.within(name)
        return Source(name, stream, spot, self.budget, self.depth + 1, counted=True)

    def _spend(self, count: int) -> None:
        if self.counted:
            self.budget.spend(count)
