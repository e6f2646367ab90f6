import pytest

from vastgoed.accessibility.model.doors import entrance_doors, left_out_doors, measure_doors
from vastgoed.accessibility.model.plan import Plan
from vastgoed.accessibility.model.value import NOT_APPLICABLE, UNKNOWN


def office(drawing, width=1.8, room="Kantoor", **door):
    """A corridor along x from y 0 to `width`, a room above it, one door between them at x 3."""
    plan_of = drawing()
    plan_of.room("Gang", 0, 0, 8, width)
    plan_of.room(room, 0, width + 0.1, 6, width + 4)
    plan_of.door("Deur", 3, width + 0.05, **door)
    return plan_of


def values(plan_of):
    found: dict[str, list] = {}
    for value in measure_doors(Plan(plan_of.geometry())):
        found.setdefault(value.criterion_id, []).append(value.value)
    return found


def test_good_door(drawing):
    found = values(office(drawing))
    assert found["DOR-01"] == ["212"]
    assert found["DOR-02"] == ["106"]
    assert float(found["DOR-05"][0]) >= 150
    assert float(found["DOR-06"][0]) >= 50
    assert found["door_drive"] == ["manual"]


@pytest.mark.parametrize(("width", "passes"), [(1.5, True), (1.499, True), (1.45, False)])
def test_turning_space_of_a_narrow_corridor(drawing, width, passes):
    assert (float(values(office(drawing, width))["DOR-05"][0]) >= 150) is passes


def test_pull_side_needs_room_beside_the_swing(drawing):
    """Where the leaf swings into a corridor of 200 cm, the circle does not fit beside it."""
    into = values(office(drawing, 2.0, swings_up=False))
    assert float(into["DOR-05"][0]) >= 150  # it fits along the corridor, touching the swing
    short = drawing()
    short.room("Gang", 0, 0, 1.9, 1.8)
    short.room("Kantoor", 0, 1.9, 6, 6)
    short.door("Deur", 0.95, 1.85, swings_up=False)
    assert float(values(short)["DOR-05"][0]) < 120


@pytest.mark.parametrize(("beside", "value"), [(0.46, "51"), (0.40, "45"), (0.10, "15")])
def test_free_width_beside_the_latch(drawing, beside, value):
    """A left-hung door swinging up has its latch at the high end: a wall stands so far from the opening."""
    plan_of = drawing()
    plan_of.room("Gang", 0, 0, 8, 1.8)
    plan_of.room("Kantoor", 0, 1.9, 3.53 + beside, 6)
    plan_of.door("Deur", 3, 1.85)
    assert values(plan_of)["DOR-06"] == [value]


def test_cupboard_beside_the_latch_counts(drawing):
    from shapely.geometry import box

    plan_of = office(drawing)
    plan_of.add("furniture", "Kast", box(3.63, 1.9, 4.2, 2.4), 0, 1.8)
    assert values(plan_of)["DOR-06"] == ["15"]
    loose = office(drawing)
    loose.add("furniture", "Stoel", box(3.63, 1.9, 4.2, 2.4), 0, 0.9)
    assert float(values(loose)["DOR-06"][0]) > 50


def test_stair_hall_and_sliding_door(drawing):
    found = values(office(drawing, room="Trappenhuis"))
    assert found["DOR-05"] == found["DOR-06"] == [NOT_APPLICABLE]
    assert values(office(drawing, operation="SLIDING_TO_LEFT"))["DOR-06"] == [NOT_APPLICABLE]


def test_adapted_toilet_opens_outward(drawing):
    assert values(office(drawing, room="Aangepast toilet", swings_up=False))["DOR-07"] == ["true"]
    assert values(office(drawing, room="Aangepast toilet"))["DOR-07"] == ["false"]


def test_revolving_door_and_its_alternative(drawing):
    plan_of = drawing()
    plan_of.room("Inkomhal", 0, 0, 8, 4)
    plan_of.door("Draaideur", 3, -0.05, width=2.0, operation="REVOLVING", external=True)
    assert values(plan_of)["DOR-04"] == ["false"]
    plan_of.door("Zijdeur", 6, -0.05, external=True)
    assert values(plan_of)["DOR-04"] == ["true"]


def test_entrance_and_what_lies_outside(drawing):
    from shapely.geometry import box

    plan_of = drawing()
    plan_of.room("Inkomhal", 0, 0, 8, 4)
    plan_of.door("Ingang", 4, -0.05, width=1.3, external=True)
    assert [door.label for door in entrance_doors(Plan(plan_of.geometry()))] == ["Ingang"]
    assert values(plan_of)["DOR-05"] == [UNKNOWN]
    assert values(plan_of)["DOR-11"] == ["116"]
    plan_of.add("slab", "Bordes", box(2, -2.1, 6, -0.1), -0.2, 0.0)
    assert float(values(plan_of)["DOR-05"][0]) >= 150


def test_door_without_any_place_is_said(drawing):
    plan_of = office(drawing)
    plan_of.rows[-1] |= {"axis_x": None, "axis_y": None}
    assert values(plan_of)["DOR-03"] == [UNKNOWN]


def test_height_without_lining(drawing):
    assert values(office(drawing, lining=None, height=2.20))["DOR-01"] == ["215"]
    assert values(office(drawing, lining=None, height=2.11))["DOR-01"] == [UNKNOWN]
    assert values(office(drawing, lining=None, height=2.05))["DOR-01"] == ["205"]
    assert values(office(drawing, lining=None, height=2.11, casing=0.07))["DOR-01"] == ["211"]


@pytest.mark.parametrize(("operation", "value"), [("SINGLE_SWING_LEFT", "true"), ("", "?"), ("NOTDEFINED", "?")])
def test_a_door_that_does_not_say_how_it_opens_may_open_inwards(drawing, operation, value):
    plan_of = drawing()
    plan_of.room("Aangepast toilet", 0, -3, 3, -0.05)
    plan_of.room("Gang", 0, 0.05, 6, 2)
    plan_of.door("Deur", 1.5, 0, operation=operation)
    found = [one.value for one in measure_doors(Plan(plan_of.geometry())) if one.criterion_id == "DOR-07"]
    assert found == [value]


def test_the_opening_of_a_revolving_door_is_no_passage(drawing):
    plan_of = drawing()
    plan_of.room("Hall", 0, 0.05, 6, 5)
    plan_of.door("Draaideur", 3, 0, width=2.0, operation="REVOLVING", external=True)
    found = {one.criterion_id: one.value for one in measure_doors(Plan(plan_of.geometry()))}
    assert (found["DOR-03"], found["DOR-11"], found["DOR-04"]) == ("not_applicable", "not_applicable", "false")


@pytest.mark.parametrize(("x", "value"), [(0.75, "?"), (3.0, "pass"), (0.75, "fail")])
def test_a_latch_on_an_unknown_side_needs_room_on_both(drawing, x, value):
    plan_of = drawing()
    plan_of.room("Gang", 0, -3, 6 if value != "fail" else 1.5, -0.05)
    plan_of.room("Kantoor", 0, 0.05, 6 if value != "fail" else 1.5, 4)
    plan_of.door("Deur", x, 0, width=1.0, operation="")
    [found] = [one.value for one in measure_doors(Plan(plan_of.geometry())) if one.criterion_id == "DOR-06"]
    assert found == "?" if value == "?" else (float(found) >= 50) == (value == "pass")


def test_doors_nobody_judges_are_counted_by_why(drawing):
    plan_of = office(drawing, room="Berging")
    plan_of.room("Technische ruimte", 6.1, 1.9, 8, 5)
    plan_of.door("Deur techniek", 7, 1.85)
    plan_of.room("Kantoor", 0, -4, 8, -0.1)
    plan_of.door("Deur kantoor", 3, -0.05)
    plan = Plan(plan_of.geometry())
    assert left_out_doors(plan) == {"technical": 1, "storage": 1}
    assert {value.element for value in measure_doors(plan)} == {"Deur kantoor"}
    assert left_out_doors(Plan(office(drawing).geometry())) == {}
