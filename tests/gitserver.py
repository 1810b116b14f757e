"""A git server on loopback that speaks https, for tests of what is fetched from elsewhere."""

from __future__ import annotations

import os
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import trustme

SECONDS = 30


@dataclass(frozen=True)
class GitServer:
    """Where it listens, the folder of its repositories, and the certificate to trust."""

    address: str
    root: Path
    certificate: Path

    def repository(self, name: str, files: dict[str, str | bytes]) -> str:
        """Make a repository there, or commit to it; the commit."""
        work = self.root / name
        git("init", "-q", "-b", "main", cwd=self.root, path=name)
        for path, content in files.items():
            target = work / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())
        git("add", "-A", cwd=work)
        return self.commit(name)

    def commit(self, name: str) -> str:
        """Commit what is staged; the commit."""
        git("commit", "-q", "--allow-empty", "-m", "a change", cwd=self.root / name)
        return git("rev-parse", "HEAD", cwd=self.root / name).strip()


def git(*arguments: str, cwd: Path, path: str = "") -> str:
    """Run git as a contributor would, with a name of its own."""
    roles, parts = ("AUTHOR", "COMMITTER"), ("NAME", "EMAIL")
    who = {f"GIT_{role}_{part}": "team@example.org" for role in roles for part in parts}
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    done = subprocess.run(
        ["git", *arguments, *([path] if path else [])],
        cwd=cwd,
        env={**kept, **who, "HOME": str(cwd), "GIT_CONFIG_NOSYSTEM": "1"},
        capture_output=True,
        timeout=SECONDS,
        check=True,
    )
    return done.stdout.decode()


class _Handler(BaseHTTPRequestHandler):
    """Hands each request to git's own http-backend; a path that begins with /silent waits.

    One that begins with /strict is pointed to the same name with .git, as some hosts do.
    """

    root: Path
    quiet: threading.Event

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""

    def _answer(self, body: bytes) -> None:
        parts = urlsplit(self.path)
        if parts.path.startswith("/silent"):
            self.quiet.wait(SECONDS)
            return
        if parts.path.startswith("/strict/recipes/"):
            self.send_response(301)
            self.send_header("Location", self.path.replace("/recipes/", "/recipes.git/"))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        environment = {
            "PATH": os.environ["PATH"],
            "GIT_PROJECT_ROOT": str(self.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "safe.directory",
            "GIT_CONFIG_VALUE_0": "*",
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
        }
        done = subprocess.run(
            ["git", "http-backend"],
            input=body,
            env=environment,
            capture_output=True,
            timeout=SECONDS,
        )
        head, _, rest = done.stdout.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line)
        self.send_response(int(fields.pop("Status", "200 OK").split()[0]))
        for name, value in fields.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        self.wfile.write(rest)


@contextmanager
def serving(folder: Path) -> Iterator[GitServer]:
    """Serve the repositories of a folder until the test is over."""
    authority = trustme.CA()
    certificate = folder / "authority.pem"
    authority.cert_pem.write_to_path(str(certificate))
    root = folder / "repositories"
    root.mkdir()
    handler = type("Handler", (_Handler,), {"root": root, "quiet": threading.Event()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield GitServer(f"https://localhost:{server.server_port}", root, certificate)
    finally:
        handler.quiet.set()  # type: ignore[attr-defined]
        server.shutdown()
        server.server_close()
        thread.join(SECONDS)
