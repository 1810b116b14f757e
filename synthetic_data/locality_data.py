"""All services of one locality, one after the other, before faults."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from synthetic_data import family_hubs, persons
from synthetic_data.benchmark import make_benchmark
from synthetic_data.booking import make_bookings, make_findings
from synthetic_data.cin_census import make_cases, make_cin_census
from synthetic_data.columns import plain_table
from synthetic_data.early_education import make_early_education
from synthetic_data.eyfsp import make_eyfsp
from synthetic_data.feeding import make_breastfeeding
from synthetic_data.health_visiting import make_asq3, make_caseload
from synthetic_data.home_learning import make_home_learning
from synthetic_data.hv_contacts import contact_table, make_contacts
from synthetic_data.hv_return import make_return
from synthetic_data.immunisation import make_immunisations
from synthetic_data.inspections import make_inspections
from synthetic_data.localities import Locality
from synthetic_data.maternity import make_deliveries, make_maternity, make_observations
from synthetic_data.moves import ORIGINS
from synthetic_data.parents import make_parents
from synthetic_data.places import area_table
from synthetic_data.providers import make_providers, provider_table
from synthetic_data.published import make_published
from synthetic_data.send import make_sen, make_transitions
from synthetic_data.social_care import make_episodes, make_social_care
from synthetic_data.speech import make_speech
from synthetic_data.travel import make_population, make_travel
from synthetic_data.truth import Service, ServiceTable, TruthValue
from synthetic_data.truths.cells import cell_truth
from synthetic_data.truths.gaps import gap_truth
from synthetic_data.truths.hubs import hub_truth
from synthetic_data.truths.journeys import with_journeys
from synthetic_data.truths.programmes import make_programme_truth
from synthetic_data.truths.reach import with_reach
from synthetic_data.truths.review import review_truth
from synthetic_data.truths.smoking import smoking_truth
from synthetic_data.truths.visits import visit_truth
from synthetic_data.two_year_olds import make_eligibility, make_two_year_olds
from synthetic_data.voice import make_voice
from synthetic_data.world import World, largest_scale, make_world


@dataclass(frozen=True)
class LocalityData:
    """Everything of a locality at once, for reports and tests."""

    world: World
    tables: Mapping[str, ServiceTable]
    values: Mapping[str, TruthValue]
    truth: Mapping[str, pa.Table]


def make_locality(locality: Locality, seed: int, scale: float) -> LocalityData:
    """Draw a locality without faults and keep all of it."""
    world = make_world(locality, seed, scale, with_nhs_numbers=scale <= largest_scale())
    every = list(services(world))
    return LocalityData(
        world=world,
        tables={name: one for service in every for name, one in service.tables.items()},
        values={name: one for service in every for name, one in service.values.items()},
        truth={name: one for service in every for name, one in service.truth.items()},
    )


def services(world: World) -> Iterator[Service]:
    """What each service writes down, given as it is made so that nothing need be kept."""
    return with_journeys(world, with_reach(world, _in_turn(world)))


def _in_turn(world: World) -> Iterator[Service]:
    yield Service({"area": ServiceTable(area_table(world.places))}, {}, {"child": _children(world)})
    yield make_population(world)
    yield make_maternity(world)
    yield make_deliveries(world)
    yield make_observations(world)
    yield make_bookings(world)
    yield make_findings(world)
    yield smoking_truth(world)
    yield make_caseload(world)
    yield make_immunisations(world)
    yield from persons.make_health_persons(world)
    episodes = make_episodes(world)
    yield make_social_care(world, episodes)
    cases = make_cases(world, episodes)
    yield make_cin_census(world, episodes, cases)
    yield from _hubs(world)
    contacts = make_contacts(world, episodes)
    if not world.locality.wales:
        yield review_truth(world, contacts, episodes)
    yield visit_truth(world, contacts)
    yield make_asq3(world, contacts)
    yield make_breastfeeding(world, contacts)
    yield make_parents(world, contacts)
    yield make_home_learning(world, contacts)
    yield make_return(world, contacts)
    speech = make_speech(world, contacts)
    yield speech
    yield contact_table(world, contacts)
    del contacts
    twos = make_two_year_olds(world, episodes)
    yield make_eligibility(world, twos)
    providers = make_providers(world)
    headcount_table, headcount = make_early_education(world, twos, providers)
    yield headcount_table
    inspections, providers = make_inspections(world, providers)
    yield inspections
    yield provider_table(world, providers, headcount.twos_in_latest_term(len(providers)))
    yield make_travel(world, providers)
    results, profiled = make_eyfsp(world)
    yield results
    yield gap_truth(world, profiled)
    yield make_benchmark(world.locality, world.seed, results.tables["eyfsp_result"].table)
    yield make_published(world.seed)
    if not world.locality.wales:
        yield make_programme_truth(world, profiled)
    yield make_transitions(world, headcount, providers, profiled)
    sen = make_sen(world)
    yield sen
    yield from persons.make_education_persons(world, headcount.child, profiled)
    yield from persons.make_need_persons(world, _of(sen, "sen"), _screened(speech), cases, profiled)


def _hubs(world: World) -> Iterator[Service]:
    hubs = family_hubs.make_hubs(world)
    yield family_hubs.site_table(world, hubs)
    yield family_hubs.make_registrations(world, hubs)
    yield family_hubs.attendance_table(world, hubs)
    yield hub_truth(world, hubs)
    yield cell_truth(world)
    yield make_voice(world, hubs)
    yield persons.make_hub_persons(world, hubs)


def _of(service: Service, name: str) -> np.ndarray:
    """The rows of `People` behind a table."""
    child = service.tables[name].child
    return np.zeros(0, dtype=np.int64) if child is None else child


def _screened(speech: Service) -> np.ndarray:
    """Everyone whom the speech and language service knows."""
    return np.concatenate([_of(speech, name) for name in speech.tables])


def _children(world: World) -> pa.Table:
    """Every child with what no service holds."""
    people = world.people
    return plain_table(
        child_id=world.child_id,
        mother_id=world.mother_id,
        origin=np.array(ORIGINS)[people.origin],
        date_of_birth=people.birth,
        imd_decile=world.places.decile[people.first_home],
        hardship=people.hardship,
        development=people.development,
        delivery=people.delivery,
        family=people.family,
        arrived=people.arrived,
        left=people.left,
        talk_and_play=world.programmes.talk_and_play,
        home_visiting=world.programmes.home_visiting,
    )
