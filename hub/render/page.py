"""A page as a Markdown file that no site engine can misread.

Contributors' words stand only inside HTML blocks that are one line each. Markdown engines pass
such a block on as it is: they look for code fences, blank lines and indentation at the start of
lines, and there are none. Headings are the hub's own words. The front matter is JSON, which is
YAML, and holds only titles made safe for templates that do not escape them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from hub.errors import RenderError
from hub.render.clean import Html, printable

TOKEN = re.compile(r"<(?:\"[^\"]*\"|'[^']*'|[^'\">])*>|[^<]+|<")
SPACE = re.compile(r"\s+")
HEADING = re.compile(r"#{2,3} [A-Z][A-Za-z0-9 ,’?–-]*")
LONGEST_TITLE = 120
FEWEST_PARTS = 4  # a page of fewer needs no list of them
LOOKALIKES = str.maketrans({"<": "‹", ">": "›", '"': "”", "'": "’"})


@dataclass(frozen=True, slots=True)
class Meta:
    """What a page says of itself to the site engine."""

    title: str
    description: str = ""
    hide: tuple[str, ...] = ()


def one_line(html: str) -> Html:
    """An HTML block as one line: line ends inside `pre` as references, elsewhere as spaces."""
    parts, depth = [], 0
    for token in TOKEN.findall(printable(html)):
        if token.startswith("<") and len(token) > 1:
            depth += token.lower().startswith("<pre") - token.lower().startswith("</pre")
            parts.append(_tag(token))
        elif depth:
            parts.append(token.replace("\n", "&#10;").replace("\t", "&#9;"))
        else:
            parts.append(SPACE.sub(" ", token))
    return Html("".join(parts).strip())


def _tag(token: str) -> str:
    """A tag on one line whose attributes hold nothing that looks like another tag."""
    inside = SPACE.sub(" ", token[1:-1])
    return f"<{inside.replace('<', '&lt;').replace('>', '&gt;')}>"


def block(html: str) -> Html:
    """An HTML block in a frame of its own, so that a Markdown engine takes it whole."""
    return Html(f'\n\n<div class="hub-block">{one_line(html)}</div>\n\n')


def safe_title(text: str) -> str:
    """A title that means the same where templates escape it and where they do not."""
    text = SPACE.sub(" ", printable(text)).strip().translate(LOOKALIKES)
    text = re.sub(r"&(?! )", "＆", text)
    return text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 1].rstrip()}…"


def markdown(meta: Meta, body: str) -> str:
    """The whole file; raises RenderError if a line of the body is neither ours nor a block."""
    lines = [line for line in body.splitlines() if line.strip()]
    for line in lines:
        if not (line.startswith('<div class="hub-block"') or HEADING.fullmatch(line)):
            raise RenderError(
                f"a page holds a line that is not a block: {line[:60]!r}",
                "put it between raw and endraw in its template.",
            )
    if "toc" not in meta.hide:
        lines[1:1] = _parts(lines)
    return _front_matter(meta) + "\n\n".join(lines) + "\n"


def _parts(lines: list[str]) -> list[str]:
    """The parts of a long page as links, for screens too narrow for the theme's own list."""
    titles = [line[3:] for line in lines if line.startswith("## ")]
    if len(titles) < FEWEST_PARTS:
        return []
    links = "".join(f'<li><a href="#{anchor(title)}">{title}</a></li>' for title in titles)
    fold = f'<details class="hub-fold"><summary>On this page</summary><ul>{links}</ul></details>'
    return [block(f'<nav class="hub-parts" aria-label="Parts of this page">{fold}</nav>').strip()]


def anchor(title: str) -> str:
    """The anchor that both engines give a heading; the guard sees whether they do."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", title).strip().lower())


def _front_matter(meta: Meta) -> str:
    fields = {"title": safe_title(meta.title)}
    if meta.description:
        fields["description"] = safe_title(meta.description)
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    if meta.hide:
        lines.append(f"hide: {json.dumps(list(meta.hide))}")
    return "---\n" + "\n".join(lines) + "\n---\n\n"
