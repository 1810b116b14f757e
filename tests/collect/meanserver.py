"""A server on loopback that means harm to whoever fetches from it."""

from __future__ import annotations

import contextlib
import threading
from http.server import BaseHTTPRequestHandler

SECONDS = 3

SMART = "application/x-git-upload-pack-advertisement"

RESULT = "application/x-git-upload-pack-result"


def _line(text: bytes) -> bytes:
    return f"{len(text) + 4:04x}".encode() + text


ABLE = b"".join(
    [
        _line(b"# service=git-upload-pack\n"),
        b"0000",
        _line(b"version 2\n"),
        _line(b"ls-refs\n"),
        _line(b"fetch=shallow filter\n"),
        b"0000",
    ]
)


class Mean(BaseHTTPRequestHandler):
    """What it does is the first part of the path."""

    over: threading.Event
    asked: list[str]

    def do_GET(self) -> None:
        self._do()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0) or 0))
        self._do()

    def finish(self) -> None:
        """Take leave as TLS wants it, so that git reads what was said to its end."""
        with contextlib.suppress(OSError, ValueError):
            self.wfile.flush()
            self.connection.unwrap()  # type: ignore[attr-defined]
        with contextlib.suppress(OSError, ValueError):
            super().finish()

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""

    def _do(self) -> None:
        self.asked.append(self.path)
        with contextlib.suppress(OSError):  # git hangs up when it has had enough
            getattr(self, self.path.split("/")[1])()

    def _head(self, code: int = 200, kind: str = SMART, **more: str) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def _without_end(self, data: bytes, pause: float = 0.0) -> None:
        while not self.over.wait(pause) if pause else not self.over.is_set():
            self.wfile.write(data)
            self.wfile.flush()

    def stalled(self) -> None:
        self._head()
        self.wfile.write(ABLE[:20])
        self.wfile.flush()
        self.over.wait(60)

    def drip(self) -> None:
        self._head()
        self._without_end(b"0", 0.2)

    def page(self) -> None:
        self._head(kind="text/html")
        self.wfile.write(b"<h1>Sign in</h1>")

    def broken(self) -> None:
        self._head(500)

    def login(self) -> None:
        self._head(401, WWW_Authenticate='Basic realm="x"')

    def cut(self) -> None:
        if self.command == "GET":
            self._head()
            self.wfile.write(ABLE)
        else:
            self._head(kind=RESULT, Content_Length="5000")
            self.wfile.write(_line(b"packfile\n") + _line(b"\x01PACK"))

    def elsewhere(self) -> None:
        port = self.server.server_address[1]
        self._head(302, Location=self.path.replace("/elsewhere", f"https://localhost:{port}/page"))

    def tofile(self) -> None:
        self._head(301, Location="file:///etc/" + self.path.split("?")[0])

    def inward(self) -> None:
        self._head(307, Location=self.path.replace("/inward", "http://127.0.0.1:9/secret"))

    def refs(self) -> None:
        if self.command == "GET":
            self._head()
            self.wfile.write(ABLE)
        else:
            self._head(kind=RESULT)
            self._without_end(_line(b"%040d refs/heads/%0900d\n" % (1, 2)) * 500)

    def chatter(self) -> None:
        if self.command == "GET":
            self._head()
            self.wfile.write(ABLE)
        else:
            self._head(kind=RESULT)
            self.wfile.write(_line(b"packfile\n"))
            self._without_end(_line(b"\x02" + b"::error::look at me " * 1000 + b"\n"))
