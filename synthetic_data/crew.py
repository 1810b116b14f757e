"""Making localities in processes of their own, so that two cores are used and not one and a bit.

Each worker is `python -m synthetic_data.crew`: it reads what to make as lines of JSON and answers
with lines of JSON. Threads would wait for each other's Python; forking a process that has threads
is not safe; a worker is neither.
"""

import json
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from synthetic_data.files import Written
from synthetic_data.localities import LOCALITIES
from synthetic_data.profiles import PROFILES


class WorkerFailed(Exception):
    """A worker met a bug or was ended; what it said is the message."""


class Worker:
    """One process that makes localities one after the other."""

    def __init__(self) -> None:
        home = str(Path(__file__).parents[1])
        known = os.environ.get("PYTHONPATH")
        path = os.pathsep.join([home, known] if known else [home])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "synthetic_data.crew"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": path},
        )

    def make(self, root: Path, locality: str, order: dict[str, Any]) -> list[Written]:
        """Have a locality made; raises what went wrong there."""
        try:
            answer = self._ask({"root": str(root.absolute()), "locality": locality, "order": order})
        except BrokenPipeError:
            answer = {}
        if "errno" in answer:
            raise OSError(answer["errno"], answer["reason"])
        if "files" not in answer:
            raise WorkerFailed(answer.get("failed", "A process that made data was ended."))
        return [Written(**file) for file in answer["files"]]

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        asks, answers = self._process.stdin, self._process.stdout
        if asks is None or answers is None:
            return {}
        asks.write(json.dumps(question) + "\n")
        asks.flush()
        line = answers.readline()
        answer: dict[str, Any] = json.loads(line) if line else {}
        return answer

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        with suppress(BrokenPipeError):
            self._process.communicate()


@contextmanager
def crew(size: int) -> Iterator[list[Worker]]:
    """So many workers, who are ended at the end."""
    workers: list[Worker] = []
    try:
        workers += [Worker() for _ in range(size)]
        yield workers
    finally:
        for worker in workers:
            worker.end()


def _answer(question: dict[str, Any]) -> dict[str, Any]:
    """Make one locality, in the worker."""
    from synthetic_data.line import Order, write_locality

    order = question["order"]
    try:
        files = write_locality(
            Path(question["root"]),
            LOCALITIES[question["locality"]],
            Order(**{**order, "profile": PROFILES[order["profile"]]}),
        )
    except OSError as error:
        return {"errno": error.errno or 0, "reason": error.strerror or type(error).__name__}
    except Exception:  # noqa: BLE001 the parent shows it
        return {"failed": traceback.format_exc()}
    return {"files": [asdict(file) for file in files]}


def main() -> None:
    """Answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is stopped too, and ends the workers
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_answer(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
