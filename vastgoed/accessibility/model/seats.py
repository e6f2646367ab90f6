"""Rooms with fixed seats: how many places for wheelchairs there are on how many seats, and how large they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.language import N_
from vastgoed.accessibility.model.value import UNKNOWN, ModelValue, as_cm
from vastgoed.accessibility.model.words import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vastgoed.accessibility.model.plan import Plan, Room, Row

_MANY = 50  # from so many seats on their number decides how many places are asked (article 29)


def measure_seats(plan: Plan) -> Iterator[ModelValue]:
    """The seats and wheelchair places of every auditorium in which seats are drawn."""
    rooms = [room for room in plan.rooms if room.use == "auditorium"]
    standing = _by_room(plan, {room.step_id for room in rooms}) if rooms else {}
    for room in rooms:
        seats = standing.get((room.step_id, "seat"), [])
        if seats:
            yield from _seats(plan, room, len(seats), standing.get((room.step_id, "wheelchair_place"), []))


def _by_room(plan: Plan, rooms: set[int]) -> dict[tuple[int, str], list[Row]]:
    found: dict[tuple[int, str], list[Row]] = {}
    for row in plan.of("furniture", "proxy", "accessory"):
        kind = kind_of(f"{row['element_name'] or ''} {row['element_type'] or ''}")
        shape = plan.shape(row) if kind else None
        if shape is None:
            continue
        room = plan.room_at(shape.centroid.x, shape.centroid.y, row["z_min_m"] + 0.1)
        if room is not None and room.step_id in rooms:
            found.setdefault((room.step_id, kind), []).append(row)
    return found


def _seats(plan: Plan, room: Room, seats: int, places: list[Row]) -> Iterator[ModelValue]:
    def value(criterion: str, size: str, basis: str, reason: str) -> ModelValue:
        numbers = {"seats": seats, "places": len(places)}
        return ModelValue(
            criterion, room.step_id, room.label, size, "count", "property", basis, reason, numbers, room.scope
        )

    criterion = "SEA-02" if seats >= _MANY else "SEA-01"
    yield value("seats_count", str(seats), "names", N_("Seats drawn in this room."))
    if not places:
        text = N_(
            "{seats} seats are drawn, and no place for a wheelchair by its name; that is no proof that there is none."
        )
        yield value(criterion, UNKNOWN, "none", text)
        return
    text = N_("{places} places for wheelchairs by their name, beside {seats} seats.")
    yield value(criterion, f"{len(places)}/{seats}" if seats >= _MANY else str(len(places)), "names", text)
    for row in places:
        size = f"{as_cm(row['box_width_m'])}x{as_cm(row['box_length_m'])}"
        step_id, text = row["element_step_id"], N_("Size of the place as drawn.")
        yield ModelValue("SEA-03", step_id, plan.labels[step_id], size, basis="body", reason=text, scope=room.scope)
