"""The commands: collect arguments, call one function, print, set the exit code.

One file a group of commands; the last lines here list them. Exit codes: 0 fine · 1 findings of
level error, or a recipe that does not work · 2 wrong command line · 3 the hub itself failed.
"""

from __future__ import annotations

import platform
import sys
import traceback

import click

from hub import __version__
from hub.canary import CanaryPassed
from hub.cli.build import build_command
from hub.cli.check import check_command
from hub.cli.explain import explain_command
from hub.cli.history import history_group
from hub.cli.importing import import_command
from hub.cli.maintain import owners_command, review_command, watch_command
from hub.cli.neighbours import neighbours_command
from hub.cli.new import new_command
from hub.cli.place import BROKEN, WRONG
from hub.cli.preview import preview_command
from hub.cli.privacy import privacy_command
from hub.cli.propose import propose_command
from hub.cli.registry import (
    advisories_command,
    cite_command,
    get_command,
    search_command,
    show_command,
)
from hub.cli.run import run_command
from hub.cli.update import update_command
from hub.collect import FolderError
from hub.collect.history import HistoryError
from hub.errors import NoCluster, PublishError, RenderError
from hub.explain import Unknown
from hub.lock import Busy
from hub.privacy import mask
from hub.registry.shelf import ShelfError
from hub.run.isolation import NoIsolation
from hub.settings import SettingsError
from synthetic_data.store import CannotMake


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="hub")
def cli() -> None:
    """The hub's line: collect → check → run → record → render → publish.

    A RECIPE is an id (sandhythe/two-year-old-take-up) or the path of its folder.
    """


for command in (
    build_command,
    check_command,
    run_command,
    explain_command,
    new_command,
    import_command,
    history_group,
    update_command,
    neighbours_command,
    search_command,
    show_command,
    get_command,
    cite_command,
    advisories_command,
    privacy_command,
    propose_command,
    preview_command,
    review_command,
    watch_command,
    owners_command,
):
    cli.add_command(command)


def main() -> None:
    """Run a command; only here are exceptions turned into words and exit codes."""
    try:
        cli(standalone_mode=False)
    except click.ClickException as fault:
        fault.show()
        sys.exit(fault.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted. What was published before still stands.", err=True)
        sys.exit(130)
    except (FolderError, HistoryError, SettingsError, CannotMake, Unknown, ShelfError) as fault:
        click.echo(mask(str(fault)), err=True)
        sys.exit(WRONG)
    except (CanaryPassed, PublishError, RenderError, Busy, NoIsolation, NoCluster) as fault:
        click.echo(mask(str(fault)), err=True)
        sys.exit(BROKEN)
    except Exception:  # noqa: BLE001 - the last place that can speak to the user
        click.echo(_paste(), err=True)
        sys.exit(BROKEN)


def _paste() -> str:
    return (
        "The hub itself failed; this is not the fault of any recipe.\n"
        "Please open an issue and paste what stands between the lines:\n"
        "----------------------------------------------------------------\n"
        f"hub {__version__} · Python {platform.python_version()} · {platform.system()}\n"
        f"hub {mask(' '.join(sys.argv[1:]))}\n\n{_traceback()}\n"
        "----------------------------------------------------------------"
    )


def _traceback() -> str:
    """What went wrong, line by line, without what could belong to a person."""
    return "\n".join(mask(line) for line in traceback.format_exc().splitlines())
