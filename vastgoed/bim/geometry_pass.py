"""The geometry pass: one walk over a model that places and measures every element of interest. Runs in the child.

Bodies are made kind by kind in the order of `GEOMETRY_KINDS`, in one thread, until the time for it is spent; what was
left out is said. Plain bodies go to the quick kernel, bodies cut by others to OpenCASCADE, which does that right.
Holes of doors and windows are not cut out of walls: nothing here asks for them and it is the slow part.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from kern.findings import Finding, Severity
from kern.language import N_
from vastgoed.bim.elements import element_units, value_rows
from vastgoed.bim.geometry_classes import (
    WITH_VALUES,
    WITHOUT_MESH,
    find_elements,
    operation_of,
    predefined_type,
)
from vastgoed.bim.geometry_columns import GEOMETRY_ELEMENT, GEOMETRY_KINDS
from vastgoed.bim.huge_bodies import products_with_huge_bodies
from vastgoed.bim.library import mesh_shapes, open_model, placement_of
from vastgoed.bim.plan_shape import extent_along, find_duplicates, level_axis, shadow_of, smallest_box
from vastgoed.bim.scales import read_scales
from vastgoed.bim.texts import clean, type_name
from vastgoed.bim.tree import Tree, read_tree, unique
from vastgoed.bim.type_objects import types_of
from vastgoed.bim.values import StatedValue, read_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from vastgoed.bim.library import Model

Row = dict[str, Any]
_DOOR_SETS = ("IfcDoorLiningProperties", "IfcDoorPanelProperties")
_DEEPEST = 8
MESH_FILE = "meshes.npz"


@dataclass(frozen=True)
class GeometryRequest:
    """What the child is asked.

    Args:
        path: The model, ready for the parser.
        folder: An existing folder for the frames and meshes.
        seconds_for_bodies: Processor time for bodies; what does not fit is left out and said.
    """

    job: ClassVar[str] = "geometry"

    path: str
    folder: str
    seconds_for_bodies: float = 45.0


def answer_geometry(asked: Row) -> Row:
    """The job `geometry`: findings as plain data; the rest is in the folder.

    Raises:
        Exception: As `run_geometry_pass`.
    """
    from vastgoed.bim.child import pack_finding

    return {"findings": [pack_finding(finding) for finding in run_geometry_pass(GeometryRequest(**asked))]}


def run_geometry_pass(request: GeometryRequest) -> list[Finding]:
    """Read a model's geometry into the files of a folder: a parquet file per frame and the meshes as arrays.

    Raises:
        Exception: Whatever the parser throws at a broken file; the parent turns it into a sentence.
    """
    import polars as pl

    from vastgoed.bim.geometry_columns import FRAMES

    model = open_model(request.path, bodies=True)
    scales = read_scales(model)
    tree = read_tree(model)
    found = list(find_elements(model))
    bodies = _Bodies(model, request.seconds_for_bodies, products_with_huge_bodies(request.path))
    bodies.make(found)
    elements = [_element_row(kind, element, tree, bodies, scales.length_m) for kind, element in found]
    _mark_duplicates(elements, bodies.shadows)
    units = element_units(model, scales)
    frames: dict[str, list[Row]] = {
        "elements": elements,
        "storeys": [
            _storey_row(storey, tree, scales.length_m) for storey in unique(model.by_type("IfcBuildingStorey"))
        ],
        "buildings": [
            {"building_step_id": one.id(), "building_guid": clean(one.GlobalId), "building_name": clean(one.Name)}
            for one in unique(model.by_type("IfcBuilding"))
        ],
        "boundaries": _boundary_rows(model),
        "values": [
            row
            for kind, element in found
            if kind in WITH_VALUES
            for row in value_rows(kind, element, [*_door_values(element), *read_values(element)], units)
        ],
    }
    folder = Path(request.folder)
    for name, rows in frames.items():
        pl.DataFrame(rows, schema=FRAMES[name], orient="row").write_parquet(folder / f"{name}.parquet")
    bodies.write_meshes(folder / MESH_FILE)
    return bodies.findings(found)


class _Bodies:
    """The bodies of elements: boxes, shadows and meshes by step id."""

    def __init__(self, model: Model, seconds: float, huge: set[int]) -> None:
        self._model, self._huge = model, huge
        self._until = time.process_time() + seconds
        self.shadows: dict[int, BaseGeometry] = {}
        self.boxes: dict[int, Row] = {}
        self._meshes: dict[int, tuple[Any, Any]] = {}
        self._late: Counter[str] = Counter()

    def make(self, found: Sequence[tuple[str, Any]]) -> None:
        by_kind: dict[str, list[Any]] = {}
        for kind, element in found:
            if element.id() not in self._huge and getattr(element, "Representation", None) is not None:
                by_kind.setdefault(kind, []).append(element)
        for kind in GEOMETRY_KINDS:
            of_kind = by_kind.get(kind, [])
            plain = [element for element in of_kind if not _is_cut(element)]
            self._run(kind, plain, "manifold")
            self._run(kind, [element for element in of_kind if element.id() not in self.boxes], "opencascade")

    def _run(self, kind: str, elements: Sequence[Any], kernel: str) -> None:
        if not elements:
            return
        if time.process_time() > self._until:
            self._late[kind] += len(elements) if kernel == "opencascade" else 0
            return
        shapes = mesh_shapes(self._model, elements, kernel)
        for done, (step_id, matrix, points, faces) in enumerate(shapes, start=1):
            if len(faces) and np.isfinite(points).all():
                self._keep(kind, step_id, matrix, points, faces, kernel)
            if time.process_time() > self._until:
                self._late[kind] += len(elements) - done if kernel == "opencascade" else 0
                return

    def _keep(self, kind: str, step_id: int, matrix: Any, points: Any, faces: Any, kernel: str) -> None:
        placed = points @ matrix[:3, :3].T + matrix[:3, 3]
        row: Row = {"body": kernel}
        for place, name in enumerate("xyz"):
            row[f"{name}_min_m"] = float(placed[:, place].min())
            row[f"{name}_max_m"] = float(placed[:, place].max())
        for name, column in (("along", 0), ("across", 1)):
            row[f"{name}_min_m"], row[f"{name}_max_m"] = extent_along(placed, matrix[:3, 3], matrix[:3, column])
        shadow = shadow_of(placed, faces)
        if shadow is not None:
            self.shadows[step_id] = shadow
            names = ("centre_x_m", "centre_y_m", "axis_x", "axis_y", "length_m", "width_m")
            row.update(zip((f"box_{name}" for name in names), smallest_box(shadow), strict=True))
            row["footprint"] = shadow.wkb
            row["footprint_m2"] = float(shadow.area)
        self.boxes[step_id] = row
        if kind not in WITHOUT_MESH:
            self._meshes[step_id] = (placed, faces)

    def write_meshes(self, path: Path) -> None:
        ids = list(self._meshes)
        points = [self._meshes[step_id][0] for step_id in ids]
        faces = [self._meshes[step_id][1] for step_id in ids]
        np.savez_compressed(
            path,
            step_ids=np.array(ids, np.int64),
            point_ends=np.cumsum([len(each) for each in points], dtype=np.int64),
            face_ends=np.cumsum([len(each) for each in faces], dtype=np.int64),
            points=np.concatenate(points) if points else np.zeros((0, 3)),
            faces=np.concatenate(faces) if faces else np.zeros((0, 3), np.int32),
        )

    def findings(self, found: Iterable[tuple[str, Any]]) -> list[Finding]:
        """What was left out, and which bodies could not be made."""
        said = []
        if self._late:
            text = N_("Time ran out before all bodies were made; not looked at: {kinds}.")
            evidence = {"kinds": ", ".join(f"{kind} {count}" for kind, count in self._late.items())}
            remedy = N_("Split the model by building, or leave furniture and installations out of the export.")
            said.append(Finding("bim.geometry.late", Severity.WARNING, text, evidence, remedy=remedy))
        failed = Counter(
            kind
            for kind, element in found
            if getattr(element, "Representation", None) is not None
            and element.id() not in self.boxes
            and kind not in self._late
            and _has_body(element)
        )
        if failed:
            text = N_("Bodies that could not be made: {kinds}. What hangs on them is not assessed.")
            evidence = {"kinds": ", ".join(f"{kind} {count}" for kind, count in failed.items())}
            remedy = N_("Look for damaged geometry in the model, or export it again.")
            said.append(Finding("bim.geometry.bodies_failed", Severity.WARNING, text, evidence, remedy=remedy))
        return said


def _has_body(element: Any) -> bool:
    representations = getattr(element.Representation, "Representations", None) or ()
    return any(shape.RepresentationIdentifier in ("Body", None) for shape in representations)


def _is_cut(element: Any) -> bool:
    representations = getattr(element.Representation, "Representations", None) or ()
    return any(_is_cut_item(item, 0) for shape in representations for item in shape.Items or ())


def _is_cut_item(item: Any, depth: int) -> bool:
    if depth > _DEEPEST or item.is_a("IfcBooleanResult"):
        return True
    if item.is_a("IfcMappedItem"):
        parts = item.MappingSource.MappedRepresentation.Items or ()
        return any(_is_cut_item(part, depth + 1) for part in parts)
    return False


def _element_row(kind: str, element: Any, tree: Tree, bodies: _Bodies, length_m: float) -> Row:
    place = tree.parents.get(element.id()) if kind == "space" else tree.place_of(element)
    places = [place, *tree.ancestors(place)] if place is not None else []
    wholes = [relation.RelatingObject for relation in getattr(element, "Decomposes", None) or ()]
    opening, host = _opening_and_host(kind, element)
    row: Row = dict.fromkeys(GEOMETRY_ELEMENT)
    row |= {
        "element_step_id": element.id(),
        "element_guid": clean(element.GlobalId),
        "kind": kind,
        "ifc_class": element.is_a(),
        "element_name": clean(element.Name),
        "long_name": clean(getattr(element, "LongName", None)),
        "element_type": clean(element.ObjectType) or type_name(element),
        "predefined_type": predefined_type(element),
        "operation": operation_of(element) if kind == "door" else None,
        "building_step_id": _first_of(places, "IfcBuilding"),
        "storey_step_id": _first_of(places, "IfcBuildingStorey"),
        "space_step_id": _first_of(places, "IfcSpace") if kind != "space" else None,
        "whole_step_id": next(
            (whole.id() for whole in wholes if whole.is_a("IfcElement") or whole.is_a("IfcSpace")), None
        ),
        "opening_step_id": opening,
        "wall_step_id": host,
    }
    if kind in ("opening", "passage") and row["storey_step_id"] is None and host is not None:
        row["storey_step_id"], row["building_step_id"] = _storey_of_host(element, tree)
    matrix = placement_of(element, length_m)
    if matrix is not None:
        row["origin_x_m"], row["origin_y_m"], row["origin_z_m"] = (float(part) for part in matrix[:3, 3])
        row["axis_x"], row["axis_y"] = level_axis(matrix[:3, 0]) or (None, None)
        row["normal_x"], row["normal_y"] = level_axis(matrix[:3, 1]) or (None, None)
    return row | bodies.boxes.get(element.id(), {})


def _first_of(places: Iterable[Any], ifc_class: str) -> int | None:
    return next((place.id() for place in places if place.is_a(ifc_class)), None)


def _opening_and_host(kind: str, element: Any) -> tuple[int | None, int | None]:
    opening = element if kind in ("opening", "passage") else None
    for relation in (getattr(element, "FillsVoids", None) or ()) if kind in ("door", "window") else ():
        opening = relation.RelatingOpeningElement
    if opening is None:
        return None, None
    hosts = [relation.RelatingBuildingElement for relation in getattr(opening, "VoidsElements", None) or ()]
    return opening.id(), next((host.id() for host in hosts if host is not None), None)


def _storey_of_host(opening: Any, tree: Tree) -> tuple[int | None, int | None]:
    for relation in getattr(opening, "VoidsElements", None) or ():
        place = tree.place_of(relation.RelatingBuildingElement)
        places = [place, *tree.ancestors(place)] if place is not None else []
        return _first_of(places, "IfcBuildingStorey"), _first_of(places, "IfcBuilding")
    return None, None


def _storey_row(storey: Any, tree: Tree, length_m: float) -> Row:
    building = tree.nearest(storey, "IfcBuilding")
    matrix = placement_of(storey, length_m)
    flags = [value.value for value in read_values(storey, ("entrancelevel",)) if value.name.lower() == "entrancelevel"]
    elevation = storey.Elevation
    return {
        "storey_step_id": storey.id(),
        "storey_guid": clean(storey.GlobalId),
        "storey_name": clean(storey.Name) or clean(storey.LongName),
        "building_step_id": building.id() if building is not None else None,
        "elevation_m": float(elevation) * length_m if isinstance(elevation, int | float) else None,
        "z_m": float(matrix[2, 3]) if matrix is not None else None,
        "is_entrance_level": flags[0] if flags and isinstance(flags[0], bool) else None,
    }


def _boundary_rows(model: Model) -> list[Row]:
    found: dict[tuple[int, int], bool] = {}
    for relation in model.by_type("IfcRelSpaceBoundary"):
        space, element = relation.RelatingSpace, relation.RelatedBuildingElement
        if space is None or element is None or not space.is_a("IfcSpace"):
            continue
        if any(element.is_a(name) for name in ("IfcDoor", "IfcWindow", "IfcOpeningElement")):
            key = (space.id(), element.id())
            found[key] = found.get(key, False) or relation.PhysicalOrVirtualBoundary == "PHYSICAL"
    return [
        {"space_step_id": space, "element_step_id": element, "is_physical": is_physical}
        for (space, element), is_physical in found.items()
    ]


def _door_values(element: Any) -> list[StatedValue]:
    """Lining and leaf of a door: records of their own before IFC4X3, on the door's style or type or on itself."""
    if not element.is_a("IfcDoor"):
        return []
    holders = [each for kind in types_of(element) for each in kind.HasPropertySets or ()]
    for relation in getattr(element, "IsDefinedBy", None) or ():
        if relation.is_a("IfcRelDefinesByProperties"):
            holders.append(relation.RelatingPropertyDefinition)
    values = []
    for holder in holders:
        name = holder.is_a() if holder is not None else ""
        if name not in _DOOR_SETS:
            continue
        for key, raw in holder.get_info(recursive=False, include_identifier=False).items():
            if key in ("GlobalId", "Name", "Description", "OwnerHistory", "ShapeAspectStyle", "type"):
                continue
            if isinstance(raw, bool | str):
                values.append(StatedValue(name, key, raw, "IfcLabel", False))
            elif isinstance(raw, int | float):
                measure = "IfcNormalisedRatioMeasure" if key == "PanelWidth" else "IfcLengthMeasure"
                values.append(StatedValue(name, key, float(raw), measure, False))
    return values


def _mark_duplicates(elements: list[Row], shadows: dict[int, BaseGeometry]) -> None:
    spaces = [
        (row["element_step_id"], (row["storey_step_id"], row["element_name"], row["long_name"]), row["z_min_m"], shadow)
        for row in elements
        if row["kind"] == "space" and (shadow := shadows.get(row["element_step_id"])) is not None
    ]
    doubles = find_duplicates(spaces)
    for row in elements:
        row["duplicate_of_step_id"] = doubles.get(row["element_step_id"])
