"""Usage errors of the command line in one sentence, in the language in force."""

from __future__ import annotations

import re
from typing import Any

from kern.language import N_, _
from koers.screen import talk

# typer says these in English only; the part in brackets is what the user typed.
SENTENCES = (
    (re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((?P<words>.*)\)"), N_("Too many words: {words}.")),
    (
        re.compile(r"Option (?P<option>\S+) requires (?:an argument|\d+ arguments)\."),
        N_("Option {option} needs a value."),
    ),
    (re.compile(r"Option (?P<option>\S+) does not take a value\."), N_("Option {option} takes no value.")),
)
PATHS = (
    (re.compile(r"\w+ '(?P<path>.*)' does not exist\."), N_("{path} does not exist. Check the name and the folder.")),
    (re.compile(r"\w+ '(?P<path>.*)' is a file\."), N_("{path} is a file; a folder is expected.")),
    (re.compile(r"\w+ '(?P<path>.*)' is a directory\."), N_("{path} is a folder; a file is expected.")),
    (re.compile(r"\w+ '(?P<path>.*)' is not (?:read|writ)able\."), N_("{path} may not be read or written by you.")),
)


def show_usage_error(error: Any) -> int:
    """Say on stderr what was wrong with the words typed and where the help is.

    Args:
        error: An exception of typer with `format_message`.

    Returns:
        Its exit code.
    """
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        talk(error.format_message())
        return 2
    talk(_("Error") + f": {explain(error)}")
    if context is not None:
        talk(_("Try '{command} --help' for how it is used.").format(command=context.command_path))
    return int(getattr(error, "exit_code", 2))


def explain(error: Any) -> str:
    """The sentence for one usage error.

    >>> import typer
    >>> explain(typer.BadParameter("x is no number", param_hint="JAAR"))
    'JAAR is not right: x is no number'
    """
    kind = type(error).__name__
    param = getattr(error, "param", None)
    name = _name_of(error, param)
    if kind == "NoSuchOption":
        text = _("There is no option {option}.").format(option=error.option_name)
        if getattr(error, "possibilities", None):
            text += " " + _("Perhaps you mean {options}.").format(options=", ".join(sorted(error.possibilities)))
        return text
    if kind == "MissingParameter":
        return _("{name} is missing.").format(name=name)
    if kind == "BadParameter":
        return _bad_value(error, param, name)
    return _translated(str(error.format_message()))


def _bad_value(error: Any, param: Any, name: str) -> str:
    kind = getattr(param, "type_descriptor", None)
    choices = getattr(kind, "choices", None)
    if choices:
        allowed = ", ".join(str(getattr(choice, "value", choice)) for choice in choices)
        return _("{name} must be one of: {choices}.").format(name=name, choices=allowed)
    if getattr(kind, "annotation", None) is int:
        if getattr(param, "min", None) is not None:
            return _("{name} must be a whole number from {lowest} to {highest}.").format(
                name=name, lowest=param.min, highest=param.max
            )
        return _("{name} must be a whole number.").format(name=name)
    for pattern, sentence in PATHS:
        found = pattern.fullmatch(str(error.message))
        if found:
            return f"{name}: " + _(sentence).format(**found.groupdict())
    return _("{name} is not right: {message}").format(name=name, message=error.message)


def _translated(message: str) -> str:
    for pattern, sentence in SENTENCES:
        found = pattern.match(message)
        if found:
            return _(sentence).format(**found.groupdict())
    return message.replace("Did you mean", _("Did you mean"))


def _name_of(error: Any, param: Any) -> str:
    hint = getattr(error, "param_hint", None)
    if not hint and param is not None:
        is_option = getattr(param, "param_type_name", "") == "option"
        hint = param.opts if is_option else (param.metavar or param.name.upper())
    return hint if isinstance(hint, str) else " / ".join(hint or [_("A value")])
