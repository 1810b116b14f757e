"""Family P on a whole branch: every commit of it, since what was pushed once stays readable."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from hub.check.privacy import LookedThrough, findings_in
from hub.collect.history import Added
from hub.model import Finding, Seen
from hub.privacy import Kind, Sighting, Spot, scan_stream

SECONDS = 600.0  # for a whole branch; a file has bounds of its own
MESSAGE = "the message of a commit"
TOO_LONG = "the branch holds more than can be looked through in ten minutes"


def findings_since(
    added: Iterable[Added], known: Iterable[Finding], contact: str, seconds: float = SECONDS
) -> tuple[Finding, ...]:
    """What could belong to a person in any commit, and is not known from the newest state."""
    told = {(one.code, one.place.file) for one in known}
    found = findings_in(LookedThrough(tuple(_seen(added, seconds)), contact))
    return tuple(one for one in found if (one.code, one.place.file) not in told)


def _seen(added: Iterable[Added], seconds: float) -> Iterator[Seen]:
    begun = time.monotonic()
    for one in added:
        name = one.path or MESSAGE
        for sighting in scan_stream(name, one.stream):
            yield Seen(name, sighting, one.commit)
        _drain(one.stream)  # the next is behind it on the same pipe
        if time.monotonic() - begun > seconds:
            yield Seen(MESSAGE, Sighting(Kind.SHUT, Spot(), reason=TOO_LONG))
            return


def _drain(stream: BinaryIO) -> None:
    while stream.read(1 << 20):
        continue
