"""Writes what the docs take from code and data: commands, numbers, tables of models, and the README's table of formats.

The commands' page is in Dutch, from their own help texts. It reads the command tree and not the drawn help page, so
that another version of typer changes nothing.

Usage: python tools/docs.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]
PAGE = ROOT / "docs" / "commands.md"
HEAD = """# Commands

Made by `python tools/docs.py` from the help texts of the commands; do not edit by hand. The texts are Dutch, as the
users see them with `--taal nl`; `koers --taal en … --help` says the same in English.

Exit codes: 0 done, 1 the data is wrong, 2 usage, 3 checked and not met (`--streng`). Data goes to stdout, talk to
stderr. `--taal nl|en` and `--help` go with every command.
"""


def page() -> str:
    """The whole page."""
    import typer

    from kern.language import choose_language
    from koers.app import build
    from koers.language import speak

    choose_language("nl")
    tree = typer.main.get_command(build())
    speak(tree)
    parts = [HEAD]
    for words, command in _walk(tree, ["koers"]):
        parts.append(_command(words, command))
    return "\n".join(parts)


def _walk(command: Any, words: list[str]) -> list[tuple[list[str], Any]]:
    found = [(words, command)]
    for name, child in getattr(command, "commands", {}).items():
        found += _walk(child, [*words, name])
    return found


def _command(words: list[str], command: Any) -> str:
    is_group = hasattr(command, "commands")
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    usage = [*words, *(["COMMANDO"] if is_group else []), *(_argument(param) for param in arguments), "[OPTIES]"]
    title = f"{'##' if len(words) < 3 else '###'} {' '.join(words)}"
    lines = [title, "", command.help, "", f"    {' '.join(usage)}", ""]
    if is_group:
        lines += [f"- `{name}` – {child.short_help}" for name, child in command.commands.items()]
    else:
        lines += ["| | |", "|---|---|"]
        lines += [f"| {_cell(_names(param))} | {_cell(_help(param))} |" for param in command.params]
    examples = [line.strip() for line in (command.epilog or "").splitlines()[1:] if line.strip()]
    lines += ["", "```sh", *examples, "```", ""]
    return "\n".join(lines)


def _argument(param: Any) -> str:
    name = param.metavar or param.name.upper()
    return name if param.required else f"[{name}]"


def _names(param: Any) -> str:
    if param.param_type_name == "argument":
        return f"`{_argument(param)}`"
    value = (param.metavar or "").strip() or ("" if getattr(param, "is_flag", False) else _choices(param))
    return ", ".join(f"`{option}`" for option in param.opts) + (f" `{value}`" if value else "")


def _choices(param: Any) -> str:
    choices = getattr(getattr(param, "type_descriptor", None), "choices", None)
    return "|".join(str(getattr(choice, "value", choice)) for choice in choices) if choices else "WAARDE"


def _help(param: Any) -> str:
    default = getattr(param.default, "value", param.default)
    shown = default not in (None, False, "", ()) and not param.required
    variable = f" (`{param.envvar}`)" if param.envvar else ""
    return f"{param.help}{f' [{default}]' if shown else ''}{variable}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` fail when one is stale."""
    from docs_data import NUMBERS, README, numbers, readme
    from docs_models import MODELS, models

    stale = []
    for path, fresh in ((PAGE, page()), (NUMBERS, numbers()), (README, readme()), (MODELS, models())):
        if path.exists() and path.read_text(encoding="utf-8") == fresh:
            continue
        stale.append(path)
        if "--check" not in arguments:
            path.write_text(fresh, encoding="utf-8")
            print(f"{path.relative_to(ROOT)} written")
    if stale and "--check" in arguments:
        names = ", ".join(str(path.relative_to(ROOT)) for path in stale)
        print(f"{names}: stale, run python tools/docs.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
