"""Bytes written as letters inside text: base64, base32, hexadecimal, lists of codes."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

LONG_RUN = re.compile(
    r"[A-Za-z0-9+/_-]{12,}(?:(?:\\?\r?\n[ \t>\"']*|\\n)[A-Za-z0-9+/_-]{20,})*"
    r"(?:\\?\r?\n[A-Za-z0-9+/_-]{1,76}(?=={0,2}(?:[\s\"'<]|$)))?={0,2}"
)
HEX = re.compile(r"[0-9A-Fa-f]{20,}")
HEX_APART = re.compile(
    r"[0-9A-Fa-f]{2}(?<![0-9A-Za-wyz]..)(?:[ ,:;]{1,2}(?:0x|\\x|%)?[0-9A-Fa-f]{2}){9,}"
)
BASE32 = re.compile(r"(?<![A-Z2-7])[A-Z2-7]{16,}+={0,6}(?![A-Za-z0-9])")
CODES = re.compile(r"(?:(?:4[5-9]|5[0-7]|32)[ ,;]{1,2}){9,16}(?:4[89]|5[0-7])(?!\d)")
UUENCODED = re.compile(r"^begin [0-7]{3} [^\n]*\n((?:[ -`]{1,61}\n)+)", re.MULTILINE)
TELLING = re.compile(rb"\d{2}|@|[A-Za-z]{3,}[ ,:\"]|[A-Za-z0-9+/]{14,}")
MAGIC = (
    b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ\x00", b"\x89PNG", b"\xff\xd8\xff", b"%PDF",
    b"PAR1", b"ARROW1", b"SQLite format 3", b"x\x9c", b"x\xda", b"x\x01", b"x^", b"GIF8",
    b"\x80\x04", b"\x80\x05", b"\x80\x03", b"\x80\x02", b"RIFF",
)  # fmt: skip
PRINTABLE = bytes(range(32, 127)) + b"\t\r\n"
SHORTEST = 8


def hidden(text: str) -> Iterator[tuple[int, bytes]]:
    """Where a run begins, and what it says, for each run that says something readable."""
    for match in LONG_RUN.finditer(text):
        data = _base64(match[0])
        if data:
            yield match.start(), data
    for match in HEX.finditer(text):
        if len(match[0]) % 2 == 0:
            yield from _readable(match.start(), bytes.fromhex(match[0]))
    for match in HEX_APART.finditer(text):
        pairs = "".join(re.findall(r"[0-9A-Fa-f]{2}(?![0-9A-Fa-fx])", match[0]))
        yield from _readable(match.start(), bytes.fromhex(pairs))
    for match in BASE32.finditer(text):
        run = match[0].rstrip("=")
        try:
            yield from _readable(match.start(), base64.b32decode(run + "=" * (-len(run) % 8)))
        except binascii.Error:
            continue
    for match in UUENCODED.finditer(text):
        yield match.start(), b"".join(_unix_line(line) for line in match[1].split("\n"))
    for match in CODES.finditer(text):
        yield match.start(), bytes(int(code) for code in re.findall(r"\d+", match[0]))


def _unix_line(line: str) -> bytes:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        return b""


def _base64(run: str) -> bytes | None:
    """What a run says in either alphabet; a run that is words or hexadecimal says nothing."""
    letters = re.sub(r"\\n|[^A-Za-z0-9+/_-]", "", run.rstrip("="))
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    try:
        data = base64.b64decode(
            letters.translate(str.maketrans("-_", "+/")) + "=" * (-len(letters) % 4)
        )
    except binascii.Error:
        return None
    return data if _says_something(data) else None


def _readable(start: int, data: bytes) -> Iterator[tuple[int, bytes]]:
    if _says_something(data):
        yield start, data


def _says_something(data: bytes) -> bool:
    if len(data) < SHORTEST:
        return False
    if data.startswith(MAGIC) and len(data) > 20:
        return True
    sample = data[:4_000].replace(b"\x00", b"")
    odd = len(sample.translate(None, PRINTABLE))
    return odd * 20 <= len(sample) and TELLING.search(sample) is not None
