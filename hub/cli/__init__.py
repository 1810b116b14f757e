"""The commands: collect arguments, call one function, print, set the exit code.

One file a group of commands, imported when one of them is asked for. Exit codes: 0 fine ·
1 findings of level error, or a recipe that does not work · 2 wrong command line · 3 the hub
itself failed.
"""

from __future__ import annotations

import gc
import importlib
import platform
import sys
import traceback
from typing import NoReturn

import click

from hub import __version__
from hub.cli.codes import BROKEN, WRONG
from hub.errors import Mendable, Stopped
from hub.seen import plain

COMMANDS = {
    "adopt": "own",
    "advisories": "registry",
    "build": "build",
    "check": "check",
    "cite": "registry",
    "explain": "explain",
    "fit": "own",
    "get": "registry",
    "history": "history",
    "import": "importing",
    "neighbours": "neighbours",
    "new": "new",
    "owners": "maintain",
    "practise": "practise",
    "preview": "preview",
    "privacy": "privacy",
    "propose": "propose",
    "review": "maintain",
    "run": "run",
    "search": "registry",
    "show": "registry",
    "update": "update",
    "watch": "maintain",
}
"""Each command and the file of this folder where it stands, as NAME_command."""


class Commands(click.Group):
    """The group of them all: a command costs the import of its own file only."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click asks
        """Their names, in order."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - as click asks
        cmd_name: str,
    ) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"hub.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="hub")
def cli() -> None:
    """The hub's line: collect → check → run → record → render → publish.

    A RECIPE is an id (locality/recipe) or the path of its folder.
    """


def main() -> None:
    """Run a command; only here are exceptions turned into words and exit codes."""
    gc.set_threshold(50_000, 20, 50)  # nearly all that is made stays: seldom look for garbage
    try:
        cli(standalone_mode=False)
    except click.ClickException as fault:
        fault.show()
        sys.exit(fault.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted. What was published before still stands.", err=True)
        sys.exit(130)
    except Mendable as fault:
        _tell(str(fault), WRONG)
    except Stopped as fault:
        _tell(str(fault), BROKEN)
    except Exception:  # noqa: BLE001 - the last place that can speak to the user
        _tell(_paste(), BROKEN)
    finally:
        gc.freeze()  # it ends here, and nobody need look through all that there is once more


def _tell(text: str, code: int) -> NoReturn:
    """The last words, without what could belong to a person."""
    from hub.privacy import mask  # only who has to speak of a fault waits for it

    click.echo("\n".join(plain(mask(line)) for line in text.splitlines()), err=True)
    sys.exit(code)


def _paste() -> str:
    return (
        "The hub itself failed; this is not the fault of any recipe.\n"
        "Please open an issue and paste what stands between the lines:\n"
        "----------------------------------------------------------------\n"
        f"hub {__version__} · Python {platform.python_version()} · {platform.system()}\n"
        f"hub {' '.join(sys.argv[1:])}\n\n{traceback.format_exc().rstrip()}\n"
        "----------------------------------------------------------------"
    )
