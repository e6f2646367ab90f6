import math

import pytest
from shapely.geometry import box

from vastgoed.accessibility.model.plan import Plan
from vastgoed.accessibility.model.ramps import measure_ramps
from vastgoed.accessibility.model.stairs import measure_stairs
from vastgoed.accessibility.model.value import UNKNOWN


def values(plan_of, measure):
    found: dict[str, list] = {}
    for value in measure(Plan(plan_of.geometry())):
        found.setdefault(value.criterion_id, []).append(value.value)
    return found


def stair(drawing, riser=0.17, tread=0.28, count=10, width=1.2, **more):
    plan_of = drawing(**more)
    outline = [(0.0, 0.0)]
    for step in range(count):
        outline += [(round(step * tread, 9), round((step + 1) * riser, 9))]
        outline += [(round((step + 1) * tread, 9), round((step + 1) * riser, 9))]
    outline += [(round(count * tread, 9), 0.0)]
    plan_of.extruded("stair_flight", "Arm", outline, 0.0, width)
    return plan_of


@pytest.mark.parametrize("turned", [0.0, 0.4, 2.1])
def test_stair_from_its_body(drawing, turned):
    found = values(stair(drawing, turned=turned), measure_stairs)
    assert found["STR-04"] == ["17"]
    assert found["STR-05"] == ["28"]
    assert found["STR-06"] == ["62"]
    assert float(found["STR-01"][0]) == pytest.approx(120, abs=0.3)
    assert found["STR-02"] == ["10"]
    assert found["STR-07"] == [UNKNOWN]


def test_feet_in_a_metre_file(drawing):
    plan_of = stair(drawing, riser=0.178)
    step_id = plan_of.rows[0]["element_step_id"]
    plan_of.state(step_id, "RiserHeight", 0.5833, set_name="", source="attribute")
    plan_of.state(step_id, "RiserHeight", 0.1778, set_name="Pset_StairFlightCommon")
    found = [value for value in measure_stairs(Plan(plan_of.geometry())) if value.criterion_id == "STR-04"]
    assert found[0].value == "17.8"
    assert found[0].numbers["feet"] == "RiserHeight"


def test_handrails_of_a_stair(drawing):
    plan_of = stair(drawing)
    run = 2.8
    for y in (0.0, 1.16):
        top = [(-0.4, 0.9), (0.0, 0.9), (run, 2.6), (3.1, 2.6)]
        outline = top + [(x, round(z - 0.05, 9)) for x, z in reversed(top)]
        plan_of.extruded("railing", "Leuning", outline, y, y + 0.04)
    found = values(plan_of, measure_stairs)
    assert found["STR-07"] == ["2"]
    assert float(found["STR-08"][0]) == pytest.approx(30, abs=0.3)
    assert float(found["STR-01"][0]) == pytest.approx(112, abs=0.5)


def ramp(drawing, rise=0.30, pct=6.0, width=1.3, **more):
    plan_of = drawing(**more)
    run = round(rise / pct * 100, 9)
    plan_of.extruded("ramp_flight", "Baan", [(0.0, 0.0), (run, 0.0), (run, rise)], 0.0, width)
    return plan_of, run


@pytest.mark.parametrize(
    ("rise", "criterion"), [(0.08, "RMP-01"), (0.10, "RMP-02"), (0.25, "RMP-03"), (0.30, "RMP-03"), (0.50, "RMP-04")]
)
@pytest.mark.parametrize("turned", [0.0, 1.0])
def test_slope_by_rise(drawing, rise, criterion, turned):
    plan_of, _run = ramp(drawing, rise, turned=turned)
    found = values(plan_of, measure_ramps)
    assert float(found[criterion][0]) == pytest.approx(6.0, abs=0.01)
    assert found["RMP-14"] == ["0"]
    assert float(found["RMP-09"][0]) == pytest.approx(130, abs=0.2)
    assert float(found["rise_cm"][0]) == pytest.approx(rise * 100)


@pytest.mark.parametrize("turned", [0.0, 1.0])
def test_slope_across_is_no_part_of_the_rise(drawing, turned):
    """Halfway across the ramp climbs 24 cm, which asks 8.3 %; its highest corner lies 29 cm above its lowest."""
    plan_of, run, width, lean = drawing(turned=turned), 4.0, 1.6, 0.024
    corners = [(x, y, x * 0.06 + (y - width / 2) * 0.03) for x, y in ((0, 0), (run, 0), (run, width), (0, width))]
    plan_of.body("ramp_flight", "Baan", corners, [(0, 1, 2), (0, 2, 3)])
    plan_of.room("Gang", -3, -1, 0, width + 1, floor=0.0)
    found = values(plan_of, measure_ramps)
    assert float(found["RMP-02"][0]) == pytest.approx(6.0, abs=0.01)
    assert float(found["RMP-14"][0]) == pytest.approx(3.0, abs=0.01)
    assert float(found["rise_cm"][0]) == pytest.approx(24, abs=0.1)
    assert corners[2][2] - corners[0][2] == pytest.approx(0.24 + 2 * lean)
    assert float(found["RMP-08"][0]) >= 150


def test_slope_is_an_angle_and_the_body_holds(drawing):
    plan_of, _run = ramp(drawing)
    step_id = plan_of.rows[0]["element_step_id"]
    plan_of.state(step_id, "Slope", math.degrees(math.atan(0.06)), "degrees")
    [slope] = [value for value in measure_ramps(Plan(plan_of.geometry())) if value.criterion_id == "RMP-03"]
    assert slope.basis == "angle_and_body"
    plan_of.state(step_id, "Slope", 6.0, "degrees")  # somebody wrote percent where an angle is asked
    [slope] = [value for value in measure_ramps(Plan(plan_of.geometry())) if value.criterion_id == "RMP-03"]
    assert (slope.basis, slope.value) == ("drawn_holds", "6")


def test_landings_and_ends(drawing):
    plan_of, run = ramp(drawing)
    found = values(plan_of, measure_ramps)
    assert found["RMP-08"] == [UNKNOWN, UNKNOWN]
    plan_of.add("slab", "Boven", box(run, -0.2, run + 2, 1.8), 0.1, 0.3)
    plan_of.add("slab", "Onder", box(-1.4, -0.2, 0, 1.8), -0.2, 0.0)
    found = values(plan_of, measure_ramps)
    assert float(found["RMP-08"][0]) == pytest.approx(140, abs=0.6)
    assert float(found["RMP-08"][1]) >= 150


def test_edge_and_width_between_rails(drawing):
    plan_of, run = ramp(drawing)
    for y in (0.0, 1.26):
        kerb = [(0.0, 0.0), (run, 0.3), (run, 0.38), (0.0, 0.08)]
        plan_of.extruded("railing", "Boord", kerb, y, y + 0.04)
    found = values(plan_of, measure_ramps)
    assert float(found["RMP-10"][0]) == pytest.approx(8, abs=0.2)
    assert float(found["RMP-09"][0]) == pytest.approx(122, abs=0.3)
    assert found["RMP-11"] == [UNKNOWN]
