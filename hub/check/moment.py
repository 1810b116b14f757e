"""Family P before a commit: nothing has left yet, so what to do is less than afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from hub.check.privacy import IF_INVENTED, PRIVACY, LookedThrough, findings_in
from hub.collect.history import HistoryError, ever_held
from hub.model import Finding, Seen
from hub.privacy import scan_bytes

YET = "git holds it in no commit yet, so through git it has left this computer for nobody"
TAKE_OUT = f"take it out of the file before you commit: {YET}. "
SECRET = (
    f"take it out of the file before you commit: {YET}. Change the password or withdraw the key "
    "all the same if anybody else could read the file."
)
PERSONAL = {one.code for one in PRIVACY} - {"P110", "P111", "P112"}  # whose words fit any moment


def by_moment(found: Iterable[Finding], project: Path) -> Iterator[Finding]:
    """The same findings; those in what no commit has held yet say what to do before one."""
    held: dict[str, set[str] | None] = {}
    for one in found:
        file = one.place.file
        if one.code in PERSONAL and file not in held:
            held[file] = _codes_held(project, file)
        codes = held.get(file)
        early = one.code in PERSONAL and codes is not None and one.code not in codes
        yield replace(one, do=_before(one.code)) if early else one


def _before(code: str) -> str:
    return SECRET if code == "P109" else TAKE_OUT + IF_INVENTED.format(code=code)


def _codes_held(project: Path, file: str) -> set[str] | None:
    """The codes of what commits hold of a file; None where nobody can say."""
    path = project / file
    if not file or not path.is_file():  # elsewhere, or a name that is not shown
        return None
    try:
        seen = [Seen(file, one) for data in ever_held(project, path)
                for one in scan_bytes(file, data)]  # fmt: skip
    except HistoryError:
        return None
    return {one.code for one in findings_in(LookedThrough(tuple(seen), ""))}
