"""Footprint of spaces from a mesh of their body, for the spaces that state no area and have no plain profile.

Simple bodies go to the quick kernel; clipped bodies, and all it leaves out, to OpenCASCADE.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vastgoed.bim.library import mesh_elements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vastgoed.bim.library import Model

_QUICK, _EXACT = "manifold", "opencascade"


def mesh_footprints(model: Model, spaces: Sequence[Any]) -> dict[int, tuple[float, str]]:
    """Step id -> (footprint in m², kernel) of the spaces whose body could be meshed.

    Args:
        model: Opened so that geometry is there (not bypassed).
        spaces: The spaces to measure.
    """
    quick = [space for space in spaces if not _has_boolean(space)]
    found = {step_id: (area, _QUICK) for step_id, area in _run(model, quick, _QUICK).items()}
    rest = [space for space in spaces if space.id() not in found]
    found.update({step_id: (area, _EXACT) for step_id, area in _run(model, rest, _EXACT).items()})
    return found


def _has_boolean(space: Any) -> bool:
    representations = getattr(space.Representation, "Representations", None) or ()
    return any(item.is_a("IfcBooleanResult") for shape in representations for item in shape.Items or ())


def _run(model: Model, spaces: Sequence[Any], kernel: str) -> dict[int, float]:
    if not spaces:
        return {}
    areas = {step_id: _footprint_m2(geometry) for step_id, geometry in mesh_elements(model, spaces, kernel)}
    return {step_id: area_m2 for step_id, area_m2 in areas.items() if area_m2 is not None}


def _footprint_m2(geometry: Any) -> float | None:
    """Area of the body seen from above: all faces that look up, laid flat, in m²."""
    import numpy as np

    points = np.frombuffer(geometry.verts_buffer, dtype=np.float64).reshape(-1, 3)
    faces = np.frombuffer(geometry.faces_buffer, dtype=np.int32).reshape(-1, 3)
    if not len(faces):
        return None
    first, second, third = (points[faces[:, corner], :2] for corner in range(3))
    one, other = second - first, third - first
    flat = one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]
    # A closed body shows as much from above as from below; the mean also serves when faces are turned.
    area = float(np.abs(flat).sum()) / 4
    return area if np.isfinite(area) and area > 0 else None
