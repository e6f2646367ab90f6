"""Changing rooms, counted."""

import pytest

from vastgoed.accessibility.model.changing import measure_changing
from vastgoed.accessibility.model.plan import Plan


@pytest.mark.parametrize(
    ("names", "claimed", "share"),
    [
        (("Kleedkamer 1", "Aangepaste kleedkamer"), (), ["1/2"]),
        (("Kleedkamer 1", "Kleedkamer 2", "Kleedkamer 3"), (), ["0/3"]),
        (("Kleedkamer 1", "Kleedkamer 2"), (1,), ["1/2"]),
        (("Kleedkamer 1", "Aangepaste kleedkamer"), (0, 1), ["1/2"]),  # a name says more than a claim
        (("Kantoor",), (0,), []),
    ],
)
def test_adapted_by_name_else_by_claim(drawing, names, claimed, share):
    plan_of = drawing()
    for number, name in enumerate(names):
        step_id = plan_of.room(name, 3 * number, 0, 3 * number + 3, 3)
        if number in claimed:
            plan_of.state(step_id, "HandicapAccessible", True)
    assert [value.value for value in measure_changing(Plan(plan_of.geometry()))] == share
