"""Family R, disclosure: what a reader could work out from what the recipe would publish."""

from __future__ import annotations

from collections.abc import Iterator

from hub.check.rules import Complaint, RunCheck, check
from hub.disclosure.exposure import Exposure, Kind
from hub.model import Ending, Evidence, Place


def _exposed(evidence: Evidence, kind: Kind) -> Iterator[Complaint]:
    for one in evidence.exposures if evidence.execution.ended is Ending.FINISHED else ():
        if one.kind is kind:
            yield _complaint(evidence, one)


def _complaint(evidence: Evidence, one: Exposure) -> Complaint:
    """Names the table, the column and the row, never the value."""
    document = evidence.recipe.card
    where = f"{one.result}, {one.where}: " if one.where else f"{one.result}: "
    more = f" The same in {one.more} further rows." if one.more else ""
    profile = f" (on the profile {evidence.execution.profile})"
    return Complaint(
        f"{where}{one.problem.rstrip('.')}{profile}.{more}",
        one.do,
        Place(document.file, document.line("results", one.result)),
    )


@check("R201", "small-count-shown")
def small_count_shown(evidence: Evidence) -> Iterator[Complaint]:
    """A publishable result shows a count that its disclosure profile hides.

    By the default profile counts of 1 to 7 become `*`: few people can be recognised. Give the
    exact table to `make_safe` of `early_years.disclosure`, and publish what comes back.
    """
    yield from _exposed(evidence, Kind.SMALL_COUNT)


@check("R202", "count-not-rounded")
def count_not_rounded(evidence: Evidence) -> Iterator[Complaint]:
    """A publishable count is more exact than its disclosure profile allows.

    Rounding keeps two releases, or two tables, from being subtracted from one another. `make_safe`
    rounds counts, and `Results.number` rounds the base of a number.
    """
    yield from _exposed(evidence, Kind.NOT_ROUNDED)


@check("R203", "hidden-count-given-back")
def hidden_count_given_back(evidence: Evidence) -> Iterator[Complaint]:
    """A hidden count can be worked out from totals, other splits of the same people or columns.

    The hub puts everything together that the recipe publishes, each shown count within its
    rounding, and asks what a hidden one could still be. As many values must stay possible as the
    sign in its place leaves by itself: seven for 1 to 7. Tell `make_safe` what adds up: `totals`,
    `by`, `splits` and `parts`. Where a row only looks like the total of others, name the one that
    is: `totals` of the table in recipe.yml.
    """
    yield from _exposed(evidence, Kind.GIVEN_BACK)


@check("R204", "share-of-few")
def share_of_few(evidence: Evidence) -> Iterator[Complaint]:
    """A share is shown whose base is too small, or whose count is hidden beside it.

    A percentage of few people is a count in other clothes. Name the share, its part and its whole
    under `shares` of `make_safe`.
    """
    yield from _exposed(evidence, Kind.SHARE_OF_FEW)


@check("R205", "share-gives-count-back")
def share_gives_count_back(evidence: Evidence) -> Iterator[Complaint]:
    """A share and its base together say that a count, or what is left of the whole, is small.

    98.5% of 200 says that three are not counted, as clearly as the number three.
    """
    yield from _exposed(evidence, Kind.SHARE_TELLS)


@check("R206", "none-or-all-of-few")
def none_or_all_of_few(evidence: Evidence) -> Iterator[Complaint]:
    """A share of 0% or 100% of a small group tells something about everybody in it.

    The default profile shows such shares from 20 people on; others never do.
    """
    yield from _exposed(evidence, Kind.NONE_OR_ALL)


@check("R207", "hidden-here-shown-there")
def hidden_here_shown_there(evidence: Evidence) -> Iterator[Complaint]:
    """A count that one table hides stands in another table of the same recipe.

    Tables of one recipe are read together. Hide the row in both, or publish one of them.
    """
    yield from _exposed(evidence, Kind.SHOWN_ELSEWHERE)


@check("R208", "count-not-declared")
def count_not_declared(evidence: Evidence) -> Iterator[Complaint]:
    """A column looks like a count of people, and `counts` in recipe.yml does not name it.

    The checks treat it as one all the same. Name it, so that whoever adopts the recipe knows what
    must be made safe.
    """
    yield from _exposed(evidence, Kind.NOT_DECLARED)


@check("R209", "figure-shows-too-much")
def figure_shows_too_much(evidence: Evidence) -> Iterator[Complaint]:
    """A figure shows what its table may not: a table kept back, a small count in words or data.

    Draw the table that `make_safe` gave, and label what is kept back rather than draw it as nought.
    """
    yield from _exposed(evidence, Kind.FIGURE)


@check("R210", "profile-lets-nothing-out")
def profile_lets_nothing_out(evidence: Evidence) -> Iterator[Complaint]:
    """The recipe names a disclosure profile under which no table with counts may be published."""
    yield from _exposed(evidence, Kind.NOT_TO_LEAVE)


DISCLOSURE: tuple[RunCheck, ...] = (
    small_count_shown,
    count_not_rounded,
    hidden_count_given_back,
    share_of_few,
    share_gives_count_back,
    none_or_all_of_few,
    hidden_here_shown_there,
    count_not_declared,
    figure_shows_too_much,
    profile_lets_nothing_out,
)
