"""Where elements are: the box around each body in the model's own coordinates, for viewpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vastgoed.bim.library import mesh_elements, placement_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vastgoed.bim.library import Model
    from vastgoed.bim.scales import Scales

Corners = tuple[tuple[float, float, float], tuple[float, float, float]]

_HALF_M = 0.5  # around the place of an element without a body


def element_boxes(model: Model, elements: Sequence[Any], scales: Scales) -> dict[int, Corners]:
    """Step id -> low and high corner, in m, of the elements that have a body or a place.

    Args:
        model: Opened with its bodies.
        elements: What to look for.
        scales: The model's units.
    """
    import numpy as np

    found: dict[int, Corners] = {}
    bodied = [element for element in elements if getattr(element, "Representation", None) is not None]
    for step_id, geometry in mesh_elements(model, bodied, "manifold", in_place=True) if bodied else ():
        points = np.frombuffer(geometry.verts_buffer, dtype=np.float64).reshape(-1, 3)
        if len(points) and np.isfinite(points).all():
            low, high = points.min(axis=0).tolist(), points.max(axis=0).tolist()
            found[step_id] = ((low[0], low[1], low[2]), (high[0], high[1], high[2]))
    for element in elements:
        if element.id() not in found and not element.is_a("IfcSite"):
            matrix = placement_of(element, scales.length_m)
            if matrix is not None:
                x, y, z = matrix[:3, 3].tolist()
                found[element.id()] = (
                    (x - _HALF_M, y - _HALF_M, z - _HALF_M),
                    (x + _HALF_M, y + _HALF_M, z + _HALF_M),
                )
    return found
