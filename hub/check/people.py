"""Family P, continued: people in what a run would publish."""

from __future__ import annotations

from collections.abc import Iterator

from hub.check.execution import place_of
from hub.check.rules import Complaint, RunCheck, check
from hub.model import Evidence, Place, Seen

RESULTS = "results/"


@check("P121", "people-in-result")
def people_in_result(evidence: Evidence) -> Iterator[Complaint]:
    """A result for publishing holds single people: a row for each, or a number of one.

    The recipe ran on invented people, and on real data it would publish real ones. Publish counts
    and rates of groups. A list that a locality needs for its own use is declared with the class
    `local` or `private`, and never leaves the machine.
    """
    names = {f"{RESULTS}{result.file}": name for name, result in evidence.results.items()}
    card = evidence.recipe.card
    for one in evidence.people:
        if one.file.startswith(RESULTS):
            yield Complaint(
                f"{one.file} holds {_words(one)}.",
                "publish counts of groups, or declare the result with class: private.",
                Place(card.file, card.line("results", names.get(one.file, ""))),
            )


@check("P122", "people-in-output")
def people_in_output(evidence: Evidence) -> Iterator[Complaint]:
    """A cell shows people in what it prints or draws, and outputs are published with the notebook.

    Up to twenty rows of invented people may be shown as an example. More, or anything that could
    belong to a real person, is refused.
    """
    said = set()
    for one in evidence.people:
        spot = one.sighting.spot
        if one.file.startswith(RESULTS) or (spot.cell, one.sighting.kind) in said:
            continue
        said.add((spot.cell, one.sighting.kind))
        yield Complaint(
            f"its output shows {_words(one)}.",
            "print counts, or at most a few rows, with .head().",
            place_of(evidence, spot.cell),
        )


def _words(seen: Seen) -> str:
    return f"{seen.sighting.count} × what could be {seen.sighting.kind}"


PEOPLE: tuple[RunCheck, ...] = (people_in_result, people_in_output)
