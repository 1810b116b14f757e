"""What to write for a value that has not the right form or type, by the key it stands under."""

from __future__ import annotations

FORMS = {
    "question": "end it with a question mark, in at most 200 characters.",
    "version": 'write three numbers with dots, such as "1.0.0".',
    "slug": "use small letters, digits and single hyphens, such as two-year-old-take-up.",
    "file": "write lookups/ and a name in small letters ending in .csv.",
    "superseded_by": "write locality/recipe in small letters.",
    "similar": "write locality/recipe in small letters.",
    "commit": "write all 40 characters of the commit (git rev-parse HEAD).",
    "branch": "write the name of a branch, such as main.",
    "path": "write a folder inside the repository, such as recipes, or leave it out.",
    "recipe": "write locality/recipe in small letters.",
    "fixed_in": 'write three numbers with dots, such as "1.0.0".',
    "orcid": "write it as 0000-0000-0000-0000.",
}
NAME_FORM = "names are small letters, digits and underscores, beginning with a letter (at most 41)."
LINE_FORM = "write it on one line."

EXAMPLES = {
    "inputs": 'name each table with its fields, such as "birth: {fields: [child_id]}".',
    "parameters": "name each with its type, such as "
    '"year: {type: integer, default: 2024, title: Year}".',
    "results": 'name each with its kind, such as "take_up: {kind: number, title: Take-up}".',
}
IN_THAT_FORM = "write it in that form."
IN_QUOTES = "put the word in quotes: YAML reads yes, no, on and off without them as true and false."
