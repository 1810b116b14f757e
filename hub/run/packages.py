"""Packages beyond the locked environment: built before a run from pins with hashes, and kept.

They lie in a folder of their own that stands last on the path, so that nothing of the locked
environment is replaced. What builds them is pip; it takes wheels only, so no code of theirs runs.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

PINS = "packages.txt"
VARIABLE = "HUB_PACKAGES"
PATIENCE = 900  # seconds for all of them to arrive
LONGEST = 200
OPTIONS = ("--require-hashes", "--only-binary=:all:", "--no-deps", "--no-input", "--quiet")
_one_at_a_time = threading.Lock()


class NotInstalled(Exception):
    """The packages could not be had; the text says why."""


def folder_for(control: Path, cache: Path) -> Path | None:
    """The folder of the packages that a staged run declares; None where it declares none."""
    pins = control / PINS
    if not pins.is_file():
        return None
    return installed(pins.read_text(encoding="utf-8"), cache)


def installed(pins: str, cache: Path) -> Path:
    """A folder with these packages, built the first time, whole or not at all.

    Raises NotInstalled where an index cannot be reached or a hash is not the pinned one.
    """
    content = f"{sys.version}\n{pins}".encode()
    folder = cache / "packages" / hashlib.sha256(content).hexdigest()[:24]
    with _one_at_a_time:
        if not folder.is_dir():
            folder.parent.mkdir(parents=True, exist_ok=True)
            aside = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
            try:
                _install(pins, aside)
                (aside / "site").rename(folder)
            finally:
                shutil.rmtree(aside, ignore_errors=True)
    return folder


def _install(pins: str, aside: Path) -> None:
    listed, target = aside / PINS, aside / "site"
    target.mkdir(mode=0o755)
    listed.write_text(pins, encoding="utf-8")
    words = [sys.executable, "-P", "-m", "pip", "--disable-pip-version-check", "install"]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, pins of the maintainers
            [*words, *OPTIONS, "--target", str(target), "--requirement", str(listed)],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise NotInstalled(f"they did not arrive within {PATIENCE} s") from fault
    if done.returncode:
        said = [line.strip() for line in done.stderr.splitlines() if "ERROR" in line]
        raise NotInstalled((said or ["pip gave no reason"])[0].removeprefix("ERROR: ")[:LONGEST])
