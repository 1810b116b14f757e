"""One build at a time in one folder."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from hub.lock import Busy, only_one


def test_a_second_build_is_told_at_once(tmp_path: Path) -> None:
    """It neither waits nor mixes its pages with the other's."""
    with (
        only_one(tmp_path),
        pytest.raises(Busy, match="Another build is at work"),
        only_one(tmp_path),
    ):
        pytest.fail("two builds at once")


def test_a_killed_build_leaves_no_lock(tmp_path: Path) -> None:
    """The next one goes ahead without anybody's help."""
    code = "import sys, time; from pathlib import Path; from hub.lock import only_one\n"
    code += "with only_one(Path(sys.argv[1])):\n print('held', flush=True); time.sleep(60)"
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert other.stdout
    assert other.stdout.readline() == "held\n"
    other.kill()
    other.wait()
    other.stdout.close()
    time.sleep(0.1)

    with only_one(tmp_path):
        assert (tmp_path / ".lock").exists()
