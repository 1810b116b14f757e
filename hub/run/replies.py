"""What a cell answered, in words of the hub: bounded, without colours, with its silent trouble."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from hub.ending import PASSED_OVER, REPLACED, Reply
from hub.run.beside.kinds import (
    ASKED,
    AT_END,
    CLEANING,
    FAILED_COMMAND,
    FOLDER,
    LEFT,
    PROCESS,
    SHELL,
    SIGN,
    TASK,
    THREAD,
    WORKER,
)
from hub.seen import plain

CUT = "the notebook gave more output than a page can hold; the rest was dropped."
LONGEST_TRACEBACK = 20_000
LONGEST_WORDS = 240
MOST_VALUES = 20_000  # in all outputs of a notebook; pages show text and pictures, which are one
DEEPEST = 50  # levels of lists and mappings in one output; what reads them calls itself for each
COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
ARROW = re.compile(r"^-+> ?\d+ (.*)$", re.MULTILINE)

TRACEBACK = "Traceback (most recent call last)"  # of a process, a callback, or on purpose
SIGNS = {  # words on standard error, and what they mean
    "ChainedAssignmentError": "an assignment changed a copy and not the table, so it did nothing "
    "(ChainedAssignmentError).",
    "SettingWithCopyWarning": "an assignment may have changed a copy and not the table "
    "(SettingWithCopyWarning).",
    "Could not infer format": "dates were read one by one, each in a format of its own: day and "
    "month may have changed places.",
    "DtypeWarning": "a column was read with more than one type (DtypeWarning).",
    "ConvergenceWarning": "a model did not converge; its numbers may mean nothing "
    "(ConvergenceWarning).",
    "PerfectSeparationWarning": "a model separates the groups perfectly; its numbers may mean "
    "nothing (PerfectSeparationWarning).",
    "LinAlgWarning": "a matrix is close to singular; the numbers may mean nothing (LinAlgWarning).",
    "Exception in thread": "an error in a thread went unnoticed.",
    "Task exception was never retrieved": "an error in an asyncio task went unnoticed.",
}
PLACES = {  # where sys.exit() or exit() ends nothing
    "": "beside the cell",
    "thread": "in a thread",
    "worker": "in a worker of an executor",
    "cleaning": "in a clean-up such as __del__",
    "profiled": "under %prun",
    "script": "in a script of %run -e",
}
UNNOTICED = {
    SHELL: REPLACED,
    THREAD: SIGNS["Exception in thread"],
    TASK: SIGNS["Task exception was never retrieved"],
    WORKER: "an error in a worker of a pool or an executor was never looked at.",
    CLEANING: "an error in a clean-up, such as __del__, went unnoticed.",
    AT_END: "it left something to be done at the end of Python (atexit), which is never done here.",
    ASKED: "%debug waits for answers that nobody gives here, so what it was to run was not run.",
    FOLDER: "%cd did not find its folder, and the cell went on where it was.",
}


def trouble(said: str, seen: Iterable[Any]) -> tuple[str, ...]:
    """What went wrong without an error: by signs on standard error, and by what was observed."""
    found = [words for sign, words in SIGNS.items() if sign in said]
    for one in list(seen)[:20]:
        words = _observed(one)
        if words and words not in found:
            found.append(words)
    if not found and TRACEBACK in said:
        found.append("an error was printed, and the cell went on.")
    return tuple(found)


def passed_over(content: Mapping[str, Any], shown: str) -> tuple[str, ...]:
    """That the notebook shows an error of this name, and the cell says all is well."""
    if content.get("status") != "ok" or not shown:
        return ()
    return (f"{PASSED_OVER}{cut(shown)}.",)


def well_formed(content: Mapping[str, Any]) -> bool:
    """Whether an answer to a cell is one at all: what it says is hostile."""
    if content.get("status") == "ok":
        return True
    lines = content.get("traceback")
    return (
        content.get("status") == "error"
        and isinstance(content.get("ename"), str)
        and isinstance(content.get("evalue"), str)
        and isinstance(lines, list)
        and all(isinstance(line, str) for line in lines)
    )


def _observed(one: Any) -> str | None:
    match one:
        case [kind, str(word)] if kind == FAILED_COMMAND and _is_number(word):
            return f"a shell command in it failed with the code {word[:10]}."
        case [kind, str(word)] if kind == PROCESS and _is_number(word):
            return f"a process that it started ended with the code {word[:10]}, and nobody looked."
        case [kind, str(word)] if kind == LEFT and word in PLACES:
            return f"sys.exit() or exit() was called {PLACES[word]}, and the notebook went on."
        case [kind, str(word)] if kind == SIGN:
            return SIGNS.get(word)
        case [str(kind), _]:
            return UNNOTICED.get(kind)
    return None


def _is_number(word: str) -> bool:
    return word.lstrip("-").isdigit()


def reply(
    number: int, content: Mapping[str, Any], warnings: tuple[str, ...], seconds: float
) -> Reply:
    """How a cell answered, from what a kernel or a warm child says of it."""
    if content.get("status") != "error":
        return Reply(number, str(content.get("status")), None, None, warnings, round(seconds, 3))
    words = f"{content.get('ename', '')}: {content.get('evalue', '')}".strip().rstrip(":")
    trace = COLOURS.sub("", "\n".join(content.get("traceback", [])))
    cell_part = trace.split("Cell In[")[-1] if "Cell In[" in trace else ""
    line = ARROW.search(cell_part)
    return Reply(
        number,
        "error",
        cut(COLOURS.sub("", words)),
        line[1].strip()[:120] if line else None,
        warnings,
        round(seconds, 3),
    )


def cut(words: str) -> str:
    """In one line, and at most as many words as a finding can hold."""
    words = plain(" ".join(words.split()))
    return words if len(words) <= LONGEST_WORDS else words[: LONGEST_WORDS - 1] + "…"


def shorten(content: dict[str, Any]) -> None:
    """Cut error texts of many megabytes before anything copies them again."""
    if isinstance(content.get("traceback"), list):
        content["evalue"] = str(content.get("evalue", ""))[:LONGEST_TRACEBACK]
        content["traceback"] = [str(part)[:LONGEST_TRACEBACK] for part in content["traceback"][:50]]


def values(output: object) -> int:
    """How many values nest in an output; more than MOST_VALUES where they nest too deep.

    What checks and saves a notebook calls itself for each, and takes its time with each.
    """
    level, found = [output], 0
    for _ in range(DEEPEST):
        level = [
            inner
            for one in level
            if isinstance(one, (dict, list))
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
        found += len(level)
        if not level or found > MOST_VALUES:
            return found
    return MOST_VALUES + 1
