"""The list of faults of the benchmark; that they are found is what the benchmark itself runs."""

import importlib
from collections import Counter
from dataclasses import fields
from pathlib import Path

import pytest

from kern.sources import read_table

BENCHMARK = Path(__file__).resolve().parents[3] / "benchmarks" / "accessibility"
# A finished width replaces a rough one; an exit and a counter fail by what else is wrong with them.
ONLY_TOGETHER = {"COR-01", "DOR-02", "EVA-01", "RCP-04"}


@pytest.fixture
def mutants(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARK))
    return importlib.import_module("mutants")


def test_every_criterion_a_model_can_carry_has_a_fault_of_its_own(mutants):
    table = read_table("label/criteria.csv")
    carried = {row["id"] for row in table.iter_rows(named=True) if row["check_way"] != "A"} - mutants.BASE_TRUTH
    about = {mutant.criterion for mutant in mutants.MUTANTS} - {""}
    together = {name for mutant in mutants.MUTANTS for name in mutant.also}
    assert about <= carried
    assert carried - about == ONLY_TOGETHER
    assert together >= ONLY_TOGETHER


def test_every_fault_has_a_name_and_changes_the_building(mutants):
    assert max(Counter(mutant.key for mutant in mutants.MUTANTS).values()) == 1
    assert all(mutant.spec != mutants.SOUND.spec for mutant in mutants.MUTANTS)


def test_every_measure_of_the_building_is_at_fault_somewhere(mutants):
    changed = {name for mutant in mutants.MUTANTS for name in mutant.changes}
    assert {field.name for field in fields(mutants.SOUND.spec)} - changed == set()
