"""Ramps: slope by rise, width, landings, room to turn at both ends, edges and handrails, cross slope."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import shapely

from kern.language import N_
from vastgoed.accessibility.model.circles import circle_beside
from vastgoed.accessibility.model.flights import Slope, find_slope, strip_of
from vastgoed.accessibility.model.ground import slabs_near
from vastgoed.accessibility.model.plan import rectangle
from vastgoed.accessibility.model.rails import edge_heights, rails_beside
from vastgoed.accessibility.model.stairs import rail_values
from vastgoed.accessibility.model.value import NOT_APPLICABLE, UNKNOWN, ModelValue, as_cm, as_flag, as_number, cm
from vastgoed.accessibility.model.words import property_names

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from shapely.geometry.base import BaseGeometry

    from vastgoed.accessibility.model.plan import Plan, Row

_CLEAR = ("clearwidth", "clear width", "width", "vrije breedte", "breedte")
_SAME_PCT = 0.3
_STEEP_PCT = 4.0
# A floor is a ramp between these slopes, as for the routes, and from this rise; levels it may join at its ends. [m]
_FLOOR_PCT, _RISE_M = (2.0, 15.0), 0.03
_REACH_M, _RISER_M, _SINK_M = 0.40, 0.35, 0.06
# Handrails run on 40 cm beyond a ramp (article 19 §9); between them a circle wider than the ramp begins there. [m]
_RAILS_M = 0.45


@dataclass(frozen=True)
class Flight:
    """A sloping part of a ramp, with its slope where the body shows one."""

    row: Row
    slope: Slope | None


def ramp_flights(plan: Plan) -> list[list[Flight]]:
    """The ramps, each with its flights from low to high; a ramp without parts is its own flight.

    A floor that slopes like a ramp from one level to another is one, whatever its class.
    """
    flights = plan.of("ramp_flight")
    wholes = {row["whole_step_id"] for row in flights}
    alone = [row for row in plan.of("ramp") if row["element_step_id"] not in wholes and plan.shape(row) is not None]
    parts = {row["element_step_id"] for row in [*flights, *alone]}
    groups: dict[int, list[Flight]] = {}
    for row in [*flights, *alone, *_sloping_floors(plan, parts | wholes)]:
        mesh = plan.geometry.mesh(row["element_step_id"])
        flight = Flight(row, find_slope(*mesh) if mesh is not None else None)
        groups.setdefault(row["whole_step_id"] or row["element_step_id"], []).append(flight)
    return [sorted(group, key=lambda flight: flight.row["z_min_m"] or 0.0) for group in groups.values()]


def _sloping_floors(plan: Plan, known: Container[int]) -> Iterator[Row]:
    """The slabs that climb from one level people use to another, those of a ramp left out."""
    for row in plan.of("slab"):
        mesh = plan.geometry.mesh(row["element_step_id"])
        if mesh is None or row["predefined_type"] == "ROOF" or row["whole_step_id"] in known:
            continue
        slope = find_slope(*mesh)
        if slope is None or not _FLOOR_PCT[0] <= slope.pct <= _FLOOR_PCT[1] or slope.rise < _RISE_M:
            continue
        below = [
            level for level in _levels(plan, slope.low, slope.width) if -_RISER_M <= level - slope.low_m <= _SINK_M
        ]
        above = [
            level for level in _levels(plan, slope.high, slope.width) if -_SINK_M <= level - slope.high_m <= _RISER_M
        ]
        if below and above and max(above) - min(below) >= _RISE_M:
            yield row


def _levels(plan: Plan, end: tuple[float, float], width_m: float) -> list[float]:
    """The levels of rooms and doors at the end of a slope."""
    near = shapely.Point(end).buffer(width_m / 2 + _REACH_M)
    rooms = [room.floor_m for room in plan.rooms if room.floor.intersects(near)]
    return rooms + [door.sill_m for door in plan.doorways if shapely.Point(door.centre).within(near)]


def measure_ramps(plan: Plan) -> Iterator[ModelValue]:
    """The values of every ramp."""
    for flights in ramp_flights(plan):
        drawn = [flight.slope for flight in flights if flight.slope is not None]
        rise = max(s.high_m for s in drawn) - min(s.low_m for s in drawn) if drawn else None
        length = sum(slope.run for slope in drawn) if drawn else None
        for number, flight in enumerate(flights):
            yield from _flight(plan, flight, rise, length, len(flights))
            ends = [high for high, at in ((False, 0), (True, len(flights) - 1)) if number == at]
            yield from _turning_at(plan, flight, ends)
        yield from _landings(plan, flights)


def _value(
    plan: Plan, criterion: str, row: Row, value: str, basis: str, reason: str, numbers: dict[str, object] | None = None,
    unit: str = "cm", source: str = "geometry",
) -> ModelValue:  # fmt: skip
    step_id = row["element_step_id"]
    return ModelValue(
        criterion, step_id, plan.labels[step_id], value, "" if value in ("true", "false") else unit,
        "property" if source == "property" else "geometry", basis, reason, numbers or {},
    )  # fmt: skip


def _flight(plan: Plan, flight: Flight, rise: float | None, length: float | None, count: int) -> Iterator[ModelValue]:
    row, slope = flight.row, flight.slope
    stated = _stated_pct(plan, row)
    if slope is None or rise is None or length is None:
        text = N_("The body shows no slope, so the rise that decides the limit is not known; stated: {stated_pct} %.")
        said: dict[str, object] = {"stated_pct": round(stated[0], 2) if stated else "?"}
        for criterion in ("RMP-09", "RMP-11"):
            yield _value(plan, criterion, row, UNKNOWN, "none", text, said)
        yield _value(plan, "RMP-04", row, UNKNOWN, "none", text, said, unit="percent")
        return
    text = N_("Height between the lowest and the highest point of the ramp.")
    yield _value(plan, "rise_cm", row, as_cm(rise), "body", text)
    yield _value(plan, "length_m", row, as_number(length), "body", N_("Length of the ramp in plan."), unit="m")
    yield _slope(plan, row, slope, stated, rise)
    yield _width(plan, row, slope)
    text = N_("Slope of the body.")
    yield _value(plan, "slope_pct", row, as_number(slope.pct), "body", text, unit="percent")
    strip = strip_of(slope.surface, slope.direction)
    edges = edge_heights(plan, strip, slope.low_m, slope.high_m)
    if edges or plan.of("railing"):
        lowest = min(edges.get(side, 0.0) for side in (-1, 1))
        text = N_("Lowest of the edges on both sides, 0 where a side has none.")
        yield _value(plan, "RMP-10", row, as_cm(lowest), "edges", text)
    else:
        text = N_("No railing stands beside it in the model; that is no proof that there is none.")
        yield _value(plan, "RMP-10", row, UNKNOWN, "none", text)
    rails = [rail for rail in rails_beside(plan, strip, slope.low_m, slope.high_m) if rail.is_handrail]
    yield from rail_values(plan, row, rails, ("RMP-11", "RMP-12", "RMP-13"))
    text = N_("Slope of the surface across the way up.")
    yield _value(plan, "RMP-14", row, as_number(slope.cross_pct), "body", text, unit="percent")
    needs_landing = rise > 0.5 + 1e-6 or (length > 10 + 1e-6 and slope.pct > _STEEP_PCT)
    if needs_landing:
        text = N_("The ramp has {count} flights.")
        yield _value(plan, "RMP-07", row, as_flag(count > 1), "flights", text, {"count": count})


def _stated_pct(plan: Plan, row: Row) -> tuple[float, str] | None:
    """The slope the model states, from an angle to percent. A ratio is taken as such."""
    for step_id in (row["element_step_id"], row["whole_step_id"]):
        found = plan.number(step_id, *property_names("ramp_slope"), unit="degrees") if step_id else None
        if found is not None and found[0] < 89:
            return math.tan(math.radians(found[0])) * 100, found[1]
    return None


def _slope(plan: Plan, row: Row, slope: Slope, stated: tuple[float, str] | None, rise: float) -> ModelValue:
    classes = ((0.10, "RMP-01"), (0.25, "RMP-02"), (0.50, "RMP-03"), (math.inf, "RMP-04"))
    rounded = round(rise, 3)
    criterion = next(name for top, name in classes if rounded < top)
    numbers: dict[str, object] = {"measured_pct": round(slope.pct, 2), "rise_cm": cm(rise)}
    if stated is None:
        text = N_("Slope of the body over a rise of {rise_cm} cm.")
        return _value(plan, criterion, row, as_number(slope.pct), "body", text, numbers, "percent")
    numbers |= {"stated_pct": round(stated[0], 2), "where": stated[1]}
    if abs(stated[0] - slope.pct) <= _SAME_PCT:
        text = N_("{where} is an angle of {stated_pct} %; the body slopes {measured_pct} % over {rise_cm} cm.")
    else:
        text = N_("{where} is an angle of {stated_pct} % but the body slopes {measured_pct} %: what is drawn holds.")
    basis = "angle_and_body" if abs(stated[0] - slope.pct) <= _SAME_PCT else "drawn_holds"
    return _value(plan, criterion, row, as_number(slope.pct), basis, text, numbers, "percent")


def _width(plan: Plan, row: Row, slope: Slope) -> ModelValue:
    strip = strip_of(slope.surface, slope.direction)
    rails = rails_beside(plan, strip, slope.low_m, slope.high_m)
    taken = sum(max((rail.inner for rail in rails if rail.side == side), default=0.0) for side in (-1, 1))
    drawn = slope.width - taken
    stated = plan.number(row["element_step_id"], *_CLEAR)
    numbers: dict[str, object] = {"width_cm": cm(slope.width), "rails_cm": cm(taken)}
    if stated is None:
        text = N_("Surface of {width_cm} cm less {rails_cm} cm of railings.")
        return _value(plan, "RMP-09", row, as_cm(drawn), "body", text, numbers)
    numbers |= {"where": stated[1], "stated_cm": cm(stated[0])}
    if abs(stated[0] - drawn) <= 0.02:
        text = N_("{where} says {stated_cm} cm and the body agrees.")
        return _value(plan, "RMP-09", row, as_cm(min(drawn, stated[0])), "stated_and_body", text, numbers)
    text = N_("{where} says {stated_cm} cm, the body is {width_cm} cm less {rails_cm} cm of railings: the lower holds.")
    return _value(plan, "RMP-09", row, as_cm(min(drawn, stated[0])), "lower_of_two", text, numbers)


def _turning_at(plan: Plan, flight: Flight, ends: list[bool]) -> Iterator[ModelValue]:
    """Room to turn at the lower and upper end of the whole ramp (article 19 §3); landings have a size of their own."""
    if flight.slope is None:
        return
    for high in ends:
        found = _turning(plan, flight.slope, high)
        where = N_("Largest circle that touches the upper end.") if high else N_("Largest circle at the lower end.")
        none = N_("The model has no floor at this end of the ramp.")
        value = UNKNOWN if found is None else as_cm(found)
        basis, reason = ("none", none) if found is None else ("circle", where)
        yield _value(plan, "RMP-08", flight.row, value, basis, reason)


def _turning(plan: Plan, slope: Slope, high: bool) -> float | None:
    """The largest circle at an end of a ramp on rooms and slabs at its level; None when the model has neither."""
    at, level = (slope.high, slope.high_m) if high else (slope.low, slope.low_m)
    ax, ay = slope.direction
    half = slope.width / 2
    edge = shapely.LineString([(at[0] - half * ay * side, at[1] + half * ax * side) for side in (-1, 1)])
    sign = 1.0 if high else -1.0
    # Before the edge only: beside the ramp one cannot turn onto it.
    near = rectangle(at, (-ay, ax), -half - 2.5, half + 2.5, 0.0, 3.0, (sign * ax, sign * ay))
    rooms = [
        room
        for room in plan.rooms
        if room.is_judged and abs(room.floor_m - level) <= 0.03 and room.floor.intersects(near)
    ]
    slabs = [plan.geometry.shapes[row["element_step_id"]] for row in slabs_near(plan, near, level, 0.03)]
    # The slab below a room lies under its furniture too: in a room only the free floor counts.
    bare = shapely.union_all(slabs).difference(shapely.union_all([room.floor for room in rooms]))
    floors: list[BaseGeometry] = [*(plan.free_floor(room) for room in rooms), *([] if bare.is_empty else [bare])]
    if not floors:
        return None
    floor = shapely.union_all(floors).difference(slope.surface.buffer(-0.002))
    return circle_beside(floor.intersection(near), edge, _RAILS_M) if floor.distance(edge) < 0.1 else None


def _landings(plan: Plan, flights: list[Flight]) -> Iterator[ModelValue]:
    """The landings between the flights of a ramp: width across the way by depth along it.

    A ramp that is drawn without a landing of a kind has none to measure; whether it needs one is RMP-07.
    """
    due: set[str] = set()
    for below, above in pairwise(flights):
        if below.slope is None or above.slope is None:
            continue
        dot = sum(a * b for a, b in zip(below.slope.direction, above.slope.direction, strict=True))
        criterion = "RMP-05" if dot > 0.95 else "RMP-06"
        due.add(criterion)
        near = shapely.Point(below.slope.high).buffer(0.6)
        slabs = [
            (row, shape)
            for row in slabs_near(plan, near, below.slope.high_m, 0.05)
            if row["predefined_type"] in ("LANDING", "FLOOR", None) and (shape := plan.shape(row)) is not None
        ]
        if not slabs:
            text = N_("Two flights follow each other, but no slab between them is drawn.")
            yield _value(plan, criterion, below.row, UNKNOWN, "none", text)
        for row, shape in slabs:
            strip = strip_of(shape, below.slope.direction)
            size = f"{as_cm(strip.width)}x{as_cm(strip.length)}"
            text = N_("Landing between two flights, width by depth.")
            yield _value(plan, criterion, row, size, "landing", text)
    for criterion in ("RMP-05", "RMP-06"):
        if criterion not in due and all(flight.slope is not None for flight in flights):
            text = N_("The ramp is drawn without such a landing.")
            yield _value(plan, criterion, flights[0].row, NOT_APPLICABLE, "none_drawn", text)
