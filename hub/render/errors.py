"""What the render step raises when the hub itself is at fault."""

from __future__ import annotations


class RenderError(Exception):
    """The hub cannot write its pages; `do` says what a maintainer should do."""

    def __init__(self, message: str, do: str) -> None:
        super().__init__(message)
        self.message = message
        self.do = do
