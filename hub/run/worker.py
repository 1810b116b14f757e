"""The process that runs one recipe: papermill, the hub's engine, and a kernel below it.

Started as `python -P -m hub.run.worker CONTROL` by `hub.run.process`, in a clean environment and
with the work folder as its own. It never decides a verdict; it writes the journal.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
import warnings
from pathlib import Path
from typing import Any

from hub.run import notebooks
from hub.run.confine import bounds, command, view
from hub.run.confine.births import Count
from hub.run.engine import Confined
from hub.run.engines import JOURNAL, ORDER
from hub.run.journal import JournalWriter
from hub.settings import Limits


def main(control: Path) -> None:
    """Run the notebook of a control folder; its work folder is the current one."""
    threading.Thread(target=_end_with_the_hub, daemon=True).start()
    warnings.simplefilter("ignore")  # libraries' own; what concerns the recipe is in the journal
    logging.disable(logging.CRITICAL)
    order = json.loads((control / ORDER).read_text(encoding="utf-8"))
    limits = Limits.model_validate(order["limits"])
    _limit_this_process(limits)
    with (control / JOURNAL).open("w", encoding="utf-8") as stream:
        journal, confined = JournalWriter(stream), _confined(order, control)
        notebooks.execute(control, "hub", journal, limits=limits, confined=confined)


def _end_with_the_hub() -> None:
    """A hub that was killed can end nobody; but then nobody holds our standard input open."""
    while os.read(0, 1):
        continue
    os._exit(1)


def _limit_this_process(limits: Limits) -> None:
    """What the kernel below inherits: no core dumps, no file or memory without end."""
    if sys.platform != "win32":
        bounds.bound(bounds.of(limits), count_processes=False)


def _confined(order: dict[str, Any], control: Path) -> Confined:
    folders = (Path(order["work"]), control / view.HOME, Path(order["sockets"]))
    most = Count(order["limits"]["processes"], order["limits"]["threads"])
    prefix = command.prefix(order["isolation"], *folders, most)
    return Confined(prefix, folders[2] if order["isolation"] != "none" else None)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
