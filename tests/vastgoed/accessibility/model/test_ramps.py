"""Floors that slope from one level to another: a ramp, whatever their class."""

import pytest

from vastgoed.accessibility.model.plan import Plan
from vastgoed.accessibility.model.ramps import measure_ramps
from vastgoed.accessibility.routes.graph import build_routes
from vastgoed.accessibility.routes.links import RAMP

# A box: its top, its bottom, its four sides; corners 0-3 below, 4-7 above.
FACES = [
    (4, 5, 6), (4, 6, 7), (0, 2, 1), (0, 3, 2), (0, 1, 5), (0, 5, 4),
    (1, 2, 6), (1, 6, 5), (2, 3, 7), (2, 7, 6), (3, 0, 4), (3, 4, 7),
]  # fmt: skip


def tilted(made, x0, x1, low, high, thickness, **more):
    """A slab that climbs along x, 1.5 m wide."""
    plan = [(x0, 2.0, low), (x1, 2.0, high), (x1, 3.5, high), (x0, 3.5, low)]
    made.body("slab", "Sloping floor", [(x, y, z - thickness) for x, y, z in plan] + plan, FACES, **more)


def split_level(drawing, pct=8.0, rise=0.40, thickness=0.20, **more):
    """A hall at 0, an office at 40 cm, and a thick sloping floor between them."""
    made = drawing()
    made.room("Hall", 0, 0, 16, 6)
    made.room("Office", 16, 0, 22, 6, floor=rise)
    tilted(made, 16 - rise * 100 / pct, 16.0, 0.0, rise, thickness, **more)
    return made


def found(made):
    return {value.criterion_id: value for value in measure_ramps(Plan(made.geometry()))}


@pytest.mark.parametrize("thickness", [0.03, 0.20])
def test_a_sloping_floor_joins_the_levels_and_is_judged_as_a_ramp(drawing, thickness):
    made = split_level(drawing, thickness=thickness)
    links = [link for link in build_routes(made.geometry()).links if link.kind == RAMP]
    assert [round(abs(link.one.level_m - link.other.level_m), 3) for link in links] == [0.4]
    values = found(made)
    assert float(values["RMP-03"].value) == pytest.approx(8, abs=0.05)
    assert float(values["rise_cm"].value) == pytest.approx(40, abs=0.1)
    assert values["RMP-09"].value == "150"
    assert links[0].element == values["RMP-03"].step_id


@pytest.mark.parametrize(
    "how",
    [
        {"pct": 20.0},  # too steep to be a floor one walks on
        {"rise": 0.02, "pct": 2.5},  # a floor that drains
        {"predefined_type": "ROOF"},
    ],
)
def test_what_is_no_ramp_is_not_judged_as_one(drawing, how):
    assert found(split_level(drawing, **how)) == {}


def test_a_sloping_floor_that_leads_nowhere_is_none(drawing):
    made = drawing()
    made.room("Hall", 0, 0, 16, 6)
    tilted(made, 2.0, 8.0, 2.7, 3.0, 0.1)
    assert found(made) == {}
