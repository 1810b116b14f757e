"""Failures of workers and processes that nobody looks at; a recipe that does deals with them."""

from __future__ import annotations

import multiprocessing.pool
import multiprocessing.process
import weakref
from collections.abc import Callable
from concurrent.futures import Future
from functools import wraps
from typing import Any

from hub.run.beside.kinds import LEFT, PROCESS, WORKER, Note


class Unread:
    """Failures that wait for somebody to look: told once they are forgotten, or at the end."""

    def __init__(self, note: Note) -> None:
        self._note = note
        self._waiting: dict[int, tuple[weakref.ref[Any], str, str]] = {}
        self._known: weakref.WeakSet[Any] = weakref.WeakSet()
        _watch_futures(self)
        _watch_pools(self)
        _watch_processes(self)

    def failed(self, thing: Any, kind: str, word: str) -> None:
        """It did, and nobody has looked at it yet."""
        if thing not in self._known:
            key = id(thing)
            forgotten = weakref.ref(thing, lambda _: self._tell(key))
            self._waiting[key] = (forgotten, kind, word)

    def looked(self, thing: Any) -> None:
        """Somebody did: what comes of it is theirs."""
        self._waiting.pop(id(thing), None)

    def known(self, thing: Any) -> None:
        """Somebody has looked before it failed, or failed it."""
        self._known.add(thing)
        self.looked(thing)

    def tell_all(self) -> None:
        """Nobody will look any more."""
        for process in list(vars(multiprocessing.process)["_children"]):
            _ended(self, process)
        for key in list(self._waiting):
            self._tell(key)

    def _tell(self, key: int) -> None:
        _, kind, word = self._waiting.pop(key, (None, "", ""))
        if kind:
            self._note(kind, word)


def _then(looked: Callable[[Any], None], method: Any) -> Any:
    """A method after which somebody has looked at what it belongs to."""

    @wraps(method)
    def look(self: Any, *words: Any, **options: Any) -> Any:
        __tracebackhide__ = True
        try:
            return method(self, *words, **options)
        finally:
            looked(self)

    return look


def _watch_futures(unread: Unread) -> None:
    """Errors in the workers of an executor."""
    for name in ("result", "exception", "cancel"):  # `map` cancels what it does not give out
        setattr(Future, name, _then(unread.looked, getattr(Future, name)))
    fail = Future.set_exception

    def set_exception(self: Any, fault: BaseException | None) -> None:
        left = isinstance(fault, SystemExit)
        if type(self) is Future:  # others, such as those of joblib, are for who made them
            unread.failed(self, *((LEFT, "worker") if left else (WORKER, "")))
        fail(self, fault)

    Future.set_exception = set_exception  # type: ignore[method-assign, assignment]


def _watch_pools(unread: Unread) -> None:
    """Errors in the workers of a pool."""
    pool: Any = multiprocessing.pool
    for kind in (
        pool.ApplyResult,
        pool.MapResult,
        pool.IMapIterator,
        pool.IMapUnorderedIterator,
    ):
        kind._set = _set_in(unread, kind._set)
    for kind, names in (
        (pool.ApplyResult, ("get", "successful")),
        (pool.IMapIterator, ("next", "__next__")),
    ):
        for name in names:
            setattr(kind, name, _then(unread.looked, getattr(kind, name)))


def _set_in(unread: Unread, settle: Any) -> Any:
    def _set(self: Any, number: Any, ended: Any) -> None:
        if not ended[0] and not getattr(self, "_error_callback", None):
            unread.failed(self, WORKER, "")
        settle(self, number, ended)

    return _set


def _watch_processes(unread: Unread) -> None:
    """Processes that end with a code other than 0."""
    kind: Any = multiprocessing.process.BaseProcess
    for name in ("terminate", "kill"):
        setattr(kind, name, _then(unread.known, getattr(kind, name)))
    kind.exitcode = property(_then(unread.known, kind.exitcode.fget))
    join = kind.join

    @wraps(join)
    def joined(self: Any, timeout: float | None = None) -> None:
        join(self, timeout)
        _ended(unread, self)

    kind.join = joined


def _ended(unread: Unread, process: Any) -> None:
    """Note a process that has, if it failed; those of joblib are ended by joblib."""
    code = process._popen.poll() if process._popen else 0
    if code and "loky" not in type(process).__module__:
        unread.failed(process, PROCESS, str(code))
