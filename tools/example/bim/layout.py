"""Rooms in rows along a corridor: the plan of a simple building, in metres."""

from __future__ import annotations

from dataclasses import dataclass

PARTITION_M = 0.15
OUTER_M = 0.40


@dataclass(frozen=True)
class Room:
    """A rectangular room between the faces of its walls.

    Args:
        number: Number on the door.
        name: What it is, in Dutch.
        use: office, meeting, hall, corridor, stair, lift, adapted_toilet, toilet, technical, storage, laboratory,
            workshop or parking.
        x0, y0, x1, y1: Its corners. [m]
        public: Whether visitors may come in.
    """

    number: str
    name: str
    use: str
    x0: float
    y0: float
    x1: float
    y1: float
    public: bool = False

    @property
    def area_m2(self) -> float:
        """Net floor area, in m²."""
        return round((self.x1 - self.x0) * (self.y1 - self.y0), 3)

    @property
    def middle_x(self) -> float:
        """Halfway along the row, in m."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True)
class Cell:
    """A room of a row before it has a place: its width is that between its walls. [m]."""

    width: float
    name: str
    use: str = "office"
    public: bool = False


def row_of_rooms(
    floor: int, first: int, cells: tuple[Cell, ...], x0: float, x1: float, y0: float, y1: float
) -> list[Room]:
    """Rooms side by side; the last takes what is left.

    >>> [room.x1 for room in row_of_rooms(0, 1, (Cell(4, "a"), Cell(0, "b")), 0.4, 10.0, 0, 5)]
    [4.4, 10.0]
    """
    rooms: list[Room] = []
    x = x0
    for place, cell in enumerate(cells):
        end = x1 if place == len(cells) - 1 else round(x + cell.width, 3)
        number = f"{floor}.{first + place:02d}"
        rooms.append(Room(number, cell.name, cell.use, x, y0, end, y1, cell.public))
        x = round(end + PARTITION_M, 3)
    return rooms
