"""Warnings after which numbers may be wrong, also where a cell captures or has turned off all."""

from __future__ import annotations

import warnings
from functools import wraps
from typing import Any

from hub.run.beside.kinds import SIGN, WRONG, Note


def watch_warnings(note: Note) -> None:
    """Have each be told as it is given, and not only where it is shown."""
    filters, tell = warnings.filters, warnings.warn

    @wraps(tell)
    def warn(
        message: Any, category: Any = None, stacklevel: int = 1, *words: Any, **more: Any
    ) -> None:
        __tracebackhide__ = True
        kind = type(message) if isinstance(message, Warning) else category or UserWarning
        said = f"{getattr(kind, '__name__', '')}: {message}"
        sign = next((one for one in WRONG if one in said), None)
        in_the_open = warnings.filters is filters  # not where somebody catches them to look
        if sign and in_the_open and not _silenced(kind, str(message)):
            note(SIGN, sign)
        tell(message, category, stacklevel + 1, *words, **more)

    warnings.warn = warn


def _silenced(kind: Any, said: str) -> bool:
    """Whether a filter made for this warning turns it off; one that is for all does not count."""
    for action, message, category, module, _ in warnings.filters:
        if action == "ignore" and category is Warning and message is None and module is None:
            continue
        if issubclass(kind, category) and (message is None or message.match(said)):
            return action == "ignore"
    return False
