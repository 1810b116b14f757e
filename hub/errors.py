"""What stops the hub itself, light to import: the command line turns these into words."""

from __future__ import annotations


class RenderError(Exception):
    """The hub cannot write its pages; `do` says what a maintainer should do."""

    def __init__(self, message: str, do: str) -> None:
        super().__init__(message)
        self.message = message
        self.do = do


class PublishError(Exception):
    """The new site was not published; the old one still stands. `do` says what to do."""

    def __init__(self, message: str, do: str) -> None:
        super().__init__(f"{message} {do}")
        self.message = message
        self.do = do


class NoCluster(Exception):
    """The cluster cannot be reached or used; the text says what to do."""
