"""The root command: chooses the language first, builds the commands, and turns errors into a block and an exit code."""

from __future__ import annotations

import gettext
import os
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kern.errors import KoersError
from kern.language import CATALOGUE, N_, _, choose_language
from koers.language import language_wanted, speak, take_language

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT_HELP = N_(
    "Are the buildings, the energy and the vehicles on course? Load the portfolio, meter data and fleet, "
    "and see the trajectories, the accessibility labels, the transfer plan and the annual report."
)


def build() -> typer.Typer:
    """The command tree, with texts still in English; `speak` puts them into the language in force."""
    from koers.commands import energie, reporting, vastgoed, vloot, workspace

    app = typer.Typer(
        name="koers",
        help=ROOT_HELP,
        epilog="koers demo",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback()(_root)
    workspace.add_to(app)
    for name, room in (("vastgoed", vastgoed), ("energie", energie), ("vloot", vloot)):
        app.add_typer(room.APP, name=name)
    reporting.add_to(app)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        from koers.version import koers_version

        typer.echo(f"koers {koers_version()}")
        raise typer.Exit


def _root(
    versie: Annotated[
        bool, typer.Option("--versie", help=N_("Show the version and stop."), is_eager=True, callback=_show_version)
    ] = False,
    # Read by `run` before the commands are built; it stands here to be seen in the help.
    taal: Annotated[str | None, typer.Option("--taal", help=N_("Language of all texts."), metavar="nl|en")] = None,
) -> None:
    pass


def run(argv: Sequence[str]) -> int:
    """Run one command.

    Args:
        argv: The words after `koers`.

    Returns:
        0 done; 1 the data is wrong; 2 usage; 3 checked and not met.
    """
    try:
        arguments, asked = take_language(list(argv))
        language = choose_language(language_wanted(arguments, asked))
        _speak_in_libraries(language)
        command = typer.main.get_command(build())
        speak(command)
        result: Any = command.main(args=arguments, prog_name="koers", standalone_mode=False, obj={"language": asked})
    except KoersError as error:
        _say(error)
        return error.exit_code
    except typer.Abort:
        typer.echo(_("Stopped."), err=True)
        return 1
    except BrokenPipeError:
        # The reader of our output left (`| head`): nothing to say, and nobody to say it to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        # typer's usage errors share no public class over its versions; they share this method.
        if not hasattr(error, "format_message"):
            raise
        from koers.usage import show_usage_error

        return show_usage_error(error)
    return result if isinstance(result, int) else 0


def _speak_in_libraries(language: str) -> None:
    """Point typer's own gettext texts to our catalogue, which holds them too."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("koers", str(CATALOGUE))
    gettext.textdomain("koers")


def _say(error: KoersError) -> None:
    from koers.screen import show_error

    show_error(error)
