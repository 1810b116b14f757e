"""The reading age of a text: near what is known of it, and rising with long words and sentences."""

from __future__ import annotations

import pytest

from hub.check.readable import reading_age


@pytest.mark.parametrize(
    ("text", "youngest", "oldest"),
    [
        ("The cat sat on the mat. The dog ran.", 2, 6),
        ("Who misses the review at two? Children who had no review, by place.", 5, 10),
        (
            "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.",
            15,
            19,
        ),  # a grade of 11 to 13 in published examples
    ],
)
def test_texts_of_known_difficulty_come_out_near_it(
    text: str, youngest: float, oldest: float
) -> None:
    """Within the spread of programs that count syllables."""
    assert youngest <= reading_age(text) <= oldest


def test_a_text_without_words_has_no_reading_age() -> None:
    """Nothing is divided by nothing."""
    assert reading_age("12 %") == 0.0


def test_two_short_sentences_are_easier_than_one_long_one() -> None:
    """The same words."""
    long = "We count the children who had a place and then we ask where they live"

    assert reading_age(long.replace(" and then", ". Then")) < reading_age(long)
