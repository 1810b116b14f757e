"""All services of one locality, before faults: tables, named truths and truth tables."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from synthetic_data.benchmark import make_benchmark
from synthetic_data.columns import plain_table
from synthetic_data.early_education import make_early_education
from synthetic_data.eyfsp import make_eyfsp
from synthetic_data.health_visiting import make_asq3, make_caseload
from synthetic_data.hv_contacts import contact_table, make_contacts
from synthetic_data.localities import Locality
from synthetic_data.maternity import make_maternity
from synthetic_data.moves import ORIGINS
from synthetic_data.places import area_table
from synthetic_data.providers import make_providers, provider_table
from synthetic_data.review_truth import review_truth
from synthetic_data.social_care import make_episodes, make_social_care
from synthetic_data.truth import Service, ServiceTable, TruthValue
from synthetic_data.two_year_olds import make_eligibility, make_two_year_olds
from synthetic_data.world import World, make_world


@dataclass(frozen=True)
class LocalityData:
    """What the services of a locality hold, and the truth behind it."""

    world: World
    tables: Mapping[str, ServiceTable]
    values: Mapping[str, TruthValue]
    truth: Mapping[str, pa.Table]


def make_locality(locality: Locality, seed: int, scale: float) -> LocalityData:
    """Draw a locality and let every service write down what it sees."""
    world = make_world(locality, seed, scale)
    episodes = make_episodes(world)
    contacts = make_contacts(world, episodes)
    twos = make_two_year_olds(world, episodes)
    providers = make_providers(world)
    headcount, attending = make_early_education(world, twos, providers)
    eyfsp = make_eyfsp(world)
    services = (
        Service({"area": ServiceTable(area_table(world.places))}),
        make_maternity(world),
        make_caseload(world),
        contact_table(world, contacts),
        review_truth(world, contacts, episodes),
        make_asq3(world, contacts),
        make_social_care(world, episodes),
        make_eligibility(world, twos),
        headcount,
        provider_table(world, providers, attending),
        eyfsp,
        make_benchmark(locality, seed, eyfsp.tables["eyfsp_result"].table),
    )
    return LocalityData(
        world=world,
        tables={name: one for service in services for name, one in service.tables.items()},
        values={name: one for service in services for name, one in service.values.items()},
        truth={name: one for service in services for name, one in service.truth.items()}
        | {"child": _children(world)},
    )


def _children(world: World) -> pa.Table:
    """Every child with what no service holds."""
    people = world.people
    return plain_table(
        child_id=world.child_id,
        origin=np.array(ORIGINS)[people.origin],
        date_of_birth=people.birth,
        imd_decile=world.places.decile[people.first_home],
        hardship=people.hardship,
        development=people.development,
        family=people.family,
        arrived=people.arrived,
        left=people.left,
    )
