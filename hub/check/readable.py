"""Family M: whether the first words of a recipe can be read by those it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hub.check.rules import Complaint, StaticCheck, Subject, check
from hub.model import Level

OLDEST = 15  # years; beyond it most readers have to read twice
SENTENCE_END = re.compile(r"[.?!;:](?:\s|$)")
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
SILENT = re.compile(r"(?:[^laeiouy]es|[^aeiouytd]ed|[^laeiouy]e)$")
VOWELS = re.compile(r"[aeiouy]+")
SCHOOL_STARTS = 5  # the grade of the formula is years at school


@check("M126", "hard-to-read", Level.ADVICE)
def hard_to_read(subject: Subject) -> Iterator[Complaint]:
    """Question and summary ask for a reading age above 15.

    People who decide read these two first, often aloud. Shorter sentences and shorter words help
    more readers, and take nothing away. The reading age is that of Flesch and Kincaid (1975), which
    counts words in a sentence and syllables in a word; it is a guide, and field words count too.
    """
    card = subject.recipe.card.value
    if card is None:
        return
    age = reading_age(f"{card.question} {card.summary}")
    if age > OLDEST:
        yield Complaint(
            f"question and summary ask for a reading age of about {age:.0f}.",
            "break up long sentences, and say it in shorter words.",
            subject.at("recipe.yml", subject.recipe.card.line("summary")),
        )


def reading_age(text: str) -> float:
    """The age at which most people can read a text, by Flesch and Kincaid's grade; 0 for none."""
    words = WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(1, len(SENTENCE_END.findall(text)))
    syllables = sum(_syllables(word) for word in words)
    grade = 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59
    return grade + SCHOOL_STARTS


def _syllables(word: str) -> int:
    """Groups of vowels, without an ending that is not spoken; near enough over a few words."""
    letters = re.sub(r"[^a-z]", "", word.casefold())
    if len(letters) > 3:
        letters = SILENT.sub(lambda ending: ending[0][0], letters)
    return max(1, len(VOWELS.findall(letters)))


READABLE: tuple[StaticCheck, ...] = (hard_to_read,)
