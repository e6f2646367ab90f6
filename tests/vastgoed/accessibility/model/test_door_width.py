import pytest

from vastgoed.accessibility.model.door_width import clear_width, measure_width
from vastgoed.accessibility.model.plan import Plan


def of_door(drawing, *, stated=(), **how):
    plan_of = drawing()
    step_id = plan_of.door("D", 2, 0, **how)
    for name, value, unit in stated:
        plan_of.state(step_id, name, value, unit)
    plan = Plan(plan_of.geometry())
    return clear_width(plan, plan.doorways[0])


@pytest.mark.parametrize(
    ("how", "basis", "cm"),
    [
        ({"width": 1.06}, "lining_and_leaf", 92),
        ({"width": 1.02}, "lining_and_leaf", 88),
        ({"width": 1.00, "operation": "SLIDING_TO_LEFT"}, "lining_and_leaf", 90),
        ({"width": 2.00, "operation": "DOUBLE_DOOR_SINGLE_SWING"}, "lining_and_leaf", 91),
        ({"width": 0.915, "lining": None, "casing": 0.076}, "handbook_leaf", 83.5),
        ({"width": 0.98, "lining": None, "casing": 0.076}, "handbook_leaf", 90),
        ({"width": 1.05, "lining": None}, "rough_opening", 90),
        ({"width": 0.90, "lining": None}, "at_most", 86),
        ({"width": 1.00, "lining": None}, "none", None),
    ],
)
def test_order_of_evidence(drawing, how, basis, cm):
    found = of_door(drawing, **how)
    assert found.basis == basis
    assert (None if found.metres is None else round(found.metres * 100, 1)) == cm


def test_explicit_property_goes_first(drawing):
    found = of_door(drawing, stated=[("Vrije doorgang", 0.87, "m")], width=1.06)
    assert (found.basis, found.metres) == ("property", 0.87)


def test_widest_of_two_leaves_and_thick_leaf(drawing):
    shares = [("PanelWidth", 0.7, ""), ("PanelWidth", 0.3, "")]
    plan_of = drawing()
    step_id = plan_of.door("D", 2, 0, width=1.5, operation="DOUBLE_DOOR_SINGLE_SWING")
    for name, value, unit in [*shares, ("PanelDepth", 0.05, "m")]:
        plan_of.state(step_id, name, value, unit, set_name="IfcDoorPanelProperties")
    plan = Plan(plan_of.geometry())
    assert clear_width(plan, plan.doorways[0]).metres == pytest.approx(1.4 * 0.7 - 0.05)


def test_driven_sliding_pair_counts_both_leaves(drawing):
    found = of_door(drawing, stated=[("HasDrive", True, "")], width=1.6, operation="DOUBLE_DOOR_SLIDING")
    assert found.metres == pytest.approx(1.5)
    assert of_door(drawing, width=1.6, operation="DOUBLE_DOOR_SLIDING").metres == pytest.approx(0.75)


@pytest.mark.parametrize(("width", "value"), [(0.85, "70..81"), (0.93, "78..89"), (1.00, "85..96"), (1.05, "90")])
def test_unknown_lining_gives_the_range_the_width_lies_in(drawing, width, value):
    plan_of = drawing()
    plan_of.door("D", 2, 0, width=width, lining=None)
    plan = Plan(plan_of.geometry())
    assert measure_width(plan, plan.doorways[0]).value == value
