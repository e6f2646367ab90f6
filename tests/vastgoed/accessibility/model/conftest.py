"""Small buildings as the geometry pass would give them, drawn in metres, turned and moved at will."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import polars as pl
import pytest
import shapely
from shapely import affinity
from shapely.geometry import box

from vastgoed.bim.geometry import ModelGeometry
from vastgoed.bim.geometry_columns import FRAMES, GEOMETRY_ELEMENT
from vastgoed.bim.plan_shape import shadow_of, smallest_box

BUILDING, GROUND = 1, 2


@dataclass
class Drawing:
    """A building while it is drawn.

    Args:
        turned: Radians.
        moved: x and y in metres.
    """

    turned: float = 0.0
    moved: tuple[float, float] = (0.0, 0.0)
    rows: list[dict] = field(default_factory=list)
    values: list[dict] = field(default_factory=list)
    meshes: dict = field(default_factory=dict)

    def _turn(self, x: float, y: float) -> tuple[float, float]:
        cos, sin = math.cos(self.turned), math.sin(self.turned)
        return x * cos - y * sin + self.moved[0], x * sin + y * cos + self.moved[1]

    def _shape(self, shape):
        turned = affinity.rotate(shape, self.turned, origin=(0, 0), use_radians=True)
        return affinity.translate(turned, *self.moved)

    def add(self, kind: str, name: str, shape, low: float, high: float, **more) -> int:
        step_id = 10 + len(self.rows)
        row = dict.fromkeys(GEOMETRY_ELEMENT)
        placed = self._shape(shape)
        names = ("centre_x_m", "centre_y_m", "axis_x", "axis_y", "length_m", "width_m")
        row |= {f"box_{name}": value for name, value in zip(names, smallest_box(placed), strict=True)}
        row |= {
            "element_step_id": step_id,
            "element_guid": f"guid-{step_id}",
            "kind": kind,
            "ifc_class": kind,
            "element_name": name,
            "building_step_id": BUILDING,
            "storey_step_id": GROUND,
            "z_min_m": low,
            "z_max_m": high,
            "footprint": placed.wkb,
            "footprint_m2": placed.area,
            "body": "manifold",
        }
        self.rows.append(row | more)
        return step_id

    def state(self, step_id: int, name: str, value, unit: str = "m", set_name: str = "Pset", source: str = "property"):
        number = None if isinstance(value, bool | str) else float(value)
        self.values.append(
            {"element_step_id": step_id, "source": source, "set_name": set_name, "value_name": name, "number": number,
             "text": str(value) if number is None else None, "unit": unit if number is not None else ""}
        )  # fmt: skip

    def room(
        self, name: str, x0, y0, x1, y1, floor: float = 0.0, height: float = 2.6, public: bool | None = None
    ) -> int:
        step_id = self.add("space", name, box(x0, y0, x1, y1), floor, floor + height)
        if public is not None:
            self.state(step_id, "PubliclyAccessible", public)
        return step_id

    def door(
        self, name: str, x: float, y: float, width: float = 1.06, wall: float = 0.1, lining: float | None = 0.05,
        operation: str = "SINGLE_SWING_LEFT", swings_up: bool = True, casing: float = 0.0, sill: float = 0.0,
        height: float = 2.17, external: bool | None = None,
    ) -> int:  # fmt: skip
        """A door in a wall along x, its middle at (x, y)."""
        sense = 1.0 if swings_up else -1.0
        hole = self.add(
            "opening", "Opening", box(x - width / 2, y - wall / 2, x + width / 2, y + wall / 2), sill, sill + height
        )
        ox, oy = self._turn(x - sense * width / 2, y)
        ax, ay = math.cos(self.turned) * sense, math.sin(self.turned) * sense
        step_id = self.add(
            "door", name, box(x - width / 2 - casing, y - 0.05, x + width / 2 + casing, y + 0.05), sill, sill + height,
            operation=operation, opening_step_id=hole, origin_x_m=ox, origin_y_m=oy, origin_z_m=sill,
            axis_x=ax, axis_y=ay, normal_x=-ay, normal_y=ax,
            along_min_m=-casing, along_max_m=width + casing, across_min_m=-0.05, across_max_m=0.05,
        )  # fmt: skip
        self.state(step_id, "OverallWidth", width, set_name="", source="attribute")
        self.state(step_id, "OverallHeight", height, set_name="", source="attribute")
        if lining is not None:
            self.state(step_id, "LiningThickness", lining, set_name="IfcDoorLiningProperties")
        if external is not None:
            self.state(step_id, "IsExternal", external)
        return step_id

    def body(self, kind: str, name: str, points, faces, **more) -> int:
        turned = np.array([(*self._turn(x, y), z) for x, y, z in points], float)
        faces = np.array(faces, np.int32)
        step_id = self.add(kind, name, box(0, 0, 1, 1), turned[:, 2].min(), turned[:, 2].max(), **more)
        shape = shadow_of(turned, faces)
        names = ("centre_x_m", "centre_y_m", "axis_x", "axis_y", "length_m", "width_m")
        self.rows[-1] |= {f"box_{name}": value for name, value in zip(names, smallest_box(shape), strict=True)}
        self.rows[-1] |= {"footprint": shape.wkb, "footprint_m2": shape.area}
        self.meshes[step_id] = (turned, faces)
        return step_id

    def extruded(self, kind: str, name: str, outline, y0: float, y1: float, **more) -> int:
        """A body with an outline in x and z, from y0 to y1."""
        count = len(outline)
        points = [(x, y, z) for y in (y0, y1) for x, z in outline]
        sides = []
        for at in range(count):
            after = (at + 1) % count
            sides += [(at, after, after + count), (at, after + count, at + count)]
        from shapely.geometry import Polygon

        for triangle in shapely.get_parts(shapely.constrained_delaunay_triangles(Polygon(outline))):
            corners = [outline.index((round(x, 9), round(z, 9))) for x, z in triangle.exterior.coords[:3]]
            sides += [tuple(corners), tuple(corner + count for corner in reversed(corners))]
        return self.body(kind, name, points, _outward(np.array(points, float), sides), **more)

    def geometry(self, shuffled: int | None = None) -> ModelGeometry:
        rows = list(self.rows)
        if shuffled is not None:
            random.Random(shuffled).shuffle(rows)
        storeys = [{"storey_step_id": GROUND, "storey_name": "+00", "building_step_id": BUILDING, "z_m": 0.0}]
        buildings = [{"building_step_id": BUILDING, "building_guid": "b", "building_name": "G1"}]
        return ModelGeometry(
            model_hash="hash",
            file_name="proef.ifc",
            elements=pl.DataFrame(rows, schema=FRAMES["elements"], orient="row"),
            storeys=pl.DataFrame(storeys, schema=FRAMES["storeys"], orient="row"),
            buildings=pl.DataFrame(buildings, schema=FRAMES["buildings"], orient="row"),
            boundaries=pl.DataFrame(schema=FRAMES["boundaries"]),
            values=pl.DataFrame(self.values, schema=FRAMES["values"], orient="row"),
            meshes=self.meshes,
        )


def _outward(points, faces):
    """Turn triangles so that they look away from the middle of a body that is star-shaped enough."""
    turned = []
    low, high = points.min(axis=0), points.max(axis=0)
    for face in faces:
        a, b, c = points[list(face)]
        normal = np.cross(b - a, c - a)
        middle = (a + b + c) / 3
        # Faces on the sides look out; steps and slopes look up when the body lies below them.
        if np.isclose(middle[1], low[1]):
            wanted = normal[1] < 0
        elif np.isclose(middle[1], high[1]):
            wanted = normal[1] > 0
        elif abs(normal[2]) > 1e-12:
            wanted = (normal[2] > 0) != bool(np.isclose(middle[2], low[2]))
        else:
            wanted = True
        turned.append(face if wanted else tuple(reversed(face)))
    return turned


@pytest.fixture
def drawing():
    return Drawing


@pytest.fixture
def sample():
    """A real sample by its short name; the test is skipped where the samples are not at hand."""

    def find(name: str) -> Path:
        path = Path(__file__).resolve().parents[5] / "shared" / "samples" / "ifc" / f"{name}.ifc"
        if not path.exists():
            pytest.skip("the sample models are not here")
        return path

    return find
