"""Bodies seen from above: triangles into polygons, boxes and extents. Numbers in, numbers out; no model needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int32]

_HAIR_M = 0.002  # gaps narrower than twice this between triangles of one body are rounding
_MOST_TRIANGLES = 4000  # above it the hull stands for the shadow: a chair, not a room


def shadow_of(points: Floats, faces: Ints) -> BaseGeometry | None:
    """The body seen from above: the union of all its faces that are not upright, holes kept.

    Args:
        points: Corners, shape (n, 3), in m.
        faces: Corner numbers of triangles, shape (m, 3).

    Returns:
        A polygon or multipolygon, or None when nothing is seen from above.

    >>> square = np.array([[0, 0, 0], [2, 0, 0], [2, 3, 0], [0, 3, 0]], float)
    >>> round(shadow_of(square, np.array([[0, 1, 2], [0, 2, 3]], np.int32)).area, 6)
    6.0
    """
    import shapely

    if not len(faces):
        return None
    # Far from the origin the union would lose digits.
    middle = points[:, :2].mean(axis=0)
    flat = points[:, :2] - middle
    corners = flat[faces]
    one, other = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    doubled = np.abs(one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0])
    corners = corners[doubled > 2e-6]
    if not len(corners):
        return None
    if len(corners) > _MOST_TRIANGLES:
        shape = shapely.convex_hull(shapely.multipoints(flat))
    else:
        shape = shapely.union_all(shapely.polygons(corners))
        shape = shape.buffer(_HAIR_M, join_style="mitre").buffer(-_HAIR_M, join_style="mitre").simplify(0.0005)
    if shape.is_empty or not np.isfinite(shape.area):
        return None
    return shapely.transform(shape, lambda xy: xy + middle)


def smallest_box(shape: BaseGeometry) -> tuple[float, float, float, float, float, float]:
    """The smallest rectangle around a shape: centre x and y, direction of the long side, length, width.

    >>> from shapely.geometry import box
    >>> smallest_box(box(0, 0, 1, 4))
    (0.5, 2.0, 0.0, 1.0, 4.0, 1.0)
    """
    import shapely

    corners = shapely.get_coordinates(shapely.minimum_rotated_rectangle(shape))
    if len(corners) < 4:
        centre = shape.centroid
        return centre.x, centre.y, 1.0, 0.0, 0.0, 0.0
    sides = corners[1:3] - corners[:2]
    lengths = np.hypot(sides[:, 0], sides[:, 1])
    longest = int(np.argmax(np.round(lengths, 6)))
    # One of the two opposite directions, so that the answer does not hang on the order of the corners.
    axis = np.round(sides[longest] / max(lengths[longest], 1e-12), 12)
    if (axis[0], axis[1]) < (0.0, 0.0) or (axis[0] == 0 and axis[1] < 0):
        axis = -axis
    centre = corners[:4].mean(axis=0)
    length, width = float(lengths[longest]), float(lengths[1 - longest])
    return float(centre[0]), float(centre[1]), float(axis[0] + 0.0), float(axis[1] + 0.0), length, width


def extent_along(points: Floats, origin: Floats, axis: Floats) -> tuple[float, float]:
    """How far points reach along a direction, from an origin.

    >>> extent_along(np.array([[1.0, 0, 0], [3, 5, 0]]), np.zeros(3), np.array([1.0, 0, 0]))
    (1.0, 3.0)
    """
    along = (points - origin) @ axis
    return float(along.min()), float(along.max())


def level_axis(axis: Floats) -> tuple[float, float] | None:
    """A direction in plan with length 1; None when it points up or down.

    >>> level_axis(np.array([0.0, 2.0, 0.1])), level_axis(np.array([0.0, 0.0, 1.0])) is None
    ((0.0, 1.0), True)
    """
    size = float(np.hypot(axis[0], axis[1]))
    if size < 0.5 * float(np.linalg.norm(axis)) or size == 0:
        return None
    return float(axis[0] / size), float(axis[1] / size)


def find_duplicates(shapes: Sequence[tuple[int, object, float, Any]], share: float = 0.98) -> dict[int, int]:
    """Spaces that stand in a model more than once: step id -> step id of the first.

    Args:
        shapes: Step id, what must be equal (storey and name), floor z and footprint of each space, in the order of
            the file.
        share: Common part of the union from which two footprints are the same.

    >>> from shapely.geometry import box
    >>> floor = box(0, 0, 4, 4)
    >>> find_duplicates([(7, "A", 0.0, floor), (9, "A", 0.0, floor), (11, "A", 3.0, floor)])
    {9: 7}
    """
    found: dict[int, int] = {}
    groups: dict[object, list[tuple[int, float, Any]]] = {}
    for step_id, key, floor_m, shape in shapes:
        before = groups.setdefault(key, [])
        for other_id, other_floor_m, other in before:
            if abs(floor_m - other_floor_m) > 0.02 or not 0.9 < (shape.area / max(other.area, 1e-9)) < 1.12:
                continue
            common = shape.intersection(other).area
            if common >= share * (shape.area + other.area - common):
                found[step_id] = other_id
                break
        else:
            before.append((step_id, floor_m, shape))
    return found
