"""How quickly Koers starts: `koers --help` against a bare typer program with as many commands and options.

The bare program is made here, from Koers' own command tree: same names, same help texts, functions that do nothing.
Both run in turn in fresh processes; the ratio of the medians is the answer. Limit: 1.5.

Usage: python benchmarks/start.py [ROUNDS]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 1.5


def bare_program(command: Any) -> str:
    """Source of a typer program with the same commands, options and help, and nothing behind them.

    Args:
        command: The built command tree of Koers.
    """
    lines = ["import typer", f"app = typer.Typer(help={command.help!r}, no_args_is_help=True)", ""]
    for name, child in command.commands.items():
        children = getattr(child, "commands", None)
        if children is None:
            lines += _function("app", name, child)
            continue
        lines.append(f"{name} = typer.Typer(help={child.help!r}, no_args_is_help=True)")
        for below, grandchild in children.items():
            lines += _function(name, below, grandchild)
        lines.append(f"app.add_typer({name}, name={name!r})")
    return "\n".join([*lines, "app()", ""])


def _function(app: str, name: str, command: Any) -> list[str]:
    parameters = []
    for param in command.params:
        option = param.opts[0]
        kind = f"typer.Option('', {option!r}, help={param.help!r})" if option.startswith("-") else "typer.Argument('')"
        parameters.append(f"{param.name}: str = {kind}")
    return [
        f"@{app}.command({name!r}, help={command.help!r})",
        f"def {app}_{name.replace('-', '_')}({', '.join(parameters)}):",
        "    pass",
        "",
    ]


def seconds(arguments: list[str]) -> float:
    """Wall time of one run, in seconds."""
    start = time.perf_counter()
    subprocess.run(arguments, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def measure(rounds: int) -> tuple[float, float]:
    """Median seconds of Koers and of the bare program, run in turn."""
    sys.path.insert(0, str(ROOT))
    import typer

    from koers.app import build

    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(bare_program(typer.main.get_command(build())), encoding="utf-8")
        runs: dict[str, list[float]] = {"koers": [], "bare": []}
        for _round in range(rounds + 1):
            runs["koers"].append(seconds([sys.executable, "-m", "koers", "--help"]))
            runs["bare"].append(seconds([sys.executable, str(bare), "--help"]))
    # The first round fills caches and compiles bytecode.
    return statistics.median(runs["koers"][1:]), statistics.median(runs["bare"][1:])


def main(arguments: list[str]) -> int:
    """Measure and judge."""
    koers, bare = measure(int(arguments[0]) if arguments else 15)
    ratio = koers / bare
    print(f"koers --help {koers * 1000:.0f} ms, bare typer {bare * 1000:.0f} ms, ratio {ratio:.2f} (limit {LIMIT})")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
