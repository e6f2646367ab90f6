"""Lifts, adapted toilets, parking places and counters."""

import pytest
from shapely.geometry import box

from vastgoed.accessibility.model.lifts import measure_lifts
from vastgoed.accessibility.model.places import measure_counters, measure_parking
from vastgoed.accessibility.model.plan import Plan
from vastgoed.accessibility.model.toilets import measure_toilets
from vastgoed.accessibility.model.value import UNKNOWN


def values(plan_of, measure):
    found: dict[str, list] = {}
    for value in measure(Plan(plan_of.geometry())):
        found.setdefault(value.criterion_id, []).append(value.value)
    return found


def lift(drawing, stated=True):
    plan_of = drawing()
    plan_of.room("Gang", 0, 0, 8, 1.6)
    plan_of.room("Liftkoker", 2, 1.7, 4, 4)
    car = plan_of.add("lift", "Lift 1", box(2.4, 1.9, 3.5, 3.3), 0, 6, predefined_type="ELEVATOR")
    if stated:
        plan_of.state(car, "ClearWidth", 1.0)
        plan_of.state(car, "ClearDepth", 1.25)
    plan_of.door("Liftdeur", 3, 1.65, width=0.9, operation="SLIDING_TO_LEFT")
    return plan_of


def test_lift(drawing):
    found = values(lift(drawing), measure_lifts)
    assert (found["LFT-02"], found["LFT-03"], found["LFT-06"]) == (["100"], ["125"], ["80"])
    assert (found["LFT-01"], found["LFT-05"], found["lift_kind"]) == (["true"], ["true"], ["car"])
    assert float(found["LFT-04"][0]) >= 150


def test_lift_without_stated_size_is_unknown(drawing):
    found = values(lift(drawing, stated=False), measure_lifts)
    assert found["LFT-02"] == [UNKNOWN]


def toilet(drawing, pan_x=0.95, **how):
    plan_of = drawing(**how)
    plan_of.room("Aangepast toilet", 0, 0, 2.4, 3.0)
    plan_of.add("sanitary", "Toilet", box(pan_x, 2.3, pan_x + 0.38, 3.0), 0, 0.46, predefined_type="TOILETPAN")
    plan_of.add("sanitary", "Wastafel", box(0, 0.4, 0.5, 1.0), 0.72, 0.86, predefined_type="WASHHANDBASIN")
    plan_of.room("Sanitair", 2.5, 0, 5, 3)
    return plan_of


@pytest.mark.parametrize("turned", [0.0, 0.5, 1.9])
def test_adapted_toilet(drawing, turned):
    found = values(toilet(drawing, turned=turned), measure_toilets)
    assert found["SAN-01"] == ["1/1"]
    assert float(found["SAN-03"][0]) == pytest.approx(230, abs=0.2)
    assert float(found["SAN-04"][0]) == pytest.approx(107, abs=0.2)
    assert found["SAN-13"] == ["2"]
    assert float(found["SAN-06"][0]) == pytest.approx(70, abs=0.2)
    assert float(found["SAN-09"][0]) == pytest.approx(70, abs=0.2)
    assert float(found["SAN-02"][0]) >= 150
    assert found["SAN-12"] == ["240x300"]
    assert (found["SAN-07"], found["SAN-11"], found["SAN-10"]) == (["true"], ["46"], [UNKNOWN])


def test_no_room_beside_the_pan(drawing):
    found = values(toilet(drawing, pan_x=1.9), measure_toilets)
    assert float(found["SAN-04"][0]) == pytest.approx(190, abs=0.2)
    assert found["SAN-13"] == ["1"]
    narrow = toilet(drawing)
    narrow.add("wall", "Schacht", box(1.5, 2.2, 2.4, 3.0), 0, 3)
    narrow.add("wall", "Schacht", box(0, 2.2, 0.4, 3.0), 0, 3)
    assert float(values(narrow, measure_toilets)["SAN-04"][0]) < 90


def test_toilet_block_without_adapted_one(drawing):
    plan_of = drawing()
    plan_of.room("Toilet", 0, 0, 1, 2)
    assert values(plan_of, measure_toilets)["SAN-01"] == ["0/1"]


def test_parking(drawing):
    plan_of = drawing()
    for number in range(9):
        plan_of.room(f"Parkeerplaats {number}", number * 2.5, 0, number * 2.5 + 2.5, 5)
    adapted = plan_of.room("Parkeerplaats aangepast", 30, 0, 33.5, 5)
    plan_of.state(adapted, "HandicapAccessible", True)
    found = values(plan_of, measure_parking)
    assert (found["PAR-01"], found["PAR-04"], found["PAR-08"]) == (["1/10"], ["350"], ["500"])


def test_counter_in_two_heights(drawing):
    plan_of = drawing()
    plan_of.room("Inkomhal", 0, 0, 8, 6)
    plan_of.add("furniture", "Balie hoog", box(3, 3, 3.7, 4.4), 0, 1.1)
    assert values(plan_of, measure_counters)["RCP-04"] == ["0/1"]
    plan_of.add("furniture", "Balie laag", box(3, 4.4, 3.7, 5.3), 0, 0.78)
    found = values(plan_of, measure_counters)
    assert (found["RCP-02"], found["RCP-04"]) == (["78"], ["1/1"])
