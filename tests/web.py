"""A folder served on loopback, plainly or as the web has it: by https, behind a proxy."""

from __future__ import annotations

import contextlib
import functools
import os
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import trustme


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and keeps no log."""

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the folder, until the test is over."""
    with ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))
    ) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join(10)


@dataclass(frozen=True)
class BehindProxy:
    """A site that can only be read through a proxy: its name, and what a shell must be told."""

    address: str
    proxy: str
    certificate: Path
    asked: list[str] = field(default_factory=list)  # hosts that the proxy was asked for

    def environment(self, home: Path) -> dict[str, str]:
        """The variables of a shell on another machine."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "HTTPS_PROXY": self.proxy,
            "SSL_CERT_FILE": str(self.certificate),
            "PYTHONDONTWRITEBYTECODE": "1",
        }


class _Proxy(Quiet):
    """Knows one host, and leads to the server that stands for it."""

    host: str
    port: int
    asked: list[str]

    def do_CONNECT(self) -> None:
        """Let bytes through, both ways, until one side is done."""
        self.asked.append(self.path)
        if self.path != f"{self.host}:443":
            self.send_error(403)
            return
        with socket.create_connection(("127.0.0.1", self.port)) as there:
            self.send_response(200)
            self.end_headers()
            back = threading.Thread(target=_pump, args=(there, self.connection), daemon=True)
            back.start()
            _pump(self.connection, there)
            back.join(10)


def _pump(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := one.recv(1 << 16):
            other.sendall(data)
        other.shutdown(socket.SHUT_WR)


@contextmanager
def behind_a_proxy(folder: Path, host: str, keys: Path) -> Iterator[BehindProxy]:
    """The folder as https://HOST/, a name that only the proxy knows."""
    authority = trustme.CA()
    certificate = keys / "authority.pem"
    authority.cert_pem.write_to_path(str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host).configure_cert(context)
    site = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    site.socket = context.wrap_socket(site.socket, server_side=True)
    asked: list[str] = []
    kind = type("Proxy", (_Proxy,), {"host": host, "port": site.server_port, "asked": asked})
    proxy = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    servers = (site, proxy)
    for one in servers:
        threading.Thread(target=one.serve_forever, daemon=True).start()
    try:
        yield BehindProxy(
            f"https://{host}/", f"http://127.0.0.1:{proxy.server_port}", certificate, asked
        )
    finally:
        for one in servers:
            one.shutdown()
            one.server_close()
