"""Keyed pseudonyms: a person gives the same key, which nobody without the secret can turn back.

Each service runs `match_keys` where its list is, with a secret that all services share for one
purpose, and sends the keys on. Whoever links sees no name, date, postcode or number.
"""

import hashlib
import hmac

import numpy as np
import pandas as pd

from early_years import people

# Rules from the surest to the least sure; a key is made only where every part is known.
RULES = {
    "NHS number": ["number"],
    "Name, birth, postcode": ["forename", "surname", "born", "postcode"],
    "Name, birth": ["forename", "surname", "born"],
    "First name, birth, postcode": ["forename", "born", "sex", "postcode"],
    "First letters, birth, sex, postcode": ["initials", "born", "sex", "postcode"],
    "Surname, birth, sex, postcode": ["surname", "born", "sex", "postcode"],
}
NEWBORN = "Surname, birth, sex, postcode"  # only where one of the two records has no first name


def plain(values):
    """SHA-256 without a secret: shown to be broken, not to be used."""
    return values.map(lambda text: hashlib.sha256(text.encode()).hexdigest(), na_action="ignore")


def keyed(values, secret):
    """HMAC with SHA-256 (RFC 2104): without the secret it can be neither made nor checked."""
    return values.map(
        lambda text: hmac.new(secret, text.encode(), hashlib.sha256).hexdigest(), na_action="ignore"
    )


def in_one_form(listed):
    """What the keys are made of, from a service's list as it is."""
    forename, surname = people.letters(listed["forename"]), people.letters(listed["surname"])
    number = listed.get("nhs_number", pd.Series(index=listed.index, dtype=object))
    return pd.DataFrame(
        {
            "forename": forename,
            "surname": surname,
            "initials": forename.str[:3] + surname.str[:3],
            "born": listed["date_of_birth"].dt.strftime("%Y-%m-%d"),
            "sex": listed["sex"].map(people.SEX),
            "postcode": people.home(listed["postcode"]),
            "number": people.valid_nhs_number(number),
        }
    )


def match_keys(listed, secret):
    """One keyed pseudonym a rule, and whether the record has a first name; nothing else."""
    form = in_one_form(listed)
    keys = pd.DataFrame({"service": listed["service"], "person_id": listed["person_id"]})
    for rule, parts in RULES.items():
        known = form[parts].notna().all(axis=1)
        text = [f"{rule}|{'|'.join(row)}" for row in form.loc[known, parts].to_numpy()]
        keys[rule] = keyed(pd.Series(text, index=form.index[known], dtype=object), secret)
    same = keys.groupby(["service", NEWBORN])[NEWBORN].transform("size")
    twins = form["forename"].isna() & (same > 1)
    keys[NEWBORN] = keys[NEWBORN].mask(twins)  # twins without a first name cannot be told apart
    return keys.assign(named=form["forename"].notna())


def link(keys, rules=tuple(RULES)):
    """A number for each record, the same for all that the rules take for one person.

    Rules are applied in turn. Groups with two different numbers stay apart, and the rule for
    newborns joins only where one side has no first name.
    """
    parent = list(range(len(keys)))
    number = [{value} if isinstance(value, str) else set() for value in keys["NHS number"]]
    named = keys["named"].tolist()
    for rule in rules:
        for first, other in next_to(keys[rule]):
            a, b = top(parent, first), top(parent, other)
            two_numbers = len(number[a] | number[b]) > 1
            if a == b or two_numbers or (rule == NEWBORN and named[a] and named[b]):
                continue
            parent[b], number[a], named[a] = a, number[a] | number[b], named[a] or named[b]
    return pd.Series([top(parent, i) for i in range(len(keys))], index=keys.index)


def next_to(values):
    """Pairs of places that hold the same key, each place with the one before it."""
    places = pd.Series(np.arange(len(values)))[values.notna().to_numpy()]
    before = places.groupby(values.dropna().to_numpy()).shift()
    pairs = pd.DataFrame({"first": before, "other": places}).dropna().astype(int)
    return zip(pairs["first"].tolist(), pairs["other"].tolist(), strict=True)


def top(parent, record):
    """The record that stands for the whole group of this one."""
    while parent[record] != record:
        parent[record] = parent[parent[record]]
        record = parent[record]
    return record
