"""Special educational needs, and the documents that go from early education to school."""

import numpy as np

from synthetic_data.arrays import NO_DATE, Ints, after, chance, logistic
from synthetic_data.calendar import EXTRACT_DATE, SCHOOL_YEARS, TERMS
from synthetic_data.columns import pick, plain_table, table, take
from synthetic_data.early_education import Headcount
from synthetic_data.eyfsp import Profiled
from synthetic_data.families import EHCP, NO_SEN
from synthetic_data.moves import OUTSIDE
from synthetic_data.providers import TYPES, Providers
from synthetic_data.truth import Service, ServiceTable, TruthValue, percent
from synthetic_data.world import World

SEN_CODES = ("N", "K", "E")
_NEEDS = ("SLCN", "SEMH", "ASD", "MLD", "OTH", "PD", "HI", "VI", "SLD", "SPLD", "PMLD", "MSI")
# SLCN is 55% of primary need (DfE, EYFSP results 2021/22); the others are assumptions.
_NEED_SHARES = (0.55, 0.14, 0.13, 0.05, 0.045, 0.03, 0.018, 0.01, 0.012, 0.005, 0.005, 0.005)
# Weeks from request to plan, log-normal with 46.4% within 20 weeks (DfE LAIT 2024).
_WEEKS, _WEEKS_SPREAD = 21.9, 0.55

# The chance that the school has the document before the first day, by type of provider: planted.
RECEIVED = {"childminder": 0.52, "non_domestic": 0.70, "school_nursery": 0.91}
_MORE_WITH_SEN = 0.35
SECTIONS = 8


def make_sen(world: World) -> Service:
    """Children with support or a plan, known by the end of reception."""
    rng, people = world.stream("sen"), world.people
    child = np.flatnonzero((people.sen != NO_SEN) & (people.origin != OUTSIDE))
    age = np.clip(rng.normal(1_250, 330, len(child)), 400, 2_000).astype(np.int64)
    on = after(people.birth[child], age)
    known = (on <= EXTRACT_DATE) & people.resident(EXTRACT_DATE)[child]
    child, on = child[known], on[known]
    plan = people.sen[child] == EHCP
    requested = after(on, rng.integers(30, 300, len(child)))
    weeks = np.exp(np.log(_WEEKS) + _WEEKS_SPREAD * rng.normal(size=len(child)))
    issued = after(requested, (7 * weeks).astype(np.int64))
    requested = np.where(plan & (requested <= EXTRACT_DATE), requested, NO_DATE)
    issued = np.where(plan & (issued <= EXTRACT_DATE), issued, NO_DATE)
    rows = table(
        "sen",
        child_id=take(world.child_id, child),
        sen_provision=pick(SEN_CODES, people.sen[child]),
        primary_need=pick(_NEEDS, rng.choice(len(_NEEDS), p=_NEED_SHARES, size=len(child))),
        identified_on=on,
        plan_requested_on=requested,
        plan_issued_on=issued,
    )
    return Service({"sen": ServiceTable(rows, child)})


def make_transitions(
    world: World, headcount: Headcount, providers: Providers, profiled: Profiled
) -> Service:
    """A document for each child who went from a provider to a school of the locality."""
    rng, people = world.stream("transition"), world.people
    last = _last_provider(world, headcount)
    row = np.flatnonzero(last[profiled.child] >= 0)
    child, year, school = profiled.child[row], profiled.year[row], profiled.school.take(row)
    kind = providers.kind[last[child]]
    chances = np.array([RECEIVED[name] for name in TYPES])[kind]
    needs = people.sen[child] != NO_SEN
    odds = np.log(chances / (1 - chances)) + _MORE_WITH_SEN * needs
    in_time = chance(rng, logistic(odds), len(child))
    starts = np.array([f"{name.name[:4]}-09-01" for name in SCHOOL_YEARS], "datetime64[D]")[year]
    never = ~in_time & chance(rng, 0.55, len(child))
    received = after(starts, np.where(in_time, -rng.integers(5, 75, len(child)),
                                      rng.integers(5, 60, len(child))))  # fmt: skip
    sent = after(received, -rng.integers(0, 5, len(child)))
    lost = never & chance(rng, 0.3, len(child))  # sent, and never received
    sent_at_all = ~never | lost
    filled = rng.binomial(SECTIONS, np.where(needs, 0.88, 0.8), len(child))
    sections = np.where(sent_at_all, filled, 0)
    agreed = chance(rng, 0.94, len(child))
    rows = table(
        "transition",
        child_id=take(world.child_id, child),
        academic_year=pick([name.name for name in SCHOOL_YEARS], year),
        provider_id=take(providers.number, last[child]),
        school=school,
        sen_provision=pick(SEN_CODES, people.sen[child]),
        sent_on=np.where(sent_at_all, sent, NO_DATE),
        received_on=np.where(never, NO_DATE, received),
        sections_complete=sections,
        parent_agreed=pick(("N", "Y"), agreed.astype(np.int64), chance(rng, 0.1, len(child))),
    )
    truth = plain_table(
        child_id=take(world.child_id, child),
        received_before_start=in_time,
        sent=sent_at_all,
        sections_complete=sections,
    )
    values = {
        f"transition_received_{name}": TruthValue(
            percent(in_time, kind == TYPES.index(name)),
            f"Percentage of children from a {name.replace('_', ' ')} provider whose school had the "
            "transition document before the first day.",
            3.0,
        )
        for name in TYPES
    }
    values["transition_received"] = TruthValue(
        percent(in_time),
        "Percentage of children from any provider whose school had the transition document before "
        "the first day.",
        1.5,
    )
    values["transition_received_sen"] = TruthValue(
        percent(in_time, needs), "The same, of children with special educational needs.", 4.0
    )
    values |= {
        "transition_sent": TruthValue(
            percent(sent_at_all), "Percentage of those children for whom a document was sent.", 1.5
        ),
        "transition_lost": TruthValue(
            percent(lost), "Percentage for whom one was sent that the school never had.", 1.0
        ),
        "transition_sections_complete": TruthValue(
            round(100 * float(sections[sent_at_all].mean()) / SECTIONS, 4)
            if sent_at_all.any()
            else float("nan"),
            "Percentage of the sections that were filled in, of the documents sent.",
            1.0,
        ),
        "transition_complete_in_time": TruthValue(
            percent(in_time & (sections == SECTIONS)),
            "Percentage of children whose school had a document with every section in time.",
            1.5,
        ),
    }
    return Service({"transition": ServiceTable(rows, child)}, values, {"transition": truth})


def _last_provider(world: World, headcount: Headcount) -> Ints:
    """The provider of each child in its last summer term before reception, -1 without one."""
    last = np.full(len(world.people), -1)
    for index, term in enumerate(TERMS):
        if term.name.endswith("summer"):
            rows = headcount.term == index
            leaves = world.people.birth[headcount.child] <= np.datetime64(
                f"{term.year - 4}-08-31", "D"
            )
            last[headcount.child[rows & leaves]] = headcount.provider[rows & leaves]
    return last
