"""Precision and recall per criterion of the label, on models whose truth is known: `python benchmarks/accessibility`.

Draws the sound building and a mutant per fault, in three schemas and three units, assesses each and compares what
fails with what truly fails. Each mutant is drawn in three of the nine combinations (`--all` in all nine), the sound
building in all nine and turned and moved as well. `--workers` buildings are drawn at a time. Exit code 1 when a
criterion is below 1.0, two drawings of one building differ, or a criterion that a model can carry has no fault here.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter

from compare import Score, score_table
from mutants import BASE_TRUTH, MUTANTS, SOUND
from runs import ON, all_drawn

from vastgoed.accessibility.criteria import read_criteria


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="every mutant in all nine combinations")
    parser.add_argument("--only", nargs="*", help="names of mutants")
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1), help="processes at a time")
    chosen = parser.parse_args()
    mutants = [SOUND, *MUTANTS]
    if chosen.only:
        mutants = [mutant for mutant in mutants if mutant.key in chosen.only]
    criteria, scores, differing = read_criteria(ON), Score(BASE_TRUTH), []
    everything = all_drawn(mutants, chosen.all, chosen.workers)
    for number, (mutant, drawn) in enumerate(zip(mutants, everything, strict=True), start=1):
        print(f"{number}/{len(mutants)} {mutant.key}", file=sys.stderr, flush=True)
        truth = mutant.truth | BASE_TRUTH
        for one in drawn:
            scores.add(mutant, truth, one)
        answers = Counter(one.failures for one in drawn)
        if len(answers) > 1:
            differing.append(mutant.key)
        scores.say(mutant, truth, answers)
    print(score_table(scores, criteria))
    print(f"{len(mutants)} buildings in {scores.models} drawings")
    gaps = [] if chosen.only else scores.gaps()
    if gaps:
        print(f"without a fault, or without an element that meets it: {', '.join(gaps)}")
    for key in differing:
        print(f"{key}: schema, unit or place changes what fails")
    return 1 if gaps or differing or not scores.is_perfect else 0


if __name__ == "__main__":
    sys.exit(main())
