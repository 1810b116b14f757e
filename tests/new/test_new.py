"""A new recipe passes every check at once, whatever it is made of, and runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from hub import cli, new
from hub.check import check
from hub.model import Verdict
from hub.new import choices
from hub.record import record
from hub.run.engines import Engine
from hub.run.schedule import run
from hub.settings import Settings
from synthetic_data.contract import CONTRACT
from tests.contributions import collected

PLACE = new.Place(
    "fennmarsh", "Fennmarsh", "Fennmarsh team", "team@fennmarsh.example.org", "sandhythe"
)


def _asked(
    table: str, measure: str, by: str, title: str = "", question: str = "How many are there?"
) -> new.Asked:
    of = CONTRACT.table(table)
    counted, group = choices.measure(of, measure), choices.group(of, by)
    title = title or new.default_title(counted, group)
    return new.Asked(title, question, of, counted, group)


EVERY = [
    (name, measure, by)
    for name in choices.tables()
    for measure in choices.measures(CONTRACT.table(name))[:1]
    for by in choices.groups(CONTRACT.table(name))[-1:]
]


@pytest.mark.parametrize(("table", "measure", "by"), EVERY, ids=lambda word: word)
def test_a_recipe_of_any_table_has_nothing_to_mend(
    table: str, measure: str, by: str, tmp_path: Path
) -> None:
    """Before the run, and as an active recipe, which may lack nothing."""
    written = new.create(tmp_path / "recipes", PLACE, _asked(table, measure, by), "2026-09-01")
    card = written[0]
    card.write_text(card.read_text("utf-8").replace("status: draft", "status: active"), "utf-8")

    checked = check(collected(tmp_path))

    assert [f"{one.code} {one.problem}" for one in checked.recipes[0].findings] == []
    assert checked.findings == ()


@pytest.mark.parametrize(
    "title", ['Attended: "where"?', "<b>& {share} `x`", "- # %%", "é" * 60, "con", "1 2 3 4"]
)
def test_any_words_of_a_person_make_a_readable_recipe(title: str, tmp_path: Path) -> None:
    """Quotes, signs and accents."""
    asked = _asked("eyfsp_result", "gld", "sex", title, f"{title}?")

    new.create(tmp_path / "recipes", PLACE, asked, "2026-09-01")

    checked = check(collected(tmp_path)).recipes[0]
    assert checked.recipe.card.value is not None
    assert checked.recipe.title == title
    assert checked.can_run


@pytest.mark.parametrize(
    ("table", "measure", "by"),
    [("eyfsp_result", "gld", "deprivation"), ("health_visiting_contact", "attendance=5", "place")],
)
def test_a_new_recipe_runs(
    table: str, measure: str, by: str, tmp_path: Path, small_data: Path, warm: Engine
) -> None:
    """And gives a row for every group."""
    new.create(tmp_path / "recipes", PLACE, _asked(table, measure, by), "2026-09-01")
    checked = check(collected(tmp_path))
    settings = Settings(profiles=("clean",))

    executions = run(
        checked.recipes, {"clean": small_data}, tmp_path / "runs", settings, engine=warm
    )
    made = record(checked, executions, {"clean": small_data}, settings)[0]

    assert made.verdict is Verdict.PASSED, made.reason
    assert made.findings == ()


def _run(project: Path, *words: str, answers: str = "") -> tuple[int, str]:
    (project / "recipes").mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as here:
        here.chdir(project)
        done = CliRunner().invoke(cli.cli, ["new", *words], input=answers)
    said = done.exception.format_message() if hasattr(done.exception, "format_message") else ""
    return done.exit_code, done.output + said


def test_the_questions_can_be_answered_with_return(tmp_path: Path) -> None:
    """Each has a proposal."""
    code, said = _run(tmp_path, answers="\n" * 12)

    assert code == 0, said
    assert (tmp_path / "recipes/my-locality/locality.yml").is_file()
    assert "set status: active" in said


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--table", "eyfsp_results"], 'write "eyfsp_result"'),
        (["--measure", "gdl"], "choose from"),
        (["--by", "deprivatoin"], 'write "deprivation"'),
    ],
)
def test_an_answer_that_is_none_is_met_with_the_nearest(
    words: list[str], says: str, tmp_path: Path
) -> None:
    """And nothing is written."""
    code, said = _run(tmp_path, "--yes", *words)

    assert code != 0
    assert says in said
    assert list((tmp_path / "recipes").iterdir()) == []


def test_a_recipe_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    """Whatever its title."""
    _run(tmp_path, "--yes")

    code, said = _run(tmp_path, "--yes")

    assert code != 0
    assert "there already" in said
