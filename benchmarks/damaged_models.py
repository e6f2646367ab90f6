"""Thirty damaged building models in one folder, the mesh of ten million points among them, loaded as a user would.

Each must give an error or a finding that names it, without a traceback, without hanging, and in bounded memory. The
whole model beside them must be in. Then the geometry of the giant mesh is asked for on its own.

Usage: python benchmarks/damaged_models.py [--model MODEL.ifc] [--vertices 10000000] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.common import ROOT
from benchmarks.process_tree import run_koers
from tools.damage_ifc import write_damaged

LIMIT_SECONDS = 1800


def said_of(name: str, told: dict[str, Any], err: str) -> list[str]:
    """Codes of the findings that name a file, and `refused` when it was."""
    codes = [found["code"] for found in told["findings"] if found["severity"] != "info" and name in json.dumps(found)]
    return [*(["refused"] if name in err else []), *sorted(set(codes))]


def main() -> None:
    """Write the files, load them, and print what was said of each and what it cost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--model", type=Path, default=ROOT / "data" / "example" / "bim" / "kantoor-modern.ifc")
    parser.add_argument("--vertices", type=int, default=10_000_000)
    parser.add_argument("--keep", type=Path, help="keep the files and the workspace in this folder")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = asked.keep or Path(name)
        files, home = folder / "stuk", folder / "werkmap"
        damaged = write_damaged(asked.model, files, asked.vertices)
        shutil.copy(asked.model, files / "heel.ifc")
        giant = next(path for path in damaged if path.stem == "reuzennet")
        print(f"{len(damaged)} damaged files, the giant mesh {giant.stat().st_size / 1e6:.0f} MB", flush=True)
        run_koers("nieuw", home)
        ran = run_koers("laad", files, "--map", home, "--formaat", "json", limit_seconds=LIMIT_SECONDS)
        print(f"load: {ran}", flush=True)
        told = json.loads(ran.out)
        silent = []
        for path in damaged:
            said = said_of(path.name, told, ran.err)
            print(f"  {path.stem:18} {', '.join(said) or 'NOTHING'}")
            silent += [] if said else [path.name]
        one = run_koers("vastgoed", "label", "model", giant, "--map", home, limit_seconds=LIMIT_SECONDS)
        print(f"label of the giant mesh: {one}")
        print("  " + "\n  ".join((one.out + one.err).splitlines()[-12:]))
        if asked.keep:
            (folder / "uitvoer.json").write_text(ran.out, encoding="utf-8")
            (folder / "fouten.txt").write_text(ran.err, encoding="utf-8")
    stumbled = [word for word in ("Traceback",) if word in ran.err + one.err + ran.out + one.out]
    if silent or stumbled or "heel.ifc" not in json.dumps(told["blocks"]):
        sys.exit(f"nothing was said of {silent}; {stumbled}")


if __name__ == "__main__":
    main()
