"""Every command has help with an example, the three output forms, and Dutch words; help imports nothing heavy."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from koers.app import build, run

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("polars", "pyarrow", "deltalake", "matplotlib", "ifcopenshell", "sqlmodel", "sqlalchemy", "alembic", "pint")


def walk(command, words=()):
    yield words, command
    for name, child in getattr(command, "commands", {}).items():
        yield from walk(child, (*words, name))


TREE = dict(walk(typer.main.get_command(build())))
LEAVES = {words: command for words, command in TREE.items() if not hasattr(command, "commands")}


@pytest.mark.parametrize("words", TREE, ids=" ".join)
def test_help_ends_with_an_example_that_is_this_command(words):
    command = TREE[words]
    assert command.help, "no help"
    examples = command.epilog.splitlines()
    assert examples
    for example in examples:
        assert example.startswith(" ".join(["koers", *words]))


@pytest.mark.parametrize("words", LEAVES, ids=" ".join)
def test_every_command_gives_table_json_and_csv(words):
    options = {option for param in LEAVES[words].params for option in param.opts}
    assert {"--formaat", "--tabel"} <= options


@pytest.mark.parametrize("words", LEAVES, ids=" ".join)
def test_every_option_is_explained(words):
    for param in LEAVES[words].params:
        assert param.help, f"{param.name} has no help"


@pytest.mark.parametrize("words", TREE, ids=" ".join)
def test_help_runs_in_both_languages(words, capsys):
    for language in ("nl", "en"):
        assert run([*words, "--taal", language, "--help"]) == 0
        assert "koers" in capsys.readouterr().out


def test_every_example_is_understood():
    """Each example parses: its options and arguments exist (nothing is run)."""
    for words, command in LEAVES.items():
        known = {option for param in command.params for option in [*param.opts, *param.secondary_opts]}
        known |= {"--taal", "--help"}
        for example in command.epilog.splitlines():
            for option in re.findall(r"(?<=\s)--?[a-z][a-z-]*", example.partition(">")[0]):
                assert option in known, f"{' '.join(words)}: {option}"


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from koers.app import run; code = run(['--help']);"
        f"sys.stderr.write(' '.join(name for name in {HEAVY!r} if name in sys.modules)); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""
