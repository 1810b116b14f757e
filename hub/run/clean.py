"""The environment of a run, made anew: no token, no proxy and no home of whoever builds the hub."""

from __future__ import annotations

import os
import sys
from pathlib import Path

KEPT_ON_WINDOWS = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT")
STYLE = "svg.hashsalt: hub\nsvg.fonttype: none\n"  # the same figure is the same file twice
SINGLE = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


def environment(home: Path, fonts: Path | None = None) -> dict[str, str]:
    """Variables for a process whose home is this folder; matplotlib finds its settings there."""
    settings = home / "matplotlib"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "matplotlibrc").write_text(STYLE, encoding="utf-8")
    for cached in fonts.glob("fontlist-*.json") if fonts else ():
        (settings / cached.name).write_bytes(cached.read_bytes())
    kept = {name: os.environ[name] for name in KEPT_ON_WINDOWS if name in os.environ}
    binaries = [str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"]
    return {
        **kept,
        **dict.fromkeys(SINGLE, "1"),
        "PATH": os.pathsep.join(binaries),
        "HOME": str(home),
        "USERPROFILE": str(home),
        "TMPDIR": str(home),
        "TEMP": str(home),
        "TMP": str(home),
        "JOBLIB_TEMP_FOLDER": str(home),  # it would take shared memory
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_CONFIG_DIR": str(home / "jupyter"),
        "JUPYTER_DATA_DIR": str(home / "jupyter"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTER_PLATFORM_DIRS": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MPLCONFIGDIR": str(settings),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "SOURCE_DATE_EPOCH": "0",
        "JE_ARROW_MALLOC_CONF": "background_thread:false",  # Arrow's memory pool would have one
        "LANG": "C.UTF-8",
        "TZ": "UTC",
    }
