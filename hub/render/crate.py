"""A recipe's page as a research object (RO-Crate 1.1): the only module that uses rocrate.

The notebook is what the crate is about, and the run that made the results is told as an action, by
the profile Process Run Crate.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rocrate.model.contextentity import ContextEntity
from rocrate.model.file import File
from rocrate.rocrate import ROCrate

from hub.contribution import RecipeCard
from hub.model import Execution, Verdict
from hub.render.output import Output, as_json
from hub.render.results import FOLDER
from hub.render.site import Site

if TYPE_CHECKING:
    from hub.render.recipe import Made

FILE = "ro-crate-metadata.json"
NOTEBOOK = "recipe.ipynb"
SPDX = "https://spdx.org/licenses/"
PYTHON = "https://www.python.org/"
OF_A_RUN = "https://w3id.org/ro/wfrun/process/0.5"
BEGINNING = "2026-01-01T00:00:00+00:00"
FORMATS = {
    ".csv": "text/csv",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ipynb": "application/x-ipynb+json",
    ".json": "application/json",
    ".cff": "text/yaml",
    ".html": "text/html",
    ".zip": "application/zip",
}
ENDED = {
    Verdict.PASSED: "http://schema.org/CompletedActionStatus",
    Verdict.FAILED: "http://schema.org/FailedActionStatus",
    Verdict.TIMED_OUT: "http://schema.org/FailedActionStatus",
}


def of(made: Made, card: RecipeCard, beside: Sequence[str], site: Site) -> Output:
    """The metadata file of the crate, which names the files beside it that have a known format."""
    started = made.entry.shown.execution.started if made.entry.shown else ""
    crate = ROCrate(version="1.1")
    root = crate.root_dataset
    root["name"] = card.title
    root["description"] = f"{card.question} {card.summary} Run on synthetic data."
    root["datePublished"] = started or BEGINNING
    root["version"] = card.version
    root["identifier"] = f"{site.settings.address}{made.page}/"
    root["keywords"] = [*card.topics, *card.methods]
    root["license"] = _entity(
        crate, f"{SPDX}{card.licence.code}", "CreativeWork", card.licence.code
    )
    place = made.entry.recipe.locality
    home = f"{site.settings.address}{site.localities[place.slug]}/"
    root["publisher"] = _entity(crate, home, "Organization", place.name, home)
    authors = [
        _entity(crate, f"#author-{number}", "Organization", author.name, home)
        for number, author in enumerate(card.authors, 1)
    ]
    root["author"] = root["creator"] = authors if len(authors) > 1 else authors[0]
    files = {path: _file(crate, path) for path in sorted(beside) if _suffix(path) in FORMATS}
    if NOTEBOOK in files:
        _tell_of_the_run(crate, made, card, files, site)
    return as_json(FILE, crate.metadata.generate())


def _tell_of_the_run(
    crate: ROCrate, made: Made, card: RecipeCard, files: dict[str, File], site: Site
) -> None:
    """The notebook as source code, and the action in which it gave the results."""
    notebook, record = files[NOTEBOOK], made.entry.shown
    notebook["version"] = card.version
    notebook["url"] = f"{site.settings.address}{made.page}/"
    language = made.entry.recipe.notebook.written_in
    address = PYTHON if language == "Python" else "#language"
    notebook["programmingLanguage"] = _entity(crate, address, "ComputerLanguage", language)
    crate.root_dataset["mainEntity"] = notebook
    if record is None or record.verdict not in ENDED:
        return
    said = {
        "@type": "CreateAction",
        "name": f"Run on synthetic data, profile {record.profile}",
        "description": f"Every cell of the notebook was run in order on the synthetic data of "
        f"{site.data_of(made.entry.recipe.locality)}, an invented locality.",
        "actionStatus": ENDED[record.verdict],
        **_times(record.execution),
    }
    action = crate.add(ContextEntity(crate, "#run", properties=said))
    home, title = site.settings.address, site.settings.title
    action["agent"] = _entity(crate, home, "Organization", title, home)
    action["instrument"] = notebook
    action["result"] = [one for path, one in files.items() if path.startswith(f"{FOLDER}/")]
    crate.root_dataset["mentions"] = action
    profile = _entity(crate, OF_A_RUN, "CreativeWork", "Process Run Crate")
    profile["version"] = "0.5"
    crate.root_dataset["conformsTo"] = profile


def _times(run: Execution) -> dict[str, str]:
    """When it began and ended, as far as the record says."""
    try:
        began = dt.datetime.fromisoformat(run.started)
    except ValueError:
        return {}
    ended = began + dt.timedelta(seconds=sum(run.seconds.values()))
    return {"startTime": run.started, "endTime": ended.isoformat(timespec="seconds")}


def _entity(
    crate: ROCrate, address: str, kind: str, name: str, page: str | None = None
) -> ContextEntity:
    said = {"@type": kind, "name": name} | ({"url": page} if page else {})
    return crate.add(ContextEntity(crate, address, said))


def _file(crate: ROCrate, path: str) -> File:
    about: dict[str, Any] = {"name": path, "encodingFormat": FORMATS[_suffix(path)]}
    if path == NOTEBOOK:
        about["@type"] = ["File", "SoftwareSourceCode"]
    return crate.add(File(crate, dest_path=path, properties=about))


def _suffix(path: str) -> str:
    return path[path.rfind(".") :]
