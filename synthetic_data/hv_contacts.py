"""Health visiting contacts: the mandated reviews, all others, and how they are recorded (CSDS)."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from synthetic_data.arrays import Bools, Dates, Floats, Ints, after, chance
from synthetic_data.calendar import EXTRACT_DATE, REVIEW_WINDOW, REVIEW_YEAR_END
from synthetic_data.columns import pick, table, take
from synthetic_data.hv_schedule import (
    NEW_BIRTH_VISITS,
    REVIEW_AT_TWO,
    REVIEWS,
    WELSH,
    WELSH_REVIEWS,
    Review,
)
from synthetic_data.identifiers import prefixed
from synthetic_data.moves import OUTSIDE
from synthetic_data.social_care import IN_NEED, LOOKED_AFTER, ON_PLAN, Episodes
from synthetic_data.truth import Service, ServiceTable
from synthetic_data.world import World

# Looked-after children have the review at 44/69 of the rate of others (Fraser and others 2022); the
# factors for a plan and for need are assumptions between.
_LATE = 0.015  # reviews that take place after the window (assumption)
_LOOKED_AFTER_FACTOR, _PLAN_FACTOR, _NEED_FACTOR = 44 / 69, 0.80, 0.90

# 1.6 additional contacts for each mandated one (Liu and others, IJPDS article 2382); mostly in
# infancy and more in hardship (assumption).
_ADDITIONAL_EACH = 5.4
_ADDITIONAL_MEAN_AGE = 300

_MEDIA = ("01", "02", "03")
_ATTENDANCE = ("5", "6", "7", "2", "3", "4")
_BLANK = -1
_PART_FIELDS = ("child", "date", "kind", "seen", "minutes", "medium")
_PLACES = ("home", "clinic", "hub", "remote")

# How the service records, in every profile: about half of the reviews carry their code, in one of
# several spellings; a few carry another review's code or "not known".
_CODED = 0.50
_WRONG_CODE = 0.015
_SPELLINGS = ("08", "8", "008", "09", "9", "10", "010", "11", "011", "99",
              *(f"W{contact:02d}" for contact in range(1, 10)))  # fmt: skip
_SPELL_PLAIN = {8: 0, 9: 3, 10: 5, 11: 7, 99: 9}
_SPELL_OTHER = {8: 1, 9: 4, 10: 6, 11: 8, 99: 9}
_OTHER_SPELLING = 0.10
_ATTENDANCE_BLANK = 0.25


@dataclass(frozen=True)
class _Part:
    """Some contacts; `kind` is the code of the review, 0 for any other contact."""

    child: Ints
    date: Dates
    kind: Ints
    seen: Bools
    minutes: Ints
    medium: Ints


@dataclass(frozen=True)
class Contacts(_Part):
    """All contacts, sorted by date, as they took place and as they are recorded.

    `recorded_kind`, `attendance` and `medium` are positions in the lists of codes above, -1 where
    the service left them blank.
    """

    contact_id: pa.Array
    recorded_kind: Ints
    attendance: Ints
    place: Ints

    @property
    def is_review_at_two(self) -> Bools:
        """Whether each contact truly was the review at 2 to 2.5 years, and took place."""
        return np.asarray((self.kind == REVIEW_AT_TWO) & self.seen)

    @property
    def face_to_face(self) -> Bools:
        """Whether each contact took place face to face."""
        return np.asarray(self.seen & (self.medium == _MEDIA.index("01")))


def make_contacts(world: World, episodes: Episodes) -> Contacts:
    """Draw the contacts of all children while they live in the locality."""
    rng = world.stream("hv_contacts")
    scheduled = WELSH_REVIEWS if world.locality.wales else REVIEWS
    parts = [_early_review(rng, world, review) for review in scheduled]
    if not world.locality.wales:
        parts.append(_review_at_two(rng, world, episodes))
    parts.append(_additional(rng, world))
    child, date, kind, seen, minutes, medium = (
        np.concatenate([getattr(part, name) for part in parts]) for name in _PART_FIELDS
    )
    kept = np.flatnonzero(_while_resident(world, child, date))
    kept = kept[np.argsort(date[kept], kind="stable")]
    return Contacts(
        contact_id=prefixed(f"HV{world.locality.number}", rng.permutation(len(kept)) + 1, 8),
        child=child[kept],
        date=date[kept],
        kind=kind[kept],
        seen=seen[kept],
        recorded_kind=_recorded_kind(rng, kind[kept]),
        attendance=_recorded_attendance(rng, seen[kept]),
        minutes=minutes[kept],
        medium=medium[kept],
        place=_places(rng, medium[kept]),
    )


def _places(rng: np.random.Generator, medium: Ints) -> Ints:
    """Where contacts take place: a fifth of those in person in a family hub (assumption)."""
    where = rng.choice(3, p=(0.58, 0.24, 0.18), size=len(medium))
    return np.where(medium == 0, where, _PLACES.index("remote"))


def teams(world: World) -> list[str]:
    """The teams of the health visiting service."""
    return [f"HVT{world.locality.number}{team}" for team in range(1, world.locality.teams + 1)]


def team_of(world: World, child: Ints) -> Ints:
    """The position of the team of each child."""
    return np.asarray(world.people.first_home[child] % world.locality.teams)


def contact_table(world: World, contacts: Contacts) -> Service:
    """The contacts as the service records them."""
    kind, attendance = contacts.recorded_kind, contacts.attendance
    rows = table(
        "health_visiting_contact",
        contact_id=contacts.contact_id,
        child_id=take(world.child_id, contacts.child),
        contact_date=contacts.date,
        activity_type=pick(_SPELLINGS, kind, kind == _BLANK),
        attendance=pick(_ATTENDANCE, attendance, attendance == _BLANK),
        duration_minutes=contacts.minutes,
        consultation_medium=pick(_MEDIA, contacts.medium),
        team_id=pick(teams(world), team_of(world, contacts.child)),
        place=pick(_PLACES, contacts.place),
    )
    return Service({"health_visiting_contact": ServiceTable(rows, contacts.child)})


def _while_resident(world: World, child: Ints, date: Dates) -> Bools:
    """Whether each contact falls in the time that its child lives in the locality."""
    people = world.people
    here = (people.origin[child] != OUTSIDE) & (date <= EXTRACT_DATE)
    here &= date >= people.arrived[child]
    left = people.left[child]
    return np.asarray(here & (np.isnat(left) | (date < left)))


def slipped(world: World) -> Bools:
    """Which children were born once new birth visits had begun to slip."""
    begins = world.locality.visits_slip_from
    never = np.zeros(len(world.people), dtype=bool)
    return never if begins is None else np.asarray(world.people.birth >= np.datetime64(begins))


def _early_review(rng: np.random.Generator, world: World, review: Review) -> _Part:
    """A review of the first year, with a missed appointment for some who did not have it."""
    people = world.people
    count = len(people)
    in_time = np.full(count, review.early_share)
    if review.code in NEW_BIRTH_VISITS:
        in_time[slipped(world)] *= 1 - world.locality.visits_slip_by
    early = chance(rng, in_time, count)
    age = np.where(
        early,
        rng.integers(review.youngest, review.early_until + 1, count),
        rng.integers(review.early_until + 1, review.oldest + 1, count),
    )
    seen = chance(rng, review.share, count)
    kept = np.flatnonzero(seen | chance(rng, 0.5, count))
    return _reviews(rng, kept, after(people.birth, age)[kept], review.code, seen[kept])


def _review_at_two(rng: np.random.Generator, world: World, episodes: Episodes) -> _Part:
    """The review at 2 to 2.5 years: missed more in deprived areas and by children in care."""
    people = world.people
    count = len(people)
    day = after(people.birth, REVIEW_WINDOW[0])
    quintile = world.places.quintile[people.home(day)]
    share = np.array(world.locality.reviews)[quintile - 1] / 100
    for category, factor in (
        (LOOKED_AFTER, _LOOKED_AFTER_FACTOR),
        (ON_PLAN, _PLAN_FACTOR),
        (IN_NEED, _NEED_FACTOR),
    ):
        share = np.where(episodes.open_on(category, day, count), share * factor, share)
    seen = chance(rng, _level(share, quintile, world.locality.reviews), count)
    late = chance(rng, _LATE, count)
    typical = np.clip(rng.normal(805, 48, count), *REVIEW_WINDOW).astype(np.int64)
    age = np.where(
        seen & late, rng.integers(REVIEW_WINDOW[1] + 1, REVIEW_WINDOW[1] + 90, count), typical
    )
    kept = np.flatnonzero(seen | chance(rng, 0.6, count))
    return _reviews(rng, kept, after(people.birth, age)[kept], REVIEW_AT_TWO, seen[kept])


def _level(share: Floats, quintile: Ints, wanted: tuple[float, ...]) -> Floats:
    """The chances raised so that each fifth has its wanted percentage in time, all considered."""
    raised = share.copy()
    for fifth, percentage in enumerate(wanted, start=1):
        these = quintile == fifth
        if these.any():
            raised[these] *= percentage / 100 / (share[these].mean() * (1 - _LATE))
    return np.minimum(raised, 0.99)


def _reviews(rng: np.random.Generator, child: Ints, date: Dates, code: int, seen: Bools) -> _Part:
    """Reviews that took place, mostly face to face, and appointments that did not."""
    count = len(child)
    minutes = np.where(seen, rng.integers(4, 13, count) * 5, rng.integers(0, 5, count))
    medium = np.where(chance(rng, 0.96, count), 0, 2)
    return _Part(child, date, np.full(count, code), seen, minutes, medium)


def _additional(rng: np.random.Generator, world: World) -> _Part:
    """All other contacts: more in hardship, mostly in infancy, after that mostly by telephone.

    While the review at two is due they are almost never face to face, so that a contact face to
    face in its window is nearly always the review (assumption).
    """
    people = world.people
    need = np.exp(0.25 * people.hardship + 0.5 * people.in_need - 0.08)
    each = rng.poisson(_ADDITIONAL_EACH * need * rng.gamma(1.2, 1 / 1.2, len(people)))
    child = np.repeat(np.arange(len(people)), each)
    count = len(child)
    age = 15 + rng.exponential(_ADDITIONAL_MEAN_AGE, count).astype(np.int64)
    face = np.select(
        [age < 365, age < REVIEW_WINDOW[0], age <= REVIEW_WINDOW[1], age <= REVIEW_YEAR_END],
        [0.55, 0.35, 0.08, 0.18],
        0.35,
    )
    medium = np.where(chance(rng, face, count), 0, np.where(chance(rng, 0.98, count), 1, 2))
    seen = chance(rng, 0.90, count)
    minutes = np.where(seen, rng.integers(1, 7, count) * 5, rng.integers(0, 5, count))
    date = after(people.birth[child], age)
    return _Part(child, date, np.zeros(count, dtype=np.int64), seen, minutes, medium)


def _recorded_kind(rng: np.random.Generator, kind: Ints) -> Ints:
    """The position of the recorded spelling of each contact's code, -1 where it has none."""
    count = len(kind)
    coded = (kind > 0) & chance(rng, _CODED, count)
    slip = chance(rng, _WRONG_CODE, count)
    other = np.array([8, 9, 10, 11, 99])[rng.integers(5, size=count)]
    code = np.where(slip & (kind < WELSH), other, kind)
    unusual = chance(rng, _OTHER_SPELLING, count)
    recorded = np.full(count, _BLANK)
    for value in _SPELL_PLAIN:
        this = coded & (code == value)
        recorded[this] = np.where(unusual[this], _SPELL_OTHER[value], _SPELL_PLAIN[value])
    welsh = coded & (kind > WELSH)
    recorded[welsh] = _SPELLINGS.index("W01") + kind[welsh] - WELSH - 1
    return recorded


def _recorded_attendance(rng: np.random.Generator, seen: Bools) -> Ints:
    """The position of each contact's attendance code, -1 where it was left blank."""
    draw = rng.random(len(seen))
    attended = np.where(draw < 0.93, 0, 1)
    missed = np.where(draw < 0.55, 4, np.where(draw < 0.85, 3, np.where(draw < 0.95, 5, 2)))
    blank = chance(rng, _ATTENDANCE_BLANK, len(seen))
    return np.where(blank, _BLANK, np.where(seen, attended, missed))
