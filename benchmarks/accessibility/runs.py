"""Draws the buildings in several schemas, units and places, and assesses each, in as many processes as asked."""

from __future__ import annotations

import tempfile
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from building import SCHEMAS, UNITS, write_building
from compare import Drawn, look_at
from mutants import MUTANTS, SOUND, Mutant

from vastgoed.accessibility.assessment import assess_model
from vastgoed.accessibility.criteria import read_criteria
from vastgoed.bim.geometry import read_geometry
from vastgoed.bim.worker import SHARED

if TYPE_CHECKING:
    from collections.abc import Iterator

ON = date(2026, 11, 24)
TURNED = ({}, {"turned_degrees": 37.0}, {"moved": (1250.0, -340.0, 18.5)})


def combinations(everything: bool, shift: int) -> list[tuple[str, str]]:
    """Schema and unit pairs: all nine, or three that hold each schema and each unit once."""
    units = list(UNITS)
    if everything:
        return [(schema, unit) for schema in SCHEMAS for unit in units]
    return [(schema, units[(number + shift) % 3]) for number, schema in enumerate(SCHEMAS)]


def draw_and_assess(mutant: Mutant, pairs: list[tuple[str, str]]) -> list[Drawn]:
    """One building in some schemas and units; the sound one turned and moved too."""
    criteria, found = read_criteria(ON), []
    runs = [(pair, {}) for pair in pairs]
    runs += [(runs[0][0], place) for place in TURNED[1:] if mutant.key == SOUND.key]
    with tempfile.TemporaryDirectory() as folder:
        for (schema, unit), place in runs:
            path = Path(folder) / "model.ifc"
            write_building(path, mutant.spec, schema, unit, **place)
            [one] = assess_model(read_geometry(path, worker=SHARED), criteria, ON, "PROEF")
            found.append(look_at(one))
    return found


def all_drawn(mutants: list[Mutant], everything: bool, workers: int) -> Iterator[list[Drawn]]:
    """What was found in each building, in their order."""
    order = {mutant.key: number for number, mutant in enumerate([SOUND, *MUTANTS])}
    pairs = [combinations(everything or mutant.key == SOUND.key, order[mutant.key]) for mutant in mutants]
    if workers == 1:
        yield from map(draw_and_assess, mutants, pairs)
        return
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        yield from pool.map(draw_and_assess, mutants, pairs)
