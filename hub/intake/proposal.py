"""A proposal written in an issue form becomes the draft of a recipe; its words are only words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from hub import new
from hub.check.files import slug
from hub.data import CONTRACT
from hub.intake import drafting, rewriting
from hub.intake.drafting import Told
from hub.intake.reading import CannotRead, Page
from hub.model import Cell
from hub.repair import write_aside

FIELD = re.compile(r"^###[ \t]+(.+?)[ \t]*$", re.MULTILINE)
FENCE = re.compile(r"^(```|~~~)[ \t]*\w*[ \t]*\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL)
EMPTY = {"", "_No response_", "None"}
LARGEST = 100_000
MOST_OF_A_NAME = 60


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a form says, each part by its heading in small letters."""

    said: dict[str, str]

    def get(self, name: str) -> str:
        """One part, empty where nothing was said."""
        text = self.said.get(name, "").strip()
        return "" if text in EMPTY else text


def read(text: str) -> Proposal:
    """The parts of a form as the code host writes them. Raises CannotRead."""
    if len(text) > LARGEST:
        raise CannotRead("The proposal is too long. Put the notebook in a pull request instead.")
    outside = FENCE.sub(lambda found: "\0" * len(found[0]), text)
    marks = list(FIELD.finditer(outside))
    ends = [mark.start() for mark in marks[1:]] + [len(text)] * bool(marks)
    said = {
        mark[1].casefold(): text[mark.end() : end].strip()
        for mark, end in zip(marks, ends, strict=True)
    }
    proposal = Proposal(said)
    for needed in ("locality", "title", "question"):
        if not proposal.get(needed):
            raise CannotRead(f'The proposal says nothing under "### {needed.capitalize()}".')
    return proposal


def draft(text: str, recipes: Path, stand_in: str) -> Path:
    """Write the draft of a proposal; its folder. Raises CannotRead, with nothing written.

    A locality that gives its first recipe gets its card as well; the data of `stand_in` stand in
    for its own.
    """
    asked = read(text)
    title, place = _line(asked.get("title"))[:100], _place(asked, stand_in)
    folder = recipes / place.slug / slug(title)
    if folder.exists():
        raise CannotRead(f"{folder.parent.name}/{folder.name} is there already.")
    made = rewriting.rewrite(_page(asked), frozenset())
    files = drafting.files(made, Told(title, title, place.name))
    question = _line(asked.get("question")).rstrip("?") + "?"
    files["recipe.yml"] = _with_answers(files["recipe.yml"], asked, question[:200])
    files["README.md"] = _readme(files["README.md"], asked)
    folder.mkdir(parents=True)
    for name, content in files.items():
        write_aside(folder / name, content)
    new.introduce(recipes, place)
    return folder


def _place(asked: Proposal, stand_in: str) -> new.Place:
    return new.default_place(_line(asked.get("locality"))[:MOST_OF_A_NAME], stand_in)


def _page(asked: Proposal) -> Page:
    """The code that was pasted, as cells; without any, a notebook that is yet to be written."""
    code = [found[2].strip("\n") for found in FENCE.finditer(asked.get("notebook"))]
    plain = asked.get("notebook") if not code else ""
    cells = code or ([plain] if plain else [])
    heading = Cell(1, "markdown", f"# {_line(asked.get('title'))}")
    return Page(
        "proposal", (heading, *(Cell(n, "code", c) for n, c in enumerate(cells, 2))), "form"
    )


def _with_answers(card: str, asked: Proposal, question: str) -> str:
    """Put what was said in the place of what is still to say."""
    answers = {
        "question": question,
        "purpose": asked.get("purpose"),
        "possible_harm": asked.get("possible harm"),
    }
    for key, said in answers.items():
        if said:
            line = f"{key}: {drafting.quoted(_line(said)[:1900])}"
            found = re.search(rf"(?m)^ *{key}: .*$", card)
            indent = len(found[0]) - len(found[0].lstrip()) if found else 0
            card = card.replace(found[0], " " * indent + line, 1) if found else card
    wanted = [
        name for name in re.findall(r"[a-z_]+\w*", asked.get("tables")) if CONTRACT.has_table(name)
    ]
    none_yet = "# To say: the tables" in card
    lines = [
        f"  {name}:\n    fields: [{', '.join(CONTRACT.table(name).key)}]"
        for name in dict.fromkeys(wanted)
        if none_yet or f"\n  {name}:\n" not in card
    ]
    if lines and none_yet:
        card = re.sub(
            r"(?s)  # To say: the tables.*?fields: \[[^\]]*\]", lambda _: "\n".join(lines), card
        )
    elif lines:  # beside those that the code reads
        card = card.replace("\ninputs:\n", "\ninputs:\n" + "\n".join(lines) + "\n", 1)
    return card


def _readme(text: str, asked: Proposal) -> str:
    method = asked.get("method")
    if not method:
        return text
    plain = re.sub(r"[<>]", "", method)[:4000]
    return text.replace("## How to use it", f"{plain}\n\n## How to use it")


def _line(text: str) -> str:
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
