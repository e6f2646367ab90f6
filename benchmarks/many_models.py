"""Five hundred small building models in one command, unattended, with ten damaged ones among them.

The models are made here out of the example's: each has GlobalIds and an asset code of its own, and one to three
buildings. `koers laad FOLDER` then runs as a user would run it. All whole models must be in with all their spaces, and
each damaged one must be named. A second run of the same folder, and one after the folder was moved, must store nothing.

Usage: python benchmarks/many_models.py [--models 500] [--damaged 10] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.common import ROOT
from benchmarks.multiply_ifc import copy_records
from benchmarks.process_tree import Ran, run_koers
from tools.damage_ifc import damaged_files

SAMPLES = ("kantoor-modern", "kantoor-ouder", "gemengd-steunpunt")
CODES = (b"GB-0030", b"GB-0034", b"GB-0069")
REFUSED = (
    "kop-geen-schema",
    "kop-ander-schema",
    "kop-html",
    "afgekapt-03",
    "afgekapt-08",
    "afgekapt-15",
    "afgekapt-20",
)
"""Ways to damage a file that leave no model."""


def write_models(folder: Path, models: int, damaged: int) -> tuple[int, list[str]]:
    """Write the models.

    Args:
        folder: Where.
        models: How many, the damaged ones included.
        damaged: How many of them are damaged.

    Returns:
        How many spaces the whole ones hold, and the names of the damaged ones.
    """
    folder.mkdir(parents=True)
    samples = [(ROOT / "data" / "example" / "bim" / f"{name}.ifc").read_bytes() for name in SAMPLES]
    ways = {name: make for name, make in damaged_files(100) if name in REFUSED}
    spaces, broken = 0, []
    for number in range(models):
        which = number % len(samples)
        text = _varied(samples[which].replace(CODES[which], b"GM-%04d" % number), number)
        name = f"model-{number:04d}.ifc"
        if number % max(models // max(damaged, 1), 1) == 1 and len(broken) < damaged:
            way = ["leeg", "lfs", "bom", *REFUSED][len(broken) % (len(REFUSED) + 3)]
            text = _odd(way, number) if way not in ways else b"".join(ways[way](text))
            broken.append(name)
        else:
            spaces += text.count(b"=IFCSPACE(")
        (folder / name).write_bytes(text)
    return spaces, broken


def _varied(text: bytes, number: int) -> bytes:
    begin, end = text.index(b"DATA;") + len(b"DATA;"), text.rindex(b"ENDSEC;")
    parts = [copy_records(text[begin:end], copy * 1_000_000, 3 * number + copy + 1) for copy in range(number % 3 + 1)]
    return text[:begin] + b"".join(parts) + text[end:]


def _odd(way: str, number: int) -> bytes:
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:%064d\nsize 200000\n" % number
    return {"leeg": b"", "lfs": pointer, "bom": b"PK\x03\x04" + bytes(100)}[way]


def judge(ran: Ran, home: Path, whole: int, spaces: int, broken: list[str]) -> list[str]:
    """What is not as it should be."""
    from koers.workspace import find_workspace

    wrong = []
    with find_workspace(home) as workspace:
        stored, stored_spaces = workspace.register("bim_model").height, workspace.register("bim_space").height
    if (stored, stored_spaces) != (whole, spaces):
        wrong.append(f"{stored} models with {stored_spaces} spaces are in; {whole} with {spaces} should be")
    said = ran.out + ran.err
    wrong += [f"{name} is not named" for name in broken if name not in said]
    wrong += ["a traceback"] if "Traceback" in said else []
    wrong += [f"exit code {ran.code}"] if ran.code != (1 if broken else 0) else []
    return wrong


def main() -> None:
    """Make the models, load them three times, and print what it cost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--models", type=int, default=500)
    parser.add_argument("--damaged", type=int, default=10)
    parser.add_argument("--keep", type=Path, help="keep the models and the workspace in this folder")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = asked.keep or Path(name)
        models, home = folder / "modellen", folder / "werkmap"
        spaces, broken = write_models(models, asked.models, asked.damaged)
        size = sum(path.stat().st_size for path in models.iterdir()) / 1e6
        print(f"{asked.models} models, {size:.0f} MB, {len(broken)} of them damaged, {spaces} spaces", flush=True)
        run_koers("nieuw", home)
        ran = run_koers("laad", models, "--map", home, limit_seconds=7200)
        print(f"first load: {ran}", flush=True)
        print(f"  said in {len(ran.out.splitlines())} lines, and {len(ran.err.splitlines())} beside it")
        wrong = judge(ran, home, asked.models - len(broken), spaces, broken)
        print(f"again: {run_koers('laad', models, '--map', home)}", flush=True)
        moved = Path(shutil.move(models, folder / "verhuisd"))
        print(f"moved: {run_koers('laad', moved, '--map', home)}", flush=True)
        run_koers("invoer", "--ongedaan", "--map", home)
        print(f"taken back and loaded again: {run_koers('laad', moved, '--map', home)}")
        wrong += judge(ran, home, asked.models - len(broken), spaces, broken)
        if asked.keep:
            (folder / "uitvoer.txt").write_text(ran.out + "\n--- stderr\n" + ran.err, encoding="utf-8")
    for said, times in Counter(wrong).items():
        print(f"WRONG: {said} ({times})")
    if wrong:
        sys.exit(1)


if __name__ == "__main__":
    main()
