"""The width profile of a corridor: how wide one can go from door to door, and where it narrows for how long."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

WIDE_M = 1.50
_STEPS = 13  # of 3 m: 0.4 mm, under the half millimetre that rounding forgives
_BESIDE_M = 0.30  # middles lie across the way too
_HAIR_M = 0.003
_SQUARE_MITRE = 1.5
_USUAL_SHARE = 0.35  # a width that less of the floor has is not its usual one


@dataclass(frozen=True)
class Narrowing:
    """A place one must pass that is narrower than the rest, and than 1.50 m.

    Args:
        width: Of the widest thing that passes. [m]
        length: Along the way. [m]
        middle: A point in it, x and y. [m]
    """

    width: float
    length: float
    middle: tuple[float, float]

    def is_beside(self, other: Narrowing) -> bool:
        """Whether two narrowings of a corridor overlap along the way, or touch."""
        return math.dist(self.middle, other.middle) <= (self.length + other.length) / 2 + _BESIDE_M


@dataclass(frozen=True)
class Profile:
    """The width of a corridor.

    Args:
        passing: Width of the widest thing that can go between all of its doors. [m]
        usual: Its width where it is not narrowed; at most 2 × 1.50 is told apart. [m]
        narrowings: Places narrower than that, and than 1.50 m, that one must pass.
        narrow_length: Length of the longest stretch narrower than 1.50 m. [m]
    """

    passing: float
    usual: float
    narrowings: tuple[Narrowing, ...]
    narrow_length: float


def opened(floor: BaseGeometry, width: float) -> BaseGeometry:
    """The parts of a floor that are at least so wide; corners stay square.

    >>> round(opened(shapely.box(0, 0, 6, 1.6), 1.5).area, 2), opened(shapely.box(0, 0, 6, 1.4), 1.5).is_empty
    (9.6, True)
    """
    half = width / 2 - _HAIR_M
    return grown(grown(floor, -half), half + 1e-4).intersection(floor)


def grown(shape: BaseGeometry, by_m: float) -> BaseGeometry:
    """A shape with its edge so far outwards (or inwards), corners square.

    >>> grown(shapely.box(0, 0, 2, 2), 0.5).bounds
    (-0.5, -0.5, 2.5, 2.5)
    """
    # A corner drawn twice, a rounding apart, would grow a spike: such are taken out, and no mitre passes a square's.
    plain = shapely.simplify(shape, _HAIR_M / 3)
    # Edges in one line have no corner to mitre: the division by zero inside is caught there by a bevel.
    with np.errstate(divide="ignore", invalid="ignore"):
        return plain.buffer(by_m, join_style="mitre", mitre_limit=_SQUARE_MITRE)


def passes(floor: BaseGeometry, portals: Sequence[BaseGeometry], width: float) -> bool:
    """Whether something so wide can go between all portals: one part of the floor is at hand of each of them."""
    parts = shapely.get_parts(grown(floor, -width / 2))
    reach = width / 2 + 0.15
    return any(all(part.distance(portal) <= reach for portal in portals) for part in parts if not part.is_empty)


def widest_passing(floor: BaseGeometry, portals: Sequence[BaseGeometry], most: float = 2 * WIDE_M) -> float:
    """Width of the widest thing that can go between all portals. [m].

    >>> ends = [shapely.Point(0, 0.7), shapely.Point(6, 0.7)]
    >>> round(widest_passing(shapely.box(0, 0, 6, 1.5), ends), 2)
    1.5
    """
    low, high = 0.0, most
    if passes(floor, portals, most - _HAIR_M):
        return most
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if passes(floor, portals, middle) else (low, middle)
    # The widths that are asked decide, not the grid of the search.
    for asked in (1.5, 1.2, 1.0, 0.9, 0.77):
        if low < asked <= high + _HAIR_M and passes(floor, portals, asked - _HAIR_M):
            return asked
    return low


def width_profile(floor: BaseGeometry, portals: Sequence[BaseGeometry]) -> Profile:
    """The width profile of a floor between its portals.

    Args:
        floor: Free floor of the corridor.
        portals: The doors and open ends, as lines or points on its edge.
    """
    ends = portals or [floor.representative_point()]
    passing = widest_passing(floor, ends)
    if passing >= WIDE_M - 1e-6:
        return Profile(passing, passing, (), 0.0)
    usual = usual_width(floor, WIDE_M, passing)
    found = list(_narrowings(floor, ends, usual))
    if usual < WIDE_M:
        return Profile(passing, usual, tuple(found), floor.area / max(usual, 0.3))
    return Profile(passing, WIDE_M if found else passing, tuple(found), max((n.length for n in found), default=0.0))


def usual_width(floor: BaseGeometry, most: float = WIDE_M, least: float = 0.0) -> float:
    """The width that a good part of a floor has. [m].

    Args:
        floor: Of the corridor.
        most: A larger width is not told apart.
        least: What it surely has.

    >>> round(usual_width(shapely.box(0, 0, 6, 1.6), 3.0), 2)
    1.6
    """

    def is_usual(width: float) -> bool:
        return bool(opened(floor, width).area >= _USUAL_SHARE * floor.area)

    if is_usual(most):
        return most
    low, high = least, most
    if not is_usual(low):
        return least
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if is_usual(middle) else (low, middle)
    # The widths that are asked decide, not the grid of the search.
    for asked in (1.75, 1.45, 1.2):
        if low - 2 * _HAIR_M < asked <= high and is_usual(asked):
            return asked
    return max(low - 2 * _HAIR_M, least)


def _narrowings(floor: BaseGeometry, ends: Sequence[BaseGeometry], usual: float) -> Iterator[Narrowing]:
    """What one must pass between the parts of a floor that have its usual width."""
    wide = opened(floor, usual)
    wide_parts = [part for part in shapely.get_parts(wide) if part.area > 0.05]
    for part in shapely.get_parts(floor.difference(grown(wide, 0.002))):
        if part.area < 0.01:
            continue
        touched = [other for other in wide_parts if other.distance(part) < 0.02]
        own = [end for end in ends if end.distance(part) < 0.05 and not any(o.distance(end) < 0.3 for o in wide_parts)]
        if len(touched) + len(own) < 2:
            continue  # a niche: nobody has to pass it
        around = grown(part, 0.6).intersection(floor)
        borders = [other.intersection(part.buffer(0.05)) for other in touched]
        width = min(widest_passing(around, [*borders, *own], usual), usual)
        if width >= usual - 0.005:
            continue
        middle = part.representative_point()
        yield Narrowing(width, part.area / max(width, 0.1), (middle.x, middle.y))
