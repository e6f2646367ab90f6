"""Values for the label that only the routes know: is everything reached, and is there a way beside every stair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vastgoed.accessibility.routes.links import STAIR, STEP
from vastgoed.accessibility.routes.reach import spread

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vastgoed.accessibility.routes.graph import Routes
    from vastgoed.accessibility.routes.links import Link
    from vastgoed.accessibility.routes.places import Room
    from vastgoed.accessibility.routes.reach import Reach

# A difference in level above this asks for two of stair, ramp and lift (article 18). [cm]
_LEVEL_CM = 18.0
UNKNOWN = "?"


@dataclass(frozen=True)
class RouteValue:
    """One value for the label.

    Args:
        criterion: The criterion, or the name of a fact such as `difference_cm`.
        element: Step id of the element; None for the whole building.
        scope: visitor or staff.
        value: `true`, `false`, a number or `?`.
        unit: Unit of a number.
        rooms: Step ids of the rooms that make it false.
    """

    criterion: str
    element: int | None
    scope: str
    value: str
    unit: str = ""
    rooms: tuple[int, ...] = ()


def route_values(routes: Routes, reach: Reach) -> list[RouteValue]:
    """The values of CHN-01, CHN-02 and LVL-03.

    CHN-01 asks of every room that is no shaft that it is reached without a step: public rooms for visitors, the others
    for staff. Where the model does not say which rooms are public, both ask it of all rooms of which that is not known.
    A model without an entrance leaves it open. CHN-02 is false when a room for staff has no body in the model: it was
    not assessed.

    Args:
        routes: From `build_routes`.
        reach: From `find_reach`.
    """
    values = [_chain(scope, _of_scope(reach.rooms, scope), routes, reach) for scope in ("visitor", "staff")]
    staff = [room for room in reach.rooms if room.is_function and room.is_public is False]
    undrawn = tuple(room.step_id for room in routes.rooms.undrawn if room.is_function and room.is_public is False)
    if staff or undrawn:
        values.append(RouteValue("CHN-02", None, "staff", "false" if undrawn else "true", rooms=undrawn))
    return [*values, *_levels(routes)]


def _of_scope(rooms: Iterable[Room], scope: str) -> list[Room]:
    wrong = scope != "visitor"
    return [room for room in rooms if room.is_function and (room.is_public is None or room.is_public != wrong)]


def _chain(scope: str, rooms: list[Room], routes: Routes, reach: Reach) -> RouteValue:
    if not routes.entrances or not rooms:
        return RouteValue("CHN-01", None, scope, UNKNOWN)
    blocked = tuple(room.step_id for room in rooms if room.step_id not in reach.step_free)
    if blocked and all(room.is_public is None for room in rooms if room.step_id in blocked) and scope == "visitor":
        # Nobody said that visitors come there.
        return RouteValue("CHN-01", None, scope, UNKNOWN, rooms=blocked)
    return RouteValue("CHN-01", None, scope, "false" if blocked else "true", rooms=blocked)


def _levels(routes: Routes) -> list[RouteValue]:
    """Per stair, and per step without one, whether a way without steps joins the same floors."""
    by_element: dict[int, list[Link]] = {}
    for link in routes.links:
        if link.kind in (STAIR, STEP):
            element = (
                link.element if link.element is not None else max(link.one, link.other, key=lambda p: p.level_m).room
            )
            by_element.setdefault(element, []).append(link)
    values = []
    for element, links in sorted(by_element.items()):
        rise_cm = round(100 * max(link.rise_m for link in links), 1)
        if rise_cm <= _LEVEL_CM:
            continue
        has_way = all(link.other in spread(routes, [link.one], lambda other: other.is_step_free) for link in links)
        is_public = any(routes.rooms[p.room].is_public is not False for link in links for p in (link.one, link.other))
        scope = "visitor" if is_public else "staff"
        values.append(RouteValue("difference_cm", element, scope, str(rise_cm), "cm"))
        values.append(RouteValue("LVL-03", element, scope, "true" if has_way else "false"))
    return values
