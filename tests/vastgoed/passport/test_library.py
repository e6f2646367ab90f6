"""The classes of materials: every name has one, and a class too wide for a density has none."""

from datetime import date

from kern.sources import read_table
from vastgoed.passport.library import read_classes


def test_every_name_belongs_to_a_class() -> None:
    known = set(read_classes(date(2026, 6, 1)))
    assert set(read_table("materials/names.csv")["code"]) <= known


def test_what_may_be_insulation_or_composite_has_no_density() -> None:
    classes = read_classes(date(2026, 6, 1))
    assert classes["glass_fibre"].density_kg_per_m3 is None
    assert classes["mineral_wool"].density_kg_per_m3
