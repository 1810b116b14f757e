"""The code host's own command line, gh: the only place that speaks to it."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from typing import Any

from hub.watch import Step

SECONDS = 60


class NotThere(Exception):
    """gh is not installed, not signed in, or refused; the text says which."""


@dataclass(frozen=True, slots=True)
class CodeHost:
    """Issues of one label, listed, opened and closed."""

    label: str

    def issues(self) -> list[dict[str, Any]]:
        """The open issues of the label: number and title. Raises NotThere."""
        words = ("--state", "open", "--limit", "1000", "--json", "number,title")
        said = self._gh("issue", "list", "--label", self.label, *words)
        return list(json.loads(said or "[]"))

    def perform(self, step: Step) -> None:
        """Open or close one issue. Raises NotThere."""
        if step.do == "close" and step.number is not None:
            self._gh("issue", "close", str(step.number), "--comment", step.body)
            return
        self._gh("label", "create", self.label, "--force", "--color", "B60205")
        self._gh(
            "issue", "create", "--title", step.title, "--body", step.body, "--label", self.label
        )

    def _gh(self, *words: str) -> str:
        found = shutil.which("gh")
        if found is None:
            raise NotThere("The command gh is not installed, so the code host cannot be asked.")
        try:
            done = subprocess.run(  # noqa: S603 - a list of words, never a line for a shell
                [found, *words], capture_output=True, text=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired as fault:
            raise NotThere(f"gh did not answer within {SECONDS} s.") from fault
        if done.returncode:
            raise NotThere(f"gh {words[0]} {words[1]} failed: {done.stderr.strip()[:300]}")
        return done.stdout
