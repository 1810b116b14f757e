"""Every check has a folder in tests/cases; each is found there, with its place, and alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hub.check import AFTER_RUN, CHECKS, STATIC, check
from hub.check.rules import all_findings
from hub.model import Ending, Evidence, Execution, Fault, Finding, Reply, Source
from hub.practice import findings as practice_findings
from hub.practice import practise
from hub.record import record
from hub.registry import bundle, past
from hub.run.engines import Engine
from hub.run.schedule import run
from hub.settings import Limits, Settings
from tests.contributions import Case, cases, collected, write_recipe

ALL = cases()
PUBLISHED = [case for case in ALL if "published" in case.says]
BEFORE = [
    case for case in ALL if case.code in {one.code for one in STATIC} and case not in PUBLISHED
]
AFTER = [case for case in ALL if case.says.get("run")]
STAGED = [case for case in ALL if "staged" in case.says]
PRACTISED = [case for case in ALL if case.says.get("practised")]


def _by_folder(case: Case) -> str:
    return case.folder.name


def test_every_check_has_a_case_of_its_name() -> None:
    """A check cannot be added without an example of what it finds."""
    assert sorted(f"{one.code}-{one.name}" for one in CHECKS) == [c.folder.name for c in ALL]


def test_codes_and_names_are_unique() -> None:
    """A code means one thing for ever."""
    assert len({one.code for one in CHECKS}) == len({one.name for one in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize("one", CHECKS, ids=lambda one: one.code)
def test_every_check_explains_itself(one: object) -> None:
    """The docstring is the documentation: a first sentence, and why."""
    doc = one.doc  # type: ignore[attr-defined]

    assert doc.splitlines()[0].endswith((".", "?"))
    assert len(doc.split()) >= 8


def test_the_good_recipe_has_no_findings(tmp_path: Path) -> None:
    """Nothing is complained of where nothing is wrong."""
    write_recipe(tmp_path)

    checked = check(collected(tmp_path))

    assert checked.recipes[0].findings == ()
    assert checked.findings == ()


@pytest.mark.parametrize("case", BEFORE, ids=_by_folder)
def test_a_case_is_found_before_the_run(case: Case, tmp_path: Path) -> None:
    """Each case has its finding, and none that is not its own."""
    folder = write_recipe(tmp_path, case=case)

    checked = check(collected(tmp_path))

    mine = [one for one in checked.recipes if one.recipe.slug == folder.name]
    _expect(case, [*mine[0].findings, *checked.findings])


@pytest.mark.parametrize("case", PUBLISHED, ids=_by_folder)
def test_a_case_is_found_against_what_was_published(case: Case, tmp_path: Path) -> None:
    """The good recipe, changed as the case says of it, was published before."""
    before = replace(case, says=case.says["published"])
    write_recipe(tmp_path / "before", case=before)
    (recipe,) = collected(tmp_path / "before").recipes
    published = past.published(bundle.make(recipe, "", "https://hub.example.org/"))
    write_recipe(tmp_path, case=case)

    checked = check(collected(tmp_path), published={recipe.id: published})

    _expect(case, checked.recipes[0].findings)


@pytest.mark.parametrize("case", AFTER, ids=_by_folder)
def test_a_case_is_found_after_the_run(
    case: Case, tmp_path: Path, small_data: Path, warm: Engine
) -> None:
    """The same for what only a run can show, with the real engine."""
    write_recipe(tmp_path, case=case)
    settings = Settings(profiles=("clean",), limits=Limits(**case.says.get("limits", {})))
    checked = check(collected(tmp_path))

    data = {"clean": small_data}
    executions = run(
        checked.recipes,
        data,
        tmp_path / "runs",
        settings,
        twice=case.says.get("twice", False),
        engine=warm,
    )
    records = record(checked, executions, data, settings)

    _expect(case, [*checked.recipes[0].findings, *records[0].findings])


@pytest.mark.parametrize("case", PRACTISED, ids=_by_folder)
def test_a_case_is_found_by_doing_the_exercise(
    case: Case, tmp_path: Path, small_data: Path, warm: Engine
) -> None:
    """The recipe itself works; what it says can be learnt is not so."""
    write_recipe(tmp_path, case=case)
    settings = Settings(profiles=("clean",))
    checked, data = check(collected(tmp_path)), {"clean": small_data}
    made = run(checked.recipes, data, tmp_path / "runs", settings, engine=warm)
    records = record(checked, made, data, settings)

    tried = practise(checked, records, data, tmp_path, settings, warm)

    assert records[0].verdict == "passed"
    _expect(case, [*checked.recipes[0].findings, *practice_findings(tried)])


@pytest.mark.parametrize("case", STAGED, ids=_by_folder)
def test_a_case_that_no_recipe_can_bring_about(case: Case, tmp_path: Path) -> None:
    """What only a fault of the hub brings about is shown to the checks as a made-up run."""
    write_recipe(tmp_path, case=case)
    recipe = collected(tmp_path).recipes[0]
    execution = _execution(tmp_path)
    differing: tuple[str, ...] = ()
    done = tuple(Reply(cell.number, "ok") for cell in recipe.notebook.code)
    if case.says["staged"] == "could-not-start":
        execution = replace(execution, ended=Ending.NOT_STARTED, detail="no kernel")
    elif case.says["staged"] == "other-language":
        execution = replace(execution, replies=done)
    elif case.says["staged"] == "systems-differ":
        execution = replace(execution, profile="other-system", replies=done)
        differing = ('the value of "deprived" differs',)
    else:
        execution = replace(execution, replies=tuple(r for r in done if r.cell != 4))

    found = all_findings(AFTER_RUN, Evidence(recipe, execution, differing=differing), recipe)

    _expect(case, [one for one in found if one.code != "R106"])
    if case.code == "X107":
        assert found[0].fault is Fault.HUB


def _execution(folder: Path) -> Execution:
    return Execution(
        "casebridge/deprived-areas",
        "clean",
        Ending.FINISHED,
        "",
        folder,
        engine="kernel",
        isolation="none",
    )


def _expect(case: Case, findings: list[Finding]) -> None:
    says = case.says
    allowed = {case.code, *says.get("also", ())}
    assert {one.code for one in findings} <= allowed, findings
    found = [one for one in findings if one.code == case.code]
    assert found, f"{case.code} was not found"
    first = next((one for one in found if says["says"] in f"{one.problem} {one.do}"), None)
    assert first, found
    assert len(first.do.split()) >= 2
    assert first.place.line == says.get("line", first.place.line)
    assert first.place.cell == says.get("cell", first.place.cell)
    assert first.place.heading == says.get("heading", first.place.heading)
    name = says.get("file", "")
    if name.startswith("../"):
        assert first.place.file == f"recipes/casebridge/{name[3:]}"
    elif name:
        assert first.place.file == f"recipes/casebridge/deprived-areas/{name}"


@pytest.mark.parametrize("case", [case for case in ALL if "source" in case.says], ids=_by_folder)
def test_a_repository_is_complained_of_at_its_line(case: Case, tmp_path: Path) -> None:
    """What came of reading it, without a server."""
    folder = write_recipe(tmp_path)
    card = folder.parent / "locality.yml"
    card.write_text(
        card.read_text("utf-8").rstrip() + "\nrepositories:\n"
        "  - address: https://code.example.org/team/recipes\n"
        f"    commit: '{'1' * 40}'\n    owner: The team\n",
        "utf-8",
    )
    found = collected(tmp_path)
    source = Source(
        "https://code.example.org/team/recipes", ".", "The team", "1" * 40,
        fetched="2026-09-01T00:00:00+00:00", do="try again.", **case.says["source"],
    )  # fmt: skip

    (finding,) = check(replace(found, sources=((found.localities[0], source),))).findings

    assert finding.code == case.code
    assert finding.place.line is not None
    assert case.says["says"] in finding.problem
