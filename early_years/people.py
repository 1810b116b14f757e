"""Names and numbers of people in one form, so that two lists can be compared."""

from __future__ import annotations

import numpy as np
import pandas as pd

NO_NAMES = ("", "baby", "unborn", "unknown", "infant", "twin")
SEX = {"1": "M", "2": "F", "M": "M", "F": "F"}
"""Codes of sex of the NHS and of schools; what is in neither list is missing."""

NOT_KNOWN = "Not known"
ETHNIC_GROUPS = {"White": "ABC", "Mixed": "DEFG", "Asian": "HJKLR", "Black": "MNP", "Other": "S"}
"""The letters of the NHS by group; Chinese (R) is Asian, as in the census of 2021."""

OF_SCHOOLS = {"W": "White", "M": "Mixed", "A": "Asian", "C": "Asian", "B": "Black", "O": "Other"}
"""The first letter of the four of a school's code, such as WBRI, by group."""


def letters(names: pd.Series) -> pd.Series:
    """Names in small letters, without marks and blanks; missing where nobody is named."""
    plain = names.astype("string").str.normalize("NFKD").str.casefold()
    plain = plain.str.replace("[^a-z]", "", regex=True).astype(object)
    return plain.mask(plain.isna() | plain.isin(NO_NAMES), None)


def ethnic_group(codes: pd.Series, british: bool = False) -> pd.Series:
    """The broad ethnic group of codes of the NHS (A to Z) or of schools (such as WBRI).

    With `british`, "White British" stands apart from "White other", where groups are large enough.
    What is blank, refused or in no list is "Not known".
    """
    of_letter = {letter: name for name, letters in ETHNIC_GROUPS.items() for letter in letters}
    plain = codes.astype("string").str.strip().str.upper()
    known = plain.map(of_letter).where(plain.str.len() == 1, plain.str[0].map(OF_SCHOOLS))
    known = known.where(~plain.isin(["NOBT", "REFU", "OMIT"]).fillna(False))
    if british:
        is_british = plain.isin(["A", "WBRI", "WENG", "WSCO", "WWEL", "WNIR"]).fillna(False)
        known = known.mask(known == "White", "White other").mask(is_british, "White British")
    return known.astype(object).fillna(NOT_KNOWN)


def digits(numbers: pd.Series) -> pd.Series:
    """The digits of a number as text, without blanks and hyphens."""
    return numbers.astype("string").str.replace(r"\D", "", regex=True)


def nhs_number_is_valid(numbers: pd.Series) -> pd.Series:
    """Whether ten digits pass the check of the NHS number (modulus 11, weights ten to two)."""
    text = digits(numbers)
    ten = text.where(text.str.len() == 10, "0000000001").fillna("0000000001")
    each = ten.to_numpy(dtype="U10").view("U1").reshape(-1, 10).astype(int)
    check = (11 - each[:, :9] @ np.arange(10, 1, -1) % 11) % 11
    return pd.Series(check == each[:, 9], index=numbers.index)


def valid_nhs_number(numbers: pd.Series) -> pd.Series:
    """NHS numbers whose check digit is right; missing for all others."""
    return digits(numbers).astype(object).where(nhs_number_is_valid(numbers), None)


def home(postcodes: pd.Series) -> pd.Series:
    """Postcodes without blanks; missing for ZZ99, which stands for no fixed abode."""
    plain = postcodes.astype("string").str.replace(" ", "").str.upper().astype(object)
    return plain.mask(plain.isna() | plain.astype(str).str.startswith("ZZ99"), None)
