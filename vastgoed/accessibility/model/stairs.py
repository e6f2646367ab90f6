"""Stairs: width, steps, risers and treads weighed over attribute, property and body, landings, handrails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.language import N_
from vastgoed.accessibility.model.arbitrate import Said, Settled, settle
from vastgoed.accessibility.model.flights import Steps, find_steps, strip_of
from vastgoed.accessibility.model.rails import Rail, rails_beside
from vastgoed.accessibility.model.value import UNKNOWN, ModelValue, as_cm, as_number, cm
from vastgoed.accessibility.model.words import property_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vastgoed.accessibility.model.plan import Plan, Row

_LANDING_M = 0.10


def stair_flights(plan: Plan) -> list[Row]:
    """The flights; a stair without parts stands for its own flight."""
    flights = plan.of("stair_flight")
    wholes = {row["whole_step_id"] for row in flights}
    return flights + [
        row for row in plan.of("stair") if row["element_step_id"] not in wholes and plan.shape(row) is not None
    ]


def measure_stairs(plan: Plan) -> Iterator[ModelValue]:
    """The values of every flight and landing."""
    for row in stair_flights(plan):
        mesh = plan.geometry.mesh(row["element_step_id"])
        steps = find_steps(*mesh) if mesh is not None else None
        yield from _steps(plan, row, steps)
        yield from _width_and_rails(plan, row, steps)
    wholes = {row["element_step_id"] for row in plan.of("stair")}
    for row in plan.of("slab"):
        if row["predefined_type"] == "LANDING" and row["whole_step_id"] in wholes:
            text = N_("Shortest side of the landing, {long_cm} × {short_cm} cm.")
            numbers: dict[str, object] = {
                "long_cm": cm(row["box_length_m"] or 0),
                "short_cm": cm(row["box_width_m"] or 0),
            }
            depth = UNKNOWN if row["box_width_m"] is None else as_cm(row["box_width_m"])
            yield _value(plan, "STR-03", row, depth, "landing", text, numbers)


def _value(
    plan: Plan, criterion: str, row: Row, value: str, basis: str, reason: str, numbers: dict[str, object] | None = None,
    unit: str = "cm", source: str = "geometry",
) -> ModelValue:  # fmt: skip
    step_id = row["element_step_id"]
    return ModelValue(
        criterion, step_id, plan.labels[step_id], value, unit, "property" if source == "property" else "geometry",
        basis, reason, numbers or {},
    )  # fmt: skip


def _said(plan: Plan, row: Row, names: tuple[str, ...], measured: float | None) -> list[Said]:
    """Everything said of one length: the attribute, the sets, the body."""
    step_id, found = row["element_step_id"], []
    for stated in plan.stated.get(step_id, []):
        if stated.name.lower() in names and stated.unit == "m" and stated.number and stated.number > 0:
            found.append(Said(stated.number, stated.where))
    # The property sets go first: the attribute is the one exporters write in feet.
    found.sort(key=lambda said: "." not in said.where)
    if measured is not None:
        found.append(Said(measured, "body", is_geometry=True))
    return found


def _steps(plan: Plan, row: Row, steps: Steps | None) -> Iterator[ModelValue]:
    has_rows = steps is not None and len(steps.treads) > 1
    riser = settle(
        _said(plan, row, property_names("stair_riser"), steps.riser if steps is not None and has_rows else None)
    )
    tread = settle(
        _said(plan, row, property_names("stair_tread"), steps.going if steps is not None and has_rows else None)
    )
    for criterion, settled in (("STR-04", riser), ("STR-05", tread)):
        if settled is None:
            text = N_("No attribute, no property, and no steps in the body.")
            yield _value(plan, criterion, row, UNKNOWN, "none", text)
        else:
            yield _settled(plan, criterion, row, settled)
    if riser is not None and tread is not None:
        numbers: dict[str, object] = {"riser_cm": cm(riser.metres), "tread_cm": cm(tread.metres)}
        text = N_("2 × {riser_cm} + {tread_cm} cm.")
        source = "property" if "property" in (riser.source, tread.source) else "geometry"
        size = as_cm(2 * riser.metres + tread.metres)
        yield _value(plan, "STR-06", row, size, "derived", text, numbers, source=source)
    yield _count(plan, row, steps)


def _settled(plan: Plan, criterion: str, row: Row, settled: Settled) -> ModelValue:
    value = as_cm(settled.metres)
    return _value(plan, criterion, row, value, settled.basis, settled.reason, settled.numbers, source=settled.source)


def _count(plan: Plan, row: Row, steps: Steps | None) -> ModelValue:
    """Risers of the flight: stated, and counted in the body (the top landing may or may not be part of it)."""
    stated = plan.number(row["element_step_id"], *property_names("stair_risers"), unit="")
    counted = None
    if steps is not None and len(steps.treads) > 1:
        lowest = steps.treads[0].z - row["z_min_m"] if row["z_min_m"] is not None else 0.0
        counted = len(steps.treads) + (1 if lowest > 1.5 * steps.riser else 0)
    if stated is None and counted is None:
        text = N_("No attribute, no property, and no steps in the body.")
        return _value(plan, "STR-02", row, UNKNOWN, "none", text, unit="count")
    if stated is None:
        text = N_("Treads counted in the body.")
        return _value(plan, "STR-02", row, str(counted), "body", text, unit="count")
    numbers: dict[str, object] = {"stated": as_number(stated[0]), "counted": counted if counted is not None else "?"}
    if counted is None or abs(stated[0] - counted) <= 1:
        text = N_("{stated} stated, {counted} treads counted in the body.")
        return _value(plan, "STR-02", row, as_number(stated[0]), "stated", text, numbers, "count", "property")
    text = N_("{stated} stated but {counted} treads counted in the body: the larger holds.")
    return _value(plan, "STR-02", row, as_number(max(stated[0], counted)), "larger_of_two", text, numbers, "count")


def _width_and_rails(plan: Plan, row: Row, steps: Steps | None) -> Iterator[ModelValue]:
    shape = plan.shape(row)
    if steps is None or steps.direction is None or shape is None:
        text = N_("The body shows no steps, so neither width nor handrails can be measured.")
        for criterion, unit in (("STR-01", "cm"), ("STR-07", "count"), ("STR-08", "cm")):
            yield _value(plan, criterion, row, UNKNOWN, "none", text, unit=unit)
        return
    strip = strip_of(shape, steps.direction)
    rails = [rail for rail in rails_beside(plan, strip, row["z_min_m"], row["z_max_m"]) if rail.is_handrail]
    taken = {side: max((rail.inner for rail in rails if rail.side == side), default=0.0) for side in (-1, 1)}
    numbers: dict[str, object] = {"width_cm": cm(steps.width), "rails_cm": cm(sum(taken.values()))}
    text = N_("Narrowest tread {width_cm} cm, less {rails_cm} cm of handrails.")
    yield _value(plan, "STR-01", row, as_cm(steps.width - sum(taken.values())), "treads", text, numbers)
    yield from rail_values(plan, row, rails, ("STR-07", "STR-08", "STR-09"))


def rail_values(plan: Plan, row: Row, rails: list[Rail], criteria: tuple[str, str, str]) -> Iterator[ModelValue]:
    """Sides with a handrail, its extension and its heights.

    Args:
        plan: The building.
        row: The flight.
        rails: The handrails beside it.
        criteria: Ids for the sides, the extension and the heights.
    """
    sides_id, extension_id, heights_id = criteria
    if not rails:
        text = N_("No railing stands beside it in the model; that is no proof that there is none.")
        yield _value(plan, sides_id, row, UNKNOWN, "none", text, unit="count")
        yield _value(plan, extension_id, row, UNKNOWN, "none", text)
        return
    sides = {rail.side for rail in rails}
    text = N_("Sides with a handrail along most of the flight.")
    yield _value(plan, sides_id, row, str(len(sides)), "railings", text, unit="count")
    beyond = min(
        min(
            max(rail.before for rail in rails if rail.side == side),
            max(rail.after for rail in rails if rail.side == side),
        )
        for side in sides
    )
    text = N_("Shortest reach of a handrail beyond the flight.")
    yield _value(plan, extension_id, row, as_cm(max(0.0, beyond)), "railings", text)
    heights = sorted({_height(plan, rail) for rail in rails}, reverse=True)
    text = N_("Heights of the handrails, stated or measured above the flight.")
    yield _value(plan, heights_id, row, ";".join(heights), "railings", text)


def _height(plan: Plan, rail: Rail) -> str:
    stated = plan.number(rail.step_id, "height")
    return as_cm(stated[0] if stated is not None else rail.height)
