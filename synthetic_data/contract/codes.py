"""The code lists that several tables share, each with the standard it comes from."""

from collections.abc import Mapping
from types import MappingProxyType


def codes(**meanings: str) -> Mapping[str, str]:
    """A read-only code list; a leading underscore lets a code start with a digit."""
    return MappingProxyType({code.removeprefix("_"): text for code, text in meanings.items()})


# NHS Data Model and Dictionary, PERSON PHENOTYPIC SEX and PERSON STATED GENDER CODE.
NHS_SEX = codes(_1="Male", _2="Female", _9="Indeterminate", X="Not known")

# Sex as community systems send it: codes of several lists in one column (UCL, CSDS scripts).
MIXED_SEX = codes(
    _1="Male",
    _2="Female",
    _9="Indeterminate",
    _0="Not known",
    _3="Male, code of an older list",
    M="Male",
    F="Female",
    C="Not checked",
    U="Unknown",
    X="Not known",
)

# DfE data collections since 2024 (called gender before).
DFE_SEX = codes(F="Female", M="Male")

# NHS Data Model and Dictionary, ETHNIC CATEGORY (2001 census categories).
NHS_ETHNICITY = codes(
    A="White: British",
    B="White: Irish",
    C="White: any other background",
    D="Mixed: White and Black Caribbean",
    E="Mixed: White and Black African",
    F="Mixed: White and Asian",
    G="Mixed: any other background",
    H="Asian or Asian British: Indian",
    J="Asian or Asian British: Pakistani",
    K="Asian or Asian British: Bangladeshi",
    L="Asian or Asian British: any other background",
    M="Black or Black British: Caribbean",
    N="Black or Black British: African",
    P="Black or Black British: any other background",
    R="Chinese",
    S="Any other ethnic group",
    Z="Not stated",
    _99="Not known",
)

# DfE common basic data set, ethnicity codes (main codes).
DFE_ETHNICITY = codes(
    WBRI="White: British",
    WIRI="White: Irish",
    WIRT="White: Traveller of Irish heritage",
    WROM="White: Gypsy or Roma",
    WOTH="White: any other background",
    MWBC="Mixed: White and Black Caribbean",
    MWBA="Mixed: White and Black African",
    MWAS="Mixed: White and Asian",
    MOTH="Mixed: any other background",
    AIND="Asian: Indian",
    APKN="Asian: Pakistani",
    ABAN="Asian: Bangladeshi",
    AOTH="Asian: any other background",
    CHNE="Chinese",
    BCRB="Black: Caribbean",
    BAFR="Black: African",
    BOTH="Black: any other background",
    OOTH="Any other ethnic group",
    REFU="Refused",
    NOBT="Information not yet obtained",
)

# DfE data collections, SEN provision.
SEN_PROVISION = codes(
    N="No special educational need",
    K="SEN support",
    E="Education, health and care plan",
)

YES_NO = codes(Y="Yes", N="No")

RED_AMBER_GREEN = codes(R="Red", A="Amber", G="Green")

NATIONS = codes(
    england="England", wales="Wales", scotland="Scotland", northern_ireland="Northern Ireland"
)
