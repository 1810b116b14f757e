"""The keys of a YAML file in their usual order, with every comment kept where it belongs.

The text is cut into blocks, one for each key at the margin with the comments above it, and the
blocks are put in order; nothing inside a block is touched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

KEY = re.compile(r"^([A-Za-z_][\w-]*)[ \t]*:(?:\s|$)")


def in_order(text: str, keys: Sequence[str]) -> str:
    """The same text with its blocks in the order of `keys`, unknown ones last.

    The text comes back as it was where a line at the margin is no key and no comment.
    """
    head, blocks = _blocks(text)
    if blocks is None:
        return text
    rank = {key: number for number, key in enumerate(keys)}
    ordered = sorted(blocks, key=lambda block: rank.get(block[0], len(rank)))
    if ordered == blocks:
        return text
    bodies = [body if body.endswith("\n") else f"{body}\n" for _, body in ordered]
    return head + "".join(bodies)


def _blocks(text: str) -> tuple[str, list[tuple[str, str]] | None]:
    """What stands above the first key, and each key with its block."""
    head, waiting = "", ""
    blocks: list[tuple[str, str]] = []
    for line in text.splitlines(keepends=True):
        found = KEY.match(line)
        if found:
            if not blocks and _is_header(waiting):
                head, waiting = waiting, ""
            blocks.append((found[1], waiting + line))
            waiting = ""
        elif not line.strip() or line.startswith("#"):
            waiting += line
        elif line[0] in " \t-" and blocks:
            blocks[-1] = (blocks[-1][0], blocks[-1][1] + waiting + line)
            waiting = ""
        else:
            return text, None
    if blocks and waiting:
        blocks[-1] = (blocks[-1][0], blocks[-1][1] + waiting)
    return head, blocks


def _is_header(comments: str) -> bool:
    """Whether comments above the first key speak of the whole file: the first line of the file."""
    return bool(comments.strip())
