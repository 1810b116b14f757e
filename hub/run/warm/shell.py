"""IPython's own shell, speaking to a channel where a kernel would speak over sockets.

Magics, `!commands`, rich display, tracebacks and inline figures are IPython's; only what a kernel
adds on its side of the wire is done here in its stead.
"""

from __future__ import annotations

import base64
import io
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from IPython.core import page
from IPython.core.autocall import ZMQExitAutocall
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError, UsageError
from IPython.core.interactiveshell import InteractiveShell, InteractiveShellABC
from traitlets import Any as AnyTrait
from traitlets import Instance, Type, default
from traitlets.config import Config

from hub.run.beside.magics import bring_in

Send = Callable[[dict[str, Any]], None]
HOLD = 1 << 15  # characters that are held back before they are sent
LONGEST, MOST_LINES = 20_000, 50  # characters and parts of an error that are worth sending
PATIENCE = 0.2  # seconds after which they are sent in any case


class Stream(io.TextIOBase):
    """Standard output or error: text goes to the channel, in large pieces."""

    encoding = "UTF-8"
    errors = "replace"

    def __init__(self, name: str, number: int, send: Send) -> None:
        self.name = name
        self._number, self._send = number, send
        self._parts: list[str] = []
        self._held, self._since, self._owner = 0, 0.0, os.getpid()
        self._lock = threading.RLock()
        self.before_write: Callable[[], None] = lambda: None

    def write(self, text: str) -> int:
        """Take text; a process forked by the recipe writes to the file descriptor instead."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if os.getpid() != self._owner:
            return os.write(self._number, text.encode("utf-8", "replace"))
        self.before_write()
        with self._lock:
            if not self._parts:
                self._since = time.monotonic()
            self._parts.append(text)
            self._held += len(text)
            if self._held > HOLD or time.monotonic() - self._since > PATIENCE:
                self.flush()
        return len(text)

    def flush(self) -> None:
        """Send what is held back."""
        if os.getpid() != self._owner:
            return
        with self._lock:
            if self._parts:
                text = "".join(self._parts)
                self._parts, self._held = [], 0
                self._send({"type": "stream", "name": self.name, "text": text})

    def fileno(self) -> int:
        """The file descriptor of the same name."""
        return self._number

    def isatty(self) -> bool:
        """It is no terminal."""
        return False

    def writable(self) -> bool:
        """It can be written to."""
        return True


def streams(send: Send) -> tuple[Stream, Stream]:
    """Standard output and error, each waiting for the other, so that the order is kept."""
    out, err = Stream("stdout", 1, send), Stream("stderr", 2, send)
    out.before_write, err.before_write = err.flush, out.flush
    return out, err


def _send_nothing(message: dict[str, Any]) -> None:
    del message


class Publisher(DisplayPublisher):
    """`display(…)` becomes a message."""

    send = AnyTrait(_send_nothing)

    def publish(  # type: ignore[override] # noqa: D102 - as in the class above it, without "source"
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        self._validate_data(data, metadata or {})
        self.send(
            {
                "type": "update_display_data" if update else "display_data",
                "data": _clean(data),
                "metadata": metadata or {},
                "display_id": (transient or {}).get("display_id"),
            }
        )

    def clear_output(self, wait: bool = False) -> None:  # noqa: D102
        self.send({"type": "clear_output", "wait": bool(wait)})


class Hook(DisplayHook):
    """The value of a cell's last line becomes a message."""

    send = AnyTrait(_send_nothing)
    made = AnyTrait(None)

    def start_displayhook(self) -> None:  # noqa: D102
        self.made = {"type": "execute_result", "data": {}, "metadata": {}}

    def write_output_prompt(self) -> None:  # noqa: D102
        self.made["execution_count"] = self.prompt_count

    def write_format_data(  # noqa: D102
        self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None
    ) -> None:
        self.made["data"] = _clean(format_dict)
        self.made["metadata"] = md_dict or {}

    def finish_displayhook(self) -> None:  # noqa: D102
        if self.made and self.made["data"]:
            self.send(self.made)
        self.made = None


def _clean(data: dict[str, Any]) -> dict[str, Any]:
    """Pictures as text, as they stand in a notebook."""
    return {
        kind: base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value
        for kind, value in data.items()
    }


class Shell(InteractiveShell):
    """IPython's shell without a terminal, a history on disk or a kernel."""

    display_pub_class = Type(Publisher)
    displayhook_class = Type(Hook)
    send = AnyTrait(_send_nothing)
    keepkernel_on_exit = None
    store = ""  # the folder of what %cd and %store remember
    system = InteractiveShell.system_piped

    def _stored(self) -> Any:
        if self._db is None:
            from IPython.external.pickleshare import PickleShareDB

            self._db = PickleShareDB(self.store)
        return self._db

    db = InteractiveShell.db.getter(_stored)  # type: ignore[attr-defined] # traitlets hide it

    def move_in(self, home: Path) -> None:
        """Work from now on where this process is, and remember in this home."""
        self.home_dir, self.store = str(home), f"{home}/ipython/db"
        self.user_ns["_dh"][:] = [Path.cwd()]

    def init_environment(self) -> None:
        """What a kernel sets for the programs that are started from cells."""
        os.environ.update(
            TERM="xterm-color",
            CLICOLOR="1",
            FORCE_COLOR="1",
            CLICOLOR_FORCE="1",
            PAGER="cat",
            GIT_PAGER="cat",
        )

    def init_hooks(self) -> None:
        """Long help texts have no page to go to."""
        super().init_hooks()
        self.set_hook("show_in_pager", page.as_hook(lambda *_, **__: None), 99)

    def enable_gui(self, gui: str | None = None) -> None:
        """There is no screen."""
        if gui not in (None, "inline"):
            raise UsageError(f"there is no screen here for {gui}")

    def ask_exit(self) -> None:
        """`exit` and `quit` are heard, and judged by the trusted side."""
        self.leaving = True

    exiter = Instance(ZMQExitAutocall)

    @default("exiter")
    def _default_exiter(self) -> ZMQExitAutocall:
        return ZMQExitAutocall(self)

    kernel = None  # pandas shows tables as in a notebook where there is one
    leaving = False
    last_traceback: list[str] | None = None

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        self.last_traceback = [line[:LONGEST] for line in stb[:MOST_LINES]]
        self.send(
            {
                "type": "error",
                "ename": etype.__name__,
                "evalue": str(evalue)[:LONGEST],
                "traceback": self.last_traceback,
            }
        )


Shell.__name__ = "ZMQInteractiveShell"  # what libraries look for, to know a notebook
InteractiveShellABC.register(Shell)


def make_shell() -> Shell:
    """The one shell of a process; the process may be forked afterwards."""
    config = Config()
    config.HistoryManager.enabled = False  # it would start a thread and write a file
    config.HistoryManager.hist_file = ":memory:"  # as the hub has it in a stock kernel
    config.InteractiveShell.autoindent = False
    config.IPKernelApp.name = "hub"  # likewise
    shell = Shell.instance(config=config, user_module=None)
    bring_in(shell)
    return shell


def connect(shell: Shell, send: Send) -> None:
    """Have everything that the shell shows go to a channel."""
    out, err = streams(send)
    sys.stdout, sys.stderr = out, err
    sys.__stdout__, sys.__stderr__ = out, err  # type: ignore[assignment,misc]

    def in_order(message: dict[str, Any]) -> None:
        if os.getpid() == out._owner:
            out.flush()
            err.flush()
            send(message)

    for speaker in (shell, shell.display_pub, shell.displayhook):
        speaker.send = in_order  # type: ignore[union-attr]
    sys.displayhook = shell.displayhook
    import builtins
    import getpass

    builtins.input = _no_answer
    getpass.getpass = _no_answer


def _no_answer(*_: object, **__: object) -> str:
    raise StdinNotImplementedError(
        "raw_input was called, but this frontend does not support input requests."
    )
