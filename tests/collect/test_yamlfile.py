"""YAML is read strictly, with lines, and every mistake comes back at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.collect import yamlfile
from hub.contribution import LocalityCard, RecipeCard
from hub.model import Document
from tests.contributions import BASE


def _read(text: str | bytes) -> Document[LocalityCard]:
    data = text.encode() if isinstance(text, str) else text
    return yamlfile.read("locality.yml", data, LocalityCard)


GOOD = (BASE / "locality.yml").read_text("utf-8")


def test_a_good_file_becomes_its_model() -> None:
    """The value is there and nothing is complained of."""
    read = _read(GOOD)

    assert read.value is not None
    assert read.value.name == "Casebridge"
    assert read.mistakes == ()


def test_a_byte_order_mark_does_no_harm() -> None:
    """Windows editors write one."""
    assert _read(b"\xef\xbb\xbf" + GOOD.encode()).value is not None


def test_all_mistakes_come_at_once_in_the_order_of_lines() -> None:
    """Nobody mends one mistake to be told of the next."""
    read = _read("name: [1]\nkind: town\nnation: englnd\ncolour: red\nsummary: short\n")

    kinds = [(m.line, m.kind) for m in read.mistakes]

    assert kinds == [
        (1, "missing"),
        (1, "wrong-type"),
        (1, "missing"),
        (3, "not-in-list"),
        (4, "unknown-key"),
        (5, "not-allowed"),
    ]


def test_an_unknown_key_does_not_cost_the_rest() -> None:
    """It is said, and the file is used without it."""
    read = _read(GOOD + "colour: red\n")

    assert read.value is not None
    assert [m.kind for m in read.mistakes] == ["unknown-key"]


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("a: &x 1\nb: *x", "alias", "reads none"),
        ("a: !!python/object:os.system x", "tag", "YAML tag"),
        ("name: 1\nname: 2", "duplicate-key", "stands twice"),
        ("name: a: b", "unreadable", "not readable as YAML"),
        ("name: 'a", "unreadable", "not readable as YAML"),
        ("\tname: a", "unreadable", "not readable as YAML"),
        ("[" * 100_000, "unreadable", "nests too deeply"),
        ("- a\n- b", "unreadable", "no keys with values"),
        ("", "unreadable", "no keys with values"),
        ("a: 1\n---\nb: 2", "unreadable", "a second document begins here"),
        ("name: @a", "unreadable", "a sign that YAML keeps"),
        ("when: 2026-13-40", "wrong-type", "which is no day"),
        (b"name: \xe9", "unreadable", "not UTF-8"),
        (b"name: \x00", "unreadable", "not readable as YAML"),
        ('name: "\\uD800 hi"', "unreadable", "half of a character"),
        ("? [a, b]\n: 1", "unreadable", "a list stands where"),
    ],
)
def test_trouble_is_a_mistake_and_never_an_exception(
    text: str | bytes, kind: str, says: str
) -> None:
    """Each kind of broken file has one plain sentence."""
    mistakes = _read(text).mistakes

    assert any(m.kind == kind and says in m.problem for m in mistakes), mistakes


def test_a_word_that_yaml_takes_for_a_truth_value_is_to_be_quoted() -> None:
    """No is a word to everybody but YAML."""
    mistakes = _read("name: no").mistakes

    assert any("in quotes" in m.do for m in mistakes), mistakes


def test_a_bomb_of_aliases_is_refused_before_it_unfolds() -> None:
    """Nine lines of nine aliases each would become a billion values."""
    lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x]"]
    lines += [f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)]

    assert _read("\n".join(lines)).mistakes[0].kind == "alias"


@given(st.text(max_size=200))
def test_no_text_makes_it_fail(text: str) -> None:
    """Whatever is written, reading it gives a value or mistakes."""
    read = _read(text.encode("utf-8", errors="surrogatepass"))

    assert read.value is not None or read.mistakes


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    """The same for what is no text at all."""
    read = _read(data)

    assert read.value is not None or read.mistakes


def test_every_line_of_a_recipe_can_be_pointed_at() -> None:
    """A path leads to its line, and an unknown one to its parent's."""
    read = yamlfile.read("recipe.yml", (BASE / "recipe.yml").read_bytes(), RecipeCard)

    assert read.line("inputs", "area", "fields", 1) == 15
    assert read.line("results", "deprived", "nothing") == 19


def test_what_a_missing_part_holds_is_said() -> None:
    """Whoever forgot the data protection card learns what belongs in it."""
    text = (BASE / "recipe.yml").read_text("utf-8").split("data_protection:")[0]
    read = yamlfile.read("recipe.yml", text.encode(), RecipeCard)

    missing = next(m for m in read.mistakes if "data_protection" in m.problem)

    assert "purpose, benefit, possible_harm" in missing.do


def test_a_misspelt_key_is_said_once() -> None:
    """Not once as missing and once as unknown."""
    (mistake,) = _read(GOOD.replace("summary:", "sumary:")).mistakes

    assert mistake.kind == "missing"
    assert 'write "summary" in the place of "sumary"' in mistake.do
    assert mistake.line == GOOD[: GOOD.index("summary:")].count("\n") + 1
