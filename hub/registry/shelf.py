"""A published hub as a reader far away sees it: by its address, or as a folder on this computer.

The only module that asks the web for anything, and only when a command is told to.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Protocol
from urllib.parse import urlsplit

import requests

from hub.errors import Mendable

SECONDS = 20
LARGEST = 250_000_000
SCHEMA = "1"
HERE = ("localhost", "127.0.0.1", "[::1]")


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
                if answer.status_code == requests.codes.not_found:
                    raise ShelfError(f"{self.name} has no {path}. Is it the address of a hub?")
                answer.raise_for_status()
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
            raise ShelfError(f"{self.name} gave no answer within {SECONDS} seconds.") from fault
        except requests.exceptions.RequestException as fault:
            raise ShelfError(
                f"{self.name} cannot be reached ({type(fault).__name__}). Are you online? "
                "Behind a proxy, set HTTPS_PROXY. A copy of the site in a folder works too: "
                "--from FOLDER."
            ) from fault


def shelf(where: str) -> Shelf:
    """The shelf of an address or of a folder. Raises ShelfError for what is neither."""
    folder = Path(where)
    if folder.is_dir():
        nested = folder / "site"
        return FolderShelf(nested if (nested / "catalogue.json").is_file() else folder)
    parts = urlsplit(where)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE):
        if "@" in parts.netloc:
            raise ShelfError("The address holds a name or a password; leave that out.")
        return WebShelf(where.rstrip("/") + "/")
    raise ShelfError(
        f'"{where[:100]}" is neither a folder here nor an address that begins with https://.'
    )


def value(where: Shelf, path: str) -> dict[str, Any]:
    """A JSON file of the shelf that says the schema we know. Raises ShelfError."""
    try:
        found = json.loads(where.read(path))
    except ValueError as fault:
        raise ShelfError(f"{path} of {where.name} is not readable. Is it a hub?") from fault
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise ShelfError(
            f"{path} of {where.name} is of a form that this version does not know. Update the hub."
        )
    return found


def catalogue(where: Shelf) -> list[Mapping[str, Any]]:
    """Every recipe of the catalogue, as catalogue.json lists them. Raises ShelfError."""
    recipes = value(where, "catalogue.json").get("recipes")
    if not isinstance(recipes, list) or not all(isinstance(one, dict) for one in recipes):
        raise ShelfError(f"The catalogue of {where.name} lists no recipes. Is it a hub?")
    return recipes


def _inside(path: str) -> PurePosixPath:
    """A path that cannot lead out of the site, whoever wrote it."""
    found = PurePosixPath(path)
    if found.is_absolute() or ".." in found.parts or ":" in path or "\\" in path:
        raise ShelfError(f'The catalogue names a file outside its site: "{path[:100]}".')
    return found


def _within(answer: requests.Response, name: str) -> bytes:
    data = bytearray()
    for part in answer.iter_content(1 << 16):
        data += part
        if len(data) > LARGEST:
            raise ShelfError(f"What {name} sends is larger than a recipe can be.")
    return bytes(data)


def _trusted() -> str | bool:
    return os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("SSL_CERT_FILE") or True
