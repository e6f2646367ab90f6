"""The columns of the geometry frames: where each element stands, how large it is, and what it says of itself.

All lengths are in m and all coordinates are in the project frame (x and y in plan, z up), whatever the model's units.
A value that is not known is null. The key of an element is its step id in the file; `model_hash` is that of the file.
"""

from __future__ import annotations

import polars as pl

from vastgoed.bim.columns import COUNT, FLAG, NUMBER, TEXT

GEOMETRY_ELEMENT: dict[str, pl.DataType] = {
    "element_step_id": COUNT,
    "element_guid": TEXT,
    "kind": TEXT,  # see GEOMETRY_KINDS
    "ifc_class": TEXT,
    "element_name": TEXT,
    "long_name": TEXT,  # spaces and storeys have one
    "element_type": TEXT,
    "predefined_type": TEXT,  # of the element, else of its type: LANDING, TOILETPAN, ELEVATOR, PARKING, ...
    "operation": TEXT,  # doors: OperationType of the element, else of its type (IFC2X3: of its style)
    "building_step_id": COUNT,
    "storey_step_id": COUNT,
    "whole_step_id": COUNT,  # what it is a part of, such as the stair of a flight or the space of a part
    "space_step_id": COUNT,  # the space that is said to contain it
    "opening_step_id": COUNT,  # doors and windows: the hole they fill
    "wall_step_id": COUNT,  # doors, windows and openings: the wall (or other element) with the hole
    "duplicate_of_step_id": COUNT,  # spaces: an earlier space of the same storey, name and floor
    "origin_x_m": NUMBER,  # its placement
    "origin_y_m": NUMBER,
    "origin_z_m": NUMBER,
    "axis_x": NUMBER,  # its own x axis in plan, length 1; null when that axis is not level
    "axis_y": NUMBER,
    "normal_x": NUMBER,  # its own y axis in plan; of a swing door the side it opens to
    "normal_y": NUMBER,
    "along_min_m": NUMBER,  # extent of the body along its own x axis, from its origin
    "along_max_m": NUMBER,
    "across_min_m": NUMBER,  # extent along its own y axis
    "across_max_m": NUMBER,
    "x_min_m": NUMBER,
    "x_max_m": NUMBER,
    "y_min_m": NUMBER,
    "y_max_m": NUMBER,
    "z_min_m": NUMBER,  # spaces: the floor
    "z_max_m": NUMBER,
    "box_centre_x_m": NUMBER,  # the smallest rectangle around it in plan
    "box_centre_y_m": NUMBER,
    "box_axis_x": NUMBER,  # direction of its long side
    "box_axis_y": NUMBER,
    "box_length_m": NUMBER,
    "box_width_m": NUMBER,
    "footprint": pl.Binary(),  # WKB polygon or multipolygon with holes: the body seen from above
    "footprint_m2": NUMBER,
    "body": TEXT,  # manifold | opencascade: the kernel that made the body; null: it has none, or none could be made
}

GEOMETRY_KINDS: tuple[str, ...] = (
    "space", "door", "opening", "passage", "stair", "stair_flight", "ramp", "ramp_flight", "slab", "lift", "transport",
    "sanitary", "railing", "furniture", "terminal", "accessory", "proxy", "ceiling", "column", "wall", "beam", "window",
    "control",
)  # fmt: skip
"""`opening`: the hole of a door or window; `passage`: a hole in a wall that nothing fills. `terminal`: end of a pipe or
duct that is no sanitary ware. `accessory`: small parts such as grab bars. `proxy`: an element without a class of its
own. `slab` with predefined type LANDING is a landing. `transport`: escalators and the like. `control`: a switch or a
socket. The order is that in which bodies are made when time runs short."""

GEOMETRY_STOREY: dict[str, pl.DataType] = {
    "storey_step_id": COUNT,
    "storey_guid": TEXT,
    "storey_name": TEXT,
    "building_step_id": COUNT,
    "elevation_m": NUMBER,  # as stated
    "z_m": NUMBER,  # of its placement, comparable with the z of elements
    "is_entrance_level": FLAG,  # Pset_BuildingStoreyCommon.EntranceLevel
}

GEOMETRY_BUILDING: dict[str, pl.DataType] = {
    "building_step_id": COUNT,
    "building_guid": TEXT,
    "building_name": TEXT,
}

GEOMETRY_BOUNDARY: dict[str, pl.DataType] = {
    "space_step_id": COUNT,
    "element_step_id": COUNT,
    "is_physical": FLAG,
}
"""Space boundaries (IfcRelSpaceBoundary) of doors, windows and openings; each pair once. Many models have none."""

GEOMETRY_VALUE: dict[str, pl.DataType] = {
    "element_step_id": COUNT,
    "kind": TEXT,
    "source": TEXT,  # attribute | quantity | property
    "set_name": TEXT,  # empty for attributes; IfcDoorLiningProperties and IfcDoorPanelProperties by their class
    "value_name": TEXT,
    "number": NUMBER,  # in `unit`
    "text": TEXT,
    "unit": TEXT,  # m, m2, m3, kg, degrees, or empty: as stored
    "measure": TEXT,
}
"""As BIM_ELEMENT_VALUE, for all kinds that have properties; flags are the texts True and False."""

FRAMES: dict[str, dict[str, pl.DataType]] = {
    "elements": GEOMETRY_ELEMENT,
    "storeys": GEOMETRY_STOREY,
    "buildings": GEOMETRY_BUILDING,
    "boundaries": GEOMETRY_BOUNDARY,
    "values": GEOMETRY_VALUE,
}
