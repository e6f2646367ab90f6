"""Routes through the synthetic building: what is reached, over which links, and what stands in the way."""

import json
from collections import Counter
from pathlib import Path

import pytest

from vastgoed.accessibility.routes.facts import route_values
from vastgoed.accessibility.routes.graph import build_routes
from vastgoed.accessibility.routes.measure import route_rows
from vastgoed.accessibility.routes.reach import find_reach
from vastgoed.bim.geometry import read_geometry
from vastgoed.bim.worker import SHARED

SAMPLES = Path(__file__).resolve().parents[5] / "shared" / "samples" / "ifc"
DUCTS = {"0.07b Leidingkoker", "1.07b Leidingkoker"}


def walk(geometry):
    routes = build_routes(geometry)
    return routes, find_reach(routes)


def blocked(geometry):
    _routes, reach = walk(geometry)
    return {room.name for room in reach.blocked} - DUCTS


def values(geometry):
    routes, reach = walk(geometry)
    return {(value.criterion, value.scope): value.value for value in route_values(routes, reach)}


HIGH_WING = {"0.22 Studio", "0.23 Gang vleugel", "0.24 Auditorium"}


def test_the_sound_building_is_reached_as_a_whole(read_building):
    routes, reach = walk(read_building())
    kinds = Counter(link.kind for link in routes.links)
    assert kinds["lift"] == 2
    assert kinds["stair"] == 3
    assert kinds["ramp"] == 1
    assert {routes.rooms[entrance.place.room].name for entrance in routes.entrances} == {"0.03 Inkomhal"}
    assert {room.name for room in reach.blocked} == DUCTS
    found = values(read_building())
    assert found["CHN-01", "visitor"] == found["CHN-01", "staff"] == found["LVL-03", "visitor"] == "true"


@pytest.mark.parametrize(
    ("schema", "unit", "turned", "moved"),
    [("IFC2X3", "mm", 33.0, (0.0, 0.0, 0.0)), ("IFC4X3", "ft", 200.0, (150_000.0, 170_000.0, 20.0))],
)
def test_schema_unit_and_place_change_nothing(read_building, schema, unit, turned, moved):
    plain_routes, plain = walk(read_building())
    routes, reach = walk(read_building(schema, unit, turned, moved))
    assert {room.name for room in reach.blocked} == {room.name for room in plain.blocked}
    assert Counter(link.kind for link in routes.links) == Counter(link.kind for link in plain_routes.links)
    assert values(read_building(schema, unit, turned, moved)) == values(read_building())


def test_without_the_ramp_the_wing_is_not_reached(read_building):
    geometry = read_building(has_ramp_30=False)
    assert blocked(geometry) == {"0.21 Projectruimte", *HIGH_WING}
    assert values(geometry)["LVL-03", "visitor"] == "false"
    assert values(geometry)["CHN-01", "staff"] == "false"
    assert values(geometry)["CHN-01", "visitor"] == "true"


def test_without_the_lift_the_upper_storey_is_not_reached(read_building):
    assert all(name.startswith("1.") for name in blocked(read_building(has_lift=False)))
    assert len(blocked(read_building(has_lift=False))) == 13


def test_a_lift_along_the_stair_does_not_count(read_building):
    assert blocked(read_building(platform_kind="trapplateaulift")) == HIGH_WING


def test_a_step_of_three_centimetres_is_a_step(read_building):
    assert blocked(read_building(raised_room=0.03)) == {"0.12 Polyvalente ruimte"}


def test_a_revolving_door_alone_is_no_way_in(read_building):
    geometry = read_building(has_door_beside_revolving=False)
    routes, reach = walk(geometry)
    assert len(routes.entrances) == 1
    assert reach.step_free == frozenset()
    assert len(reach.reached) == 31


def test_a_staff_room_without_a_body_was_not_assessed(read_building):
    assert values(read_building())["CHN-02", "staff"] == "true"
    geometry = read_building(bodiless_room=True)
    assert values(geometry)["CHN-02", "staff"] == "false"
    [row] = [row for row in route_rows(geometry, build_routes(geometry), None) if row["criterion_id"] == "CHN-02"]
    assert json.loads(row["reason_numbers"])["rooms"] == "0.25 Kantoor"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample models are not here")
@pytest.mark.parametrize(
    ("name", "rooms", "reached", "step_free"),
    [
        ("office-a-nibs", 99, 98, 59),
        ("duplex-georeferenced-be", 21, 20, 10),
        ("fzk-haus-ac20-ifc4", 7, 7, 6),
    ],
)
def test_the_public_models_give_the_known_counts(name, rooms, reached, step_free):
    _routes, reach = walk(read_geometry(SAMPLES / f"{name}.ifc", worker=SHARED))
    assert (len(reach.rooms), len(reach.reached), len(reach.step_free)) == (rooms, reached, step_free)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample models are not here")
def test_boundaries_and_looking_on_both_sides_agree():
    routes, _reach = walk(read_geometry(SAMPLES / "office-a-nibs.ifc", worker=SHARED))
    stated = [door for door in routes.doors if door.by_boundary]
    assert len(stated) == 87
    assert all({room.step_id for room in door.sides} == {room.step_id for room in door.probed} for door in stated)
