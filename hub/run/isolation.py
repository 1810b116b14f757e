"""How tightly runs are confined here: settled once, by trying, before the first run."""

from __future__ import annotations

import threading
from collections.abc import Callable

from hub.errors import Stopped

Trial = Callable[[str], str | None]
"""Tries one isolation; None where it holds, else in words what went wrong."""

HELP = (
    "Run it where Linux gives user namespaces or Landlock, such as CI, a container or WSL; "
    'your own recipes run with --isolation none, once hub.toml names you: own = ["…"].'
)


class NoIsolation(Stopped):
    """The isolation that was asked for does not work here; the text says what to do."""


class Isolation:
    """`strict`, `landlock` or `none`; `auto` is the tightest that holds."""

    def __init__(self, wanted: str, trial: Trial) -> None:
        self._wanted, self._trial = wanted, trial
        self._settled: str | None = None
        self._lock = threading.Lock()
        self.why_not: dict[str, str] = {}

    def settle(self) -> str:
        """The isolation of every run. Raises NoIsolation where the one asked for does not hold."""
        with self._lock:
            if self._settled is None:
                self._settled = self._tried()
            return self._settled

    def _tried(self) -> str:
        if self._wanted == "none":
            return "none"
        order = ("strict", "landlock") if self._wanted == "auto" else (self._wanted,)
        for name in order:
            trouble = self._trial(name)
            if trouble is None:
                return name
            self.why_not[name] = trouble
        if self._wanted != "auto":
            raise NoIsolation(
                f"The isolation {self._wanted} does not hold here: "
                f"{self.why_not[self._wanted]}. {HELP}"
            )
        return "none"
