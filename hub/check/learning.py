"""Family L: what can be learnt with a recipe, its notes on cells and its exercises."""

from __future__ import annotations

from collections.abc import Iterator

from hub.answer import placeholders
from hub.check.rules import Check, Complaint, StaticCheck, Subject, check
from hub.contribution import Exercise, NumberResult, RecipeCard
from hub.model import Level, Notebook, Place, Practised, Recipe

BEFORE = "before_"  # the number of the unchanged recipe, in an answer
Found = tuple[str, str, tuple[str | int, ...]]  # what is wrong, what to do, where in the file


@check("L101", "learning-unusable", Level.WARNING)
def learning_unusable(subject: Subject) -> Iterator[Complaint]:
    """learning.yml cannot be used, so nothing can be learnt with the recipe until it is mended.

    The recipe itself runs and is shown as before. The file holds `notes`, which explain cells, and
    `exercises`; its form is on the page "How to give a recipe".
    """
    for mistake in subject.recipe.learning.mistakes:
        yield Complaint(
            mistake.problem, mistake.do, Place(subject.recipe.learning.file, mistake.line)
        )


@check("L102", "learning-names-what-is-not-there", Level.WARNING)
def names_what_is_not_there(subject: Subject) -> Iterator[Complaint]:
    """A note or an exercise names code, a parameter or a result that the recipe does not have.

    Words of `find` stand in exactly one code cell, once. Parameters and results are those of
    recipe.yml, and an answer speaks of numbers that may be published: {name} of the changed run,
    {before_name} of the unchanged.
    """
    recipe, learning = subject.recipe, subject.recipe.learning
    card = recipe.card.value
    if learning.value is None or card is None:
        return
    for number, note in enumerate(learning.value.notes):
        if len(recipe.notebook.code_with(note.find)) != 1:
            yield Complaint(
                f'"{_short(note.find)}" does not stand in exactly one code cell.',
                "copy words from the cell that the note explains, enough to find it by.",
                Place(learning.file, learning.line("notes", number, "find")),
            )
    for number, exercise in enumerate(learning.value.exercises):
        for problem, do, path in (*_changes(recipe, card, exercise), *_shown(card, exercise)):
            place = Place(learning.file, learning.line("exercises", number, *path))
            yield Complaint(f'the exercise "{exercise.name}": {problem}', do, place)


@check("L103", "exercise-not-as-told")
def not_as_told(practised: Practised) -> Iterator[Complaint]:
    """The hub did an exercise, and it did not show what it says.

    Each exercise is tried as a learner would do it: the recipe is changed as it says, run on
    invented data, and held against the unchanged recipe. A learner who does everything right must
    not be told something else than what the screen shows.
    """
    if practised.problem and practised.record is not None:
        yield Complaint(
            f'the exercise "{practised.exercise.name}" is not as told: {practised.problem}',
            "do it by hand (hub practise), and say in learning.yml what then happens.",
            Place(
                practised.recipe.learning.file,
                practised.recipe.learning.line(
                    "exercises", practised.recipe.exercises.index(practised.exercise)
                ),
            ),
        )


LEARNING: tuple[StaticCheck, ...] = (learning_unusable, names_what_is_not_there)
LEARNT: tuple[Check[Practised], ...] = (not_as_told,)


def cannot_be_made(recipe: Recipe, exercise: Exercise) -> str | None:
    """Why a recipe cannot be changed as an exercise says, in words, or None where it can be."""
    card = recipe.card.value
    if card is None:
        return "recipe.yml cannot be read."
    return next((problem for problem, _, _ in _changes(recipe, card, exercise)), None)


def _changes(recipe: Recipe, card: RecipeCard, exercise: Exercise) -> Iterator[Found]:
    """What stands in the way of the change that an exercise asks for."""
    for name, value in exercise.change.parameters.items():
        declared, path = card.parameters.get(name), ("change", "parameters", name)
        if declared is None:
            yield f'recipe.yml declares no parameter "{name}".', "name one that it declares.", path
        elif not declared.allows(value):
            do = "give it a value that recipe.yml allows."
            yield f'the parameter "{name}" cannot be {value!r:.60}.', do, path
    for number, words in enumerate(exercise.change.code):
        problem = _not_once(recipe.notebook, words.find)
        if problem:
            do = "copy the words to change from the notebook, enough to find them by."
            yield problem, do, ("change", "code", number, "find")


def _not_once(notebook: Notebook, words: str) -> str | None:
    cells = notebook.code_with(words)
    if not cells:
        return f'"{_short(words)}" stands in no code cell.'
    if len(cells) > 1 or cells[0].source.count(words) > 1:
        return f'"{_short(words)}" stands in more than one place of the code.'
    return None


def _shown(card: RecipeCard, exercise: Exercise) -> Iterator[Found]:
    """What an exercise shows or tells that the recipe does not give."""
    for number, shows in enumerate(exercise.shows):
        if shows.result and shows.result not in card.results:
            do = "name a result that it declares."
            yield f'recipe.yml declares no result "{shows.result}".', do, ("shows", number)
    for name in placeholders(exercise.answer):
        declared = card.publishable.get(name.removeprefix(BEFORE))
        if not isinstance(declared, NumberResult):
            do = "name a publishable number of recipe.yml."
            yield f'its answer speaks of "{name}", which is no such number.', do, ("answer",)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 60 else f"{line[:57]}…"
