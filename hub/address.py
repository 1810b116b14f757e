"""Which addresses of a repository may reach git at all: https, plain, without a secret."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

HOST = re.compile(r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$", re.IGNORECASE)
PATH = re.compile(r"^/[A-Za-z0-9][A-Za-z0-9._~/-]*$")
LONGEST = 300


def checked_address(address: str) -> str:
    """The address as it is, if it may be used. Raises ValueError in words that repeat no secret."""
    if len(address) > LONGEST or not address.isascii() or not address.isprintable():
        raise ValueError("the address is too long or holds characters that no address has")
    if not address.lower().startswith("https://"):
        raise ValueError("the address must begin with https://; no other way of fetching is used")
    if "@" in address:
        raise ValueError(
            "the address holds a name or a password; take it out, and if it was a password or a "
            "token, change it where it is used"
        )
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise ValueError("the address cannot be read; write https://host/team/repository") from None
    if not HOST.match(parts.hostname or "") or port == 0:
        raise ValueError("the address names no host; write https://host/team/repository")
    if parts.query or parts.fragment:
        raise ValueError('the address goes on after "?" or "#"; leave that part out')
    if not PATH.match(parts.path) or "/-" in parts.path or ".." in parts.path:
        raise ValueError("the address names no repository; write https://host/team/repository")
    return address
