"""Precision and recall per criterion of the label, on models whose truth is known: `python benchmarks/accessibility`.

Draws the sound building and a mutant per fault, in three schemas and three units, assesses each and compares what
fails with what truly fails. Each mutant is drawn in three of the nine combinations (`--all` in all nine), the sound
building in all nine and turned and moved as well. Exit code 1 when a criterion is below 1.0 or two drawings of one
building differ.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

from building import SCHEMAS, UNITS, write_building
from compare import Score, found_failures, score_table
from mutants import BASE_TRUTH, MUTANTS, Mutant

from vastgoed.accessibility.assessment import assess_model
from vastgoed.accessibility.criteria import read_criteria
from vastgoed.bim.geometry import read_geometry
from vastgoed.bim.worker import Worker

ON = date(2026, 11, 24)
SOUND = Mutant("sound", "", "nothing", {})
TURNED = ({}, {"turned_degrees": 37.0}, {"moved": (1250.0, -340.0, 18.5)})


def combinations(everything: bool, shift: int) -> list[tuple[str, str]]:
    """Schema and unit pairs: all nine, or three that hold each schema and each unit once."""
    units = list(UNITS)
    if everything:
        return [(schema, unit) for schema in SCHEMAS for unit in units]
    return [(schema, units[(number + shift) % 3]) for number, schema in enumerate(SCHEMAS)]


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="every mutant in all nine combinations")
    parser.add_argument("--only", nargs="*", help="names of mutants")
    chosen = parser.parse_args()
    mutants = [SOUND, *MUTANTS]
    if chosen.only:
        mutants = [mutant for mutant in mutants if mutant.key in chosen.only]
    criteria, scores, differing = read_criteria(ON), Score(), []
    with tempfile.TemporaryDirectory() as folder, Worker() as worker:
        for number, mutant in enumerate(mutants):
            answers: Counter[frozenset[tuple[str, str]]] = Counter()
            truth = mutant.truth | BASE_TRUTH
            runs = [(pair, {}) for pair in combinations(chosen.all or mutant is SOUND, number)]
            runs += [(runs[0][0], place) for place in TURNED[1:] if mutant is SOUND]
            for (schema, unit), place in runs:
                path = Path(folder) / "model.ifc"
                write_building(path, mutant.spec, schema, unit, **place)
                [one] = assess_model(read_geometry(path, worker=worker), criteria, ON, "PROEF")
                failures = found_failures(one)
                answers[failures] += 1
                scores.add(mutant, truth, failures, one)
            if len(answers) > 1:
                differing.append(mutant.key)
            scores.say(mutant, truth, answers)
    print(score_table(scores, criteria))
    for key in differing:
        print(f"{key}: schema, unit or place changes what fails")
    return 1 if differing or not scores.is_perfect else 0


if __name__ == "__main__":
    sys.exit(main())
