"""The same building gives the same facts, whatever unit, schema, place and turn it is written in."""

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vastgoed.bim.extract import Request, extract_model

AREAS = {"m": "m2", "mm": "mm2", "ft": "ft2"}
IGNORED = {"step_id", "guid", "unit"}


def _facts(maker_class, room_class, folder, rooms, door_m, **how):
    made = maker_class(**how)
    _building, storeys, _spaces = made.building(
        [
            room_class(str(place), width, depth, body=body, net=net, storey=place % 2)
            for place, (width, depth, body, net) in enumerate(rooms)
        ],
        storeys=2,
    )
    per = made.per_metre
    kind = "IfcDoorStandardCase" if how["schema"] == "IFC4" else "IfcDoor"
    made.door(storeys[0], kind, OverallWidth=door_m * per, OverallHeight=2.1 * per)
    rows = extract_model(Request(str(made.write(folder / "model.ifc")), details=True))
    spaces = [
        (
            row["space_name"],
            row["area_m2"],
            row["area_basis"],
            row["area_method"],
            row["area_crosscheck"],
            row["geometric_area_m2"],
            row["counted"],
        )
        for row in rows.spaces
    ]
    storeys_m = [(row["storey_name"], row["elevation_m"], row["door_count"]) for row in rows.storeys]
    doors = [(row["width_m"], row["height_m"], row["width_m_source"]) for row in rows.details["elements"]]
    return spaces, storeys_m, doors, sorted(finding.code for finding in rows.findings)


def _close(one, other):
    if isinstance(one, tuple | list):
        return len(one) == len(other) and all(map(_close, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-9)
    return one == other


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sizes=st.lists(
        st.tuples(
            st.floats(1.5, 30).map(lambda size: round(size, 3)),
            st.floats(1.5, 30).map(lambda size: round(size, 3)),
            st.sampled_from(["rectangle", "outline", "hole", None]),
            st.sampled_from([-1, None]),
        ),
        min_size=1,
        max_size=4,
    ),
    unit=st.sampled_from(["m", "mm", "ft"]),
    schema=st.sampled_from(["IFC2X3", "IFC4", "IFC4X3"]),
    turned=st.floats(-3, 3),
)
def test_same_facts_in_every_unit_schema_place_and_turn(maker, room, tmp_path, sizes, unit, schema, turned):
    plain = _facts(maker, room, tmp_path, sizes, 0.93, schema="IFC4", unit="m", area_unit="m2")
    other = _facts(maker, room, tmp_path, sizes, 0.93, schema=schema, unit=unit, area_unit=AREAS[unit], turned=turned)
    assert _close(plain, other)


@pytest.mark.parametrize("schema", ["IFC2X3", "IFC4", "IFC4X3"])
@pytest.mark.parametrize("unit", ["m", "mm", "ft"])
def test_every_unit_in_every_schema(maker, room, tmp_path, unit, schema):
    rooms = [(5, 4, "rectangle", -1), (6, 3, "outline", None), (4, 4, "hole", -1), (3, 3, "brep", None)]
    plain = _facts(maker, room, tmp_path, rooms, 0.93, schema="IFC4", unit="m", area_unit="m2")
    other = _facts(maker, room, tmp_path, rooms, 0.93, schema=schema, unit=unit, area_unit=AREAS[unit], turned=0.4)
    assert _close(plain, other)
    assert [area for _name, area, *_rest in plain[0]] == pytest.approx([20, 18, 16, 9])
