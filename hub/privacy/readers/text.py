"""Text in any encoding, in pieces that end where lines end."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from hub.privacy.budget import Budget
from hub.privacy.passage import Item, Passage
from hub.privacy.sighting import Kind, Sighting
from hub.privacy.source import Source

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ONE_BYTE = {"utf-8", "utf-8-sig", "cp1252"}
GOES_OVER = "it begins as text and goes on as something else"
PIECE = 1 << 20
OVERLAP = 400  # characters of a line without an end that are looked at twice
CODE = {".py", ".pyw", ".r", ".rmd", ".qmd", ".sql", ".ipy", ".scala"}
CARDS = {"recipe.yml", "locality.yml"}
CONTROL = bytes({*range(32)} - {7, 8, 9, 10, 11, 12, 13, 27})
EBCDIC = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ,.-/\n".encode("cp037")


def encoding_of(head: bytes) -> str | None:
    """The encoding that the first bytes speak for, or None where they are no text."""
    for mark, name in BOMS:
        if head.startswith(mark):
            return name
    if b"\x00" in head:
        return _wide(head)
    if len(head.translate(None, EBCDIC)) * 20 < len(head) and any(b > 0x7F for b in head[:64]):
        return "cp037"
    first = head[:4_096]
    if (len(first) - len(first.translate(None, CONTROL))) * 20 > len(first):
        return None
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _wide(head: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark at the start, by where the zeros stand."""
    sample = head[:4_096]
    zeros = [sample[at::4].count(0) * 4 / max(len(sample), 1) for at in range(4)]
    if min(zeros[1], zeros[2], zeros[3]) > 0.9 and zeros[0] < 0.3:
        return "utf-32-le"
    if min(zeros[0], zeros[1], zeros[2]) > 0.9 and zeros[3] < 0.3:
        return "utf-32-be"
    if min(zeros[1], zeros[3]) > 0.7 and max(zeros[0], zeros[2]) < 0.3:
        return "utf-16-le"
    if min(zeros[0], zeros[2]) > 0.7 and max(zeros[1], zeros[3]) < 0.3:
        return "utf-16-be"
    return None


def is_text(head: bytes) -> bool:
    """Whether it reads as text."""
    return encoding_of(head) is not None


def read(source: Source) -> Iterator[Item]:
    """The whole as one passage."""
    name = PurePosixPath(source.name).name
    encoding = encoding_of(source.head) or "cp1252"
    blocks = _Watched(source.blocks())
    yield Passage(
        source.spot,
        pieces(blocks, encoding, source.budget),
        code=source.suffix in CODE,
        card=name in CARDS,
    )
    if blocks.odd and encoding in ONE_BYTE:
        yield Sighting(Kind.SHUT, source.spot, reason=GOES_OVER)


class _Watched:
    """Blocks handed on, and whether one of them was no text."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self.blocks, self.odd = blocks, False

    def __iter__(self) -> Iterator[bytes]:
        for block in self.blocks:
            self.odd = self.odd or b"\0" in block
            yield block


def pieces(blocks: Iterable[bytes], encoding: str, budget: Budget) -> Iterator[str]:
    """About a megabyte at a time, cut at the ends of lines."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    rest = ""
    for block in blocks:
        rest += decoder.decode(block)
        if len(rest) >= PIECE:
            cut = rest.rfind("\n") + 1
            if cut:
                yield rest[:cut]
                rest = rest[cut:]
            elif len(rest) > 4 * PIECE:
                yield rest
                rest = rest[-OVERLAP:]
        budget.in_time()
    rest += decoder.decode(b"", final=True)
    if rest:
        yield rest
