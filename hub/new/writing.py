"""The files of a new recipe as text, from the templates beside this module."""

from __future__ import annotations

import json
from importlib.resources import files as resources
from string import Template
from typing import TYPE_CHECKING

from hub.data import Field
from hub.new import choices
from hub.repair.notebook import as_text, from_script
from hub.vocabulary import WORDS

if TYPE_CHECKING:
    from hub.new import Asked, Place

MARKDOWN = str.maketrans({"\n": " ", "\r": " ", "`": "'", "<": "(", ">": ")"})


def files(place: Place, asked: Asked, today: str) -> dict[str, str]:
    """Every file of the recipe, by its name."""
    said = _said(place, asked, today)
    names = ("recipe.yml", "README.md", "CHANGELOG.md", "expected.yml")
    made = {name: _filled(name, said) for name in names}
    made["recipe.ipynb"] = as_text(from_script(_filled("recipe.txt", said)))
    return made


def locality(place: Place) -> str:
    """locality.yml of a locality that gives its first recipe."""
    return _filled(
        "locality.yml",
        {
            "name": _text(place.name),
            "kind": "local authority",
            "nation": place.nation,
            "summary": _text(f"{place.name} shares analyses of its {WORDS.says.about} data."),
            "team": _text(place.team),
            "contact": _text(place.contact),
            "stands_in": place.stands_in,
        },
    )


def _said(place: Place, asked: Asked, today: str) -> dict[str, str]:
    measure, group = asked.measure, asked.group
    special = any(one.special_category for one in _fields(asked))
    by_area = group.field is None
    return {
        "title": _text(asked.title),
        "plain_title": asked.title.translate(MARKDOWN),
        "question": _text(asked.question),
        "plain_question": asked.question.translate(MARKDOWN),
        "summary": _text(
            f"The share with {measure.words}, with its interval, by {group.words}."[:150]
        ),
        "answer": _text(_answer(measure.words)),
        "team": _text(place.team),
        "nation": place.nation,
        "topic": choices.topic(asked.table.service),
        "method": choices.method(),
        "table": asked.table.name,
        "fields": ", ".join(one.name for one in _fields(asked)),
        "area": AREA if by_area else "",
        "share_title": _text(f"Share with {measure.words}"),
        "by_group_title": _text(f"Share with {measure.words} by {group.words}"),
        "figure_title": f"{measure.words[:1].upper()}{measure.words[1:]}".replace('"', "'")[:60],
        "purpose": _text(f"To answer: {asked.question}"),
        "special": "as the fields say" if special else "",
        "geography": "LSOA" if asked.table.has_field("lsoa21") else "LA",
        "group": _text(group.words),
        "measure": measure.words,
        "today": today,
        "rows": str(len(set(group.labels.values()))),
        "test": measure.test,
        "group_code": _group_code(asked),
        "imports": "\n".join([*([DEPRIVATION] if by_area else []), *IMPORTS]),
    }


DEPRIVATION = "from early_years.deprivation import fifth, label"
IMPORTS = (
    "from early_years.disclosure import make_safe",
    "from early_years.figures import intervals, style, words",
    "from early_years.intervals import wilson",
    "from early_years.results import Results",
)
AREA = """\
  area:
    fields: [lsoa21, imd_decile]
    why: How deprived the area of each row is.
"""


def _answer(measured: str) -> str:
    safe = measured.replace("{", "(").replace("}", ")")
    return f"{{share}} of records have: {safe} (between {{share.lower}} and {{share.upper}})."


def _fields(asked: Asked) -> list[Field]:
    """The fields that the notebook reads, each once, in the order of the table."""
    wanted = {asked.measure.field.name, asked.group.field.name if asked.group.field else "lsoa21"}
    return [one for one in asked.table.fields if one.name in wanted]


def _group_code(asked: Asked) -> str:
    labels = json.dumps(asked.group.labels, ensure_ascii=False, indent=4)
    if asked.group.field is None:
        return _filled("deprivation.txt", {"groups": labels}).rstrip("\n")
    said = {"groups": labels, "field": asked.group.field.name}
    return _filled("codes.txt", said).rstrip("\n")


def _filled(name: str, said: dict[str, str]) -> str:
    text = resources("hub.new").joinpath("templates", name).read_text("utf-8")
    return Template(text).substitute(said)


def _text(words: str) -> str:
    """Words as YAML takes them, whatever is in them."""
    return json.dumps(" ".join(words.split()), ensure_ascii=False)
