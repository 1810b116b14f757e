"""The kinds of trouble that are told without an error; the word with each says more of it."""

from __future__ import annotations

from collections.abc import Callable

Note = Callable[[str, str], None]
"""Takes a kind, and a word about it."""

FAILED_COMMAND = "command"  # with its code
PROCESS = "process"  # started by the recipe, with its code
THREAD, TASK, WORKER, CLEANING = "thread", "task", "worker", "cleaning"  # an error in one
LEFT = "left"  # sys.exit() or exit() where that ends nothing, with the place
AT_END = "at-end"  # something was left to be done at the end of Python
FOLDER = "folder"  # %cd found none
ASKED = "asked"  # a debugger, which nobody answers
SIGN = "sign"  # a warning, with one of the words below
SHELL = "shell"  # what runs cells was replaced

WRONG = (  # words of warnings after which numbers may be wrong
    "ChainedAssignmentError",
    "SettingWithCopyWarning",
    "Could not infer format",
    "DtypeWarning",
    "ConvergenceWarning",
    "PerfectSeparationWarning",
    "LinAlgWarning",
)
