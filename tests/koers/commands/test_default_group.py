import pytest
import typer
from typer.testing import CliRunner

from koers.commands.default_group import DefaultGroup


@pytest.fixture
def app():
    made = typer.Typer(cls=DefaultGroup, help="a group")

    @made.command("toon")
    def toon(code: str = typer.Argument("all"), strict: bool = typer.Option(False, "--streng")) -> None:
        typer.echo(f"toon {code} {strict}")

    @made.command("maak")
    def maak() -> None:
        typer.echo("maak")

    return made


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "toon all False"),
        (["GB-1"], "toon GB-1 False"),
        (["--streng"], "toon all True"),
        (["GB-1", "--streng"], "toon GB-1 True"),
        (["toon", "GB-1"], "toon GB-1 False"),
        (["maak"], "maak"),
    ],
)
def test_words_that_name_no_command_go_to_the_first(app, words, said):
    done = CliRunner().invoke(app, words)
    assert (done.exit_code, done.output.strip()) == (0, said)


def test_help_is_that_of_the_group(app):
    output = CliRunner().invoke(app, ["--help"]).output
    assert "a group" in output
    assert "maak" in output
