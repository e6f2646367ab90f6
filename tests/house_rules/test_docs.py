"""Commands in the documentation exist, with the options they are given."""

import re
import shlex
from pathlib import Path

import pytest
import typer

from koers.app import build
from koers.commands.default_group import DefaultGroup

ROOT = Path(__file__).resolve().parents[2]
PAGES = [path for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))] if path.exists()]
EVERYWHERE = {"--taal", "--help", "-h"}


def commands_of(path):
    """Lines that run koers, from code blocks, without comments and redirections."""
    inside = False
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.lstrip().startswith("```"):
            inside = not inside
        found = re.match(r"^\s*(?:- )?(?:run: )?(?:\$ )?(?:\.venv/bin/)?koers( .*)$", line)
        if inside and found:
            yield shlex.split(found[1].split(" # ")[0].split(" > ")[0].split(" | ")[0])


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_in_a_page_exists_with_its_options(path):
    tree = typer.main.get_command(build())
    for words in commands_of(path):
        command, rest = tree, list(words)
        while rest and rest[0] in getattr(command, "commands", {}):
            command = command.commands[rest.pop(0)]
        if isinstance(command, DefaultGroup) and rest:
            command = next(iter(command.commands.values()))
        if hasattr(command, "commands"):
            rest = [word for word in rest if word not in ("nl", "en")]
            assert not [word for word in rest if not word.startswith("-")], f"koers {' '.join(words)}"
        known = {option for param in command.params for option in param.opts} | EVERYWHERE
        for word in rest:
            if re.match(r"--?[a-z]", word):
                assert word.split("=")[0] in known, f"koers {' '.join(words)}: {word}"
