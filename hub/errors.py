"""What the command line turns into words: light to import, and the two kinds that there are."""

from __future__ import annotations


class Mendable(Exception):
    """It cannot be done as asked; the text says what the person who asked can do."""


class Stopped(Exception):
    """The hub cannot go on, whatever was asked; the text says what to do."""


class RenderError(Stopped):
    """The hub cannot write its pages; `do` says what a maintainer should do."""

    def __init__(self, message: str, do: str) -> None:
        super().__init__(message)
        self.message = message
        self.do = do


class PublishError(Stopped):
    """The new site was not published; the old one still stands. `do` says what to do."""

    def __init__(self, message: str, do: str) -> None:
        super().__init__(f"{message}{'' if message.endswith(chr(10)) else ' '}{do}")
        self.message = message
        self.do = do


class NoCluster(Stopped):
    """The cluster cannot be reached or used; the text says what to do."""
