"""What the publish step raises: the site could not be built or must not be published."""

from __future__ import annotations


class PublishError(Exception):
    """The new site was not published; the old one still stands. `do` says what to do."""

    def __init__(self, message: str, do: str) -> None:
        super().__init__(f"{message} {do}")
        self.message = message
        self.do = do
