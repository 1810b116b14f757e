"""Draws one Vega-Lite file: from standard input to standard output, in a process of its own.

Started as `python -P -m hub.pictures.drawing` by `hub.pictures.vega`.
"""

from __future__ import annotations

import contextlib
import sys

from hub.pictures import vega

MEMORY = 3 * 2**30  # bytes


def main() -> None:
    """Write the drawing, or nothing where there is none."""
    if sys.platform == "linux":
        import resource

        with contextlib.suppress(ValueError, OSError):  # less is allowed already
            resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CPU, (2 * vega.LONGEST, 2 * vega.LONGEST))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    svg = vega.drawn(sys.stdin.buffer.read())
    sys.stdout.buffer.write((svg or "").encode("utf-8"))


if __name__ == "__main__":
    main()
