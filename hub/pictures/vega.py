"""The renderer inside Python, without network: Vega-Lite to SVG, and SVG to pixels.

The only module that uses vl_convert.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

import vl_convert

VERSIONS = (("/v6", "6.4"), ("", "5.21"))  # by what the file says of itself; Altair 5 writes v5
LONGEST = 30  # seconds for one drawing, which takes less than one
KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")


def draw(data: bytes) -> str | None:
    """The SVG of a Vega-Lite file, nothing loaded from anywhere; None when it cannot be drawn.

    A few words of it can ask for more marks than there is time and memory, and the renderer then
    ends its whole process: so it has one of its own.
    """
    if _spec(data) is None:
        return None
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "hub.pictures.drawing"],
            input=data,
            env=kept,
            capture_output=True,
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout.decode("utf-8") or None if done.returncode == 0 else None


def _spec(data: bytes) -> dict[str, object] | None:
    try:
        spec = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return spec if isinstance(spec, dict) and not _loads(spec) else None


def drawn(data: bytes) -> str | None:
    """The same in this process, which may not come back."""
    spec = _spec(data)
    if spec is None:
        return None
    try:
        return vl_convert.vegalite_to_svg(spec, vl_version=_version(spec), allowed_base_urls=[])
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - a panic of the renderer is not an Exception
        return None


def raster(svg: str) -> bytes | None:
    """A drawing as PNG; None when it cannot be drawn."""
    try:
        return bytes(vl_convert.svg_to_png(svg, scale=1.0))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - a panic of the renderer is not an Exception
        return None


def _loads(value: object) -> bool:
    """Whether any part names an address; the renderer's own refusal is only a second line."""
    todo = [value]
    while todo:
        part = todo.pop()
        if isinstance(part, dict):
            if "url" in part:
                return True
            todo.extend(part.values())
        elif isinstance(part, list):
            todo.extend(part)
    return False


def _version(spec: dict[str, object]) -> str:
    said = str(spec.get("$schema", ""))
    return next(version for mark, version in VERSIONS if mark in said)


def rows(data: bytes) -> list[dict[str, object]]:
    """The values that a Vega-Lite file was drawn from, wherever in it they stand."""
    try:
        todo: list[object] = [json.loads(data.decode("utf-8-sig"))]
    except (ValueError, RecursionError):
        return []
    found: list[dict[str, object]] = []
    while todo:
        part = todo.pop()
        if isinstance(part, dict):
            todo.extend(part.values())
        elif isinstance(part, list):
            found += [row for row in part if _is_row(row)]
            todo.extend(row for row in part if not _is_row(row))
    return found


def _is_row(value: object) -> bool:
    return (
        isinstance(value, dict)
        and bool(value)
        and all(not isinstance(part, (dict, list)) for part in value.values())
    )
