"""Handrails and edges beside a flight: on which sides, how far they run on, how high, what they take from the width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from vastgoed.accessibility.model.flights import Strip
    from vastgoed.accessibility.model.plan import Plan, Row

_BESIDE_M = 0.20
_MOST_OF_IT = 0.6  # a rail along less of the flight is no rail of that flight
_REACH_M = 1.5  # a handrail hangs no higher
_HAND_LEAST_M = 0.5  # lower than this it is an edge, no handrail
_EDGES = ("railing", "wall", "proxy", "slab", "column")


@dataclass(frozen=True)
class Rail:
    """A railing along a side of a flight.

    Args:
        step_id: In the file.
        side: -1 right of the way up, 1 left.
        before: How far it runs on below the flight, `after` above it; negative when it stops short. [m]
        inner: What it takes from the width on its side. [m]
        height: Above the surface of the flight. [m]
        gap: Between its underside and the surface. [m]
    """

    step_id: int
    side: int
    before: float
    after: float
    inner: float
    height: float
    gap: float

    @property
    def is_handrail(self) -> bool:
        """Whether a hand can hold it."""
        return self.height >= _HAND_LEAST_M


def rails_beside(
    plan: Plan, strip: Strip, low_m: float, high_m: float, kinds: tuple[str, ...] = ("railing",)
) -> list[Rail]:
    """The railings (or other edges) along both sides of a flight.

    Args:
        plan: The building.
        strip: The flight in plan.
        low_m: Height of its lower end.
        high_m: Height of its upper end.
        kinds: Kinds of element that count.
    """
    found = []
    for row in plan.of(*kinds):
        shape = plan.shape(row)
        if shape is None or row["z_max_m"] < low_m or row["z_min_m"] > high_m + 1.3:
            continue
        for side, before, after in _sides(strip, shape):
            height, gap, inner = _above(plan, row, strip, low_m, high_m, side)
            if height > 0:
                found.append(Rail(row["element_step_id"], side, before, after, inner, height, gap))
    return found


def _sides(strip: Strip, shape: BaseGeometry) -> list[tuple[int, float, float]]:
    """The sides a shape runs along: side, before, after. A rail around a stair runs along both."""
    found = []
    half = strip.width / 2
    ax, ay = strip.direction
    for side in (1, -1):
        near, far = (half - _BESIDE_M, half + _BESIDE_M) if side > 0 else (-half - _BESIDE_M, -half + _BESIDE_M)
        corners = ((-2.0, near), (strip.length + 2.0, near), (strip.length + 2.0, far), (-2.0, far))
        band = shapely.Polygon(
            [(strip.start[0] + a * ax - c * ay, strip.start[1] + a * ay + c * ax) for a, c in corners]
        )
        part = shape.intersection(band)
        if part.is_empty:
            continue
        low, high, *_across = strip.local(part)
        covered = min(high, strip.length) - max(low, 0.0)
        if covered < _MOST_OF_IT * strip.length:
            continue
        found.append((side, -low, high - strip.length))
    return found


def _above(plan: Plan, row: Row, strip: Strip, low_m: float, high_m: float, side: int) -> tuple[float, float, float]:
    """Height and gap of a rail above the line of the flight, and what it takes from the width there. [m].

    Only what hangs within reach above this very flight counts: one railing often runs along several.
    """
    mesh = plan.geometry.mesh(row["element_step_id"])
    half = strip.width / 2
    if mesh is None or not len(mesh[1]):
        line = (low_m + high_m) / 2
        return float(row["z_max_m"] - line), float(row["z_min_m"] - line), 0.0
    points = _dense(mesh)
    flat = points[:, :2] - np.array(strip.start)
    along = flat @ np.array(strip.direction)
    across = flat @ np.array([-strip.direction[1], strip.direction[0]]) * side
    above = points[:, 2] - (low_m + (high_m - low_m) * along / max(strip.length, 1e-6))
    within = (
        (np.abs(across - half) <= _BESIDE_M)
        & (along >= 0.1 * strip.length)
        & (along <= 0.9 * strip.length)
        & (above >= -_REACH_M / 5)
        & (above <= _REACH_M)
    )
    if not within.any():
        return 0.0, 0.0, 0.0
    inner = max(0.0, float(half - across[within].min()))
    return float(above[within].max()), float(above[within].min()), inner


def _dense(mesh: tuple[Any, Any]) -> Any:
    """Points along the edges of a mesh: a long straight rail has corners at its ends only."""
    points, faces = mesh
    corners = points[faces]
    shares = np.linspace(0.0, 1.0, 11)[:, None, None, None]
    edges = np.stack([corners, corners[:, [1, 2, 0]]])
    return (edges[0] * (1 - shares) + edges[1] * shares).reshape(-1, 3)


def edge_heights(plan: Plan, strip: Strip, low_m: float, high_m: float) -> dict[int, float]:
    """Height of what keeps a wheel on a flight, per side that has anything. [m]."""
    found: dict[int, float] = {}
    for edge in rails_beside(plan, strip, low_m, high_m, _EDGES):
        if edge.gap <= 0.05 and edge.height > 0.01:
            found[edge.side] = max(found.get(edge.side, 0.0), edge.height)
    return found
