"""Two folders change places in one step, where the system can: at no moment is there none."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

HERE = -100 if sys.platform == "linux" else -2  # paths are read from the working folder
EXCHANGE = 2
CALLS = {"linux": "renameat2", "darwin": "renameatx_np"}


def exchange(one: Path, other: Path) -> bool:
    """Have both names changed in one step; False where this system or file system cannot."""
    call = getattr(ctypes.CDLL(None), CALLS[sys.platform], None) if sys.platform in CALLS else None
    if call is None:
        return False
    call.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
    return bool(call(HERE, os.fsencode(one), HERE, os.fsencode(other), EXCHANGE) == 0)
