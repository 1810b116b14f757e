"""A published hub as a reader far away sees it: by its address, or as a folder on this computer.

The only module that asks the web for anything, and only when a command is told to.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Protocol
from urllib.parse import urlsplit

import requests
from pydantic import BaseModel

from hub.errors import Mendable
from hub.registry import forms
from hub.seen import plain_value

SECONDS = 20  # of silence
LONGEST = 300  # seconds for one file, however slowly it comes
LARGEST = 250_000_000
SCHEMA = "1"
HERE = ("localhost", "127.0.0.1", "::1")
ELSEWHERE = "Another hub, or a copy of this one in a folder, is named with --from."


class ShelfError(Mendable):
    """Something could not be had from a published hub; the text says what, why, and what to do."""


class Shelf(Protocol):
    """Where published files come from."""

    @property
    def name(self) -> str:
        """What it is called in messages."""

    def read(self, path: str) -> bytes:
        """One file by its path from the root of the site. Raises ShelfError."""


@dataclass(frozen=True, slots=True)
class FolderShelf:
    """A built site in a folder."""

    root: Path

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return str(self.root)

    def read(self, path: str) -> bytes:
        """One file of the folder; nothing outside it."""
        try:
            return (self.root / _inside(path)).read_bytes()
        except OSError as fault:
            raise ShelfError(
                f"{self.root} has no {path}. Build the site first: hub build."
            ) from fault


@dataclass(frozen=True, slots=True)
class WebShelf:
    """A site on the web. Proxies and certificates come from the environment, as curl has them."""

    name: str

    def read(self, path: str) -> bytes:
        """One file, within bounds of time and size."""
        address = self.name + str(_inside(path))
        try:
            with requests.get(address, timeout=SECONDS, stream=True, verify=_trusted()) as answer:
                self._look_at(answer, path)
                return _within(answer, self.name)
        except requests.exceptions.ProxyError as fault:
            raise ShelfError(
                f"The proxy on the way to {self.name} refuses. Look at HTTPS_PROXY and NO_PROXY."
            ) from fault
        except requests.exceptions.SSLError as fault:
            raise ShelfError(
                f"The certificate of {self.name} is not trusted. On a network that looks into "
                "https, name its certificates in SSL_CERT_FILE."
            ) from fault
        except requests.exceptions.Timeout as fault:
            raise ShelfError(
                f"{self.name} gave no answer within {SECONDS} seconds. {ELSEWHERE}"
            ) from fault
        except requests.exceptions.InvalidURL as fault:
            raise ShelfError(f"{self.name} is no address that can be read.") from fault
        except requests.exceptions.RequestException as fault:
            raise ShelfError(
                f"{self.name} {_why(fault)}. Are you online? Behind a proxy, set HTTPS_PROXY. "
                f"{ELSEWHERE}"
            ) from fault

    def _look_at(self, answer: requests.Response, path: str) -> None:
        """Whether it is the file that was asked for, and came by a way that can be trusted."""
        if not _is_safe(answer.url):
            raise ShelfError(
                f"{self.name} leads on to an address that is not https. Name with --from the "
                "address that it has now."
            )
        if answer.status_code == requests.codes.not_found:
            raise ShelfError(f"{self.name} has no {path}. Is it the address of a hub?")
        if answer.status_code != requests.codes.ok:
            raise ShelfError(
                f"{self.name} answers {path} with the code {answer.status_code}. Open it in a "
                "browser: it may need a sign-in, which the hub does not have. Try again later if "
                f"it is the server's fault. {ELSEWHERE}"
            )


def _why(fault: Exception) -> str:
    """Why nothing came, as far as people can use it."""
    if "NameResolution" in str(fault) or "Failed to resolve" in str(fault):
        return "cannot be reached: no host of that name is known here"
    return "cannot be reached, or ended in the middle of what it was sending"


def _is_safe(address: str) -> bool:
    """Whether an address is of https, or of this computer."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE)


def shelf(where: str) -> Shelf:
    """The shelf of an address or of a folder. Raises ShelfError for what is neither."""
    folder = Path(where)
    if folder.is_dir():
        nested = folder / "site"
        return FolderShelf(nested if (nested / "catalogue.json").is_file() else folder)
    parts = urlsplit(where)
    if _is_safe(where):
        if "@" in parts.netloc:
            raise ShelfError("The address holds a name or a password; leave that out.")
        return WebShelf(where.rstrip("/") + "/")
    raise ShelfError(
        f'"{where[:100]}" is neither a folder here nor an address that begins with https://.'
    )


def value(where: Shelf, path: str, form: type[BaseModel] | None = None) -> dict[str, Any]:
    """A JSON file of the shelf that says the schema we know, in that form. Raises ShelfError.

    Its texts come without what could tell a terminal to do things.
    """
    try:
        found = plain_value(json.loads(where.read(path)))
    except (ValueError, RecursionError) as fault:
        raise ShelfError(f"{path} of {where.name} is not readable. Is it a hub?") from fault
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise ShelfError(
            f"{path} of {where.name} is of a form that this version does not know. Update the hub."
        )
    wrong = forms.wrong_in(found, form) if form else None
    if wrong:
        raise ShelfError(
            f"{path} of {where.name} is not of the form that a hub's has, at {wrong}. "
            "Tell whoever runs it."
        )
    return found


def catalogue(where: Shelf) -> list[Mapping[str, Any]]:
    """Every recipe of the catalogue, as catalogue.json lists them. Raises ShelfError."""
    recipes: list[Mapping[str, Any]] = value(where, "catalogue.json", forms.Catalogue)["recipes"]
    return recipes


def versions(where: Shelf, recipe: str, path: str | None = None) -> dict[str, Any]:
    """What is published of a recipe, also of one that the catalogue does not list any more."""
    return value(where, path or f"recipes/{recipe}/versions.json", forms.Versions)


def _inside(path: str) -> PurePosixPath:
    """A path that cannot lead out of the site, whoever wrote it."""
    found = PurePosixPath(path)
    if found.is_absolute() or ".." in found.parts or set(path) & set(":\\%?#"):
        raise ShelfError(f'The catalogue names a file outside its site: "{path[:100]}".')
    return found


def _within(answer: requests.Response, name: str) -> bytes:
    data = bytearray()
    limit = threading.Timer(LONGEST, _cut, [answer])
    limit.daemon = True
    limit.start()
    try:
        for part in answer.iter_content(1 << 16):
            data += part
            if len(data) > LARGEST:
                raise ShelfError(f"What {name} sends is larger than a recipe can be.")
    finally:
        limit.cancel()
    return bytes(data)


def _cut(answer: requests.Response) -> None:
    """End what comes too slowly; whoever reads it hears that it ended in the middle."""
    with contextlib.suppress(OSError, ValueError, RuntimeError):  # it may have ended just now
        answer.raw.shutdown()


def _trusted() -> str | bool:
    return os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("SSL_CERT_FILE") or True
