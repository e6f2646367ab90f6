"""The language of the command line: found before any help text is built, then laid over the command tree."""

from __future__ import annotations

from typing import Any

from kern.errors import UsageWrong
from kern.language import LANGUAGES, N_, _

# Texts of typer itself that a user sees; typer looks them up in our catalogue (see `app.run`).
TYPER_TEXTS = (
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("Error"),
    N_("Aborted."),
    N_("(deprecated) "),
    N_("(dynamic)"),
    N_("[default: {}]"),
    N_("[env var: {}]"),
    N_("[required]"),
    N_("Try [blue]'{command_path} {help_option}'[/] for help."),
    N_("Missing command."),
    N_("No such command {name!r}."),
    N_("Show this message and exit."),
    N_("Install completion for the current shell."),
    N_("Show completion for the current shell, to copy it or customize the installation."),
)


def take_language(argv: list[str]) -> tuple[list[str], str | None]:
    """Take `--taal` out of the words, wherever it stands before `--`.

    Raises:
        UsageWrong: The language is not one we speak.

    >>> take_language(["energie", "traject", "--taal", "en"])
    (['energie', 'traject'], 'en')
    >>> take_language(["--taal=nl", "demo"])
    (['demo'], 'nl')
    """
    rest: list[str] = []
    wanted: str | None = None
    words = iter(argv)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == "--taal":
            wanted = next(words, "")
        elif word.startswith("--taal="):
            wanted = word.partition("=")[2]
        else:
            rest.append(word)
    if wanted is not None and wanted not in LANGUAGES:
        raise UsageWrong(
            N_("Language {language} is not known. Choose from: {languages}."),
            language=repr(wanted),
            languages=", ".join(LANGUAGES),
        )
    return rest, wanted


def language_wanted(argv: list[str], asked: str | None) -> str | None:
    """The language asked for, else that of the workspace's `koers.toml`, else None (the locale decides)."""
    if asked:
        return asked
    from koers.settings import find_folder, peek_language

    folder = None
    for position, word in enumerate(argv):
        if word in ("--map", "-m") and position + 1 < len(argv):
            folder = argv[position + 1]
        elif word.startswith("--map="):
            folder = word.partition("=")[2]
    found = find_folder(folder)
    return peek_language(found) if found else None


def speak(command: Any) -> None:
    """Translate the help of a command and of all below it; its epilog holds the example, one per line.

    Args:
        command: A typer command or group.
    """
    if command.help:
        command.help = _(command.help)
        # A list of commands shows the first sentence, the command's own page all of them.
        command.short_help = command.help.partition(". ")[0].rstrip(".") + "."
    if command.epilog and not command.epilog.startswith("[bold]"):
        heading = _("Example:") if "\n" not in command.epilog else _("Examples:")
        examples = "\n\n".join(f"  {line}" for line in command.epilog.splitlines())
        command.epilog = f"[bold]{heading}[/]\n\n{examples}"
    command.options_metavar = "[" + _("OPTIONS") + "]"
    if hasattr(command, "subcommand_metavar"):
        command.subcommand_metavar = _("COMMAND …")
    for param in command.params:
        _speak_option(param)
    _speak_lazily(command)
    for child in getattr(command, "commands", {}).values():
        speak(child)


def _speak_option(param: Any) -> None:
    if getattr(param, "help", None):
        param.help = _(param.help)
    if getattr(param, "is_flag", False) and not param.metavar:
        param.metavar = " "  # a switch takes no value; typer would say <bool>


def _speak_lazily(command: Any) -> None:
    """The usage line and the help option are made by typer at the last moment."""
    make_option, make_usage = command.get_help_option, command.get_usage

    def get_help_option(ctx: Any) -> Any:
        option = make_option(ctx)
        if option is not None:
            _speak_option(option)
        return option

    def get_usage(ctx: Any) -> str:
        return str(make_usage(ctx)).replace("Usage:", _("Usage:"), 1)

    command.get_help_option = get_help_option
    command.get_usage = get_usage
