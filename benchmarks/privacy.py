"""How fast the scan for personal data is, against detect-secrets alone on the same files.

    python -m benchmarks.privacy

Prints megabytes a second of processor time for each, and the most memory that was held.
"""

from __future__ import annotations

import random
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from detect_secrets import SecretsCollection
from detect_secrets.settings import default_settings

from hub.privacy import scan_path

ROOT = Path(__file__).parents[1]


def _files(folder: Path, rows: int = 20_000) -> list[Path]:
    """A table of numbers, pages and code, of about a megabyte each."""
    draw = random.Random(1)
    lines = (
        f"{at},20{at % 9 + 16}-0{at % 9 + 1}-{at % 28 + 1:02},E0190{at % 10_000:04},"
        f"{draw.randint(0, 500)},{draw.random():.6f}\n"
        for at in range(rows)
    )
    table, page, code = (folder / name for name in ("table.csv", "page.md", "code.py"))
    table.write_text("id,seen,lsoa21,count,share\n" + "".join(lines), "utf-8")
    page.write_text((ROOT / "docs" / "synthetic-data.md").read_text("utf-8") * 30, "utf-8")
    code.write_text((ROOT / "hub" / "model.py").read_text("utf-8") * 60, "utf-8")
    return [table, page, code]


def _alone(path: Path) -> None:
    found = SecretsCollection()
    with default_settings():
        found.scan_file(str(path))


def _speed(scan: Callable[[Path], object], path: Path) -> float:
    begun = time.process_time()
    scan(path)
    return path.stat().st_size / 1e6 / (time.process_time() - begun)


def main() -> None:
    """Measure each kind of file once; the bytes are the same at each call."""
    with tempfile.TemporaryDirectory() as folder:
        for path in _files(Path(folder)):
            ours, theirs = _speed(scan_path, path), _speed(_alone, path)
            print(
                f"{path.name:10} {path.stat().st_size / 1e6:5.1f} MB   hub {ours:5.2f} MB/s   "
                f"detect-secrets alone {theirs:5.2f} MB/s"
            )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of both together: {peak:.0f} MiB")


if __name__ == "__main__":
    main()
