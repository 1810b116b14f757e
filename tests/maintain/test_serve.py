"""The preview is for this computer alone, and follows what is saved."""

from __future__ import annotations

import threading
import urllib.request
from pathlib import Path

from hub.serve import again_on_change, served, stamp


def test_a_folder_is_served_on_the_loopback_address_only(tmp_path: Path) -> None:
    """Uncached, so that a page made again is seen."""
    (tmp_path / "index.html").write_text("<p>hello</p>")

    with served(tmp_path, 0) as address, urllib.request.urlopen(address) as page:
        assert address.startswith("http://127.0.0.1:")
        assert page.read() == b"<p>hello</p>"
        assert page.headers["Cache-Control"] == "no-store"


def test_a_saved_file_makes_it_again_once(tmp_path: Path) -> None:
    """And an unchanged one does not."""
    (tmp_path / "a.txt").write_text("1")
    made: list[int] = []
    stop = threading.Event()
    watching = threading.Thread(
        target=again_on_change, args=((tmp_path,), lambda: made.append(1), 0.05, stop.is_set)
    )
    watching.start()
    stop.wait(0.3)
    (tmp_path / "a.txt").write_text("22")
    for _ in range(200):
        if made:
            break
        stop.wait(0.05)
    stop.wait(0.3)
    stop.set()
    watching.join()

    assert made == [1]


def test_the_stamp_passes_over_what_is_hidden(tmp_path: Path) -> None:
    """Files that are half-written begin with a dot."""
    (tmp_path / ".a.part").write_text("1")

    assert stamp((tmp_path,)) == frozenset()
