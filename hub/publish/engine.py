"""The site engine as a process of its own: Material for MkDocs today, Zensical one day."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from hub.errors import PublishError

EPOCH = "1767225600"  # 2026-01-01: the engine writes a date, and it must not be today's
LONGEST_SECONDS = 1800
MKDOCS = ("-m", "mkdocs", "build", "--strict", "--quiet")
PASSED_ON = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "PYTHONPATH", "VIRTUAL_ENV")


def build(
    settings: Path,
    docs: Path,
    site: Path,
    work: Path,
    named: Mapping[str, str],
    command: Sequence[str] = MKDOCS,
) -> None:
    """Build `site` from `docs` with the settings of mkdocs.yml; raises PublishError.

    `named` goes before what mkdocs.yml says, such as the site's name.
    """
    own = work / "mkdocs.yml"
    own.write_text(
        json.dumps({**_own_settings(settings, docs, site, work), **named}),
        encoding="utf-8",
    )
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, our own words
            [sys.executable, "-P", *command, "-f", str(own)],
            cwd=work,
            env=_environment(),
            capture_output=True,
            text=True,
            errors="replace",
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise PublishError(
            f"The site engine was stopped after {LONGEST_SECONDS} seconds.", "Build again."
        ) from fault
    if done.returncode != 0 or not (site / "index.html").is_file():
        raise PublishError(
            f"The site engine failed:\n{_last_lines(done.stdout + done.stderr)}\n",
            "Mend the page or setting it names, then build again. The old site still stands.",
        )


def _own_settings(settings: Path, docs: Path, site: Path, work: Path) -> Mapping[str, str]:
    """A settings file that takes all from mkdocs.yml but its folders. JSON is YAML.

    Paths are relative to it, since Zensical takes no others.
    """
    paths = {"INHERIT": settings, "docs_dir": docs, "site_dir": site}
    return {
        name: Path(os.path.relpath(path.resolve(), work.resolve())).as_posix()
        for name, path in paths.items()
    }


def _environment() -> dict[str, str]:
    """Only what a process needs to start, so that no setting outside the project has a say."""
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return {
        **kept,
        "SOURCE_DATE_EPOCH": EPOCH,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "TZ": "UTC",
    }


def _last_lines(text: str) -> str:
    """The end of what the engine said, which is where it says why."""
    lines = [line for line in text.splitlines() if line.strip()]
    return "\n".join(lines)[-4000:].strip() or "it said nothing."
