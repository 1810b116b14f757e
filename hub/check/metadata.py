"""Family M: recipe.yml, locality.yml and expected.yml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hub.check.rules import Complaint, StaticCheck, Subject, check
from hub.contribution import RESERVED_PARAMETERS
from hub.data import LOCALITIES
from hub.model import Document, Finding, Level, Locality, Place
from hub.nearest import suggestion
from hub.privacy import mask


def _mistakes(subject: Subject, *kinds: str) -> Iterator[Complaint]:
    for document in (subject.recipe.card, subject.recipe.expected):
        yield from _of_kinds(document, *kinds)


def _of_kinds(document: Document[Any], *kinds: str) -> Iterator[Complaint]:
    for mistake in document.mistakes:
        if mistake.kind in kinds:
            yield Complaint(mistake.problem, mistake.do, Place(document.file, mistake.line))


@check("M101", "unreadable-yaml")
def unreadable(subject: Subject) -> Iterator[Complaint]:
    """The file is not YAML, so nothing of it can be used.

    The line is where the reader lost its way; the mistake often stands on the line above.
    """
    yield from _mistakes(subject, "unreadable")


@check("M102", "alias-or-tag")
def alias_or_tag(subject: Subject) -> Iterator[Complaint]:
    """YAML anchors, aliases and tags are not read.

    A few lines of aliases can unfold into gigabytes, and tags can make programs run code. Text that
    begins with & or * or ! needs quotes.
    """
    yield from _mistakes(subject, "alias", "tag")


@check("M103", "duplicate-key")
def duplicate_key(subject: Subject) -> Iterator[Complaint]:
    """A key stands twice, and only one of its values could be meant."""
    yield from _mistakes(subject, "duplicate-key")


@check("M104", "unknown-table")
def unknown_table(subject: Subject) -> Iterator[Complaint]:
    """A recipe asks for a table that the data contract does not have.

    `hub explain table NAME` says what a table holds; the data dictionary on the site lists all.
    """
    card = subject.recipe.card
    for name in card.value.inputs if card.value else ():
        if not subject.contract.has_table(name):
            yield Complaint(
                f'needs "{name}", and the data has no table of that name.',
                suggestion(name, subject.contract.table_names, "name"),
                subject.at("recipe.yml", card.line("inputs", name)),
            )


@check("M105", "unknown-field")
def unknown_field(subject: Subject) -> Iterator[Complaint]:
    """A recipe asks for a field that the table does not have."""
    card = subject.recipe.card
    for name, wanted in (card.value.inputs if card.value else {}).items():
        if not subject.contract.has_table(name):
            continue
        table = subject.contract.table(name)
        for i, field in enumerate(wanted.fields):
            if not table.has_field(field):
                yield Complaint(
                    f'needs "{field}" of the table "{name}", which has no such field.',
                    suggestion(field, table.field_names, "field")
                    + f" Its fields: hub explain table {name}",
                    subject.at("recipe.yml", card.line("inputs", name, "fields", i)),
                )


@check("M106", "missing-key")
def missing_key(subject: Subject) -> Iterator[Complaint]:
    """A key that every recipe needs is not there.

    The page "Contribute" shows a whole recipe.yml to copy from.
    """
    yield from _mistakes(subject, "missing")


@check("M107", "unknown-key", Level.WARNING)
def unknown_key(subject: Subject) -> Iterator[Complaint]:
    """A key that the hub does not know, and so would pass over in silence."""
    yield from _mistakes(subject, "unknown-key")


@check("M108", "not-in-list")
def not_in_list(subject: Subject) -> Iterator[Complaint]:
    """A value that must come from a controlled list and does not.

    Topics, methods, licences and the like come from short lists, so that people can find recipes
    by them. To widen a list, open an issue that says what the new word would find.
    """
    yield from _mistakes(subject, "not-in-list")


@check("M109", "wrong-type")
def wrong_type(subject: Subject) -> Iterator[Complaint]:
    """A value of another type than the key takes: text for a number, a word for a list."""
    yield from _mistakes(subject, "wrong-type")


@check("M110", "not-allowed")
def not_allowed(subject: Subject) -> Iterator[Complaint]:
    """A value of the right type that breaks a rule: too long, of another form, or in contradiction.

    Titles have at most 100 characters, summaries 150; versions are three numbers with dots.
    """
    yield from _mistakes(subject, "not-allowed")


@check("M111", "reserved-parameter")
def reserved_parameter(subject: Subject) -> Iterator[Complaint]:
    """A parameter has a name that the hub gives itself.

    `data` is the folder with the input tables, `results` the folder to write into; both reach every
    notebook without being declared.
    """
    card = subject.recipe.card
    for name in card.value.parameters if card.value else ():
        if name in RESERVED_PARAMETERS:
            yield Complaint(
                f'the parameter "{name}" is given by the hub.',
                "take it out of recipe.yml, or give yours another name.",
                subject.at("recipe.yml", card.line("parameters", name)),
            )


@check("M115", "no-such-recipe", Level.WARNING)
def no_such_recipe(subject: Subject) -> Iterator[Complaint]:
    """`similar` or `superseded_by` names a recipe that is not in the hub."""
    card = subject.recipe.card
    if not card.value or subject.partial:
        return
    named = [("similar", i, other) for i, other in enumerate(card.value.similar)]
    if card.value.superseded_by:
        named.append(("superseded_by", 0, card.value.superseded_by))
    for key, i, other in named:
        if other not in subject.ids:
            yield Complaint(
                f'"{key}" names "{other}", and the hub has no recipe of that id.',
                suggestion(other, subject.ids, "recipe"),
                subject.at("recipe.yml", card.line(key, i)),
            )


@check("M116", "expects-unknown-result")
def expects_unknown_result(subject: Subject) -> Iterator[Complaint]:
    """expected.yml speaks of a result that recipe.yml does not declare, or not of that kind."""
    card, expected = subject.recipe.card.value, subject.recipe.expected
    if not card or not expected.value:
        return
    for profile in expected.value.profiles():
        for name, expectation in expected.value.of(profile).items():
            place = subject.at("expected.yml", expected.line(profile, name))
            if name not in card.results:
                yield Complaint(
                    f'"{name}" is no result that recipe.yml declares.',
                    suggestion(name, card.results, "result"),
                    place,
                )
            elif (expectation.rows is None) != (card.results[name].kind == "number"):
                yield Complaint(
                    f'"{name}" is a {card.results[name].kind}, and is expected as something else.',
                    "expect rows of a table, and a value or a truth of a number.",
                    place,
                )


@check("M119", "no-locality-card", Level.WARNING)
def no_locality_card(subject: Subject) -> Iterator[Complaint]:
    """The folder of the locality has no locality.yml, which says who gives its recipes."""
    yield from _without_card(subject.recipe.locality)


def _without_card(locality: Locality) -> Iterator[Complaint]:
    card = locality.card
    if card.value is None and not card.mistakes:
        yield Complaint(
            f'the locality "{locality.slug}" has no locality.yml.',
            "add one beside its recipes: name, kind, nation, summary, team and contact.",
            Place(card.file),
        )


@check("M120", "no-synthetic-data", Level.WARNING)
def no_synthetic_data(subject: Subject) -> Iterator[Complaint]:
    """The synthetic data have no locality of that name, so the recipe runs on another's.

    A locality that is not one of the invented ones says in locality.yml which of them stands in
    for it: the one most like it in size and kind.
    """
    place = subject.recipe.locality
    if place.data_of not in LOCALITIES:
        yield Complaint(
            f'the synthetic data have no locality "{place.data_of}".',
            'in locality.yml, under "stands_in": ' + suggestion(place.data_of, LOCALITIES),
            Place(place.card.file, place.card.line("stands_in")),
        )


@check("M125", "advisory-unusable", Level.WARNING)
def advisory_unusable(subject: Subject) -> Iterator[Complaint]:
    """An advisory is written by the locality that answers for the recipe, one for each day.

    What another locality writes about a recipe is not shown: tell its owners. Two advisories of one
    day on the same recipe would have the same name, so put both into one.
    """
    notices = subject.recipe.locality.notices
    seen: set[str] = set()
    for number, one in enumerate(notices.value.advisories if notices and notices.value else ()):
        place = Place(notices.file, notices.line("advisories", number)) if notices else None
        if one.recipe.partition("/")[0] != subject.recipe.locality.slug:
            yield Complaint(
                f'the recipe "{one.recipe}" is of another locality, so the advisory is not shown.',
                "take it out, and write to that locality's team.",
                place,
            )
        elif one.id in seen:
            yield Complaint(
                f'a second advisory on "{one.recipe}" has the date {one.date}.',
                "say both in one advisory.",
                place,
            )
        seen.add(one.id)


METADATA: tuple[StaticCheck, ...] = (
    unreadable,
    alias_or_tag,
    duplicate_key,
    unknown_table,
    unknown_field,
    missing_key,
    unknown_key,
    not_in_list,
    wrong_type,
    not_allowed,
    reserved_parameter,
    no_such_recipe,
    expects_unknown_result,
    no_locality_card,
    no_synthetic_data,
    advisory_unusable,
)

OF_KIND = {
    "unreadable": unreadable,
    "alias": alias_or_tag,
    "tag": alias_or_tag,
    "duplicate-key": duplicate_key,
    "missing": missing_key,
    "unknown-key": unknown_key,
    "not-in-list": not_in_list,
    "wrong-type": wrong_type,
    "not-allowed": not_allowed,
}


def of_locality(locality: Locality) -> Iterator[Finding]:
    """What is wrong with a locality's card; said once, however many recipes it gives."""
    documents = (locality.card, *([locality.notices] if locality.notices else ()))
    for document, mistake in ((one, mistake) for one in documents for mistake in one.mistakes):
        found = OF_KIND[mistake.kind]
        place = Place(document.file, mistake.line)
        said = (mask(mistake.problem), mask(mistake.do))
        yield Finding(found.code, found.name, found.level, None, place, *said)
