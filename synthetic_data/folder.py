"""The folder of a profile: what is whole in it, and how localities get in, all or nothing of each.

The list `data.json` is written last. A folder of a locality that it does not name is no data: it
was left by a maker that was ended, and is made again. Makers of the same profile wait their turn.
"""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from filelock import FileLock

from synthetic_data.contract.frictionless import data_package
from synthetic_data.files import NOTICE, Written, write_json
from synthetic_data.files import written as file_written

MANIFEST = "data.json"
PACKAGE = "datapackage.json"
_NAMED = ("localities", "files")  # what the list says beside the settings

Files = dict[str, list[Written]]
"""The files of each locality, by its slug."""


def manifest(folder: Path) -> dict[str, Any]:
    """What a profile's folder says of itself; empty when nothing was made there."""
    path = Path(folder) / MANIFEST
    if not path.is_file():
        return {}
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def settings_of(folder: Path) -> dict[str, Any]:
    """What decided the data of a folder; which localities are there does not."""
    return {name: value for name, value in manifest(folder).items() if name not in _NAMED}


def whole(folder: Path, settings: Mapping[str, Any]) -> Files:
    """The localities that were made with exactly these settings and of which no file is lost."""
    if settings_of(folder) != settings:
        return {}
    said = manifest(folder)
    held: Files = {place: [] for place in said.get("localities", [])}
    for file in said.get("files", []):
        place = file["path"].partition("/")[0]
        if place in held:
            held[place].append(Written(**file))
    return {place: files for place, files in held.items() if _all_there(folder, files)}


def _all_there(folder: Path, files: Iterable[Written]) -> bool:
    paths = ((folder / file.path, file.bytes) for file in files)
    return all(path.is_file() and path.stat().st_size == size for path, size in paths)


@contextmanager
def in_turn(folder: Path) -> Iterator[None]:
    """Be the only maker of a folder; the system lets go when the process ends, however."""
    new = not folder.parent.exists()
    folder.parent.mkdir(parents=True, exist_ok=True)
    mark = folder.parent / f".{folder.name}.lock"
    try:
        with FileLock(mark):
            yield
    finally:
        if new and not folder.exists():
            mark.unlink(missing_ok=True)
            _without(folder.parent)


def _without(empty: Path) -> None:
    if not any(empty.iterdir()):
        empty.rmdir()


def put(
    folder: Path,
    settings: Mapping[str, Any],
    order: Iterable[str],
    fill: Callable[[Path], Files],
) -> None:
    """Make localities aside and put them in, beside those that are whole, in that order.

    With other settings all that lay there goes. The caller holds the folder (`in_turn`).
    """
    for left in folder.parent.glob(f".{folder.name}-????????"):  # of a maker that was killed
        shutil.rmtree(left, ignore_errors=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        fresh = aside / "fresh"
        fresh.mkdir()
        held = whole(folder, settings)
        made = fill(fresh)
        files = {place: (held | made)[place] for place in order if place in held or place in made}
        _list(fresh, settings, files)
        if held:
            _add(folder, fresh, made, aside)
        else:
            _swap(folder, fresh, aside)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _list(fresh: Path, settings: Mapping[str, Any], files: Files) -> None:
    """Write the data package and the list of all files."""
    every = [file for place in files.values() for file in place]
    package = data_package(settings["profile"], NOTICE, [one.path for one in every if one.is_table])
    write_json(fresh / PACKAGE, package)
    every.append(file_written(fresh, PACKAGE, len(package["resources"])))
    said = {**settings, "localities": list(files), "files": [asdict(one) for one in every]}
    write_json(fresh / MANIFEST, said)


def _add(folder: Path, fresh: Path, made: Iterable[str], aside: Path) -> None:
    """Each locality at once, then the lists: what is not listed is not there."""
    for place in made:
        if (folder / place).exists():
            (folder / place).replace(aside / place)
        (fresh / place).replace(folder / place)
    for name in (PACKAGE, MANIFEST):
        (fresh / name).replace(folder / name)


def _swap(folder: Path, fresh: Path, aside: Path) -> None:
    if folder.exists():
        folder.replace(aside / "old")
    fresh.replace(folder)
