"""Each service's own list of people, with names as that service holds them: for linkage.

These tables carry no pseudonym: who is who is what a linkage has to find, and only the truth knows.
"""

from collections.abc import Mapping
from types import MappingProxyType

from synthetic_data.contract import codes
from synthetic_data.contract.model import Field, Table
from synthetic_data.contract.services import LINKAGE, WITH_LISTS
from synthetic_data.contract.shared import personal, special

_ROLES = codes.codes(child="Child", mother="Mother", parent="Parent")
_SERVICES = MappingProxyType({name: said.capitalize() for name, said in WITH_LISTS.items()})
_UNBORN_SEX = codes.codes(M="Male", F="Female", U="Unknown")


def _people(
    name: str,
    source: str,
    *,
    sex: Mapping[str, str] = codes.DFE_SEX,
    ethnicity: Mapping[str, str] | None = None,
    numbers: tuple[str, ...] = (),
    extra: tuple[Field, ...] = (),
    unborn: bool = False,
    note: str = "",
) -> Table:
    """The list of people of one service."""
    service = WITH_LISTS[name]
    number = {
        "nhs_number": "NHS number; ten digits without spaces.",
        "upn": "Unique pupil number.",
    }
    return Table(
        f"{name}_person",
        f"People in {service}",
        service,
        f"People as {service} holds them, with the identifiers that a linkage can use.{note}",
        (
            personal("person_id", "string", "Number of the record in this system.", source),
            *extra,
            personal("forename", "string", "First name as typed.", source, nullable=True),
            personal("surname", "string", "Last name as typed.", source, required=True),
            personal(
                "date_of_birth", "date", "Date of birth.", source, nullable=unborn, required=True
            ),
            personal("sex", "string", "Sex.", source, codes=sex, nullable=True),
            personal("postcode", "string", "Postcode of the home.", source, nullable=True),
            *(personal(field, "string", number[field], source, nullable=True) for field in numbers),
            *(
                [special("ethnicity", "string", "Ethnicity as recorded.", source, codes=ethnicity)]
                if ethnicity
                else []
            ),
        ),
        key=("person_id",),
    )


def _role() -> Field:
    return personal("role", "string", "Who the person is.", "local", codes=_ROLES)


TABLES = (
    _people(
        "maternity",
        "MSDS v2: MSD001 and MSD401 with local names",
        sex=codes.NHS_SEX,
        ethnicity=codes.NHS_ETHNICITY,
        numbers=("nhs_number",),
        extra=(
            _role(),
            personal("pregnancy_id", "string", "The pregnancy.", "MSDS v2: UniqPregID"),
        ),
        note=" A baby has no first name yet and bears the mother's surname.",
    ),
    _people(
        "health_visiting",
        "CSDS: CYP001 with local names",
        sex=codes.MIXED_SEX,
        ethnicity=codes.NHS_ETHNICITY,
        numbers=("nhs_number",),
    ),
    _people(
        "immunisation",
        "local: child health information service",
        sex=codes.NHS_SEX,
        numbers=("nhs_number",),
    ),
    _people(
        "family_hub",
        "local: children's centre system",
        numbers=("nhs_number",),
        extra=(
            _role(),
            personal("family_id", "string", "Number of the family in the system.", "local"),
        ),
        note=" Typed by staff or parents from a paper form.",
    ),
    _people(
        "early_education",
        "Early Years Census",
        ethnicity=codes.DFE_ETHNICITY,
        note=" It has neither an NHS number nor a unique pupil number.",
    ),
    _people("school", "EYFSP return", ethnicity=codes.DFE_ETHNICITY, numbers=("upn",)),
    _people(
        "sen",
        "SEN2: person",
        numbers=("nhs_number", "upn"),
    ),
    _people(
        "social_care",
        "CIN census: ChildIdentifiers with local names",
        sex=_UNBORN_SEX,
        ethnicity=codes.DFE_ETHNICITY,
        numbers=("nhs_number", "upn"),
        extra=(
            personal(
                "expected_date_of_birth",
                "date",
                "Expected date of birth of an unborn child.",
                "CIN census: ExpectedPersonBirthDate",
                nullable=True,
            ),
        ),
        unborn=True,
        note=" An unborn child has an expected date of birth, no first name and no sex.",
    ),
    _people(
        "speech_language",
        "local: speech and language service",
        numbers=("nhs_number",),
    ),
    Table(
        "person_review",
        "People looked at by hand",
        LINKAGE,
        "Records of the lists of people of which somebody found out by hand whose they are (a "
        "clerical review), to measure a linkage with. A locality has them for a sample, if at all; "
        "the synthetic data has them for every record.",
        (
            personal("service", "string", "Whose list of people.", "local", codes=_SERVICES),
            personal("person_id", "string", "Number of the record in that list.", "local"),
            personal(
                "child_id",
                "string",
                "Pseudonym of the child; blank where the record is a parent's.",
                "local",
                nullable=True,
            ),
            personal(
                "mother_id",
                "string",
                "Pseudonym of the mother; blank where the record is a child's.",
                "local",
                nullable=True,
            ),
        ),
        key=("service", "person_id"),
    ),
)
