"""Family M: the words of a recipe, for its readers: pages, headings, figures, the answer."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator

from hub import pycode
from hub.answer import placeholders
from hub.check.rules import Complaint, StaticCheck, Subject, check
from hub.contribution import FigureResult, NumberResult
from hub.model import Level
from hub.nearest import suggestion

TO_SAY = re.compile(r"""^(?:[^#]*:\s*)?["'\s-]*To say\b""")
README_HEADINGS = (
    "What it tells you",
    "What it cannot tell you",
    "How it works",
    "How to use it",
)


@check("M112", "changelog-lacks-version", Level.WARNING)
def changelog_lacks_version(subject: Subject) -> Iterator[Complaint]:
    """CHANGELOG.md does not speak of the version that recipe.yml gives.

    Adopters read there what changed, before they take the new version to their own data.
    """
    card = subject.recipe.card
    if not card.value or subject.recipe.file("CHANGELOG.md") is None:
        return
    version = card.value.version
    if not re.search(rf"^#+.*\b{re.escape(version)}\b", subject.recipe.text("CHANGELOG.md"), re.M):
        yield Complaint(
            f"no heading speaks of version {version}.",
            f'add a heading "## {version}" and say below it what changed.',
            subject.at("CHANGELOG.md"),
        )


@check("M113", "figure-without-words", Level.WARNING)
def figure_without_words(subject: Subject) -> Iterator[Complaint]:
    """A figure has no text that says in words what it shows.

    People who cannot see it, and every printed summary, rely on the words. Give `alt` in
    recipe.yml, or let the notebook write results/<name>.alt.txt from the run's own numbers, as
    `Results.figure` of the library early_years does with its third value.
    """
    card = subject.recipe.card
    results = (card.value.results if card.value else {}).items()
    silent = [name for name, one in results if isinstance(one, FigureResult) and not one.alt]
    if silent and not any(_gives_words(cell.source) for cell in subject.recipe.notebook.code):
        for name in silent:
            yield Complaint(
                f'the figure "{name}" has no alternative text.',
                f'add "alt: …" to it, or write results/{name}.alt.txt in the notebook.',
                subject.at("recipe.yml", card.line("results", name)),
            )


def _gives_words(source: str) -> bool:
    """Whether a cell writes what a figure shows: into its file, or with the library."""
    if ".alt.txt" in source:
        return True
    return any(
        isinstance(node, ast.Call)
        and pycode.called(node) == "figure"
        and (len(node.args) >= 3 or any(one.arg == "alt" for one in node.keywords))
        for node in pycode.nodes(pycode.tree(source))
    )


@check("M114", "answer-without-number", Level.WARNING)
def answer_without_number(subject: Subject) -> Iterator[Complaint]:
    """The answer names a number that the recipe does not declare.

    Its page then shows a plain sentence about the first number instead. The sentence is filled
    from the run's own numbers: {name}, {name.lower} and {name.upper}, where
    name is a result of the kind number.
    """
    card = subject.recipe.card
    if not card.value or not card.value.answer:
        return
    numbers = [n for n, r in card.value.results.items() if isinstance(r, NumberResult)]
    for name in placeholders(card.value.answer):
        if name not in numbers:
            yield Complaint(
                f"the answer speaks of {{{name}}}, which is no number that the recipe declares.",
                suggestion(name, numbers, "number"),
                subject.at("recipe.yml", card.line("answer")),
            )


@check("M117", "readme-heading", Level.WARNING)
def readme_heading(subject: Subject) -> Iterator[Complaint]:
    """README.md lacks one of the four headings under which the recipe's page shows it.

    They are: What it tells you, What it cannot tell you, How it works, How to use it.
    """
    if subject.recipe.file("README.md") is None:
        return
    found = re.findall(r"^#{1,3}\s+(.+?)\s*#*$", subject.recipe.text("README.md"), re.M)
    said = {heading.casefold() for heading in found}
    for heading in README_HEADINGS:
        if heading.casefold() not in said:
            yield Complaint(
                f'README.md has no heading "{heading}".',
                f'add "## {heading}" and a few sentences below it.',
                subject.at("README.md"),
            )


@check("M118", "hidden-characters")
def hidden_characters(subject: Subject) -> Iterator[Complaint]:
    """A text holds characters that cannot be seen or that turn the reading direction.

    They can make a title read as another, or hide words from people that machines still read.
    """
    card = subject.recipe.card
    if not card.value:
        return
    texts = {
        ("title",): card.value.title,
        ("question",): card.value.question,
        ("summary",): card.value.summary,
        ("answer",): card.value.answer or "",
    }
    for path, text in texts.items():
        if any(unicodedata.category(letter) in ("Cf", "Cc", "Co") for letter in text):
            yield Complaint(
                f'"{path[0]}" holds a character that cannot be seen.',
                "type the text again by hand.",
                subject.at("recipe.yml", card.line(*path)),
            )


@check("M124", "still-to-say", Level.WARNING)
def still_to_say(subject: Subject) -> Iterator[Complaint]:
    """A text of the recipe still begins with "To say:", as drafts made by the hub do.

    Only somebody who knows the analysis can say it: what it is for, whom it could harm, what it
    cannot tell.
    """
    for name in ("recipe.yml", "README.md"):
        lines = subject.recipe.text(name).splitlines()
        found = [number for number, line in enumerate(lines, 1) if TO_SAY.search(line)]
        if found:
            yield Complaint(
                f'{len(found)} texts still begin with "To say".'
                if len(found) > 1
                else 'a text still begins with "To say".',
                "say it in your own words, in one plain sentence.",
                subject.at(name, found[0]),
            )


@check("M127", "families-not-spoken-of", Level.ADVICE)
def families_not_spoken_of(subject: Subject) -> Iterator[Complaint]:
    """The card does not say how children and families were involved.

    What is asked of families' records matters most to them. Who put the question, did any family
    have a say in it, and did any see what came of it? "None were asked" is an answer, too.
    """
    card = subject.recipe.card
    if card.value and not card.value.data_protection.family_voice:
        yield Complaint(
            "nothing says how children and families were involved.",
            'add "family_voice: …" under data_protection; if none were asked, say so.',
            subject.at("recipe.yml", card.line("data_protection")),
        )


WORDING: tuple[StaticCheck, ...] = (
    changelog_lacks_version,
    figure_without_words,
    answer_without_number,
    readme_heading,
    hidden_characters,
    still_to_say,
    families_not_spoken_of,
)
