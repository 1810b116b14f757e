"""The hub's own page templates: the only module that uses Jinja2. Contributors' text is data."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from hub.render import gloss, page, prose, words
from hub.render.addresses import root_of
from hub.render.output import Output, text
from hub.render.page import Meta
from hub.vocabulary import WORDS

TEMPLATES = Path(__file__).parent / "templates"


def page_of(path: str, template: str, meta: Meta, **values: Any) -> Output:
    """The page at an address such as `catalogue` (empty: the home page), from its template."""
    body = _engine().get_template(template).render(root=root_of(path), meta=meta, **values)
    return text(f"{path}/index.md" if path else "index.md", page.markdown(meta, body))


def file_of(path: str, template: str, **values: Any) -> Output:
    """A file that is not a page, such as a feed."""
    return text(path, _engine().get_template(template).render(**values))


@cache
def _engine() -> jinja2.Environment:
    engine = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    engine.globals.update(says=WORDS.says)
    engine.filters.update(
        block=page.block,
        verdict=words.verdict,
        meaning=words.meaning,
        moment=words.moment,
        day=words.day,
        seconds=words.seconds,
        plain=words.plain,
        profile=words.profile,
        table_title=words.table,
        counted=words.counted,
        linked=prose.linked,
        coded=prose.coded,
        isolation=gloss.isolation,
        engine=gloss.engine,
        disclosure=gloss.disclosure,
        identifiability=gloss.identifiability,
        smallest=gloss.smallest,
    )
    return engine
