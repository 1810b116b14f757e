"""Whatever a file unfolds into, looking through it takes less than 300 MB, and comes to an end."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contributions import write_recipe
from tests.privacy.bombs import BOMBS, write

STATUS = Path("/proc/self/status")
if not STATUS.exists():
    pytest.skip("only Linux tells the peak of a process by itself", allow_module_level=True)

MOST = 300  # MB
SECONDS = 2
SCAN = f"""
import sys
from pathlib import Path
from hub.privacy import scan_path
found = scan_path(Path(sys.argv[1]), seconds={SECONDS})
print(*(one.reason for one in found))
"""
CHECK = """
import sys
from pathlib import Path
from hub.cli import main
sys.argv = ["hub", "check", "--no-run"]
try:
    main()
except SystemExit as end:
    assert end.code == 1, end.code
"""
PEAK = f"""
status = Path("{STATUS}").read_text()
print("peak", int(status.partition("VmHWM:")[2].split()[0]) // 1024)
"""
HARMLESS = {"nested YAML", "nested JSON", "code"}  # read to their end


def run(code: str, folder: Path, *arguments: str) -> tuple[str, int]:
    """What a process of its own said, and its peak of memory in MB."""
    done = subprocess.run(
        [sys.executable, "-c", code + PEAK, *arguments],
        cwd=folder, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    said, _, peak = done.stdout.rpartition("peak ")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return said, int(peak)


@pytest.mark.parametrize("kind", BOMBS)
def test_the_scan_takes_little_memory(kind: str, tmp_path: Path) -> None:
    """And what it could not look through to the end is said."""
    path = write(kind, tmp_path)

    said, peak = run(SCAN, tmp_path, str(path))
    path.unlink()

    assert peak < MOST
    assert said.strip() or kind in HARMLESS


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("notebook, lists", "recipe.ipynb"),
        ("nested JSON", "recipe.ipynb"),
        ("nested YAML", "recipe.yml"),
    ],
)
def test_a_check_takes_little_memory(kind: str, name: str, tmp_path: Path) -> None:
    """Also where the file has the name of one that the hub reads."""
    folder = write_recipe(tmp_path)
    made = write(kind, tmp_path)
    (folder / name).write_bytes(made.read_bytes()[:4_900_000] if "nested" in kind else b"")
    if "nested" not in kind:
        shutil.move(made, folder / name)

    said, peak = run(CHECK, tmp_path)
    shutil.rmtree(folder)

    assert peak < MOST
    assert name in said
