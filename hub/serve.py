"""A site served to this computer alone, and made again when what it is made of changes."""

from __future__ import annotations

import functools
import http.server
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

LOOPBACK = "127.0.0.1"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files, and keeps no log of who read what."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
        """Say nothing."""

    def end_headers(self) -> None:
        """Let no browser keep an older page."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


@contextmanager
def served(site: Path, port: int) -> Iterator[str]:
    """Serve a folder on the loopback address only; gives where. Port 0 takes any free one."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer((LOOPBACK, port), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://{LOOPBACK}:{server.server_address[1]}/"
        finally:
            server.shutdown()


def stamp(folders: Iterable[Path]) -> frozenset[tuple[str, int, int]]:
    """What tells whether any file of these folders has changed: names, times and sizes."""
    found = set()
    for folder in folders:
        for path in folder.rglob("*"):
            if path.name.startswith(".") or path.is_symlink() or not path.is_file():
                continue
            try:
                about = path.stat()
            except OSError:
                continue  # gone since it was listed
            found.add((str(path), about.st_mtime_ns, about.st_size))
    return frozenset(found)


def again_on_change(
    folders: Iterable[Path],
    make: Callable[[], None],
    every: float = 1.0,
    until: Callable[[], bool] = lambda: False,
) -> None:
    """Call `make` whenever a file changes, once things have been still for a moment."""
    watched = tuple(folders)
    before = stamp(watched)
    while not until():
        time.sleep(every)
        now = stamp(watched)
        if now == before:
            continue
        while (later := stamp(watched)) != now:
            now = later
            time.sleep(every / 2)
        before = now
        make()
