"""Widening a door never lowers a verdict, whatever door it is and whatever is known of it."""

from datetime import date

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from shapely.geometry import box

from kern.findings import Outcome
from vastgoed.accessibility.assessment import assess_model
from vastgoed.accessibility.criteria import read_criteria

TODAY = date(2026, 11, 24)
CRITERIA = read_criteria(TODAY)
RANKS = {Outcome.FAIL: 0, Outcome.NOT_ASSESSABLE: 1, Outcome.NOT_APPLICABLE: 2, Outcome.PASS: 2}
# The room a leaf turns in and the strip beside its latch: a wider leaf takes from them, and not in the model alone.
BESIDE = {"DOR-05", "DOR-06"}
DOORS = {"Deur 1": 3.0, "Deur T": 8.0, "Deur 2": 13.0, "Ingang": 6.0}  # where they stand along the corridor
OPERATIONS = ["SINGLE_SWING_LEFT", "SINGLE_SWING_RIGHT", "DOUBLE_DOOR_SINGLE_SWING", "DOUBLE_SWING_LEFT",
              "SLIDING_TO_LEFT", "DOUBLE_DOOR_SLIDING", "REVOLVING", ""]  # fmt: skip
SETTINGS = settings(max_examples=15, derandomize=True, suppress_health_check=list(HealthCheck))


def floor(drawing, doors, corridor, deep=8.0):
    """An entrance, a corridor, an office, an adapted toilet and another office."""
    plan_of = drawing()
    plan_of.room("Gang", 0, 1.8 - corridor, 16, 1.8)
    plan_of.room("Kantoor 1", 0, 1.9, 6, deep, public=False)
    plan_of.room("Aangepast toilet", 6.1, 1.9, 9.9, deep)
    plan_of.room("Kantoor 2", 10, 1.9, 16, deep)
    plan_of.room("Voorplein", 0, -8, 16, 1.7 - corridor)
    plan_of.add("sanitary", "Toilet", box(6.5, deep - 0.7, 6.88, deep), 0, 0.46, predefined_type="TOILETPAN")
    for name, x in DOORS.items():
        y = 1.75 - corridor if name == "Ingang" else 1.85
        how = doors.get(name, {})
        step_id = plan_of.door(name, x, y, external=name == "Ingang", **{"width": 1.1, **how.get("drawn", {})})
        for stated, value in how.get("stated", {}).items():
            plan_of.state(step_id, stated, value)
    return plan_of.geometry()


def ranks(geometry, criteria=CRITERIA):
    """Rank of every verdict, against the norm and at each level, and the rooms that are open."""
    [one] = assess_model(geometry, criteria, TODAY)
    found = {}
    for item in one.result.verdicts:
        for level, verdict in {None: item.verdict, **item.at}.items():
            key = (item.criterion.id, item.element, item.scope, level)
            found[key] = min(RANKS[verdict.outcome], found.get(key, 2))
    return found, one.surely_open, one.result.level.rank


@st.composite
def changes(draw):
    """A door before and after it is widened, the rest of what is known of it the same."""
    width = round(draw(st.floats(0.55, 1.6)), 3)
    wider = round(draw(st.one_of(st.just(0.01), st.floats(0.0, 1.0))), 3)
    evidence = draw(st.sampled_from(["lining", "casing", "nothing", "property", "leaf"]))
    drawn = {
        "operation": draw(st.sampled_from(OPERATIONS)),
        "lining": draw(st.sampled_from([0.03, 0.05, 0.1])) if evidence == "lining" else None,
        "casing": 0.07 if evidence == "casing" else 0.0,
        "swings_up": draw(st.booleans()),
    }
    loss = draw(st.sampled_from([0.0, 0.08, 0.14]))
    driven = draw(st.booleans())

    def door(size):
        stated = {"HasDrive": True} if driven else {}
        name = {"property": "ClearWidth", "leaf": "LeafWidth"}.get(evidence)
        if name:
            stated[name] = size - loss
        return {"drawn": {**drawn, "width": size}, "stated": stated}

    return door(width), door(width + wider)


def compare(drawing, name, change, others, corridor):
    """What goes down when a door is widened."""
    rest = {other: {"drawn": {"width": others}} for other in DOORS if other != name}
    before, open_before, level_before = ranks(floor(drawing, rest | {name: change[0]}, corridor))
    after, open_after, level_after = ranks(floor(drawing, rest | {name: change[1]}, corridor))
    assert open_before <= open_after
    down = {key for key, rank in before.items() if after[key] < rank}
    assert down or level_before <= level_after
    return down


def bare(width):
    """A door of which the model says its width and no more."""
    return {"drawn": {"width": width, "lining": None}, "stated": {}}


# Between 77 and 90 cm at the most, level A is no pass: it may as well be less.
@example(name="Deur 2", change=(bare(0.85), bare(1.0)), others=1.1)
@SETTINGS
@given(name=st.sampled_from(sorted(DOORS)), change=changes(), others=st.sampled_from([0.8, 0.97, 1.1]))
def test_with_room_around_it_no_verdict_goes_down(drawing, name, change, others):
    assert compare(drawing, name, change, others, corridor=4.6) == set()


@SETTINGS
@given(name=st.sampled_from(sorted(DOORS)), change=changes(), corridor=st.sampled_from([1.2, 1.5, 1.8]))
def test_in_a_narrow_corridor_only_the_room_beside_it_is_taken(drawing, name, change, corridor):
    down = compare(drawing, name, change, 1.1, corridor)
    assert {(criterion, element) for criterion, element, *_rest in down} <= {(each, name) for each in BESIDE}
