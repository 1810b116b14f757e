"""Errors quote the code, and nothing of the data that the cell worked on."""

from __future__ import annotations

import pytest

from hub.disclosure.quoted import Code, traceback_without_values, without_values

CODE = Code(
    (
        "born = births['date_of_birht']\nlimit = '2024-09-01'\n",
        "if bad:\n    raise ValueError(f'this row is wrong: {row} of {name}')\n"
        "assert share < 1, f'the share is {share}'",
    )
)
LEAKS = [
    "KeyError: 'Amelia Thornbury'",
    "KeyError: 9991234567",
    "KeyError: Timestamp('2021-03-04 00:00:00')",
    "ValueError: could not convert string to float: '14 Thornbury Close'",
    'ValueError: time data "04/03/2021" doesn\'t match format "%Y-%m-%d"',
    "TypeError: Could not convert string 'AmeliaThornbury' to numeric",
    "ValueError: this row is wrong: Amelia born 2021-03-04 of Thornbury",
    "AssertionError: the share is 0.0371",
    "DateParseError: Unknown datetime string format, unable to parse: 04/03/2021x",
    "OutOfBoundsDatetime: Out of bounds nanosecond timestamp: 0201-03-04, at position 3",
    "ValueError: Amelia Thornbury has no review",
]
PLAIN = [
    "KeyError: 'date_of_birht'",
    "KeyError: \"['date_of_birht'] not in index\"",
    "NameError: name 'brths' is not defined",
    "AttributeError: 'DataFrame' object has no attribute 'appendd'",
    "ModuleNotFoundError: No module named 'xgboost'",
    "TypeError: '<' not supported between instances of 'str' and 'float'",
    "TypeError: f() missing 1 required positional argument: 'width'",
    "FileNotFoundError: [Errno 2] No such file or directory: 'data/births.parquet'",
    "ValueError: Length of values (5012) does not match length of index (6000)",
    "ValueError: cannot reindex on an axis with duplicate labels",
    "ZeroDivisionError: division by zero",
    "KeyError: '2024-09-01'",
    "AssertionError: ",
]


@pytest.mark.parametrize("error", LEAKS)
def test_what_came_from_the_data_is_left_out(error: str) -> None:
    """Names, numbers, dates and addresses, whether a library or the recipe quotes them."""
    said = without_values(error, CODE)

    for value in ("Amelia", "Thornbury", "9991234567", "2021", "0.0371", "14 ", "0201"):
        assert value not in said
    assert said.startswith(error.partition(":")[0])
    assert "…" in said


@pytest.mark.parametrize("error", PLAIN)
def test_what_the_code_says_stays(error: str) -> None:
    """A sentence that helps to mend the cell is not made worse."""
    assert without_values(error, CODE) == error


def test_a_traceback_keeps_its_code() -> None:
    """And loses the values of every message in it."""
    text = (
        "---------------------------------------------------------------------------\n"
        "KeyError                                  Traceback (most recent call last)\n"
        "Cell In[3], line 1\n----> 1 births.loc['Amelia']\n\n"
        "KeyError: 'Amelia Thornbury'\n\n"
        "During handling of the above exception, another exception occurred:\n\n"
        "ValueError: Amelia Thornbury was not found"
    )

    said = traceback_without_values(text, CODE)

    assert "----> 1 births.loc['Amelia']" in said
    assert "Thornbury" not in said
    assert "During handling of the above exception, another exception occurred:" in said
