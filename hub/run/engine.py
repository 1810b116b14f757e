"""The papermill engine of the hub: a kernel per run, watched cell by cell.

It writes down what it sees in the journal, drops output beyond a limit, and asks after every cell
what papermill and nbclient do not: did a shell command fail, did a thread, did the cell leave?
"""

from __future__ import annotations

import ast
import json
import os
import queue
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine
from traitlets import Any as AnyTrait

from hub.ending import REPLACED, Ending, Reply
from hub.run import limits as over
from hub.run.beside.sent import LIBRARY, TAKE, TAKE_LAST, standing
from hub.run.confine import view
from hub.run.engines import save
from hub.run.journal import JournalWriter
from hub.run.limits import Over
from hub.run.packages import VARIABLE
from hub.run.proof import proof
from hub.run.replies import CUT, MOST_VALUES, passed_over, reply, shorten, trouble, values
from hub.settings import Limits

START = "__init__.py"
OUTPUTS = {"stream", "display_data", "execute_result", "error", "update_display_data"}


@dataclass(frozen=True, slots=True)
class Confined:
    """What stands before the command of the kernel, and the folder of its sockets."""

    prefix: tuple[str, ...] = ()
    sockets: Path | None = None


class ConfinedManager(AsyncKernelManager):
    """Starts the kernel inside what confines it; they speak over sockets in a folder."""

    confined = AnyTrait(Confined()).tag(config=True)

    def format_kernel_cmd(self, extra_arguments: list[str] | None = None) -> list[str]:
        """The command of the kernel, with what confines it before."""
        return [*self.confined.prefix, *super().format_kernel_cmd(extra_arguments)]


def _manager(confined: Confined, kernel: str) -> ConfinedManager:
    manager = ConfinedManager(kernel_name=kernel, confined=confined)
    if confined.sockets:
        manager.transport = "ipc"
        manager.connection_file = str(confined.sockets / "kernel.json")
        manager.ip = str(confined.sockets / "s")
    return manager


class Left(Exception):
    """A cell asked the kernel to leave."""


class HubClient(PapermillNotebookClient):  # type: ignore[misc]
    """nbclient's client, with a journal and a limit on output."""

    def __init__(
        self,
        manager: Any,
        journal: JournalWriter,
        limits: Limits,
        executed: Path,
        **kwargs: Any,
    ) -> None:
        super().__init__(manager, on_cell_executed=self._answered, **kwargs)
        self.journal, self.limits, self.executed = journal, limits, executed
        self.bytes = self.count = self.values = 0
        self.replying: dict[str, Any] = {}
        self.cut = self.observed = False
        told = manager.nb.metadata.get("kernelspec", {})
        self.watched = told.get("language", "python") == "python"  # others get no code of the hub's
        self.error, self.last = "", Reply(0, None)  # what the cell showed, and how it answered

    async def async_execute_cell(
        self, cell: NotebookNode, cell_index: int, *args: Any, **kwargs: Any
    ) -> NotebookNode:
        """Execute one cell, and write down when it was sent and how it answered."""
        if cell.cell_type != "code" or not cell.source.strip():
            return cell
        number = int(cell.metadata.get("hub_cell", 0))
        if self.watched and not self.observed:
            self.observed = True
            await self._ask(standing(), "")
            for place in map(Path, view.library()):
                told = {"name": place.name, "folder": str(place), "start": str(place / START)}
                await self._ask(LIBRARY.format(**told), "")
            if VARIABLE in os.environ:  # last on the path: nothing offered to all is replaced
                await self._ask(f"__import__('sys').path.append({os.environ[VARIABLE]!r})", "")
        self.journal.started(number)
        self.replying, self.error, began = {}, "", time.monotonic()
        try:
            await super().async_execute_cell(cell, cell_index, *args, **kwargs)
        finally:
            if self.replying:
                warnings = trouble(_said(cell), await self._seen())
                warnings = (*warnings, *passed_over(self.replying, self.error))
                self.last = reply(number, self.replying, warnings, time.monotonic() - began)
                self.journal.replied(self.last)
                if _asked_to_leave(self.replying):
                    raise Left("it called exit() or quit()")
        return cell

    execute_cell = run_sync(async_execute_cell)  # papermill calls this one

    def papermill_execute_cells(self) -> None:
        """All cells, and after the last the hub's own, which only a sound kernel answers."""
        super().papermill_execute_cells()
        if self.watched and self.last.status == "ok":
            late = run_sync(self._late)()
            if late:
                told = (*self.last.warnings, *late)
                self.journal.replied(replace(self.last, warnings=tuple(dict.fromkeys(told))))

    async def _late(self) -> tuple[str, ...]:
        """What is seen when all cells are done: whether it is sound, and what nobody looked at."""
        asked = proof()
        try:
            sound = asked.holds(await self._sent(asked.source, store_history=False))
            return trouble("", await self._taken(last=True)) if sound else (REPLACED,)
        except queue.Empty:
            return (REPLACED,)

    def process_message(
        self, msg: dict[str, Any], cell: NotebookNode, cell_index: int
    ) -> NotebookNode | None:
        """Take a message of the kernel, unless it holds output beyond the limit."""
        if msg["msg_type"] in OUTPUTS:
            if msg["msg_type"] == "error":
                self.error = str(msg["content"].get("ename"))
            shorten(msg["content"])
            self.bytes += len(json.dumps(msg["content"], default=str))
            self.count += msg["msg_type"] != "stream"
            if self.bytes > self.limits.output_bytes:
                self._too_much(over.output_bytes(self.limits))
            if self.count > self.limits.outputs:
                self._too_much(over.outputs(self.limits))
            full = self.bytes > self.limits.page_bytes or self.count > self.limits.page_outputs
            plain = full or msg["msg_type"] == "stream"
            held = self.values + (0 if plain else values(msg["content"]))
            if full or held > MOST_VALUES:
                self._note_cut()
                return None
            self.values = held
        return super().process_message(msg, cell, cell_index)  # type: ignore[no-any-return]

    def _note_cut(self) -> None:
        if not self.cut:
            self.cut = True
            self.journal.note(CUT)

    async def _async_handle_timeout(self, timeout: int, cell: NotebookNode | None = None) -> Any:
        """A cell took too long; shutting the kernel down politely would take as long again."""
        del timeout, cell
        self._too_much(over.cell_time(self.limits))

    def _too_much(self, fault: Over) -> None:
        """End this process, and with it the kernel: the hub takes away what is left."""
        self.journal.ended(fault.ending, fault.detail)
        save(self.nb, self.executed)
        os._exit(0)

    def _answered(self, *, execute_reply: dict[str, Any], **_: Any) -> None:
        self.replying = execute_reply["content"]

    async def _seen(self) -> list[Any]:
        """What went wrong in the cell without an error."""
        silent = not self.watched or _asked_to_leave(self.replying)
        if silent or self.replying.get("status") != "ok":
            return []
        return await self._taken()

    async def _taken(self, *, last: bool = False) -> list[Any]:
        try:
            seen = ast.literal_eval(await self._ask("", TAKE_LAST if last else TAKE))
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            return []
        return seen if isinstance(seen, list) else []

    async def _ask(self, source: str, expression: str) -> str:
        """Have the kernel do something that leaves no trace in the notebook."""
        told = {"it": expression or "0"}
        answer = await self._sent(source, silent=True, store_history=False, user_expressions=told)
        found = answer.get("user_expressions", {}).get("it", {})
        return str(found.get("data", {}).get("text/plain", ""))[:5000]

    async def _sent(self, source: str, **how: Any) -> dict[str, Any]:
        """What the kernel answers to code that is the hub's own."""
        asked = self.kc.execute(source, **how)
        while True:
            answer = await self.kc.shell_channel.get_msg(timeout=10)
            if answer["parent_header"].get("msg_id") == asked:
                return dict(answer["content"])


class HubEngine(Engine):  # type: ignore[misc]
    """The engine that papermill is given: `engine_name="hub"`."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        journal: JournalWriter,
        limits: Limits,
        executed: Path,
        confined: Confined,
        **_: Any,
    ) -> None:
        """Run every cell in order; the journal says what came of it, and how it ended.

        The notebook as far as it came goes to `executed`, whatever happens.
        """
        client = HubClient(
            nb_man,
            journal,
            limits,
            executed,
            km=_manager(confined, kernel_name),
            kernel_name=kernel_name,
            timeout=limits.cell_seconds,
            startup_timeout=limits.start_seconds,
            record_timing=False,
            force_raise_errors=True,
            shutdown_kernel="immediate",
            on_notebook_start=lambda **_: journal.ready(),
        )
        try:
            journal.ended(*_ending(client, limits))
        finally:
            save(nb_man.nb, executed)


def _ending(client: HubClient, limits: Limits) -> tuple[Ending, str]:
    try:
        client.execute()
    except Left as fault:
        return Ending.LEFT, str(fault)
    except CellTimeoutError:
        late = over.cell_time(limits)
        return late.ending, late.detail
    except (DeadKernelError, queue.Empty):  # or it did not answer the hub's own
        died = over.died()
        return died.ending, died.detail
    if client.replying.get("status") == "error":
        return _stopped(client.replying)
    return Ending.FINISHED, ""


def _stopped(reply: dict[str, Any]) -> tuple[Ending, str]:
    if reply.get("ename") == "SystemExit":
        return Ending.LEFT, "it called sys.exit()"
    return Ending.STOPPED, ""


def _said(cell: NotebookNode) -> str:
    """What it wrote to standard error."""
    return "".join(
        output.text
        for output in cell.get("outputs", [])
        if output.output_type == "stream" and output.name == "stderr"
    )


def _asked_to_leave(reply: dict[str, Any]) -> bool:
    return any(part.get("source") == "ask_exit" for part in reply.get("payload", []))
