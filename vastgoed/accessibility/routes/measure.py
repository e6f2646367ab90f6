"""What the routes say about a building, as rows of measured values like those of any other measurer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kern.language import N_
from vastgoed.accessibility.routes.facts import UNKNOWN, route_values
from vastgoed.accessibility.routes.reach import find_reach

if TYPE_CHECKING:
    from vastgoed.accessibility.routes.facts import RouteValue
    from vastgoed.accessibility.routes.graph import Routes
    from vastgoed.bim.geometry import ModelGeometry

_REASONS = {
    ("CHN-01", "true"): N_("Every room is reached from an entrance without a step."),
    ("CHN-01", "false"): N_("{count} rooms are not reached from an entrance without a step: {rooms}."),
    ("CHN-01", UNKNOWN): N_("The model shows no entrance, or does not say which of {count} blocked rooms are public."),
    ("CHN-02", "true"): N_("Rooms that are not public were assessed too."),
    ("CHN-02", "false"): N_("{count} rooms for staff have no body in the model and were not assessed: {rooms}."),
    ("LVL-03", "true"): N_("A lift or ramp joins the same floors."),
    ("LVL-03", "false"): N_("No lift or ramp joins the floors that this joins."),
}
_MOST_ROOMS = 12


def route_rows(geometry: ModelGeometry, routes: Routes, building: int | None) -> list[dict[str, Any]]:
    """The values of the routes with the columns of `vastgoed.accessibility.model.measure.MODEL_VALUE`.

    Args:
        geometry: The model.
        routes: Its routes, from `build_routes`.
        building: Step id of the building the rows are for.
    """
    return [_row(geometry, routes, building, value) for value in route_values(routes, find_reach(routes))]


def _row(geometry: ModelGeometry, routes: Routes, building: int | None, value: RouteValue) -> dict[str, Any]:
    names = sorted(routes.rooms.name_of(room) for room in value.rooms)
    more = [] if len(names) <= _MOST_ROOMS else ["…"]
    numbers = {"count": len(names), "rooms": ", ".join([*names[:_MOST_ROOMS], *more])}
    element = geometry.rows.get(value.element or -1, {})
    return {
        "model_hash": geometry.model_hash,
        "building_step_id": building,
        "criterion_id": value.criterion,
        "element": element_name(geometry, value.element) if value.element else "",
        "element_step_id": value.element or 0,
        "element_guid": element.get("element_guid"),
        "scope": value.scope,
        "value": value.value,
        "unit": value.unit,
        "source": "geometry",
        "basis": "route",
        "reason": _REASONS.get((value.criterion, value.value), ""),
        "reason_numbers": json.dumps(numbers, ensure_ascii=False),
    }


def element_name(geometry: ModelGeometry, step_id: int) -> str:
    """Name of an element; its number in the file when it has none or shares it."""
    row = geometry.rows.get(step_id, {})
    words = [row.get("element_name"), row.get("long_name")]
    name = " ".join(dict.fromkeys(word for word in words if word))
    same = sum(1 for other in geometry.rows.values() if other["element_name"] == row.get("element_name"))
    return name if name and same == 1 else f"{name} #{step_id}".strip()
