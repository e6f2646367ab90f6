"""Facts of building models: processor time and memory beside a default `ifcopenshell.open` of the same file.

The large files are made here by multiplying small ones. Each measurement runs in a process of its own; the child
process that Koers opens models in is left out, so that both sides stand in one process each. Spaces means every
space with its area from the ladder; doors every door with its sizes and properties.

Usage: python benchmarks/bim.py --geometry SAMPLE.ifc --properties SAMPLE.ifc [--mb 100] [--repeats 3] [--files 32]
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.common import measure, report_child
from benchmarks.multiply_ifc import multiply

LIMITS = {"geometry": (0.35, 0.35), "properties": (0.75, 0.75)}
LEAST_GAIN = 1.6
FILE_MB = 8  # on files of 2.5 MB starting the children weighs as much as the reading


def spaces_and_doors(path: str) -> dict[str, Any]:
    """What Koers does for spaces and doors: look at the file, hash it, index it, read both with their checks."""
    from vastgoed.bim.child import without_collector
    from vastgoed.bim.elements import element_rows
    from vastgoed.bim.extract import Request, settle_spaces
    from vastgoed.bim.open_facts import check_text, open_facts
    from vastgoed.bim.scales import read_scales
    from vastgoed.bim.sniff import sniff_file
    from vastgoed.bim.spaces import area_rows, check_areas, space_row
    from vastgoed.bim.tree import read_tree

    with without_collector():
        schema = sniff_file(Path(path)).schema_read or ""
        model = open_facts(path, schema)
        tree, scales, findings = read_tree(model), read_scales(model), []
        found, scales = settle_spaces(model, tree, scales, Request(path, schema=schema), findings)
        spaces = [space_row(space, tree, scales) for space in found]
        areas = [row for space in found for row in area_rows(space)]
        doors, values = element_rows(model, tree, scales, {"door"})
        findings += check_areas(found) + check_text(model, path, len(found))
    return {"spaces": len(spaces), "areas": len(areas), "doors": len(doors), "values": len(values)}


def default_open(path: str) -> dict[str, Any]:
    """The whole of the other side: the library opens the file and reads nothing."""
    import ifcopenshell

    return {"schema": ifcopenshell.open(path).schema}


def best(work: str, path: Path, repeats: int) -> dict[str, Any]:
    """The run that cost least processor time."""
    return min((measure(__file__, work, str(path)) for _ in range(repeats)), key=lambda run: float(run["cpu"]))


def compare(name: str, sample: Path, folder: Path, mb: int, repeats: int) -> bool:
    """Measure one large file on both sides, print the ratios, and tell whether they are within the limits."""
    large = folder / f"{name}.ifc"
    copies = multiply(sample, large, mb * 1_000_000)
    ours, theirs = best("facts", large, repeats), best("open", large, repeats)
    idle_mb = measure(__file__, "idle", "")["peak_mb"]
    cpu = ours["cpu"] / theirs["cpu"]
    memory = max(ours["peak_mb"] - idle_mb, 0) / max(theirs["peak_mb"] - idle_mb, 1)
    print(f"{name}: {sample.name} x {copies}, {large.stat().st_size / 1e6:.0f} MB")
    print(f"  koers {ours}\n  library {theirs}\n  started {idle_mb} MB")
    print(f"  cpu {cpu:.2f} x (limit {LIMITS[name][0]}), memory {memory:.2f} x (limit {LIMITS[name][1]})", flush=True)
    large.unlink()
    return cpu <= LIMITS[name][0] and memory <= LIMITS[name][1]


def side_by_side(sample: Path, folder: Path, files: int) -> bool:
    """Wall time over many files with one and with two children; it takes two idle processors."""
    from vastgoed.bim.read_many import read_models

    paths = []
    for number in range(files):
        paths.append(folder / f"{number}.ifc")
        multiply(sample, paths[0], FILE_MB * 1_000_000) if number == 0 else shutil.copy(paths[0], paths[-1])
    seconds = {}
    for workers in (1, 2):
        start = time.perf_counter()
        read_models(paths, workers=workers)
        seconds[workers] = time.perf_counter() - start
    gain = seconds[1] / seconds[2]
    size_mb = paths[0].stat().st_size / 1e6
    times = f"{seconds[1]:.1f} s with one child, {seconds[2]:.1f} s with two"
    print(f"{files} files of {size_mb:.0f} MB: {times}, {gain:.2f} x (least {LEAST_GAIN})")
    return gain >= LEAST_GAIN


def main() -> None:
    """Run the benchmark, or one measurement of it in a child."""
    if sys.argv[1:2] == ["--child"]:
        work = {"facts": spaces_and_doors, "open": default_open, "idle": lambda path: {}}[sys.argv[2]]
        import ifcopenshell  # noqa: F401 - both sides start with their code loaded

        if sys.argv[2] == "facts":
            import vastgoed.bim.extract
            import vastgoed.bim.step_values  # noqa: F401

        report_child(lambda: work(sys.argv[3]))
        return
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--geometry", type=Path, required=True)
    parser.add_argument("--properties", type=Path)
    parser.add_argument("--mb", type=int, default=100)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--files", type=int, default=32)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        holds = [compare("geometry", asked.geometry, folder, asked.mb, asked.repeats)]
        if asked.properties:
            holds.append(compare("properties", asked.properties, folder, asked.mb, asked.repeats))
        if asked.files:
            holds.append(side_by_side(asked.geometry, folder, asked.files))
    if not all(holds):
        sys.exit(1)


if __name__ == "__main__":
    main()
