import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def complete(words, position):
    environment = {**os.environ, "_KOERS_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(position)}
    done = subprocess.run([sys.executable, "-m", "koers"], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "position", "expected"),
    [
        ("koers ener", 1, ["energie"]),
        ("koers energie tr", 2, ["traject"]),
        ("koers energie traject --doel", 3, ["--doelset"]),
        ("koers energie traject --formaat ", 4, ["tabel", "json", "csv"]),
    ],
)
def test_the_shell_completes_commands_options_and_choices(words, position, expected):
    assert complete(words, position) == expected
