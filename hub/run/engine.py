"""The papermill engine of the hub: a kernel per run, watched cell by cell.

It writes down what it sees in the journal, drops output beyond a limit, and asks after every cell
what papermill and nbclient do not: did a shell command fail, did a thread, did the cell leave?
"""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

from jupyter_core.utils import run_sync
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine

from hub.model import Ending, Reply
from hub.run.journal import JournalWriter

OUTPUTS = {"stream", "display_data", "execute_result", "error", "update_display_data"}
LONGEST_TRACEBACK = 20_000
LONGEST_WORDS = 240
COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
ARROW = re.compile(r"^-+> ?\d+ (.*)$", re.MULTILINE)
EXIT_CODE = "get_ipython().user_ns.pop('_exit_code', 0)"

TROUBLE = {
    "ChainedAssignmentError": "an assignment changed a copy and not the table, so it did nothing "
    "(ChainedAssignmentError).",
    "Exception in thread": "an error in a thread went unnoticed.",
    "Task exception was never retrieved": "an error in an asyncio task went unnoticed.",
}


class Left(Exception):
    """A cell asked the kernel to leave."""


class HubClient(PapermillNotebookClient):  # type: ignore[misc]
    """nbclient's client, with a journal and a limit on output."""

    def __init__(
        self,
        manager: Any,
        journal: JournalWriter,
        most_bytes: int,
        most_outputs: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(manager, on_cell_executed=self._answered, **kwargs)
        self.journal = journal
        self.left_bytes, self.left_outputs = most_bytes, most_outputs
        self.replying: dict[str, Any] = {}
        self.cut = False

    async def async_execute_cell(
        self, cell: NotebookNode, cell_index: int, *args: Any, **kwargs: Any
    ) -> NotebookNode:
        """Execute one cell, and write down when it was sent and how it answered."""
        if cell.cell_type != "code" or not cell.source.strip():
            return cell
        number = int(cell.metadata.get("hub_cell", 0))
        self.journal.started(number)
        self.replying, began = {}, time.monotonic()
        try:
            await super().async_execute_cell(cell, cell_index, *args, **kwargs)
        finally:
            if self.replying:
                warnings = (*self._trouble(cell), *await self._failed_command())
                self.journal.replied(
                    _reply(number, self.replying, warnings, time.monotonic() - began)
                )
                if _asked_to_leave(self.replying):
                    raise Left("it called exit() or quit()")
        return cell

    execute_cell = run_sync(async_execute_cell)  # papermill calls this one

    def process_message(
        self, msg: dict[str, Any], cell: NotebookNode, cell_index: int
    ) -> NotebookNode | None:
        """Take a message of the kernel, unless it holds output beyond the limit."""
        if msg["msg_type"] in OUTPUTS:
            _shorten(msg["content"])
            self.left_bytes -= len(json.dumps(msg["content"], default=str))
            self.left_outputs -= msg["msg_type"] != "stream"
            if self.left_bytes < 0 or self.left_outputs < 0:
                self._note_cut()
                return None
        return super().process_message(msg, cell, cell_index)  # type: ignore[no-any-return]

    def _note_cut(self) -> None:
        if not self.cut:
            self.cut = True
            self.journal.note(
                "the notebook gave more output than a page can hold; the rest was dropped."
            )

    def _answered(self, *, execute_reply: dict[str, Any], **_: Any) -> None:
        self.replying = execute_reply["content"]

    def _trouble(self, cell: NotebookNode) -> list[str]:
        said = "".join(
            output.text
            for output in cell.get("outputs", [])
            if output.output_type == "stream" and output.name == "stderr"
        )
        return [words for sign, words in TROUBLE.items() if sign in said]

    async def _failed_command(self) -> list[str]:
        """Ask for the exit code that IPython keeps of a `!command` or `%pip`, and forget it."""
        if self.replying.get("status") != "ok" or _asked_to_leave(self.replying):
            return []
        asked = self.kc.execute(
            "", silent=True, store_history=False, user_expressions={"code": EXIT_CODE}
        )
        while True:
            answer = await self.kc.shell_channel.get_msg(timeout=10)
            if answer["parent_header"].get("msg_id") == asked:
                break
        found = answer["content"].get("user_expressions", {}).get("code", {})
        code = found.get("data", {}).get("text/plain", "0")
        return [] if code == "0" else [f"a shell command in it failed with the code {code[:10]}."]


class HubEngine(Engine):  # type: ignore[misc]
    """The engine that papermill is given: `engine_name="hub"`."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        journal: JournalWriter,
        limits: dict[str, int],
        executed: Path,
        **_: Any,
    ) -> None:
        """Run every cell in order; the journal says what came of it, and how it ended.

        The notebook as far as it came goes to `executed`, whatever happens.
        """
        client = HubClient(
            nb_man,
            journal,
            most_bytes=limits["output_bytes"],
            most_outputs=limits["outputs"],
            kernel_name=kernel_name,
            timeout=limits["cell_seconds"],
            startup_timeout=limits["start_seconds"],
            record_timing=False,
            force_raise_errors=True,
            shutdown_kernel="immediate",
            on_notebook_start=lambda **_: journal.ready(),
        )
        try:
            journal.ended(*_ending(client, limits))
        finally:
            _save(nb_man.nb, executed)


def _save(notebook: NotebookNode, path: Path) -> None:
    aside = path.with_suffix(".part")
    aside.write_text(json.dumps(notebook), encoding="ascii")  # lone surrogates stay escaped
    aside.replace(path)


def _ending(client: HubClient, limits: dict[str, int]) -> tuple[Ending, str]:
    try:
        client.execute()
    except Left as fault:
        return Ending.LEFT, str(fault)
    except CellTimeoutError:
        return Ending.CELL_TIMEOUT, f"stopped after {limits['cell_seconds']} s in one cell"
    except DeadKernelError:
        return Ending.DIED, "it ended without a word, as it does when a compiled library fails"
    if client.replying.get("status") == "error":
        return _stopped(client.replying)
    return Ending.FINISHED, ""


def _stopped(reply: dict[str, Any]) -> tuple[Ending, str]:
    if reply.get("ename") == "SystemExit":
        return Ending.LEFT, "it called sys.exit()"
    return Ending.STOPPED, ""


def _asked_to_leave(reply: dict[str, Any]) -> bool:
    return any(part.get("source") == "ask_exit" for part in reply.get("payload", []))


def _reply(
    number: int, content: dict[str, Any], warnings: tuple[str, ...], seconds: float
) -> Reply:
    if content.get("status") != "error":
        return Reply(number, str(content.get("status")), None, None, warnings, round(seconds, 3))
    words = f"{content.get('ename', '')}: {content.get('evalue', '')}".strip().rstrip(":")
    trace = COLOURS.sub("", "\n".join(content.get("traceback", [])))
    cell_part = trace.split("Cell In[")[-1] if "Cell In[" in trace else ""
    line = ARROW.search(cell_part)
    return Reply(
        number,
        "error",
        _cut(" ".join(COLOURS.sub("", words).split())),
        line[1].strip()[:120] if line else None,
        warnings,
        round(seconds, 3),
    )


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_WORDS else words[: LONGEST_WORDS - 1] + "…"


def _shorten(content: dict[str, Any]) -> None:
    """Cut error texts of many megabytes before anything copies them again."""
    if "traceback" in content:
        content["evalue"] = str(content.get("evalue", ""))[:LONGEST_TRACEBACK]
        content["traceback"] = [str(part)[:LONGEST_TRACEBACK] for part in content["traceback"][:50]]
